"""What two desks wrote differently is decided by keyboard, on a real desk in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from counter_app.domain.event import Kind
from counter_app.i18n import use_language
from counter_app.services.acting import Correction
from tests import make
from tests.two_desks import OtherDesk
from tests.ui.handover_desk import Hands
from tests.ui.window import open_window


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    yield opened
    opened.settle()
    opened.shell.close()
    opened.workers.shutdown()
    use_language("vi")


@pytest.fixture
def hands(window):
    """Signs an officer in and opens the page, after the dossiers of the test were made."""

    def sign_in(login="tiepnhan", first="tray.list"):
        hands = Hands(window, login, Qt.Key.Key_F10, first)
        window.qtbot.waitUntil(window.workers.desk.is_idle)
        return hands

    return sign_in


@pytest.fixture
def other(desk):
    return OtherDesk(desk)


def disputed(desk, other, **here):
    """A dossier whose note and telephone number two desks wrote."""
    dossier = desk.receive(procedure=make.GUARDIAN)
    phone = make.person(phone="0911111111")
    changed = {"note": "theo quầy này", "applicant": phone} | here
    desk.counter.correct(dossier.id, Correction(**changed), "ghi sai", desk.officer())
    fields = {"note": "theo quầy kia", "applicant.phone": "0922222222"}
    private = {"fields": fields, "reason": "nghe lại"}
    other.write(dossier, Kind.CORRECTED, {"fields": {}, "issue": 2}, private)
    return dossier


def without_effect(desk, other):
    """A dossier another desk stopped although this one had let it be withdrawn."""
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.counter.perform(dossier.id, "withdraw", {"reason": "đổi ý"}, desk.officer())
    other.write(dossier, Kind.STOPPED, {}, {"reason": "quá hạn bổ sung"}, role="supervisor")
    return dossier


def badge(window):
    return window.widget("rail.tray").count


def test_both_values_are_told_with_desk_officer_role_and_moment(hands, desk, other):
    disputed(desk, other)
    read = hands().words("tray.field.note")
    assert "Ghi chú" in read
    assert "theo quầy này" in read
    here = f"Quầy 3 (quầy này) · {desk.officer().name} (tiếp nhận) · 09:00 thứ Hai 16/11/2026"
    assert here in read
    assert f"Quầy khác (EF12) · {desk.officer('giamsat').name} (tiếp nhận)" in read
    assert "hồ sơ đang ghi" in read


def test_one_value_is_chosen_the_other_kept_by_keys_alone(hands, desk, other, window):
    dossier = disputed(desk, other)
    at = hands()
    assert badge(window) == 1
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Space)  # the number: the second value, as the dossier has it
    at.press(Qt.Key.Key_Tab)
    at.press(Qt.Key.Key_Space)  # the note: the first one, this desk's
    at.ctrl(Qt.Key.Key_Return)
    after = desk.dossier(dossier)
    assert after.conflicts == ()
    assert after.note == "theo quầy này"
    assert after.applicant.phone == "0922222222"
    last = desk.counter.questions.events(dossier.id)[-1]
    assert last.public["acknowledged"] == ["applicant.phone"]
    assert last.private["fields"] == {"note": "theo quầy này"}
    assert "không còn chỗ nào ghi khác nhau" in at.words("tray.note")
    window.qtbot.waitUntil(lambda: badge(window) == 0)


def test_a_third_value_is_written(hands, desk, other):
    dossier = disputed(desk, other)
    at = hands()
    at.press(Qt.Key.Key_Return)
    for _step in range(2):
        at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Space)
    assert at.window.focused() == "tray.other.applicant.phone"
    at.type("0933333333")
    at.ctrl(Qt.Key.Key_Return)
    after = desk.dossier(dossier)
    assert after.applicant.phone == "0933333333"
    assert [c.field for c in after.conflicts] == ["note"]
    assert "còn mục chưa quyết định" in at.words("tray.note")
    assert at.sees("tray.field.note")
    assert not at.sees("tray.field.applicant.phone")


def test_nothing_chosen_is_nothing_written(hands, desk, other):
    dossier = disputed(desk, other)
    at = hands()
    at.ctrl(Qt.Key.Key_Return)
    assert "Chọn giá trị đúng" in at.words("tray.message")
    assert len(desk.dossier(dossier).conflicts) == 2


def test_an_act_without_effect_is_told_and_settled(hands, desk, other):
    dossier = without_effect(desk, other)
    at = hands("giamsat")
    read = at.words("tray.review")
    assert "Dừng giải quyết: quá hạn bổ sung" in read
    assert "lúc đó hồ sơ ở trạng thái “đã rút hồ sơ”" in read
    assert f"{desk.officer('giamsat').name} (giám sát)" in read
    at.press(Qt.Key.Key_Return)
    assert at.window.focused() == "tray.reviewed"
    at.press(Qt.Key.Key_Space)
    at.ctrl(Qt.Key.Key_Return)
    assert not desk.dossier(dossier).needs_review
    assert "Không có hồ sơ nào cần đối chiếu." in at.words()


def test_the_next_dossier_follows(hands, desk, other):
    first, second = without_effect(desk, other), disputed(desk, other)
    at = hands()
    model = at.find("tray.list").model()
    codes = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert codes == ["Ghi khác nhau giữa các quầy", second.code, first.code]
    at.press(Qt.Key.Key_Down)
    at.settle()
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Space)
    at.ctrl(Qt.Key.Key_Return)
    assert model.rowCount() == 2
    at.window.qtbot.waitUntil(lambda: at.sees("tray.field.applicant.phone"))
    assert at.window.focused() == "tray.list"


def test_what_was_settled_meanwhile_is_refused_and_the_choice_stays(hands, desk, other):
    dossier = disputed(desk, other)
    at = hands()
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Space)
    kept = {"acknowledged": ["note", "applicant.phone"]}
    desk.counter.perform(dossier.id, "resolve", kept, desk.officer())  # at another window
    at.ctrl(Qt.Key.Key_Return)
    assert at.words("tray.message")
    assert desk.dossier(dossier).note == "theo quầy kia"


def test_an_empty_page_says_what_will_appear(hands, window):
    at = hands(first="page.tray")
    assert "Không có hồ sơ nào cần đối chiếu." in at.words()
    assert badge(window) == 0


def test_the_whole_dossier_is_one_key_away(hands, desk, other, window):
    disputed(desk, other)
    hands().alt(Qt.Key.Key_O)
    assert window.main.page_name == "page.search"


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao", "giamsat", "kiemsoat"])
def test_who_may_decide_has_the_page(window, login):
    assert "page.tray" in window.sign_in(login).page_names


@pytest.mark.parametrize(("language", "scale"), [("vi", 100), ("vi", 150), ("en", 150)])
def test_nothing_is_cut_at_any_text_size(hands, desk, other, window, language, scale):  # noqa: PLR0917
    disputed(desk, other)
    if language == "en":
        window.look.other_language()
    while window.look.preferences.text_scale < scale:
        window.look.larger_text()
    at = hands()
    QApplication.processEvents()
    for name in ("tray.submit", "tray.details"):
        part = at.find(name)
        assert part.sizeHint().width() <= part.width(), name
    for area in at.page.findChildren(QScrollArea):
        assert area.widget().width() <= area.viewport().width()
    for words in at.page.findChildren(QLabel):
        if words.isVisible() and words.wordWrap():
            assert words.height() >= words.heightForWidth(words.width()), words.text()

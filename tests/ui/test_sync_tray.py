"""Events the centre did not take are seen to by keyboard, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from counter_app.domain.event import Kind
from counter_app.domain.rejection import RejectionKind
from counter_app.i18n import use_language
from counter_app.services.acting import Correction
from counter_app.services.centre_port import (
    Accepted,
)
from tests import make
from tests.two_desks import OtherDesk
from tests.ui.handover_desk import Hands
from tests.ui.sync_desk import SyncDesk, close_synced, open_synced
from ui.tray.rejection_words import reason_words


@pytest.fixture
def desk(sample_folder, data_dir):
    opened = SyncDesk.enrolled(sample_folder, data_dir)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, desk):
    opened = open_synced(qtbot, desk)
    yield opened
    close_synced(opened, desk)
    use_language("vi")


@pytest.fixture
def hands(window):
    def sign_in(login="tiepnhan", first="tray.list"):
        at = Hands(window, login, Qt.Key.Key_F10, first)
        window.qtbot.waitUntil(window.workers.desk.is_idle)
        return at

    return sign_in


def forwarded(desk):
    """A dossier that was passed on: the act the centre does not take."""
    dossier = desk.receive(procedure=make.GUARDIAN)
    return desk.counter.perform(dossier.id, "forward", {"to": "xuly"}, desk.officer())


def disputed(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.counter.correct(dossier.id, Correction(note="theo quầy này"), "ghi sai", desk.officer())
    private = {"fields": {"note": "theo quầy kia"}, "reason": "nghe lại"}
    OtherDesk(desk).write(dossier, Kind.CORRECTED, {"fields": {}, "issue": 2}, private)
    return dossier


def rows(at):
    model = at.find("tray.list").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_by_whom_when_why_and_what_to_do_is_told(hands, desk):
    dossier = forwarded(desk)
    desk.reject(RejectionKind.ROLE_MAY_NOT, dossier)
    at = hands()
    read = at.words("tray.rejection")
    assert f"{dossier.code} · Chuyển hồ sơ" in read
    assert f"Chuyển hồ sơ cho {desk.officer('xuly').name}" in read
    assert f"{desk.officer().name} (tiếp nhận)" in read
    assert "09:00 thứ Hai 16/11/2026" in read
    for words in reason_words(RejectionKind.ROLE_MAY_NOT):
        assert words in read


def test_it_is_sent_again_by_keys_alone(hands, desk, window):
    desk.reject(RejectionKind.UNKNOWN_AUTHOR, forwarded(desk))
    at = hands()
    window.qtbot.waitUntil(lambda: window.widget("rail.tray").count == 1)
    at.press(Qt.Key.Key_Return)
    assert window.focused() == "tray.again"
    at.press(Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: desk.log.rejections() == ())
    window.qtbot.waitUntil(lambda: window.widget("rail.tray").count == 0)
    window.qtbot.waitUntil(lambda: "Không có hồ sơ nào cần đối chiếu" in at.words())
    assert "đang được gửi lại" in at.words("tray.note")


def test_both_kinds_stand_apart_and_the_arrows_walk_through_both(hands, desk, window):
    desk.reject(RejectionKind.UNKNOWN_AUTHOR, first := forwarded(desk))
    second = disputed(desk)
    at = hands()
    wanted = ["Ghi khác nhau giữa các quầy", second.code, "Trung tâm chưa nhận", first.code]
    assert rows(at) == wanted
    window.qtbot.waitUntil(lambda: at.sees("tray.field.note"))
    at.press(Qt.Key.Key_Down)
    window.qtbot.waitUntil(lambda: at.sees("tray.again"))
    assert not at.sees("tray.submit")
    at.press(Qt.Key.Key_Up)
    window.qtbot.waitUntil(lambda: at.sees("tray.submit"))
    window.qtbot.waitUntil(lambda: window.widget("rail.tray").count == 2)


def test_what_comes_meanwhile_moves_nothing_under_the_hand(hands, desk, window):
    desk.reject(RejectionKind.UNKNOWN_AUTHOR, forwarded(desk))
    at = hands()
    window.qtbot.waitUntil(lambda: at.sees("tray.again"))
    at.press(Qt.Key.Key_Return)
    desk.reject(RejectionKind.NO_BEGINNING, other := forwarded(desk))
    disputed(desk)
    window.shell._sync.worker.look()
    window.qtbot.waitUntil(lambda: other.code in rows(at))
    assert len(rows(at)) == 5
    assert window.focused() == "tray.again"
    assert "chưa biết người ghi" in at.words("tray.rejection")


def test_an_act_in_no_dossier_is_told_by_its_kind(hands, desk):
    desk.reject(RejectionKind.UNKNOWN_AUTHOR)
    at = hands()
    assert "Đăng ký công chức" in at.words("tray.rejection")
    assert not at.sees("tray.rejection.details")


def test_an_administrator_sees_what_they_can_do_something_about(hands, desk, window):
    disputed(desk)
    desk.reject(RejectionKind.NO_BEGINNING, forwarded(desk))
    desk.reject(RejectionKind.UNKNOWN_AUTHOR, authors := forwarded(desk))
    desk.reject(RejectionKind.FOREIGN_SCOPE)
    at = hands("quantri")
    assert rows(at) == ["Trung tâm chưa nhận", authors.code, "—"]
    window.qtbot.waitUntil(lambda: window.widget("rail.tray").count == 2)
    at.press(Qt.Key.Key_Down)
    window.qtbot.waitUntil(lambda: "Đăng ký công chức" in at.words("tray.rejection"))
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: len(desk.log.rejections()) == 2)
    window.qtbot.waitUntil(lambda: window.widget("rail.tray").count == 1)


def test_an_administrator_with_nothing_to_do_is_told_what_would_appear(hands, desk, window):
    disputed(desk)
    desk.reject(RejectionKind.NO_BEGINNING, forwarded(desk))
    at = hands("quantri", first="page.tray")
    window.qtbot.waitUntil(lambda: "Không có việc nào chờ quản trị viên" in at.words())
    assert window.widget("rail.tray").count == 0


def test_the_whole_dossier_is_one_key_away(hands, desk, window):
    desk.reject(RejectionKind.UNKNOWN_AUTHOR, forwarded(desk))
    hands().alt(Qt.Key.Key_O)
    assert window.main.page_name == "page.search"


def test_a_try_that_is_refused_is_told_beside_the_button(hands, desk, window):
    desk.reject(RejectionKind.UNKNOWN_AUTHOR, forwarded(desk))

    at = hands()
    window.qtbot.waitUntil(lambda: at.sees("tray.again"))
    event = desk.log.rejections()[0].event
    desk.log.acknowledge([Accepted(event, 1)])  # another process sent it meanwhile
    at.ctrl(Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: "Không có việc nào như vậy" in at.words("tray.rejection"))
    assert at.find("tray.again").isEnabled()


@pytest.mark.parametrize("kind", RejectionKind)
def test_every_kind_has_its_reason_and_what_to_do(kind):
    unknown = reason_words("never heard of")
    assert all(reason_words(kind))
    assert reason_words(kind) != unknown


@pytest.mark.parametrize(("language", "scale"), [("vi", 100), ("vi", 150), ("en", 150)])
def test_nothing_is_cut_at_any_text_size(hands, desk, window, language, scale):
    desk.reject(RejectionKind.FOREIGN_SCOPE, forwarded(desk))
    if language == "en":
        window.look.other_language()
    while window.look.preferences.text_scale < scale:
        window.look.larger_text()
    at = hands()
    window.qtbot.waitUntil(lambda: at.sees("tray.again"))
    QApplication.processEvents()
    for name in ("tray.again", "tray.rejection.details"):
        part = at.find(name)
        assert part.sizeHint().width() <= part.width(), name
    for area in at.page.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()
    for words in at.page.findChildren(QLabel):
        if words.isVisible() and words.wordWrap():
            assert words.height() >= words.heightForWidth(words.width()), words.text()

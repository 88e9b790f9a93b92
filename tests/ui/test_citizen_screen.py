"""The citizen's screen in the real window: opened by a receipt, empty at first, neutral by itself."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget

from counter_app.i18n import use_language
from tests.raters import CITIZENS, handed_over, rate
from tests.ui.citizen import Citizen, clipped
from tests.ui.handover_desk import Hands
from tests.ui.window import open_window
from ui.citizen.view_model import Stands
from ui.preferences import Preferences


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    yield opened
    opened.settle()
    opened.shell.close()
    opened.workers.shutdown()
    use_language("vi")


@pytest.fixture
def at(window):
    """Reception at the hand-over page, the citizen's screen turned on at F8."""
    hands = Hands(window, "tiepnhan", Qt.Key.Key_F8, "ratings.quarter")
    hands.find("ratings.screen", QCheckBox).click()
    hands.press(Qt.Key.Key_F5)
    hands.settle()
    return hands


@pytest.fixture
def citizen(at, window):
    return Citizen(window)


def event(desk):
    [(text, private)] = desk.rows("SELECT text, private FROM events WHERE kind = 'rated'")
    return json.loads(text)["public"], json.loads(private or "{}")


def test_a_receipt_scanned_after_the_hand_over_asks_its_holder(at, citizen, desk):
    dossier = handed_over(desk)
    at.scan(dossier.alias)
    citizen.is_asked()
    assert citizen.screen.isVisible()
    assert citizen.screen.isFullScreen()
    read = citizen.reads()
    assert "Câu 1/8" in read
    assert dossier.code[-4:] in read
    for word in ("Hiếu", "001190012345", "0912345678", dossier.code, desk.officer().name):
        assert word not in read
    answers = [b for b in citizen.screen.findChildren(QPushButton) if b.isCheckable()]
    assert len(answers) == 3
    assert not any(answer.isChecked() for answer in answers)


def test_it_is_answered_by_keys_and_the_officers_screen_shows_nothing(at, citizen, desk, window):
    dossier = handed_over(desk)
    at.scan(dossier.alias)
    citizen.is_asked()
    citizen.press(Qt.Key.Key_1)  # very satisfied
    for key in ("2", "1", "1", "0", "3", "1", "1"):  # none for the fourth, a complaint
        citizen.press(getattr(Qt.Key, f"Key_{key}"))
    citizen.waits_for(Stands.WORDS)
    citizen.screen._words.box.setPlainText("Nói to với tôi")
    citizen.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Nhiều nơi" not in citizen.reads()
    assert "không trả lời" in citizen.reads()
    assert "Thời gian giải quyết hồ sơ so với quy định: Đúng hạn" in citizen.reads()
    citizen.touch("citizen.next")
    citizen.waits_for(Stands.THANKS)
    public, private = event(desk)
    assert dict(public["answers"]) == {
        "1": 1, "2": 1, "3": 1, "4": 2, "5": 2, "6": None, "7": 0, "8": 2, "9": 2,
    }  # fmt: skip
    assert (public["satisfaction"], private["text"]) == ("very_satisfied", "Nói to với tôi")
    citizen.model.leave()
    at.settle()
    assert not citizen.screen.isVisible()
    shown = [w for w in window.shell.findChildren(QWidget) if w.isVisible() and hasattr(w, "text")]
    told = " ".join(str(w.text()) for w in shown)
    for word in ("hài lòng", "Nói to", "phản ánh"):
        assert word not in told


def test_nothing_but_touch_is_needed_and_answers_may_be_changed(at, citizen, desk):
    at.scan(handed_over(desk).alias)
    citizen.is_asked()
    for _ in range(3):
        citizen.touch("citizen.answer.1")
    citizen.touch("citizen.back")
    chosen = citizen.screen.findChild(QPushButton, "citizen.answer.1")
    assert chosen.isChecked()
    citizen.touch("citizen.answer.2")
    for _ in range(5):
        citizen.touch("citizen.skip")
    citizen.touch("citizen.next")
    citizen.touch("citizen.next")
    citizen.waits_for(Stands.THANKS)
    public, _ = event(desk)
    assert dict(public["answers"]) == {"1": 1, "2": 1, "3": 2, "4": 1} | dict.fromkeys("56789")


def test_the_language_is_the_citizens_own(at, citizen, desk):
    at.scan(handed_over(desk).alias)
    citizen.is_asked()
    citizen.press(Qt.Key.Key_E)
    assert "Very satisfied" in citizen.reads()
    citizen.touch("citizen.answer.1")
    assert "Visits to reception" in citizen.reads()
    assert at.window.main.page.title() == "Trả kết quả"
    citizen.touch("citizen.language")
    assert "Số lần phải liên hệ" in citizen.reads()
    assert citizen.model.shown.chosen == (("satisfaction", "very_satisfied"),)


@pytest.mark.parametrize("leave", ["citizen.leave", "Esc"])
def test_who_leaves_has_said_nothing(at, citizen, desk, leave):
    at.scan(handed_over(desk).alias)
    citizen.is_asked()
    citizen.touch("citizen.answer.3")
    if leave == "Esc":
        citizen.press(Qt.Key.Key_Escape)
    else:
        citizen.touch(leave)
    assert citizen.stands is Stands.NEUTRAL
    assert not citizen.screen.isVisible()
    assert citizen.model.shown.chosen == ()
    assert "rated" not in desk.kinds()


def test_the_screen_comes_back_to_neutral_by_itself(at, citizen, desk):
    citizen.model._idle_ms = 50
    at.scan(handed_over(desk).alias)
    citizen.waits_for(Stands.ASKING)
    citizen.waits_for(Stands.NEUTRAL)
    assert not citizen.screen.isVisible()
    assert citizen.model.shown.form is None


def test_whoever_is_there_is_not_sent_away(at, citizen, desk):
    at.scan(handed_over(desk).alias)
    citizen.is_asked()
    quiet = citizen.model._quiet
    quiet.start(300_000)
    citizen.press(Qt.Key.Key_Shift)  # any touch begins the time anew
    assert quiet.remainingTime() < 200_000


def test_thanks_go_by_themselves(at, citizen, desk):
    citizen.model._thanks_ms = 30
    at.scan(handed_over(desk).alias)
    citizen.is_asked()
    citizen.touch("citizen.answer.1")
    for _ in range(7):
        citizen.touch("citizen.skip")
    citizen.touch("citizen.next")
    citizen.touch("citizen.next")
    citizen.waits_for(Stands.NEUTRAL)
    assert "rated" in desk.kinds()


def test_a_receipt_that_was_rated_is_told_to_its_holder_alone(at, citizen, desk):
    dossier = handed_over(desk)
    rate(desk, dossier)
    at.scan(dossier.alias)
    citizen.waits_for(Stands.REFUSED)
    assert "đã được đánh giá" in citizen.reads()
    assert "đánh giá" not in at.words()


def test_the_screens_own_scan_takes_the_next_receipt_and_forgets_the_first(at, citizen, desk):
    first, second = handed_over(desk), handed_over(desk)
    at.scan(first.alias)
    citizen.is_asked()
    citizen.touch("citizen.answer.1")
    citizen.scan(second.alias)
    assert citizen.model.shown.form.dossier == second.id
    assert citizen.model.shown.chosen == ()


def test_before_the_hand_over_nobody_is_asked(at, citizen, desk):
    dossier = desk.receive()
    at.scan(dossier.alias)
    assert not citizen.screen.isVisible()
    at.press(Qt.Key.Key_F8)
    at.settle()
    at.scan(dossier.alias)
    citizen.waits_for(Stands.REFUSED)
    assert "sau khi đã nhận kết quả" in citizen.reads()


def test_an_unknown_receipt_is_told(at, citizen, desk):
    at.press(Qt.Key.Key_F8)
    at.settle()
    at.scan("H26.12-261116-039999")
    citizen.waits_for(Stands.REFUSED)
    assert "Không tìm thấy" in citizen.reads()


def test_turned_off_it_stays_away(window, desk):
    dossier = handed_over(desk)
    hands = Hands(window, "tiepnhan", Qt.Key.Key_F5, "handover.code")
    hands.scan(dossier.alias)
    assert Citizen(window).screen is None
    assert Citizen(window).stands is Stands.NEUTRAL


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_fits_the_screen(qtbot, desk, theme, scale, language):
    preferences = Preferences(theme=theme, text_scale=scale)
    window = open_window(
        qtbot, desk.folder, preferences, open_counter=lambda _folder: desk.counter
    )  # fmt: skip
    Hands(window, "tiepnhan", Qt.Key.Key_F8, "ratings.quarter")
    citizen = Citizen(window)
    citizen.desk.turn(True)
    citizen.desk.open(handed_over(desk).alias)
    citizen.is_asked()
    if language == "en":
        citizen.model.other_language()
    assert (citizen.screen.width(), citizen.screen.height()) == (1366, 768)
    for _ in range(1 + len(CITIZENS)):
        QApplication.processEvents()
        assert clipped(citizen.screen) == []
        citizen.model.choose((citizen.model.shown.place and 0) or "not_satisfied")
    QApplication.processEvents()
    assert clipped(citizen.screen) == []
    citizen.model.write("")
    QApplication.processEvents()
    assert clipped(citizen.screen) == []
    citizen.model.leave()
    window.settle()
    window.shell.close()
    window.workers.shutdown()
    use_language("vi")

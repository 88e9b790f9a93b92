"""Scans are caught wherever the focus is; everything else reaches the field it was typed in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.scanner import GAP_MS, Scanner

CARD = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|Số 3, Phường Tây Hồ, Hà Nội|10052021"
MANGLED = CARD.replace("|", "~")
CODE = "H26.12-261123-030017"
RETURN = "\r"


class Clock:
    """Milliseconds that pass only when a key is typed."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Desk(QWidget):
    """A window with a field, a text of several lines and a button."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.text = QPlainTextEdit()
        self.button = QPushButton("Tiếp nhận")
        self.presses = 0
        self.scans: list[str] = []
        layout = QVBoxLayout(self)
        for child in (self.field, self.text, self.button):
            layout.addWidget(child)
        self.button.clicked.connect(self._count)
        self.scanner = Scanner(self, clock=clock)
        self.scanner.scanned.connect(self.scans.append)

    def _count(self) -> None:
        self.presses += 1


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(qtbot: QtBot, clock: Clock) -> Desk:
    window = Desk(clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def keys(desk: Desk, clock: Clock) -> Callable[..., None]:
    """Types through the focus as Qt would, Unicode and all, ``gap_ms`` apart."""

    def type_keys(text: str, gap_ms: float = 3) -> None:
        for letter in text:
            clock.now += gap_ms
            target = QApplication.focusWidget() or desk
            key = _key(letter)
            typed = "" if letter == "\b" else letter
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, typed)
                QApplication.sendEvent(target, event)

    return type_keys


def _key(letter: str) -> Qt.Key:
    special = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}
    if letter in special:
        return special[letter]
    return Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown


@pytest.mark.parametrize("end", ["\r", "\t"])
@pytest.mark.parametrize("scan", [CARD, MANGLED, CODE], ids=["card", "mangled", "code"])
def test_a_scan_is_caught_and_the_field_keeps_what_it_held(
    desk: Desk, keys: Callable[..., None], scan: str, end: str
) -> None:
    desk.field.setText("đang nhập dở")
    desk.field.setFocus()
    desk.field.setCursorPosition(4)
    keys(scan + end)
    assert desk.scans == [scan]
    assert desk.field.text() == "đang nhập dở"
    assert desk.field.cursorPosition() == 4
    assert QApplication.focusWidget() is desk.field


def test_a_scan_gives_a_text_of_several_lines_back(desk: Desk, keys: Callable[..., None]) -> None:
    desk.text.setPlainText("một\nhai")
    desk.text.setFocus()
    keys(CARD + RETURN)
    assert desk.scans == [CARD]
    assert desk.text.toPlainText() == "một\nhai"


def test_the_spaces_of_a_name_press_no_button(desk: Desk, keys: Callable[..., None]) -> None:
    desk.button.setFocus()
    keys(CARD + RETURN)
    assert desk.scans == [CARD]
    assert desk.presses == 0


def test_a_scan_is_caught_when_nothing_has_the_focus(desk: Desk, keys: Callable[..., None]) -> None:
    for child in (desk.field, desk.text, desk.button):
        child.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        child.clearFocus()
    keys(CARD + RETURN)
    assert desk.scans == [CARD]


def test_fast_typing_that_is_no_scan_reaches_its_field_complete_and_in_order(
    desk: Desk, keys: Callable[..., None]
) -> None:
    typed = "Nguyễn Thị Hiếu, Đoàn Văn Ưỡng 0912345678 | ~!@# ｘｙ Ḿột"
    desk.field.setFocus()
    keys(typed + RETURN)
    assert desk.field.text() == typed
    assert desk.scans == []


def test_fast_keys_on_a_button_follow_when_they_were_no_scan(
    desk: Desk, keys: Callable[..., None], qtbot: QtBot
) -> None:
    desk.button.setFocus()
    keys("        ")
    assert desk.presses == 5
    qtbot.waitUntil(lambda: desk.presses == 8)


def test_a_scan_after_slow_typing_leaves_only_the_typing(
    desk: Desk, keys: Callable[..., None]
) -> None:
    desk.field.setFocus()
    keys("Hiếu", gap_ms=120)
    clock_gap = GAP_MS + 1
    keys(CARD[0], gap_ms=clock_gap)
    keys(CARD[1:] + RETURN)
    assert desk.field.text() == "Hiếu"
    assert desk.scans == [CARD]


def test_a_card_typed_by_hand_is_typing(desk: Desk, keys: Callable[..., None]) -> None:
    desk.field.setFocus()
    keys(CARD + RETURN, gap_ms=GAP_MS + 5)
    assert desk.scans == []
    assert desk.field.text() == CARD


def test_the_second_end_of_a_scanner_presses_nothing(desk: Desk, keys: Callable[..., None]) -> None:
    pressed = []
    desk.field.returnPressed.connect(lambda: pressed.append(1))
    desk.field.setFocus()
    keys(CARD + RETURN + RETURN)
    assert desk.scans == [CARD]
    assert pressed == []
    keys(RETURN, gap_ms=500)
    assert pressed == [1]


def test_what_an_input_method_commits_belongs_to_the_scan(
    desk: Desk, keys: Callable[..., None], clock: Clock
) -> None:
    desk.field.setFocus()
    keys(CARD[:20])
    for letter in CARD[20:]:
        clock.now += 4
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(desk.field, event)
    keys(RETURN)
    assert desk.scans == [CARD]
    assert desk.field.text() == ""


def test_real_keys_through_the_window_are_caught_too(desk: Desk) -> None:
    """Qt's own path: window, shortcuts, focus; Latin letters only, as QTest can type them."""
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "abc")
    QTest.qWait(GAP_MS * 2)  # the scan comes later
    for letter in CODE:
        QTest.keyClick(desk.windowHandle(), letter)
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Return)
    assert desk.scans == [CODE]
    assert desk.field.text() == "abc"

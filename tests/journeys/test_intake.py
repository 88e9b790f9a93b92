"""An officer receives citizens in the real window: by keyboard and scanner, without a mouse."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import counter_of, open_store
from tests.fakes import PlainPins, SettableClock
from tests.make import MONDAY
from tests.sample_desk import create
from tests.ui.window import open_window
from ui.preferences import Preferences
from ui.scanner import GAP_MS

pytestmark = pytest.mark.journey

CARD = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|Số 3 Lạc Long Quân, Tây Hồ, Hà Nội|10052021"
OTHER_CARD = "001085054321||Trần Văn Đức|30011985|Nam|12 Hàng Bài, Hoàn Kiếm, Hà Nội|10052021"
BUDGET = 15  # keystrokes besides the two scans, for a returning procedure
_KEYS = {"\r": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}


class Mouse(QObject):
    """Notices every press of a button of the mouse, and every modal window."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0
        self.modal_windows = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.presses += event.type() == QEvent.Type.MouseButtonPress
        self.modal_windows += QApplication.activeModalWidget() is not None
        return False


class Hands:
    """An officer with a keyboard and a scanner; counts the keystrokes of the keyboard."""

    def __init__(self, window) -> None:
        self.window = window
        self.keystrokes = 0

    def scan(self, text):
        at = (
            time.monotonic_ns() // 1_000_000
        )  # as the system says it: a busy machine breaks no scan
        for letter in text + "\r":
            key = _KEYS.get(letter) or Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                event.setTimestamp(0 if letter == "\r" else at)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def type(self, text):
        for letter in text:
            self.press(_KEYS.get(letter) or Qt.Key(ord(letter.upper())))

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Through the window, as the system delivers it; a modifier is a keystroke, too."""
        self.keystrokes += 1 + (modifier != Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(self.window.shell.windowHandle(), key, modifier)

    def ctrl(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def counter(data_dir):
    create(data_dir)
    return counter_of(open_store(data_dir), data_dir, SettableClock(MONDAY))


@pytest.fixture
def mouse() -> Iterator[Mouse]:
    noticed = Mouse()
    QApplication.instance().installEventFilter(noticed)
    yield noticed
    QApplication.instance().removeEventFilter(noticed)


@pytest.fixture
def open_desk(qtbot, counter):
    """The window with reception signed in."""
    opened = []

    def open_with(preferences=None):
        plain = replace(counter, sign_in=replace(counter.sign_in, hasher=PlainPins()))
        window = open_window(qtbot, counter.folder, preferences, lambda _folder: plain)
        opened.append(window)
        window.sign_in("tiepnhan")
        qtbot.waitUntil(lambda: window.focused() == "intake.scan")
        return window

    yield open_with
    for window in opened:
        window.settle()
        window.workers.shutdown()


def accepted(window, qtbot):
    code = window.wait_for("intake.code").text()
    qtbot.waitUntil(lambda: window.widget("intake.receipt").page_count == 1)
    window.settle()
    return code


def test_two_citizens_by_keyboard_and_scanner_within_the_keystrokes(
    open_desk, qtbot, counter, mouse
):
    window = open_desk()
    hands = Hands(window)
    hands.scan(CARD)
    hands.type("khai sinh\r")
    hands.ctrl(Qt.Key.Key_T)
    hands.ctrl(Qt.Key.Key_Return)
    assert accepted(window, qtbot) == "H26.12-261116-030001"
    assert window.focused() == "intake.scan"

    hands.keystrokes = 0
    hands.scan(OTHER_CARD)  # begins the next visit by itself
    assert not window.is_shown("intake.code")
    qtbot.wait(2 * GAP_MS)  # no hand follows a scanner that fast
    hands.press(Qt.Key.Key_Return)  # what was received last stands first
    hands.ctrl(Qt.Key.Key_T)
    hands.ctrl(Qt.Key.Key_Return)
    assert accepted(window, qtbot) == "H26.12-261116-030002"
    hands.scan(CARD)  # the second scan: whoever comes next
    assert hands.keystrokes == 5
    assert hands.keystrokes <= BUDGET

    assert [line.applicant for line in counter.search("")] == ["Trần Văn Đức", "Nguyễn Thị Hiếu"]
    assert mouse.presses == 0
    assert mouse.modal_windows == 0


def test_a_scanned_code_opens_the_dossier_in_the_search(open_desk, qtbot):
    window = open_desk()
    hands = Hands(window)
    hands.scan(CARD)
    hands.type("ks\r")
    hands.ctrl(Qt.Key.Key_T)
    hands.ctrl(Qt.Key.Key_Return)
    code = accepted(window, qtbot)
    hands.scan(code)
    qtbot.waitUntil(lambda: window.main.page_name == "page.search")
    window.settle()


def test_what_was_typed_is_there_in_the_other_language(open_desk, qtbot):
    window = open_desk()
    hands = Hands(window)
    hands.scan(CARD)
    hands.type("ks\r")
    window.look.other_language()
    qtbot.waitUntil(lambda: window.is_shown("intake.applicant.name"))
    qtbot.waitUntil(lambda: window.widget("intake.applicant.name").text() == "Nguyễn Thị Hiếu")
    assert window.widget("intake.procedure").key() == "1.001193"
    window.look.other_language()
    window.settle()


def test_the_next_procedure_is_read_in_the_list_beside_the_receipt_with_large_letters(
    open_desk, qtbot
):
    window = open_desk(Preferences(text_scale=150))
    window.shell.resize(1366, 768)
    hands = Hands(window)
    hands.scan(CARD)
    hands.type("ks\r")
    hands.ctrl(Qt.Key.Key_T)
    hands.ctrl(Qt.Key.Key_Return)
    accepted(window, qtbot)
    field = window.widget("intake.procedure")
    field.setFocus()
    hands.type("khai")
    qtbot.waitUntil(field.is_open)
    seen = field._list
    assert window.shell.rect().contains(seen.geometry())
    name = "Đăng ký khai sinh có yếu tố nước ngoài"
    assert seen.viewport().width() > seen.fontMetrics().horizontalAdvance(name)
    assert field.width() > field.fontMetrics().horizontalAdvance("Đăng ký khai sinh")


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_off_at_1366_by_768(open_desk, qtbot, scale):
    window = open_desk(Preferences(text_scale=scale))
    window.shell.resize(1366, 768)
    hands = Hands(window)
    hands.scan(CARD)
    hands.type("ks\r")
    window.settle()
    qtbot.waitUntil(lambda: "2026" in window.widget("intake.due").text())
    due = window.widget("intake.due")
    qtbot.waitUntil(lambda: due.height() >= due.minimumSizeHint().height())
    assert (window.shell.width(), window.shell.height()) == (1366, 768)
    page = window.widget("page.intake")
    for name in ("id_number", "birth_date"):
        field = window.widget(f"intake.applicant.{name}")
        assert field.fontMetrics().horizontalAdvance(field.text()) < field.width() - 16
    for name in ("accept", "decline", "save_draft", "due", "due.why", "components", "scan"):
        control = window.widget(f"intake.{name}")
        corner = control.mapTo(page, control.rect().bottomRight())
        assert page.rect().contains(corner), name
        assert control.width() >= control.minimumSizeHint().width(), name
        assert control.height() >= control.minimumSizeHint().height(), name

"""The intake page on a real sample desk, and keys as a scanner and an officer type them."""

import time
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.bootstrap import counter_of, open_store, sample_catalogue, shipped_calendar
from counter_app.identities import SystemChance
from counter_app.services.setting_up import NewUnit, SetUp
from db.desk_store import NewDeskStore
from tests.fakes import PlainPins, SettableClock
from ui.intake.widget import IntakePage
from ui.scanner import Scanner
from ui.tasks import TaskRunner

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
CARD = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|Số 3 Lạc Long Quân, Tây Hồ, Hà Nội|10052021"
OTHER_CARD = "001085054321||Trần Văn Đức|30011985|Nam|12 Hàng Bài, Hoàn Kiếm, Hà Nội|10052021"
_KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}


class Window(QWidget):
    """A window with the intake page alone, listening to a scanner."""

    def __init__(self, counter, **options):
        super().__init__()
        self.tasks = TaskRunner(self)
        reception = officer(counter, "tiepnhan")
        self.page = IntakePage(counter, reception, self.tasks, self, **options)
        QVBoxLayout(self).addWidget(self.page)
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self.page.scanned)
        self.resize(1290, 700)

    def part(self, name):
        """The control with this contracted name."""
        return self.page.findChild(QWidget, f"intake.{name}")


def sample_desk(folder, moment=MONDAY):
    """The use cases of a sample desk on a clock that stands still, and that clock."""
    clock = SettableClock(moment)
    chance = SystemChance()
    store = NewDeskStore(folder, shipped_calendar(), chance.identity)
    set_up = SetUp(store, clock, chance, PlainPins())
    set_up.sample(NewUnit("H26.12", "UBND phường Tây Hồ", 3), sample_catalogue())
    return counter_of(open_store(folder), folder, clock), clock


def officer(counter, login):
    """A sample officer."""
    officers = counter.questions.reference().officers()
    return next(officer for officer in officers if officer.login == login)


@contextmanager
def page_on(counter, qtbot, **options):
    """An open intake page; its workers are at rest at the end."""
    window = Window(counter, **options)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.page.enter()
    settle(window, qtbot)
    try:
        yield window
        settle(window, qtbot)
    finally:
        window.tasks.shutdown()
        window.close()
        window.deleteLater()


def settle(window, qtbot):
    """Everything that was typed has been followed up."""
    timers = (window.page._following._timer, window.page._drafting._keep)
    qtbot.waitUntil(lambda: window.tasks.is_idle() and not any(t.isActive() for t in timers))


def type_keys(text):
    """Keys to whatever has the focus, as fast as a scanner, any letter of any language."""
    at = time.monotonic_ns() // 1_000_000  # as the system says it: a busy machine breaks no scan
    for letter in text:
        key = _KEYS.get(letter)
        if key is None:
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(0 if letter in "\r\t" else at)
            QApplication.sendEvent(QApplication.focusWidget(), event)


def scan(text):
    """A scanner's burst."""
    type_keys(text + "\r")


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """One key with its shortcuts, where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def ctrl(key):
    """A shortcut with Ctrl."""
    press(key, Qt.KeyboardModifier.ControlModifier)

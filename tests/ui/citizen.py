"""A citizen at the rating screen: keys, a finger, a scanner; and an officer beside."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ui.citizen.screen import CitizenScreen
from ui.citizen.view_model import Stands


class Citizen:
    """What the holder of a receipt does and sees."""

    def __init__(self, window):
        self.window = window

    @property
    def desk(self):
        return self.window.main._citizen

    @property
    def model(self):
        return self.desk._view_model

    @property
    def screen(self):
        return next(iter(self.window.shell.findChildren(CitizenScreen)), None)

    @property
    def stands(self):
        return self.model.shown.stands

    def waits_for(self, stands):
        self.window.qtbot.waitUntil(lambda: self.stands is stands, timeout=20_000)
        QApplication.processEvents()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """One key, at the pace of a hand: a faster one is taken for a scanner's."""
        QTest.keyClick(self.screen.windowHandle(), key, modifier)
        silence = self.screen._scanner._silence
        self.window.qtbot.waitUntil(lambda: not silence.isActive())

    def scan(self, text):
        """A burst at the screen's own scanner."""
        for letter in text + "\r":
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
            target = QApplication.focusWidget() or self.screen
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)
        self.window.settle()

    def touch(self, name):
        QTest.mouseClick(self.screen.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    def reads(self):
        """Everything that stands on the screen."""
        kinds = (QLabel, QPushButton)
        shown = [w for kind in kinds for w in self.screen.findChildren(kind) if w.isVisible()]
        return " | ".join(w.text() for w in shown)

    def is_asked(self):
        self.waits_for(Stands.ASKING)


def clipped(widget):
    """The names or texts of what has less room than it needs."""
    short = []
    for kind in (QLabel, QPushButton):
        for part in widget.findChildren(kind):
            if not part.isVisible() or not part.text():
                continue
            needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else 0
            wide = part.minimumSizeHint().width() if isinstance(part, QPushButton) else 0
            if part.height() < needed or part.width() < wide:
                short.append(part.objectName() or part.text())
            corner = part.mapTo(widget, part.rect().bottomRight())
            if corner.x() > widget.width() or corner.y() > widget.height():
                short.append(f"outside: {part.objectName() or part.text()}")
    return short

"""A reception officer on the hand-over page of the real window, with a keyboard and a scanner."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

_KEYS = {"\r": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}


class Hands:
    """What an officer does and sees on one page, by the names in the contract."""

    def __init__(self, window, login, key, first):
        self.window = window
        window.sign_in(login)
        self.press(key)
        self.settle()
        assert window.focused() == first

    @property
    def page(self):
        return self.window.main.page

    def find(self, name, kind=QWidget):
        return self.window.widget(name, kind)

    def sees(self, name):
        return self.window.is_shown(name)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.window.shell.windowHandle(), key, modifier)

    def ctrl(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def alt(self, key):
        self.press(key, Qt.KeyboardModifier.AltModifier)
        self.settle()

    def type(self, text):
        for letter in text:
            self._key(letter, QApplication.focusWidget())

    def scan(self, text):
        """A scanner's burst, wherever the focus is."""
        for letter in text + "\r":
            self._key(letter, QApplication.focusWidget())
        self.settle()

    def settle(self):
        self.window.settle()
        self.window.qtbot.waitUntil(self.window.workers.desk.is_idle)

    def words(self, name=""):
        """Everything that can be read on the page, or in a part of it."""
        part = self.find(name) if name else self.page
        labels = [part] if isinstance(part, QLabel) else part.findChildren(QLabel)
        return "\n".join(
            label.text().replace("\u200b", "") for label in labels if label.isVisible()
        )

    @staticmethod
    def _key(letter, target):
        key = _KEYS.get(letter, Qt.Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            )

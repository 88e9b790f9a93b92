"""The panel of acts alone in a window on a real sample desk, and hands for it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from tests import make
from ui.acting.panel import ActPanel
from ui.acting.words import KEYS
from ui.shown import shown
from ui.tasks import TaskRunner

CTRL = Qt.KeyboardModifier.ControlModifier


class ActsWindow(QWidget):
    """One dossier's panel; the keys go to what has the focus, as an officer's do."""

    def __init__(self, desk, qtbot):
        super().__init__()
        self.desk, self.qtbot = desk, qtbot
        self.tasks = TaskRunner(self)
        self.panel = ActPanel(desk.counter, self.tasks)
        self.panel.listen_on(self)
        column = QVBoxLayout(self)
        column.addWidget(self.panel)
        column.addStretch(1)
        self.resize(1258, 640)
        self.dossier = None

    def open(self, dossier, login):
        """Show ``dossier`` to the officer ``login``."""
        self.dossier = dossier
        now = shown(self.desk.counter, self.desk.dossier(dossier))
        self.panel.show_dossier(now, self.desk.officer(login))
        self.panel._bar.focus_first()

    def begin(self, act):
        """Press the act's key."""
        self.press(QKeySequence(KEYS[act])[0])

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """One key, or a combination of them."""
        if not isinstance(key, Qt.Key):
            key, modifiers = key.key(), key.keyboardModifiers()
        QTest.keyClick(QApplication.focusWidget() or self, key, modifiers)

    def tab(self, times=1):
        for _time in range(times):
            self.press(Qt.Key.Key_Tab)

    def type(self, text):
        """Letters of any language to what has the focus."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def fill(self, name, text):
        """Type ``text`` over what the form's field ``name`` holds."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        self.type(text)

    def field(self, name):
        return self.panel._form.findChild(QWidget, f"work.form.{name}")

    def done(self):
        """Ctrl+Enter, then the dossier as it is stored."""
        self.press(Qt.Key.Key_Return, CTRL)
        return self.settled()

    def settled(self):
        self.qtbot.waitUntil(self.tasks.is_idle)
        return self.desk.dossier(self.dossier)

    def says(self):
        """The line beside the form, or below the bar."""
        form = self.panel._form
        return (form._message if form else self.panel.message).text()

    def focused(self):
        focus = QApplication.focusWidget()
        return focus.objectName() if focus else ""

    def button(self, act):
        return self.panel.findChild(QPushButton, f"work.action.{act}")


def guardian(desk):
    """A dossier of three steps, received without one of its papers."""
    return desk.receive(
        procedure=make.GUARDIAN, components=("tp1",), missing_reason="Nộp bổ sung sau"
    )


def lived(desk, dossier, *acts):
    """``dossier`` after acts given as ``(login, act, data)``."""
    for login, act, data in acts:
        dossier = desk.counter.perform(dossier.id, act, data, desk.officer(login))
    return dossier

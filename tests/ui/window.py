"""The real window on a real sample desk, and hands for it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.bootstrap import sample_catalogue
from tests.sample_desk import SampleDesk, set_up
from ui.doors import Doors
from ui.look import Look
from ui.preferences import Preferences
from ui.shell import Shell
from ui.tasks import Workers
from ui.theme import Theme


class RememberedPreferences:
    """Keeps preferences in memory."""

    def __init__(self, preferences=None):
        self.kept = preferences or Preferences()

    def load(self):
        return self.kept

    def save(self, preferences):
        self.kept = preferences


@dataclass
class Window:
    """A shell with its workers; ``close`` ends them in order."""

    shell: Shell
    workers: Workers
    look: Look
    preferences: RememberedPreferences
    qtbot: object

    @property
    def main(self):
        return self.shell.main

    def widget(self, name, kind=QWidget):
        """What is shown under this contracted name."""
        found = [w for w in self.shell.findChildren(kind, name) if w.isVisible()]
        assert found, f"{name} is not shown"
        return found[0]

    def is_shown(self, name):
        return any(w.isVisible() for w in self.shell.findChildren(QWidget, name))

    def wait_for(self, name):
        self.qtbot.waitUntil(lambda: self.is_shown(name), timeout=20_000)
        return self.widget(name)

    def settle(self):
        """Wait until nothing is under way and the page is whole."""
        self.qtbot.waitUntil(self._is_at_rest, timeout=20_000)

    def read_in(self, language, scale, page):
        """The page as it is read in this language and text size (percent)."""
        if language == "en":
            self.look.other_language()
            self.settle()
            self.main.show_page(page)
        while self.look.preferences.text_scale < scale:
            self.look.larger_text()
        self.settle()
        QApplication.processEvents()

    def _is_at_rest(self):
        is_whole = self.main is None or not self.main.is_preparing
        runners = (self.workers.desk, self.workers.surroundings)
        return is_whole and all(runner.is_idle() for runner in runners)

    def focused(self):
        """The name of what has the focus."""
        focus = QApplication.focusWidget()
        return focus.objectName() if focus else ""

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """A key as the officer presses it: it goes to what has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)

    def type(self, text):
        for letter in text:  # one by one: the focus may move; QTest aborts at what is not Latin-1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def sign_in(self, login):
        self.wait_for("signin.login").setText(login)
        self.widget("signin.pin").setText("123456")
        self.widget("signin.submit").click()
        self.qtbot.waitUntil(lambda: self.shell.screen_shown is self.main and self.main is not None)
        self.settle()
        return self.main


def open_window(  # noqa: PLR0917
    qtbot, folder, preferences=None, open_counter=None, new_set_up=None, enrolled_counter=None
):
    """The window on ``folder``, shown and active; nothing was signed in yet."""
    workers = Workers.hired()
    kept = RememberedPreferences(preferences)
    look = Look(Theme(QApplication.instance()), kept, workers.desk)
    opened = open_counter or (lambda where: SampleDesk(where).counter)
    enrolled = enrolled_counter or (lambda where, _credentials: opened(where))
    doors = Doors(folder, opened, new_set_up or set_up, sample_catalogue, enrolled)
    shell = Shell(doors, workers, look)
    qtbot.addWidget(shell)
    shell.show()
    shell.activateWindow()
    shell.begin()
    window = Window(shell, workers, look, kept, qtbot)
    window.settle()
    return window

"""Starting the window: Qt, fonts, theme, language, the one window, and an orderly end."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui.collecting import GuiCollector
from ui.doors import Doors
from ui.guard import refuse_broken_qt
from ui.look import Look
from ui.preferences import PreferenceStore
from ui.shell import Shell
from ui.tasks import BugReporter, Workers
from ui.theme import Theme

_TURN_S = 0.001  # of a worker in Python; the event loop waits that long whenever it comes back
_SETTLED_MS = 2000


def run(doors: Doors, preferences: PreferenceStore) -> int:
    """Show the window on a desk until it is closed; the program's exit status.

    Raises:
        QtLosesReferences: this Qt must not be used; nothing was shown.
    """
    refuse_broken_qt()
    app = new_application()
    reporter = BugReporter()
    reporter.install()
    workers = Workers.hired()
    look = Look(Theme(app), preferences, workers.desk)
    shell = Shell(doors, workers, look)
    reporter.noticed.connect(shell.tell_bug)
    shell.showMaximized()
    shell.begin()
    QTimer.singleShot(_SETTLED_MS, shell, lambda: _answer_callers(doors.folder, shell))
    status = app.exec()
    workers.shutdown()
    return status


def _answer_callers(folder: Path, shell: Shell) -> None:
    from ui.one_window import FirstWindow  # Qt's network library, when the window is usable

    FirstWindow(folder, shell)


def new_application() -> QApplication:
    """Qt's application object, with what every window of the program needs set."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName("counter-app")
    sys.setswitchinterval(_TURN_S)
    GuiCollector(app)
    app.setDesktopFileName("counter-app")
    return app

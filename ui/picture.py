"""A picture of the window at work: it signs in, takes one visit in, and is photographed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.app import new_application
from ui.doors import Doors
from ui.guard import refuse_broken_qt
from ui.look import Look
from ui.page import Page
from ui.preferences import PreferenceStore
from ui.shell import Shell
from ui.tasks import Workers
from ui.theme import Theme
from ui.widgets.pdf_view import PdfView

_LOOK_AGAIN_MS = 20
_PATIENCE_MS = 60_000
_SIZE = (1366, 768)
_Widget = TypeVar("_Widget", bound=QWidget)


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """Who signs in on a sample desk, whose card is scanned, and what they ask for."""

    login: str
    pin: str
    card: str
    procedure: str


def take_picture(doors: Doors, preferences: PreferenceStore, visit: ShownVisit, file: Path) -> bool:
    """Write the window's picture to ``file`` (PNG) after one acceptance; False: it never came.

    Needs no screen under ``QT_QPA_PLATFORM=offscreen``. The visit is stored on the desk.

    Raises:
        QtLosesReferences
    """
    refuse_broken_qt()
    app = new_application()
    workers = Workers.hired()
    shell = Shell(doors, workers, Look(Theme(app), preferences, workers.desk))
    shell.resize(*_SIZE)
    shell.show()
    shell.begin()
    story = _Story(shell, visit)
    app.exec()
    is_taken = story.is_told and shell.grab().save(str(file), "PNG")
    shell.close()
    workers.shutdown()
    return is_taken


class _Story(QObject):
    """Does the next step as soon as the window is ready for it, then ends the event loop."""

    def __init__(self, shell: Shell, visit: ShownVisit) -> None:
        super().__init__(shell)
        self._shell, self._visit = shell, visit
        self._steps: list[Callable[[], bool]] = [
            self._sign_in,
            self._scan,
            self._accept,
            self._see_receipt,
        ]
        self._waited_ms = 0
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    @property
    def is_told(self) -> bool:
        """Whether every step was done."""
        return not self._steps

    @Slot()
    def _go_on(self) -> None:
        self._waited_ms += _LOOK_AGAIN_MS
        if self._steps and self._steps[0]():
            self._steps.pop(0)
        if not self._steps or self._waited_ms > _PATIENCE_MS:
            self._timer.stop()
            QCoreApplication.quit()

    def _sign_in(self) -> bool:
        login = self._shown(QLineEdit, "signin.login")
        pin = self._shown(QLineEdit, "signin.pin")
        if login is None or pin is None:
            return False
        login.setText(self._visit.login)
        pin.setText(self._visit.pin)
        QTest.keyClick(pin, Qt.Key.Key_Return)
        return True

    def _scan(self) -> bool:
        page = self._page()
        if page is None:
            return False
        page.scanned(self._visit.card)
        page.start_procedure(self._visit.procedure)
        return True

    def _accept(self) -> bool:
        page, due = self._page(), self._shown(QLabel, "intake.due")
        if page is None or due is None or not any(letter.isdigit() for letter in due.text()):
            return False
        QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return True

    def _see_receipt(self) -> bool:
        receipt = self._shown(PdfView, "intake.receipt")
        return receipt is not None and receipt.is_drawn

    def _page(self) -> Page | None:
        return self._shown(Page, "page.intake")

    def _shown(self, kind: type[_Widget], name: str) -> _Widget | None:
        found = self._shell.findChild(kind, name)
        return found if found is not None and found.isVisible() else None

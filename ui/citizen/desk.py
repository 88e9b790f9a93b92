"""The desk's one citizen screen: on or off, opened by a receipt from whichever page it was scanned on."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.citizen.screen import CitizenScreen
from ui.citizen.view_model import CitizenViewModel
from ui.page import Page
from ui.session import Session
from ui.tasks import TaskRunner


class CitizenDesk(QObject):
    """Follows the pages of one officer. With a second monitor it is on from the beginning."""

    def __init__(self, session: Session, tasks: TaskRunner, beside: QWidget) -> None:
        super().__init__(beside)
        self._session = session
        self._beside = beside
        self._view_model = CitizenViewModel(session.counter.rating.rate, tasks, self)
        self._screen: CitizenScreen | None = None
        self.is_on = len(QGuiApplication.screens()) > 1

    def follow(self, page: Page) -> None:
        """Hear what ``page`` wants of the citizen's screen."""
        if self.is_on:
            self._made().stand_ready()
        page.show_screen_state(self.is_on)
        page.rating_wanted.connect(self.open)
        page.citizen_screen_wanted.connect(self.turn)

    @Slot(str)
    def open(self, receipt: str) -> None:
        """Ask the holder of ``receipt``, if the screen is on."""
        if self.is_on:
            self._made()
            self._view_model.open(receipt)

    @Slot(bool)
    def turn(self, is_on: bool) -> None:
        """Turn the screen on or off; turned on, it stands ready on a monitor of its own."""
        self.is_on = is_on
        if is_on:
            self._made().stand_ready()
        elif self._screen is not None:
            self._screen.close()

    def _made(self) -> CitizenScreen:
        if self._screen is None:
            self._screen = CitizenScreen(self._view_model, self._session.unit.name, self._beside)
        return self._screen

"""The one window: it opens the desk and shows set-up, sign-in or an officer's pages."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError, DeskNotSetUp
from counter_app.domain.procedure import ProcedureVersion
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.setting_up import SAMPLE_OFFICERS, SetUp
from ui.look import Look
from ui.main_window import MainWindow
from ui.messages import explain
from ui.pages import load_pages
from ui.session import OpenDesk, Session
from ui.setup.view_model import SetUpViewModel
from ui.setup.widget import SetUpPage
from ui.signin.view_model import SignInViewModel
from ui.signin.widget import SampleLogin, SignInPage
from ui.tasks import Workers
from ui.trouble import TroublePage
from ui.words import role_words

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Doors:
    """How the window gets at a desk: factories given by whoever starts it."""

    folder: Path
    open_counter: Callable[[Path], Counter]
    new_set_up: Callable[[Path], SetUp]
    sample_catalogue: Callable[[], Sequence[ProcedureVersion]]


class Shell(QMainWindow):
    """Shows one screen at a time; what is shown follows from what the folder holds."""

    def __init__(
        self,
        doors: Doors,
        workers: Workers,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._doors = doors
        self._workers = workers
        self._tasks = workers.desk
        self._look = look
        self._desk: OpenDesk | None = None
        self._main: MainWindow | None = None
        self._screens = QStackedWidget()
        self.setCentralWidget(self._screens)
        self.setWindowTitle(_("Quầy một cửa"))
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self._connect()

    @property
    def main(self) -> MainWindow | None:
        """The pages of the officer who signed in; None before."""
        return self._main

    @property
    def screen_shown(self) -> QWidget | None:
        """Set-up, sign-in, trouble or an officer's pages."""
        return self._screens.currentWidget()

    @Slot()
    def begin(self) -> None:
        """Open the desk; ends in set-up, sign-in or a sentence saying why not."""
        self._show(_waiting(_("Đang mở quầy…")))
        task = self._tasks.start(self._open)
        task.succeeded.connect(self._take_desk)
        task.failed.connect(self._tell_trouble)

    @Slot(Exception)
    def tell_bug(self, error: Exception) -> None:
        """One vague line about a bug that was logged."""
        if self._main is not None:
            self._main.tell(explain(error), "danger")

    def _open(self) -> OpenDesk:
        counter = self._doors.open_counter(self._doors.folder)
        return OpenDesk(counter, counter.questions.reference().unit())

    @Slot(object)
    def _take_desk(self, desk: OpenDesk) -> None:
        self._desk = desk
        self._show_sign_in()
        self._workers.surroundings.start(load_pages)

    @Slot(Exception)
    def _tell_trouble(self, error: Exception) -> None:
        if isinstance(error, DeskNotSetUp):
            self._show_set_up()
            return
        if isinstance(error, CounterError):
            _log.warning("the desk cannot be opened: %s", error)
        page = TroublePage(explain(error), self._look)
        page.retry_wanted.connect(self.begin)
        self._show(page)
        page.enter()

    @Slot()
    def _show_set_up(self) -> None:
        doors = self._doors
        view_model = SetUpViewModel(
            lambda: doors.new_set_up(doors.folder), doors.sample_catalogue, self._tasks
        )
        page = SetUpPage(view_model, self._look)
        view_model.setParent(page)
        page.finished.connect(self.begin)
        self._show(page)
        page.enter()

    @Slot()
    def _show_sign_in(self) -> None:
        if self._desk is None:
            return
        view_model = SignInViewModel(self._desk, self._tasks)
        samples = _sample_logins() if self._desk.unit.is_sample else ()
        page = SignInPage(self._desk, view_model, self._look, samples)
        view_model.setParent(page)
        page.signed_in.connect(self._sign_in)
        self._show(page)
        page.enter()

    @Slot(Session)
    def _sign_in(self, session: Session) -> None:
        self._desk = OpenDesk(session.counter, session.unit)
        main = self._main
        if main is not None and main.session.officer == session.officer:
            self._show(main)
            main.resume()
            return
        self._drop_main()
        self._show_main(session)

    def _show_main(self, session: Session, page: str = "") -> None:
        self._main = MainWindow(session, self._workers, self._look)
        self._main.lock_wanted.connect(self._lock)
        self._show(self._main)
        self._main.begin(page)

    @Slot()
    def _lock(self) -> None:
        if self._main is not None:
            self._desk = OpenDesk(self._main.session.counter, self._main.session.unit)
        self._show_sign_in()

    @Slot()
    def _speak_other_language(self) -> None:
        """Texts are made with their widgets: make what is shown anew."""
        self.setWindowTitle(_("Quầy một cửa"))
        shown, main = self.screen_shown, self._main
        if main is not None and shown is main:
            session, page = main.session, main.page_name
            self._drop_main()
            self._show_main(session, page)
            return
        self._drop_main()
        if isinstance(shown, SignInPage):
            self._show_sign_in()
        elif isinstance(shown, SetUpPage):
            self._show_set_up()
        elif isinstance(shown, TroublePage):
            self.begin()

    def _drop_main(self) -> None:
        if self._main is not None:
            self._screens.removeWidget(self._main)
            self._main.deleteLater()
            self._main = None

    def _show(self, screen: QWidget) -> None:
        before = self._screens.currentWidget()
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if before is not None and before is not screen and before is not self._main:
            self._screens.removeWidget(before)
            before.deleteLater()

    def _connect(self) -> None:
        look = self._look
        look.language_changed.connect(self._speak_other_language)
        for keys, act in (
            ("Ctrl+Shift+L", look.other_language),
            ("Ctrl+Shift+M", look.next_theme),
            ("Ctrl++", look.larger_text),
            ("Ctrl+=", look.larger_text),
            ("Ctrl+-", look.smaller_text),
            ("Ctrl+0", look.usual_text),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)


def _sample_logins() -> tuple[SampleLogin, ...]:
    return tuple(SampleLogin(o.login, role_words(o.roles)) for o in SAMPLE_OFFICERS)


def _waiting(text: str) -> QWidget:
    screen = QWidget()
    column = QVBoxLayout(screen)
    words = QLabel(text)
    words.setProperty("level", "muted")
    column.addStretch(1)
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
    column.addStretch(1)
    return screen

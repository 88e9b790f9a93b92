"""The one window: it opens the desk and shows set-up, sign-in or an officer's pages."""

import logging
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError, DeskNotSetUp, StorageFailed
from counter_app.i18n import _
from counter_app.services.door_sign import DoorSign
from ui.desk_sync import DeskSync, opened_desk
from ui.doors import Doors
from ui.look import Look
from ui.messages import explain
from ui.session import OpenDesk, Session
from ui.signin.view_model import SignInViewModel
from ui.signin.widget import SignInPage, sample_logins
from ui.tasks import Workers
from ui.trouble import TroublePage

if TYPE_CHECKING:  # the sign-in page is shown before the core is loaded
    from ui.main_window import MainWindow

_log = logging.getLogger(__name__)
_WARM_UP_MS = 700  # after the desk is open: who signs in at once has the pages made first
_BREATH_MS = 1


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
        self._sign: DoorSign | None = None
        self._desk: OpenDesk | None = None
        self._main: MainWindow | None = None
        self._sync = DeskSync(workers, self)
        self._show_again: Callable[[], None] = self.begin
        self._screens = QStackedWidget()
        self.setCentralWidget(self._screens)
        self.setWindowTitle(_("Quầy một cửa"))
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self._connect()

    @property
    def main(self) -> "MainWindow | None":
        """The pages of the officer who signed in; None before."""
        return self._main

    @property
    def screen_shown(self) -> QWidget | None:
        """Set-up, sign-in, trouble or an officer's pages."""
        return self._screens.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's hook: a round under way is told to stop, none begins any more."""
        self._sync.end()
        super().closeEvent(event)

    @Slot()
    def begin(self) -> None:
        """Look at the desk's door, then open it; ends in set-up, sign-in or a sentence why not.

        The sign-in page needs the door's sign alone: the officer types while the rest is loaded.
        """
        self._show(_waiting(_("Đang mở quầy…")))
        glance = self._tasks.start(lambda: self._doors.first_look(self._doors.folder))
        glance.succeeded.connect(self._greet)
        glance.failed.connect(self._tell_trouble)

    @Slot(Exception)
    def tell_bug(self, error: Exception) -> None:
        """One vague line about a bug that was logged."""
        if self._main is not None:
            self._main.tell(explain(error), "danger")

    @Slot(object)
    def _greet(self, sign: DoorSign | None) -> None:
        self._sign, self._desk = sign, None
        if sign is not None:
            self._show_sign_in()
        task = self._tasks.start(self._open)
        task.succeeded.connect(self._take_desk)
        task.failed.connect(self._tell_trouble)

    def _open(self) -> OpenDesk:
        """On the worker: a sign-in that waits there finds the desk open, or failed."""
        counter = self._doors.open_counter(self._doors.folder)
        # here: whoever signs in finds them imported, the event loop never waits
        import_module("ui.pages").load_pages()
        self._desk = opened_desk(counter)
        return self._desk

    def _opened(self) -> OpenDesk:
        """On the worker: the unit as it is known by now, for much may have come since."""
        if self._desk is None:
            raise StorageFailed("")
        return opened_desk(self._desk.counter)

    @Slot(object)
    def _take_desk(self, desk: OpenDesk) -> None:
        unit = desk.unit
        sign = DoorSign(unit.name, desk.counter.desk.number, unit.is_sample)
        if sign != self._sign:
            self._sign = sign
            self._show_sign_in()
        self._sync.begin(desk.counter)
        QTimer.singleShot(_WARM_UP_MS, self, self._warm_up)

    @Slot()
    def _warm_up(self) -> None:
        if not self._workers.surroundings.has_ended():
            self._workers.surroundings.start(self._doors.warm_up)

    @Slot(str)
    def _tell_door(self, news: str) -> None:
        if isinstance(page := self.screen_shown, SignInPage):
            page.tell(news)

    @Slot(object)
    def _describe(self, desk: OpenDesk) -> None:
        self._desk = desk
        if self._main is not None and self._main.session.unit != desk.unit:
            self._main.describe_unit(desk.unit)

    @Slot()
    def _show_founding(self) -> None:
        """The unit has nobody yet: its first desk makes its first administrator."""
        if self._desk is None or self.screen_shown is self._main:
            return
        from ui.setup.founding import FoundingPage, FoundingViewModel

        view_model = FoundingViewModel(self._desk.counter, self._tasks)
        page = FoundingPage(self._desk.unit.name, view_model, self._look)
        view_model.setParent(page)
        page.finished.connect(self._show_sign_in)
        self._show(page)
        self._show_again = self._show_founding
        page.enter()

    @Slot()
    def _open_anew(self) -> None:
        """The desk belongs to another unit now: nothing of what is shown holds any more."""
        self._sync.end()
        self._drop_main()
        self.begin()

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
        self._show_again = self.begin
        page.enter()

    @Slot()
    def _show_set_up(self) -> None:
        from ui.setup.view_model import SetUpViewModel
        from ui.setup.widget import SetUpPage

        doors = self._doors
        view_model = SetUpViewModel(
            lambda: doors.new_set_up(doors.folder),
            doors.sample_catalogue,
            lambda credentials: doors.enrolled_counter(doors.folder, credentials),
            self._tasks,
        )
        page = SetUpPage(view_model, self._look)
        view_model.setParent(page)
        page.finished.connect(self.begin)
        self._show(page)
        self._show_again = self._show_set_up
        page.enter()

    @Slot()
    def _show_sign_in(self) -> None:
        if self._sign is None:
            return
        view_model = SignInViewModel(self._opened, self._tasks)
        samples = sample_logins() if self._sign.is_sample else ()
        page = SignInPage(self._sign, view_model, self._look, samples)
        view_model.setParent(page)
        page.signed_in.connect(self._sign_in)
        self._show(page)
        self._show_again = self._show_sign_in
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
        main = self._make_main(session)
        # its first showing takes as long as its making: the event loop has a turn between them
        QTimer.singleShot(_BREATH_MS, main, lambda: self._show_main(main))

    def _make_main(self, session: Session) -> "MainWindow":
        from ui.main_window import MainWindow

        self._main = main = MainWindow(session, self._workers, self._look)
        main.lock_wanted.connect(self._lock)
        if self._sync.worker is not None:
            main.follow(self._sync.worker)
        return main

    def _show_main(self, main: "MainWindow", page: str = "") -> None:
        if main is self._main:
            self._show(main)
            main.begin(page)

    @Slot()
    def _lock(self) -> None:
        if self._main is not None:
            session = self._main.session
            self._desk = OpenDesk(session.counter, session.unit)
            number, unit = session.counter.desk.number, session.unit
            self._sign = DoorSign(unit.name, number, unit.is_sample)
        self._show_sign_in()

    @Slot()
    def _speak_other_language(self) -> None:
        """Texts are made with their widgets: make what is shown anew."""
        self.setWindowTitle(_("Quầy một cửa"))
        shown, main = self.screen_shown, self._main
        if main is not None and shown is main:
            session, page = main.session, main.page_name
            self._drop_main()
            self._show_main(self._make_main(session), page)
            return
        self._drop_main()
        self._show_again()

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
        look, sync = self._look, self._sync
        sync.door_said.connect(self._tell_door)
        sync.unit_read.connect(self._describe)
        sync.enrolled.connect(self._open_anew)
        sync.nobody_found.connect(self._show_founding)
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


def _waiting(text: str) -> QWidget:
    screen = QWidget()
    column = QVBoxLayout(screen)
    words = QLabel(text)
    words.setProperty("level", "muted")
    column.addStretch(1)
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
    column.addStretch(1)
    return screen

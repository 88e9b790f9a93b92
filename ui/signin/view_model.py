"""Signing in: login and PIN become a session."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from ui.messages import explain
from ui.session import OpenDesk, Session
from ui.tasks import TaskRunner


class SignInViewModel(QObject):
    """Checks one login at a time; ends in ``signed_in`` or ``refused``.

    ``desk`` gives the desk on the worker; it may be waiting for the desk to open.
    """

    busy_changed = Signal(bool)
    signed_in = Signal(Session)
    refused = Signal(str)  # a sentence for the officer

    def __init__(
        self, desk: Callable[[], OpenDesk], tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks

    def submit(self, login: str, pin: str) -> None:
        """Check ``login`` and ``pin`` in the background."""
        self.busy_changed.emit(True)
        task = self._tasks.start(lambda: self._session(login, pin))
        task.succeeded.connect(self._begin)
        task.failed.connect(self._refuse)

    def _session(self, login: str, pin: str) -> Session:
        desk = self._desk()
        officer = desk.counter.sign_in(login, pin)
        return Session(desk.counter, officer, desk.unit, desk.counter.now())

    @Slot(object)
    def _begin(self, session: Session) -> None:
        self.busy_changed.emit(False)
        self.signed_in.emit(session)

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(explain(error))

"""Signing in: login and PIN become a session."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.unit import Officer
from ui.messages import explain
from ui.session import OpenDesk, Session
from ui.tasks import TaskRunner


class SignInViewModel(QObject):
    """Checks one login at a time; ends in ``signed_in`` or ``refused``."""

    busy_changed = Signal(bool)
    signed_in = Signal(Session)
    refused = Signal(str)  # a sentence for the officer

    def __init__(self, desk: OpenDesk, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks

    def submit(self, login: str, pin: str) -> None:
        """Check ``login`` and ``pin`` in the background."""
        self.busy_changed.emit(True)
        counter = self._desk.counter
        task = self._tasks.start(lambda: (counter.sign_in(login, pin), counter.now()))
        task.succeeded.connect(self._begin)
        task.failed.connect(self._refuse)

    @Slot(object)
    def _begin(self, outcome: tuple[Officer, datetime]) -> None:
        self.busy_changed.emit(False)
        officer, since = outcome
        self.signed_in.emit(Session(self._desk.counter, officer, self._desk.unit, since))

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(explain(error))

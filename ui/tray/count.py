"""How many things wait for a person, asked again and again for the rail."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.concerns import concerning, settles
from counter_app.services.counter import Counter
from ui.latest import Latest
from ui.tasks import TaskRunner

MOST = 99  # more are not counted
_EVERY_MS = 60_000


class TrayCount(QObject):
    """Dossiers to settle and events the centre did not take, as far as they are the officer's matter.

    ``changed`` carries the number, one more than ``MOST`` where there are still more.
    """

    changed = Signal(object)  # int

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._roles = counter, officer.roles
        self._counts = Latest(self._count, tasks, self)
        self._counts.answered.connect(self.changed)
        self._again = QTimer(self, interval=_EVERY_MS)
        self._again.timeout.connect(self.ask)

    def begin(self) -> None:
        """Count now and every minute."""
        self.ask()
        self._again.start()

    @Slot()
    def ask(self) -> None:
        """Count now."""
        self._counts.ask("")

    def _count(self, _question: str) -> int:
        log = self._counter.in_step.log
        if settles(self._roles):
            disputed = len(self._counter.questions.disputed(MOST + 1))
            return min(disputed + log.outbox().rejected, MOST + 1)
        return min(len(concerning(log.rejections(), self._roles)), MOST + 1)

"""How many things wait for a person, asked again and again for the rail."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.services.counter import Counter
from ui.latest import Latest
from ui.tasks import TaskRunner

MOST = 99  # more are not counted
_EVERY_MS = 60_000


class TrayCount(QObject):
    """Dossiers to settle and events the centre did not take.

    ``changed`` carries the number, one more than ``MOST`` where there are still more.
    """

    changed = Signal(object)  # int

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
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
        disputed = len(self._counter.questions.disputed(MOST + 1))
        rejected = self._counter.in_step.log.outbox().rejected
        return min(disputed + rejected, MOST + 1)

"""State of the causes of lateness: counts them beside the work of the desk."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.lateness import LateLine
from counter_app.domain.period_report import Period
from counter_app.services.counter import Counter
from ui.latest import Latest
from ui.messages import explain
from ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class CountedCauses:
    """The lines of a period."""

    period: Period
    lines: tuple[LateLine, ...]


class CausesViewModel(QObject):
    """Of several questions the newest is answered."""

    counted = Signal(object)  # CountedCauses
    refused = Signal(str)  # a sentence for the officer

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._latest = Latest(self._counted, tasks.patient, self)
        self._latest.answered.connect(self.counted)
        self._latest.failed.connect(self._on_failed)

    def ask(self, period: Period) -> None:
        """Count what was late in it; ends in ``counted`` or ``refused``."""
        self._latest.ask(period)

    def _counted(self, period: Period) -> CountedCauses:
        return CountedCauses(period, self._counter.promises.count_late(period))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.refused.emit(explain(error))

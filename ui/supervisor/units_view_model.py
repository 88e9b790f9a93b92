"""State of the units' figures: asks the desk and the centre beside everything else."""

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.unit_figures import UnitBoard
from ui.latest import Latest
from ui.messages import explain
from ui.tasks import TaskRunner


class UnitsViewModel(QObject):
    """Waits for the network on the lasting worker: nobody's figures or search wait with it."""

    asked = Signal()
    shown = Signal(object)  # UnitBoard
    refused = Signal(str)  # a sentence for the officer

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer = counter, officer
        self._latest = Latest(self._told, tasks.lasting, self)
        self._latest.answered.connect(self.shown)
        self._latest.failed.connect(self._on_failed)

    @Slot()
    def ask(self) -> None:
        """Ask anew; ends in ``shown``, or in ``refused``."""
        self.asked.emit()
        self._latest.ask(None)

    def _told(self, _question: None) -> UnitBoard:
        return self._counter.supervision.units(self._officer)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.refused.emit(explain(error))

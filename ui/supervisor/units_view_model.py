"""State of the units' figures: asks the desk and the centre beside everything else."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.centre_port import UnitList
from counter_app.services.counter import Counter
from counter_app.services.unit_figures import UnitBoard, UnitLine
from ui.latest import Latest
from ui.messages import explain
from ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class WantedList:
    """The figure of another unit whose dossiers are wanted, as of the moment it was shown for."""

    unit: UnitLine
    figure: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class ShownUnitList:
    """What is behind it."""

    name: str
    figure: str
    found: UnitList


class UnitsViewModel(QObject):
    """Waits for the network on the lasting worker: nobody's figures or search wait with it."""

    asked = Signal()
    shown = Signal(object)  # UnitBoard
    listed = Signal(object)  # ShownUnitList
    refused = Signal(str)  # a sentence for the officer

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer = counter, officer
        self._latest = Latest(self._told, tasks.lasting, self)
        self._latest.answered.connect(self.shown)
        self._latest.failed.connect(self._on_failed)
        self._latest_list = Latest(self._found, tasks.lasting, self)
        self._latest_list.answered.connect(self.listed)
        self._latest_list.failed.connect(self._on_failed)

    @Slot()
    def ask(self) -> None:
        """Ask anew; ends in ``shown``, or in ``refused``."""
        self.asked.emit()
        self._latest.ask(None)

    def ask_list(self, wanted: WantedList) -> None:
        """Ask the centre what is behind a number; ends in ``listed``, or in ``refused``."""
        self.asked.emit()
        self._latest_list.ask(wanted)

    def _found(self, wanted: WantedList) -> ShownUnitList:
        found = self._counter.supervision.units.list_behind(
            self._officer, wanted.unit.code, wanted.figure, wanted.moment
        )
        return ShownUnitList(wanted.unit.name, wanted.figure, found)

    def _told(self, _question: None) -> UnitBoard:
        return self._counter.supervision.units(self._officer)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.refused.emit(explain(error))

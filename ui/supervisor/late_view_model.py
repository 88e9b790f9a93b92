"""State of the late list: what is late where, and apologies for many dossiers at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Event
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.apologising import Apologised, NewPromise
from counter_app.services.counter import Counter
from counter_app.services.figure_ports import By, FigureList, Share
from ui.latest import Latest
from ui.messages import explain
from ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class Late:
    """The late dossiers of a step at an agency; the choices are those of all late ones."""

    listed: FigureList
    steps: tuple[Share, ...]
    places: tuple[Share, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A step's name and an agency's code; None: every one."""

    step: str | None = None
    place: str | None = None


class LateViewModel(QObject):
    """Asks beside the work of the desk; apologies can be stopped between two dossiers."""

    shown = Signal(object)  # Late
    progressed = Signal(int, int)  # dossiers done, all
    ended = Signal(object, int)  # results, how many were left untried
    refused = Signal(str)  # a sentence for the officer
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer, self._tasks = counter, officer, tasks
        self._stop = Event()
        self._latest = Latest(self._late, tasks.patient, self)
        self._latest.answered.connect(self.shown)
        self._latest.failed.connect(self._on_failed)

    def ask(self, narrowed: Narrowed) -> None:
        """What is late there; ends in ``shown``."""
        self._latest.ask(narrowed)

    def apologise(self, dossiers: Sequence[UUID], promise: NewPromise) -> None:
        """Extend them one after another; ends in ``ended``."""
        self._stop.clear()
        self.busy_changed.emit(True)
        task = self._tasks.lasting.start(lambda: self._apologised(tuple(dossiers), promise))
        task.succeeded.connect(self._on_ended)
        task.failed.connect(self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Begin no further one; what is done stays done."""
        self._stop.set()

    def _late(self, narrowed: Narrowed) -> Late:
        figures, reference = self._counter.supervision.figures, self._counter.questions.reference()
        every = figures.selection("overdue")
        here = replace(every, step=narrowed.step, place=narrowed.place)
        units = {unit.code: unit.name for unit in (*reference.units(), reference.unit().ref)}
        officers = {str(officer.id): officer.name for officer in reference.officers()}
        return Late(
            figures.listed(here),
            figures.shares(every, By.STEP),
            figures.shares(every, By.PLACE),
            units | officers,
        )

    def _apologised(
        self, dossiers: tuple[UUID, ...], promise: NewPromise
    ) -> tuple[tuple[Apologised, ...], int]:
        """On the worker: the results, and how many nobody tried."""
        results: list[Apologised] = []
        for result in self._counter.promises.apologise(dossiers, promise, self._officer):
            results.append(result)
            self.progressed.emit(len(results), len(dossiers))
            if self._stop.is_set() or self._tasks.has_ended():
                break
        return tuple(results), len(dossiers) - len(results)

    @Slot(object)
    def _on_ended(self, both: tuple[tuple[Apologised, ...], int]) -> None:
        self.busy_changed.emit(False)
        self.ended.emit(*both)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(explain(error))

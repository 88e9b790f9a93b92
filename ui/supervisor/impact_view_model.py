"""State of a calendar change: asks what it would move, and carries out what was decided."""

from collections.abc import Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.calendar_impact import Impact, Shift
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.rescheduling import Decided
from ui.calendar_file import read_calendar_file
from ui.messages import explain
from ui.tasks import TaskRunner


class ImpactViewModel(QObject):
    """One question or decision at a time; a decision can be stopped and has then changed nothing."""

    found = Signal(object)  # Impact
    decided = Signal(object)  # Decided
    progressed = Signal(int, int)  # dossiers moved, all
    stopped = Signal()
    refused = Signal(str)  # a sentence for the officer
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer, self._tasks = counter, officer, tasks
        self._stop = Event()

    def ask(self, file: str) -> None:
        """What the calendar file would move; ends in ``found`` or ``refused``."""
        self.busy_changed.emit(True)
        task = self._tasks.start(lambda: self._asked(Path(file).expanduser()))
        task.succeeded.connect(self._on_found)
        task.failed.connect(self._on_failed)

    def decide(self, impact: Impact, chosen: Sequence[Shift], reason: str) -> None:
        """Move ``chosen``, keep the rest; ends in ``decided``, ``stopped`` or ``refused``."""
        self._stop.clear()
        self.busy_changed.emit(True)
        task = self._tasks.start(lambda: self._decided(impact, chosen, reason))
        task.succeeded.connect(self._on_decided)
        task.failed.connect(self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Move none of them after all."""
        self._stop.set()

    def _asked(self, file: Path) -> Impact:
        return self._counter.promises.impact(read_calendar_file(file))

    def _decided(self, impact: Impact, chosen: Sequence[Shift], reason: str) -> Decided:
        return self._counter.promises.reschedule(impact, chosen, reason, self._officer, self._hear)

    def _hear(self, done: int, whole: int) -> bool:
        """On the worker: how far it is, and whether anybody still wants it."""
        self.progressed.emit(done, whole)
        return not (self._stop.is_set() or self._tasks.has_ended())

    @Slot(object)
    def _on_found(self, impact: Impact) -> None:
        self.busy_changed.emit(False)
        self.found.emit(impact)

    @Slot(object)
    def _on_decided(self, decided: Decided) -> None:
        self.busy_changed.emit(False)
        self.decided.emit(decided)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        if isinstance(error, CancelledError):
            self.stopped.emit()
        else:
            self.refused.emit(explain(error))

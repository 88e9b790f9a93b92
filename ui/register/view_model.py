"""State of the register's pane: what is being made, and how far it is."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.whole_file import write_whole
from ui.tasks import TaskRunner

_LOOK_MS = 100


class _Way:
    """How far one making has come: its worker writes it, the window reads it and may end it."""

    def __init__(self, has_ended: Callable[[], bool]) -> None:
        self.percent = 0
        self._has_ended, self._is_stopped = has_ended, False

    def stop(self) -> None:
        self._is_stopped = True

    def goes_on(self, done: int, all_: int) -> bool:
        self.percent = 100 * done // max(1, all_)
        return not (self._is_stopped or self._has_ended())


class RegisterViewModel(QObject):
    """Makes one register at a time on the desk's lasting worker; no widgets.

    It is stopped when nobody can see it any more: the officer has signed out, the window closes.
    """

    busy_changed = Signal(bool)
    progressed = Signal(int)  # per cent
    made = Signal(object)  # RegisterPaper
    stopped = Signal()
    refused = Signal(Exception)
    saved = Signal()
    not_saved = Signal(Exception)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer, self._tasks = counter, officer, tasks
        self._way: _Way | None = None
        self._looks = QTimer(self, interval=_LOOK_MS)
        self._looks.timeout.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether a register is being made."""
        return self._way is not None

    @property
    def today(self) -> date:
        """The counter's own date."""
        return self._counter.now().date()

    def make(self, first: date, last: date) -> None:
        """Make the register of these days; ends in ``made``, ``stopped`` or ``refused``."""
        if self.is_busy:
            return
        worker = self._tasks.lasting
        self._way = way = _Way(worker.has_ended)
        self.destroyed.connect(way.stop)
        make, officer = self._counter.paper.make_register, self._officer
        task = worker.start(lambda: make(first, last, officer, way.goes_on))
        task.succeeded.connect(self._on_made)
        task.failed.connect(self._on_failed)
        self._looks.start()
        self.busy_changed.emit(True)
        self.progressed.emit(0)

    @Slot()
    def stop(self) -> None:
        """Want the register no more; nothing of it is kept."""
        if self._way is not None:
            self._way.stop()

    def save(self, target: Path, content: bytes) -> None:
        """Write ``content`` to a file the officer chose; ends in ``saved`` or ``not_saved``."""
        task = self._tasks.start(lambda: write_whole(target, content))
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self.not_saved)

    @Slot()
    def _tell(self) -> None:
        if self._way is not None:
            self.progressed.emit(self._way.percent)

    @Slot(object)
    def _on_made(self, paper: object) -> None:
        self._end()
        self.made.emit(paper)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self.stopped.emit()
        else:
            self.refused.emit(error)

    @Slot(object)
    def _on_saved(self, _written: object) -> None:
        self.saved.emit()

    def _end(self) -> None:
        self._way = None
        self._looks.stop()
        self.busy_changed.emit(False)

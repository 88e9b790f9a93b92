"""One act on many dossiers, one after another, each with a result of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.performing import perform_each
from ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class BulkItem:
    """A dossier the act is for, and what a list calls it."""

    id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of an act: how many were done, which not and why, how many nobody tried."""

    act: str
    done: tuple[UUID, ...]
    refused: tuple[tuple[BulkItem, Exception], ...]
    left: int = 0


class BulkActs(QObject):
    """Performs in the background, a transaction each; can be told to stop between two of them."""

    advanced = Signal(int, int)  # how many were tried, of how many
    ended = Signal(object)  # BulkResult

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer, self._tasks = counter, officer, tasks
        self._act: str = ""
        self._data: Mapping[str, Any] = {}
        self._waiting: list[BulkItem] = []
        self._total = 0
        self._done: list[UUID] = []
        self._refused: list[tuple[BulkItem, Exception]] = []

    @property
    def is_busy(self) -> bool:
        """Whether an act is under way; another one is not begun meanwhile."""
        return bool(self._act)

    def perform(self, items: tuple[BulkItem, ...], act: str, data: Mapping[str, Any]) -> None:
        """Do ``act`` on each of ``items``; ends in ``ended``."""
        if self.is_busy or not items:
            return
        self._act, self._data, self._total = act, data, len(items)
        self._waiting, self._done, self._refused = list(items), [], []
        self._next()

    @Slot()
    def stop(self) -> None:
        """Begin no further one; what is done stays done."""
        self._waiting.clear()

    def _next(self) -> None:
        tried = len(self._done) + len(self._refused)
        if not self._waiting:
            act, self._act = self._act, ""
            result = (act, tuple(self._done), tuple(self._refused), self._total - tried)
            self.ended.emit(BulkResult(*result))
            return
        self.advanced.emit(tried, self._total)
        item, act, data = self._waiting.pop(0), self._act, self._data

        def work() -> tuple[BulkItem, Dossier | CounterError]:
            perform, officer = self._counter.perform, self._officer
            (outcome,) = perform_each(perform, (item.id,), act, data, officer)
            return item, outcome[1]

        task = self._tasks.start(work)
        task.succeeded.connect(self._on_tried)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_tried(self, tried: tuple[BulkItem, Dossier | CounterError]) -> None:
        item, outcome = tried
        if isinstance(outcome, Dossier):
            self._done.append(item.id)
        else:
            self._refused.append((item, outcome))
        self._next()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        """A bug, not a refusal: it would meet the others too."""
        self._waiting.clear()
        self._refused.append((BulkItem(UUID(int=0), "—"), error))
        self._next()

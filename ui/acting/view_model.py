"""Performs one act at a time in the background; no widgets."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.shown import ShownDossier, shown
from ui.tasks import TaskRunner


class ActViewModel(QObject):
    """What became of an act: ``performed`` or ``refused``, always after ``busy_changed``."""

    busy_changed = Signal(bool)
    performed = Signal(str, object)  # the act, the ShownDossier after it
    refused = Signal(str, Exception)  # the act, why it did not happen; nothing was stored

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._tasks = tasks
        self._act = ""

    @property
    def is_busy(self) -> bool:
        """Whether an act is under way; another one is not begun meanwhile."""
        return bool(self._act)

    def perform(self, dossier: UUID, act: str, data: Mapping[str, Any], officer: Officer) -> None:
        """Do ``act`` on ``dossier``; ``data`` is its JSON object."""
        if self._act:
            return
        self._act = act
        self.busy_changed.emit(True)

        def work() -> ShownDossier:
            return shown(self._counter, self._counter.perform(dossier, act, data, officer))

        task = self._tasks.start(work)
        task.succeeded.connect(self._on_performed)
        task.failed.connect(self._on_refused)

    @Slot(object)
    def _on_performed(self, after: ShownDossier) -> None:
        act, self._act = self._act, ""
        self.busy_changed.emit(False)
        self.performed.emit(act, after)

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        act, self._act = self._act, ""
        self.busy_changed.emit(False)
        self.refused.emit(act, error)

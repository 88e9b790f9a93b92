"""Work a view model starts beside the window: its outcome goes where it is awaited, a refusal is told."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from ui.messages import explain
from ui.tasks import TaskRunner


class Errands(QObject):
    """The errands of one view model; any that fails ends in ``refused`` with a sentence."""

    refused = Signal(str)

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def start(
        self,
        work: Callable[[], object],
        *then: SignalInstance | Callable[..., object],
        patient: bool = False,
    ) -> None:
        """Queue ``work``; each of ``then`` gets what it returned.

        ``patient``: it may take long, and only what may take long waits behind it.
        """
        task = (self._tasks.patient if patient else self._tasks).start(work)
        for one in then:
            task.succeeded.connect(one)
        task.failed.connect(self._refuse)

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.refused.emit(explain(error))

"""Keeping in step with the centre for whichever desk is open; loads the core only then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session import OpenDesk
from ui.tasks import Workers

if TYPE_CHECKING:  # the sign-in page is shown before the core is loaded
    from counter_app.services.counter import Counter
    from ui.sync.shown import ShownSync
    from ui.sync.worker import SyncWorker


class DeskSync(QObject):
    """Begins and ends the worker, before anybody has signed in and whoever does."""

    door_said = Signal(str)  # what whoever wants to sign in should know; empty: nothing
    unit_read = Signal(object)  # OpenDesk: what came from elsewhere may have renamed the unit
    enrolled = Signal()  # the desk belongs to another unit now

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._counter: Counter | None = None
        self.worker: SyncWorker | None = None

    def begin(self, counter: "Counter") -> None:
        """Keep the desk of ``counter`` in step from now on, and no other."""
        self.end()
        if counter.in_step is None:
            return
        from ui.sync.worker import SyncWorker

        self._counter = counter
        self.worker = SyncWorker(counter.in_step, self._workers, counter.now, self)
        self.worker.changed.connect(self._tell_door)
        self.worker.pulled.connect(self._read_unit)
        self.worker.enrolled.connect(self.enrolled)
        self.worker.begin()

    def end(self) -> None:
        """A round under way is told to stop; none begins any more."""
        if self.worker is not None:
            self.worker.end()
            self.worker.deleteLater()
            self.worker = None

    @Slot(object)
    def _tell_door(self, state: "ShownSync") -> None:
        from ui.sync.words import door_words

        self.door_said.emit(door_words(state))

    @Slot()
    def _read_unit(self) -> None:
        if (counter := self._counter) is not None:
            read = self._workers.desk.start(
                lambda: OpenDesk(counter, counter.questions.reference().unit())
            )
            read.succeeded.connect(self.unit_read)

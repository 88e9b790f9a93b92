"""Keeping in step with the centre, and telling people, for whichever desk is open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session import OpenDesk
from ui.tasks import Workers

if TYPE_CHECKING:  # the sign-in page is shown before the core is loaded
    from counter_app.domain.unit import Officer
    from counter_app.services.counter import Counter
    from ui.notice_sender import NoticeSender
    from ui.sync.shown import ShownSync
    from ui.sync.worker import SyncWorker


class DeskSync(QObject):
    """Begins and ends the workers, before anybody has signed in and whoever does."""

    door_said = Signal(str)  # what whoever wants to sign in should know; empty: nothing
    unit_read = Signal(object)  # OpenDesk: what came from elsewhere may have renamed the unit
    enrolled = Signal()  # the desk belongs to another unit now
    nobody_found = Signal()  # everything of the unit is here, and nobody works there yet

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._counter: Counter | None = None
        self._has_looked = False  # for people, after the first whole round
        self.worker: SyncWorker | None = None
        self._notices: NoticeSender | None = None

    def begin(self, counter: "Counter") -> None:
        """Keep the desk of ``counter`` in step from now on, and no other."""
        self.end()
        from ui.notice_sender import NoticeSender
        from ui.sync.worker import SyncWorker

        self._counter, self._has_looked = counter, False
        self.worker = SyncWorker(counter.in_step, self._workers, counter.now, self)
        self.worker.changed.connect(self._tell_door)
        self.worker.pulled.connect(self._read_unit)
        self.worker.enrolled.connect(self.enrolled)
        self.worker.begin()
        self._notices = NoticeSender(counter, self._workers.sync.lasting, self)
        self._notices.begin()

    def end(self) -> None:
        """A round under way is told to stop; none begins any more."""
        if self.worker is not None:
            self.worker.end()
            self.worker.deleteLater()
            self.worker = None
        if self._notices is not None:
            self._notices.end()
            self._notices.deleteLater()
            self._notices = None

    @Slot(object)
    def _tell_door(self, state: "ShownSync") -> None:
        from ui.sync.words import door_words

        self.door_said.emit(door_words(state))
        if state.synced_at is not None and not self._has_looked:
            self._has_looked = True
            self._look_for_people()

    def _look_for_people(self) -> None:
        from counter_app.services.enrolling import officers_of

        if (counter := self._counter) is not None:
            looked = self._workers.desk.start(lambda: officers_of(counter.questions.reference))
            looked.succeeded.connect(self._on_people)

    @Slot(object)
    def _on_people(self, officers: tuple["Officer", ...]) -> None:
        if not officers:
            self.nobody_found.emit()

    @Slot()
    def _read_unit(self) -> None:
        if (counter := self._counter) is not None:
            read = self._workers.desk.start(lambda: opened_desk(counter))
            read.succeeded.connect(self.unit_read)


def opened_desk(counter: "Counter") -> OpenDesk:
    """``counter`` and its unit; of one the desk has yet to hear of, what its credentials say.

    Raises:
        DeskNotSetUp: neither a unit nor credentials.
    """
    from counter_app.domain.errors import DeskNotSetUp
    from counter_app.domain.unit import UnitProfile

    try:
        return OpenDesk(counter, counter.questions.reference().unit())
    except DeskNotSetUp:
        link = counter.in_step.log.link()
        if link is None:
            raise
        named = link.credentials
        unit = UnitProfile(named.unit, named.unit, named.unit_code, named.unit_name)
        return OpenDesk(counter, unit)

"""State of a dossier's timeline: its life, who looked, and why a date was the date."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.domain.dossier import Dossier
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.sightings import Onlooker, Seen
from ui.latest import Latest
from ui.tasks import TaskRunner
from ui.timeline.life import Life, end_of, life_of


@dataclass(frozen=True, slots=True)
class Read:
    """What a dossier's own page shows of its time."""

    dossier: UUID
    life: Life
    onlookers: tuple[Onlooker, ...]  # who looked before, and this look


class TimelineViewModel(QObject):
    """Reads and explains in the background; no widgets."""

    read = Signal(object)  # Read
    explained = Signal(object)  # Explanation
    failed = Signal(Exception)  # an explanation that could not be had

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._officer = officer
        self._tasks = tasks
        self._lives = Latest(self._read, tasks, self)
        self._reasons = Latest(self._explain, tasks, self)
        self._lives.answered.connect(self.read)
        self._reasons.answered.connect(self.explained)
        self._reasons.failed.connect(self.failed)

    def open(self, dossier: Dossier) -> None:
        """``dossier``'s own page is open: note who looks, then tell its life in ``read``."""
        self.note(dossier.id, Seen.PAGE)  # by itself: a full disk still shows the time
        self._lives.ask(dossier)

    def explain(self, dossier: UUID, event: UUID) -> None:
        """Tell why the date was the date after ``event``; ends in ``explained`` or ``failed``."""
        self._reasons.ask((dossier, event))

    def leave(self) -> None:
        """No page is open any more; what is still being asked is not wanted."""
        self._lives.forget()
        self._reasons.forget()

    def note(self, dossier: UUID, what: Seen) -> None:
        """Keep that the officer saw ``what`` of ``dossier``."""
        self._tasks.start(lambda: self._counter.see.note(dossier, self._officer, what))

    def _read(self, dossier: Dossier) -> Read:
        counter, now = self._counter, self._counter.now()
        days_off = counter.explain.days_off(dossier, end_of(dossier, now))
        return Read(dossier.id, life_of(dossier, now, days_off), counter.see.of(dossier.id))

    def _explain(self, asked: tuple[UUID, UUID]) -> object:
        return self._counter.explain.at(*asked)

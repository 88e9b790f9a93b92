"""Act today: which open dossiers may miss their date, why, and where they lie."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final
from uuid import UUID

from counter_app.domain.calibration import Calibration, calibration
from counter_app.domain.course import Meter, Passage, Queues, holders
from counter_app.domain.forecast import Experience, Outlook, standing_of
from counter_app.services.forecast_ports import AtWork, ForecastQuestions
from counter_app.services.ports import Now, Questions
from counter_app.services.promise import work_clock

PAST: Final = timedelta(days=365)  # older dossiers tell of other officers and other procedures
MOST_COURSES: Final = (
    6000  # read in seconds, and enough for every procedure that is asked for often
)
THIN: Final = 5  # a queue of which a sample shows no more may as well be half or twice as long
HELD_BACK: Final = 3  # the last part of so many of the past's days judges what the others tell


@dataclass(frozen=True, slots=True)
class Prospect:
    """One open dossier's chance of missing its date; moments are aware.

    ``queue`` is what lies before its holder now, ``usual_queue`` what mostly did (None: unknown).
    """

    id: UUID
    code: str
    procedure_code: str
    procedure: str
    step: str
    holder: str
    due_at: datetime
    outlook: Outlook
    queue: int
    usual_queue: int | None


@dataclass(frozen=True, slots=True)
class Prospects:
    """The open dossiers as of ``moment``, most likely to miss their date first, then soonest due.

    ``silent``: of so many nothing is said, too few cases are known;
    ``without_date``: the law sets them no term, or their clock stands.
    """

    moment: datetime
    lines: tuple[Prospect, ...]
    silent: int
    without_date: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What the past tells, gathered on ``day``."""

    day: date
    experience: Experience
    queues: Queues
    one_in: int

    def usual(self, holder: str) -> int | None:
        """The queue ``holder`` mostly had, each dossier of a sample standing for others beside it."""
        usual = self.queues.usual(holder)
        if usual is None or (self.one_in > 1 and usual <= THIN):
            return None
        return (usual - 1) * self.one_in + 1


@dataclass(slots=True)
class Forecast:
    """Forecasts for the unit's own dossiers; what the past tells is gathered once a day and kept."""

    asked: ForecastQuestions
    questions: Questions
    now: Now
    _kept: _Known | None = None
    _lock: Lock = field(default_factory=Lock)

    def __call__(self) -> Prospects:
        """What may miss its date, as of now; the first call of a day takes seconds."""
        now, known = self.now(), self._known()
        meter, open_now = self._meter(), self.asked.at_work(self._units())
        queues = Counter(holder for one in open_now for holder in _holders(one))
        lines: list[Prospect] = []
        silent = without_date = 0
        for one in open_now:
            place = one.course.passages[-1]
            queue, usual = queues[place.holder], known.usual(place.holder)
            is_busy = None if usual is None else queue > usual
            standing = standing_of(one.course, is_busy, meter, now)
            outlook = known.experience.outlook(standing) if standing else None
            if standing is None:
                without_date += 1
            elif outlook is None:
                silent += 1
            else:
                lines.append(_prospect(one, place, outlook, (queue, usual)))
        return Prospects(now, tuple(sorted(lines, key=_urgency)), silent, without_date)

    def calibration(self) -> Calibration:
        """How forecasts would have held that were made from the first part of the past alone."""
        now = self.now()
        found = self.asked.courses(self._units(), now - PAST, MOST_COURSES)
        first = min((course.received_at for course in found.courses), default=now)
        split = now - (now - first) / HELD_BACK
        return calibration(found.courses, self._meter(), split, now)

    def _known(self) -> _Known:
        with self._lock:
            now = self.now()
            if self._kept is None or self._kept.day != now.date():
                found = self.asked.courses(self._units(), now - PAST, MOST_COURSES)
                queues = Queues(found.courses)
                experience = Experience.of(found.courses, queues, self._meter(), now)
                self._kept = _Known(now.date(), experience, queues, found.one_in)
            return self._kept

    def _meter(self) -> Meter:
        reference = self.questions.reference()
        return Meter(work_clock(reference.calendar(), reference.unit().hours))

    def _units(self) -> tuple[str, ...]:
        return tuple(sorted(self.questions.reference().codes()))


def _holders(one: AtWork) -> Iterable[str]:
    return holders(one.course.passages[-1])


def _prospect(
    one: AtWork, place: Passage, outlook: Outlook, queue: tuple[int, int | None]
) -> Prospect:
    due_at = one.course.due_at
    if due_at is None:
        raise AssertionError(one.id)  # pragma: no cover (it has a standing)
    return Prospect(
        id=one.id,
        code=one.code,
        procedure_code=one.course.procedure,
        procedure=one.procedure,
        step=place.step,
        holder=place.holder,
        due_at=due_at,
        outlook=outlook,
        queue=queue[0],
        usual_queue=queue[1],
    )


def _urgency(line: Prospect) -> tuple[int, datetime, UUID]:
    """By the chance as it is shown, in per cent; then by date."""
    return -round(line.outlook.chance * 100), line.due_at, line.id

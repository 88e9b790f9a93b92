"""Whether forecasts held: what earlier dossiers told, against what became of later ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from counter_app.domain.course import Course, Meter, Queues
from counter_app.domain.ending import LOCAL
from counter_app.domain.forecast import Experience, standing_of
from counter_app.domain.value import value

# A tenth with fewer forecasts is shown and not judged: its share may be off by 10 points (two
# standard errors) by chance alone.
ENOUGH_IN_A_TENTH: Final = 100
_ASKED_AT: Final = (0, 1, 2, 3)  # quarters of the office time from the reception to the date


@value
class Tenth:
    """The forecasts of one tenth of all chances; ``stated`` and ``missed`` are shares (0 to 1)."""

    first: float
    count: int
    stated: float  # the mean of the chances
    missed: float  # how many of the dossiers missed their date

    @property
    def is_enough(self) -> bool:
        """Whether there are enough forecasts to be judged."""
        return self.count >= ENOUGH_IN_A_TENTH


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was forecast after ``split`` from what was known then, and how it came out.

    Brier scores (Brier, 1950) are mean squares of what a chance is off by: 0 is best. The plain
    mean says of every dossier the share that missed its date among these very dossiers, which is
    more than anybody could have known beforehand.
    """

    split: datetime
    until: datetime
    tenths: tuple[Tenth, ...]
    silent: int  # forecasts not made: too few cases were known
    brier: float | None  # None: there were no forecasts to judge
    plain_brier: float | None

    @classmethod
    def of(cls, split: datetime, until: datetime, told: Sequence[tuple[float, bool]], silent: int) -> Self:  # fmt: skip
        """The account of forecasts: each a chance and whether the date was missed."""
        mean = _mean([missed for _, missed in told])
        own = [(chance - missed) ** 2 for chance, missed in told]
        plain = [(mean - missed) ** 2 for _, missed in told]
        return cls(
            split,
            until,
            tuple(_tenths(told)),
            silent,
            brier=_mean(own) if told else None,
            plain_brier=_mean(plain) if told else None,
        )

    @property
    def count(self) -> int:
        """How many forecasts there were."""
        return sum(tenth.count for tenth in self.tenths)

    @property
    def is_better(self) -> bool:
        """Whether it beats the plain mean."""
        if self.brier is None or self.plain_brier is None:
            return False
        return self.brier < self.plain_brier

    @property
    def widest_gap(self) -> float:
        """The most that a tenth with enough forecasts is off by."""
        gaps = (abs(tenth.stated - tenth.missed) for tenth in self.tenths if tenth.is_enough)
        return max(gaps, default=0.0)


def calibration(
    courses: Sequence[Course], meter: Meter, split: datetime, until: datetime
) -> Calibration:
    """Forecasts for what was received from ``split`` on, by what was known before it.

    Asked at reception and after each quarter of the time to the date, while a dossier was open
    and its clock ran; judged are those whose date came before ``until`` and that were not
    withdrawn, declined or stopped.
    """
    earlier = [course.as_of(split) for course in courses if course.received_at < split]
    queues = Queues(tuple(earlier))
    experience = Experience.of(earlier, queues, meter, split)
    present = Queues(tuple(courses))
    told: list[tuple[float, bool]] = []
    silent = 0
    for course, moment in _asked(courses, meter, split, until):
        known = course.as_of(moment)
        is_busy = _is_busy(known, queues, present, moment)
        standing = standing_of(known, is_busy, meter, moment)
        outlook = experience.outlook(standing) if standing else None
        if outlook is None:
            silent += 1
        else:
            told.append((outlook.chance, _missed(course)))
    return Calibration.of(split, until, told, silent)


def _asked(
    courses: Iterable[Course], meter: Meter, split: datetime, until: datetime
) -> Iterator[tuple[Course, datetime]]:
    """Every held-back dossier with the moments at which it is asked about."""
    for course in courses:
        due = course.due_at
        has_outcome = course.finished or course.ended_at is None
        if course.received_at < split or due is None or due >= until or not has_outcome:
            continue
        begun, ends = meter.office(course.received_at), meter.office(due)
        for quarter in _ASKED_AT:
            passed = (ends - begun) * quarter // len(_ASKED_AT)
            moment = _at(meter, begun + passed) if passed else course.received_at
            if _is_running(course, moment):
                yield course, moment


def _is_busy(known: Course, earlier: Queues, present: Queues, moment: datetime) -> bool | None:
    """Whether more lies before its holder than was usual before the split."""
    holder = known.passages[-1].holder if known.passages else ""
    usual = earlier.usual(holder)
    return None if usual is None else present.queue(holder, moment) > usual


def _at(meter: Meter, office: int) -> datetime:
    clock = meter.clock
    instant = clock.after_office_time(0, office)
    first = datetime.combine(clock.calendar.index.first, datetime.min.time(), LOCAL)
    return first + timedelta(microseconds=instant)


def _is_running(course: Course, moment: datetime) -> bool:
    is_paused = any(
        pause.since <= moment and (pause.until is None or pause.until > moment)
        for pause in course.pauses
    )
    return not is_paused and (course.ended_at is None or course.ended_at > moment)


def _missed(course: Course) -> bool:
    """Whether a dossier whose date is over was finished after it, or is not finished yet."""
    return course.due_at is not None and (
        course.ended_at is None or course.ended_at > course.due_at
    )


def _tenths(told: Sequence[tuple[float, bool]]) -> Iterator[Tenth]:
    for number in range(10):
        here = [(c, missed) for c, missed in told if min(int(c * 10), 9) == number]
        yield Tenth(
            number / 10,
            len(here),
            _mean([chance for chance, _ in here]),
            _mean([missed for _, missed in here]),
        )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

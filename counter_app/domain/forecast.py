"""The chance that a dossier misses its date, from how long earlier ones took, and why."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import nextafter
from typing import Final, Self, TypeAlias

from counter_app.domain.course import Course, Meter, Queues
from counter_app.domain.errors import DueOutOfRange
from counter_app.domain.survival import Spell, Survival
from counter_app.domain.value import value

# Fewer finished dossiers of a procedure say nothing, nor do fewer of all that went on as long:
# the share of 30 has a standard error of up to 9 points, and what is said should be right within 10.
ENOUGH: Final = 30
# What is known of wider groups weighs as much as so many cases of a narrower one.
PRIOR: Final = 10
NOTABLE: Final = 0.05  # a cause that adds less to the chance is no reason
OFTEN: Final = 0.2  # as the share of dossiers that miss their date
CELLS: Final = 20  # parts of the time to the date; dossiers of one part are compared
Group: TypeAlias = tuple[object, ...]
_JUST_LATE: Final = nextafter(1.0, 2.0)


class Reason(StrEnum):
    """What speaks most for a dossier's missing its date."""

    OVERDUE = "overdue"  # it has missed it
    QUEUE = "queue"  # more lies before its holder than usual
    SPENT = "spent"  # since it came to its step time has passed without a result
    OFTEN = "often"  # many that were at this step then miss it
    USUAL = "usual"  # nothing in particular


@value
class Standing:
    """Where a dossier is: its step, and office time as a share of all from reception to date.

    ``came``: what was over when it came to the step, ``passed``: what is over now; 1 is the date.
    ``is_busy``: more lies before the holder than usual; None: that is not known.
    """

    procedure: str
    step: str
    came: float
    passed: float
    is_busy: bool | None = None


@value
class Outlook:
    """The chance (0 to 1) of missing the date, why, and of how many cases this is said.

    ``at_first``: the chance there was when it came to the step. ``cases``: earlier dossiers of the
    procedure that after as much of their time were at the same step. ``passed`` as in `Standing`.
    """

    chance: float
    reason: Reason
    cases: int
    at_first: float
    passed: float


@dataclass(frozen=True, slots=True)
class Cases:
    """Earlier dossiers of one group, after one part of their time.

    ``judged`` are, in order, the ends of those whose date is over: of these it is known whether
    they missed it. Younger ones tell how long they went on so far, but only the punctual among
    them have an outcome: they are no cases to count.
    """

    survival: Survival
    judged: tuple[float, ...]

    def going_at(self, passed: float) -> int:
        """How many whose date is over went on longer than ``passed``."""
        return len(self.judged) - bisect_right(self.judged, passed)


@dataclass(frozen=True, slots=True)
class Experience:
    """What became of earlier dossiers, by where they were after each part of their time.

    Groups are all dossiers, those of a procedure, at a step, at a step of a busy holder. Of each,
    at each part of the time, it is known which share goes on how long, as a share of its time.
    """

    known: dict[Group, Cases]
    finished: dict[str, int]  # by procedure, of those whose date is over

    @classmethod
    def of(cls, courses: Iterable[Course], queues: Queues, meter: Meter, now: datetime) -> Self:
        """What ``courses``, as they were known at ``now``, tell; open ones are counted so far."""
        spells: defaultdict[Group, list[Spell]] = defaultdict(list)
        judged: defaultdict[Group, list[float]] = defaultdict(list)
        finished = Counter[str]()
        for course in courses:
            measured = _measured(course, meter, now)
            if measured is None:
                continue
            finished[course.procedure] += course.finished and measured.is_over
            spell = Spell(measured.end, course.finished)
            for group in _places(course, measured, queues):
                spells[group].append(spell)
                if measured.is_over:
                    judged[group].append(measured.end)
        known = {
            group: Cases(Survival.of(found), tuple(sorted(judged[group])))
            for group, found in spells.items()
        }
        return cls(known, dict(finished))

    def outlook(self, standing: Standing) -> Outlook | None:
        """The chance of missing the date; None while too few cases are known."""
        if self.finished.get(standing.procedure, 0) < ENOUGH:
            return None
        groups = _groups(standing)
        at_first = self._chance(groups[:3], standing.came)
        if standing.passed >= 1:
            return Outlook(1.0, Reason.OVERDUE, 0, at_first or 0.0, standing.passed)
        plain = self._chance(groups[:3], standing.passed)
        chance = self._chance(groups, standing.passed)
        if plain is None or chance is None or at_first is None:
            return None
        same = self.known.get((*groups[2], _cell(standing.passed)))
        cases = same.going_at(standing.passed) if same else 0
        reason = Reason.OFTEN if chance >= OFTEN else Reason.USUAL
        if standing.is_busy and chance - plain >= NOTABLE:
            reason = Reason.QUEUE
        elif plain - at_first >= NOTABLE:
            reason = Reason.SPENT
        return Outlook(chance, reason, cases, at_first, standing.passed)

    def _chance(self, groups: tuple[Group, ...], passed: float) -> float | None:
        """Each narrower group corrects the wider one by as many cases as still went on then."""
        chance: float | None = None
        for group in groups:
            cases = self.known.get((*group, _cell(passed)))
            going = cases.going_at(passed) if cases else 0
            if chance is None and going < ENOUGH:
                return None
            if cases is not None:
                own = cases.survival.beyond_if_going(1.0, passed)
                prior = PRIOR if chance is not None else 0
                chance = (going * own + prior * (chance or 0.0)) / (going + prior)
        return chance


def standing_of(
    course: Course, is_busy: bool | None, meter: Meter, now: datetime
) -> Standing | None:
    """Where an open dossier is at ``now``; None without a date, or beyond the calendar's years."""
    measured = _measured(course, meter, now) if course.passages else None
    if measured is None:
        return None
    place = course.passages[-1]
    return Standing(course.procedure, place.step, measured.came[-1], measured.end, is_busy)


@value
class _Measured:
    """A course in shares of the office time it had: when it came to each step, when it ended."""

    came: tuple[float, ...]
    left: tuple[float, ...]  # each step
    end: float  # or now
    is_over: bool  # its date


def _measured(course: Course, meter: Meter, now: datetime) -> _Measured | None:
    if course.due_at is None:
        return None
    end_at = course.ended_at or now

    def share(moment: datetime) -> float:
        return (meter.running(moment, course.pauses) - received) / whole

    try:
        received = meter.running(course.received_at, course.pauses)
        whole = max(meter.running(course.due_at, course.pauses) - received, 1)
        came = tuple(share(passage.since) for passage in course.passages)
        end = share(end_at)
        left = tuple(share(one.until) if one.until else end for one in course.passages)
    except DueOutOfRange:
        return None
    is_late = end_at > course.due_at  # also in the evening of its last day
    end = max(end, _JUST_LATE) if is_late else min(end, 1.0)
    return _Measured(came, left, end, course.due_at <= now)


def _places(course: Course, measured: _Measured, queues: Queues) -> Iterable[Group]:
    """Every group the course belongs to, with the part of its time."""
    found: dict[Group, None] = {}  # each once, in order
    for passage, came, left in zip(course.passages, measured.came, measured.left, strict=True):
        usual = queues.usual(passage.holder)
        is_busy = None if usual is None else queues.queue(passage.holder, passage.since) > usual
        groups = _groups(Standing(course.procedure, passage.step, came, left, is_busy))
        for cell in range(_cell(came), _cell(left) + 1 if came < 1 else 0):
            found |= dict.fromkeys((*group, cell) for group in groups)
    return found


def _cell(passed: float) -> int:
    """The number of the part of the time."""
    return min(max(int(passed * CELLS), 0), CELLS - 1)


def _groups(standing: Standing) -> tuple[Group, ...]:
    """From the widest to the narrowest."""
    procedure, step = standing.procedure, standing.step
    groups: tuple[Group, ...] = ((), (procedure,), (procedure, step))
    return groups if standing.is_busy is None else (*groups, (procedure, step, standing.is_busy))

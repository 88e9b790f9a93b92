"""How a term runs from its start to its end, part by part, and what remains of it after a pause."""

from enum import StrEnum
from typing import NamedTuple

from counter_app.domain.calendar_index import CalendarIndex
from counter_app.domain.term import Part, Term, Unit
from counter_app.domain.work_clock import DAY_US, WorkClock

HOUR_US = 60 * 60 * 1_000_000
# Looking a member up in its class takes longer than counting a term's days: look up once.
_WORKING_DAYS, _CALENDAR_DAYS, _MONTHS, _WORKING_HOURS, _SAME_DAY = Unit
CUTOFF_US = 15 * HOUR_US  # 15:00: the day's last hand-over, the same day's last start


class HourRule(StrEnum):
    """At which hour of its day a dossier is due; the unit's setting, printed on the receipt."""

    START = "start"  # the clock time at which the term started
    CLOSING = "closing"


_CLOSING = HourRule.CLOSING


class Leg(NamedTuple):
    """A stretch over which the term runs without a pause; instants as in `WorkClock`.

    ``left`` is what runs: None for the whole term, else the microseconds of office time, or for
    calendar terms the days, that a pause left over.
    """

    accepted: int  # the acceptance, or the end of the pause before
    start: int  # from when time counts
    clock_us: int  # the whole term's clock time, for the hour rule
    unrolled: int  # day offset of the end before it is rolled to a working day
    end: int
    left: int | None = None
    # A closing and the next opening are the same office time. What was due at an opening stays
    # due at one after pauses, so that a pause never brings a date forward.
    at_opening: bool = False


class Run(NamedTuple):
    """The legs of a term and the instants at which pauses cut them; no leg: there is no term."""

    legs: tuple[Leg, ...]
    cuts: tuple[int, ...] = ()  # as many as legs while the last pause is open, else one less
    is_open: bool = False


def start_of(accepted: int, clock: WorkClock, forwarded: bool) -> int:
    """When the term starts: the acceptance; outside office hours the next opening.

    ``forwarded`` (another unit is competent): from 15:00 on, the next working day's opening.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    if forwarded and accepted % DAY_US >= CUTOFF_US:
        return clock.opening_after(accepted // DAY_US)
    return clock.next_open(accepted)


def end_of(term: Term, start: int, clock: WorkClock, hour: HourRule) -> tuple[int, int]:
    """The day offset of the end before it is rolled, and the due instant; ``term`` is not none.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    offset = start // DAY_US
    clock_us = start - offset * DAY_US
    unit = _SAME_DAY
    index = clock.calendar.index
    for part in term.parts:
        unit = part.unit
        if unit is _WORKING_DAYS:  # nearly all terms: spare them a call
            offset = index.after(offset, part.quantity)
        else:
            offset, clock_us = step(part, offset, clock_us, clock)
    if unit is _WORKING_HOURS:
        return offset, offset * DAY_US + clock_us
    if unit is _SAME_DAY:
        return offset, clock.closing(offset)
    end = offset if unit is _WORKING_DAYS else index.on_or_after(offset)
    return offset, clock.closing(end) if hour is _CLOSING else clock.at_clock(end, clock_us)


def step(part: Part, offset: int, clock_us: int, clock: WorkClock) -> tuple[int, int]:
    """Where one part leads from a date and clock time; only working hours change the latter.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    index = clock.calendar.index
    if part.unit is _WORKING_DAYS:
        return index.after(offset, part.quantity), clock_us
    if part.unit is _WORKING_HOURS:
        instant = offset * DAY_US + clock_us
        return divmod(clock.after_office_time(instant, part.quantity * HOUR_US), DAY_US)
    if part.unit is _CALENDAR_DAYS:
        return _covered(offset + part.quantity, index), clock_us
    if part.unit is _MONTHS:
        return index.months_after(offset, part.quantity), clock_us
    by_cutoff = clock.schedule[offset].spans and clock_us <= CUTOFF_US
    return (offset if by_cutoff else index.after(offset, 1)), clock_us


def whole(term: Term, accepted: int, start: int, clock: WorkClock, hour: HourRule) -> Leg:
    """The whole term from ``start`` on.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    unrolled, end = end_of(term, start, clock, hour)
    return Leg(accepted, start, start % DAY_US, unrolled, end)


def rest_of_office_time(leg: Leg, begins: int, ends: int, clock: WorkClock) -> Leg:
    """What a pause left of ``leg`` as office time, from the pause's end on.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    left = clock.office_before(leg.end) - clock.office_before(begins)
    end = clock.after_office_time(ends, left) if left else clock.next_open(ends)
    if leg.at_opening:
        end = clock.next_open(end)
    return Leg(ends, ends, leg.clock_us, end // DAY_US, end, left, leg.at_opening)


def rest_of_calendar_days(
    leg: Leg, begins: int, ends: int, rule: tuple[WorkClock, HourRule]
) -> Leg:
    """What a pause left of ``leg`` as calendar days to its unrolled end, from the pause's end on.

    A pause that begins after the unrolled date leaves no day. The due moment never lies before the
    pause's end: where the hour has passed by then, it is that of the next working day.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    clock, hour = rule
    index = clock.calendar.index
    left = max(0, leg.unrolled - begins // DAY_US)
    unrolled = _covered(ends // DAY_US + left, index)
    offset = index.on_or_after(unrolled)
    end = _at_hour(offset, leg.clock_us, clock, hour)
    if end < ends:
        end = _at_hour(index.after(offset, 1), leg.clock_us, clock, hour)
    return Leg(ends, ends, leg.clock_us, unrolled, end, left)


def _at_hour(offset: int, clock_us: int, clock: WorkClock, hour: HourRule) -> int:
    if hour is _CLOSING:
        return clock.closing(offset)
    return clock.at_clock(offset, clock_us)


def _covered(offset: int, index: CalendarIndex) -> int:
    if offset >= index.length:
        raise index.out_of_range()
    return offset

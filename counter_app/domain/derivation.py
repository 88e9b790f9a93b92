"""Why a due moment lies where it does: each day on the way, counted or skipped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counter_app.domain.calendar_index import CalendarIndex
from counter_app.domain.day_count import (
    AFTER_CUTOFF,
    AFTER_HOURS,
    DAY_ZERO,
    OFFICE_MINUTES,
    PAUSED,
    PAUSED_LEFT_DAYS,
    PAUSED_LEFT_MINUTES,
    ROLLED,
    SAME_DAY,
    DayCount,
)
from counter_app.domain.due_leg import Leg, Run, step
from counter_app.domain.term import Part, Term, Unit
from counter_app.domain.work_clock import DAY_US, WorkClock

_MINUTE_US = 60 * 1_000_000
# Looking a member up in its class takes longer than copying the days: look up once.
_WORKING_DAYS, _WORKING_HOURS, _SAME_DAY = Unit.WORKING_DAYS, Unit.WORKING_HOURS, Unit.SAME_DAY


def derivation_of(term: Term, run: Run, clock: WorkClock) -> tuple[DayCount, ...]:
    """Each day from the acceptance to the end of ``run``, in order."""
    teller = _Teller(term, clock, clock.calendar.index)
    if len(run.legs) == 1 and not run.cuts:
        return tuple(teller.leg(run.legs[0], run.legs[0].end))
    following = [*run.legs[1:], None]
    cuts = [*run.cuts, *[None] * len(run.legs)]
    days: list[DayCount] = []
    for leg, cut, after in zip(run.legs, cuts, following, strict=False):
        if cut is None:
            days += teller.leg(leg, leg.end)
        else:
            days += teller.cut_leg(leg, cut)
            days += teller.pause(leg, cut, after)
    return tuple(days)


@dataclass(slots=True)  # not frozen: one is made for every derivation
class _Teller:
    """Tells legs and pauses of one term as days."""

    term: Term
    clock: WorkClock
    index: CalendarIndex

    def leg(self, leg: Leg, until: int) -> list[DayCount]:
        """The days of a leg; office time is only told ``until`` then."""
        if leg.left is None:
            return self._whole(leg, until)
        if self.term.is_calendar:
            counted = self.index.by_calendar_days[leg.start // DAY_US + 1 : leg.unrolled + 1]
            return counted + self._rolled(leg.unrolled, leg.end // DAY_US)
        return self._rest_of_office_time(leg, until)

    def cut_leg(self, leg: Leg, cut: int) -> Iterator[DayCount]:
        """The days of a leg before a pause; of the pause's first day only what ran on it."""
        day = self.clock.date(cut)
        stands = self._stands_on_a_pause_day()
        return (d for d in self.leg(leg, cut) if d.day < day or (d.day == day and stands(d)))

    def pause(self, leg: Leg, cut: int, following: Leg | None) -> Iterator[DayCount]:
        """The days that stand still; the first one says what was left when the pause began."""
        if following is not None and following.left is None:
            return self._still(cut // DAY_US, following.accepted // DAY_US, PAUSED)
        if self.term.is_calendar:
            first = cut // DAY_US
            if first <= leg.unrolled:
                first += 1  # the day on which the pause begins has been counted
            end = first + 1 if following is None else following.accepted // DAY_US + 1
            left = max(0, leg.unrolled - cut // DAY_US)
            return self._still(first, end, f"{PAUSED_LEFT_DAYS}{left}")
        first = cut // DAY_US
        end = first + 1 if following is None else max(first + 1, following.accepted // DAY_US)
        left = self.clock.office_before(leg.end) - self.clock.office_before(cut)
        return self._still(first, end, f"{PAUSED_LEFT_MINUTES}{left // _MINUTE_US}")

    def _still(self, first: int, end: int, reason: str) -> Iterator[DayCount]:
        for offset in range(first, end):
            usual = self.index.by_working_days[offset]
            if offset == first:
                yield DayCount(usual.day, False, reason)
            elif usual.counted or self.term.is_calendar:
                yield DayCount(usual.day, False, PAUSED)
            else:
                yield usual

    def _stands_on_a_pause_day(self) -> Callable[[DayCount], bool]:
        if self.term.is_calendar:
            return lambda d: d.counted or d.reason == DAY_ZERO
        return lambda d: d.reason == DAY_ZERO or d.reason.startswith(OFFICE_MINUTES)

    def _whole(self, leg: Leg, until: int) -> list[DayCount]:
        offset, clock_us = divmod(leg.start, DAY_US)
        days = self._before_start(leg)
        if self.term.parts[0].unit not in (_WORKING_HOURS, _SAME_DAY):
            days.append(DayCount(self.index.date_at(offset), False, DAY_ZERO))
        for part in self.term.parts:
            end, end_clock_us = step(part, offset, clock_us, self.clock)
            if part.unit is _WORKING_HOURS:
                ended = min(until, end * DAY_US + end_clock_us)
                days += self._office_days(offset * DAY_US + clock_us, ended)
            else:
                days += self._part(part, offset, end)
            offset, clock_us = end, end_clock_us
        return days + self._rolled(offset, leg.end // DAY_US)

    def _before_start(self, leg: Leg) -> list[DayCount]:
        first, start = leg.accepted // DAY_US, leg.start // DAY_US
        if first == start:
            return []
        days = self.index.by_working_days[first:start]
        if days[0].counted:
            still_open = self.clock.next_open(leg.accepted) // DAY_US == first
            days[0] = DayCount(days[0].day, False, AFTER_CUTOFF if still_open else AFTER_HOURS)
        return days

    def _part(self, part: Part, first: int, last: int) -> list[DayCount]:
        if part.unit is _WORKING_DAYS:
            return self.index.by_working_days[first + 1 : last + 1]
        if part.unit is not _SAME_DAY:
            return self.index.by_calendar_days[first + 1 : last + 1]
        answered = DayCount(self.index.date_at(last), True, SAME_DAY)
        if first == last:
            return [answered]
        too_late = DayCount(self.index.date_at(first), False, AFTER_CUTOFF)
        return [too_late, *self.index.by_working_days[first + 1 : last], answered]

    def _rolled(self, unrolled: int, end: int) -> list[DayCount]:
        if unrolled == end:
            return []
        skipped = self.index.by_working_days[unrolled + 1 : end]
        return [*skipped, DayCount(self.index.date_at(end), False, ROLLED)]

    def _rest_of_office_time(self, leg: Leg, until: int) -> list[DayCount]:
        days = self._office_days(leg.start, until)
        if until == leg.end and not days[-1].counted:
            days[-1] = DayCount(days[-1].day, False, ROLLED)  # no time left: the next opening
        return days

    def _office_days(self, begin: int, end: int) -> list[DayCount]:
        """Each day with its whole minutes of office time; together they make up the whole."""
        origin = self.clock.office_before(begin)
        days: list[DayCount] = []
        passed = 0
        for offset in range(begin // DAY_US, end // DAY_US + 1):
            usual = self.index.by_working_days[offset]
            total = self.clock.office_before(min(end, (offset + 1) * DAY_US - 1)) - origin
            if total > passed:
                minutes = total // _MINUTE_US - passed // _MINUTE_US
                days.append(DayCount(usual.day, True, f"{OFFICE_MINUTES}{minutes}"))
            elif usual.counted:
                days.append(DayCount(usual.day, False, AFTER_HOURS))
            else:
                days.append(usual)
            passed = total
        return days

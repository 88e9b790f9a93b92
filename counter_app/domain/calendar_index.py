"""The working days of a calendar by number, so that counting days needs no walking."""

from datetime import date
from functools import cached_property
from itertools import accumulate

from counter_app.domain.calendar_entries import OffDay, WorkedDay
from counter_app.domain.day_count import (
    CALENDAR_DAY,
    HOLIDAY,
    SWAPPED,
    WEEKEND,
    WORKED_SWAP,
    WORKING_DAY,
    DayCount,
)
from counter_app.domain.errors import DueOutOfRange

_SATURDAY = 5


class CalendarIndex:
    """Days as offsets from the calendar's first day; prefix sums of the working ones."""

    __slots__ = (
        "__dict__",
        "_months",
        "_off",
        "_worked",
        "before",
        "first",
        "first_ordinal",
        "last",
        "length",
        "working",
    )

    def __init__(
        self, first: date, last: date, off: tuple[OffDay, ...], worked: tuple[WorkedDay, ...]
    ) -> None:
        self.first = first
        self.last = last
        self.first_ordinal = first.toordinal()
        self.length = last.toordinal() - self.first_ordinal + 1
        self._off = off
        self._worked = worked
        flags = self._flags()
        self.working = [offset for offset, flag in enumerate(flags) if flag]
        self._months = self._month_starts()
        self.before = [0, *accumulate(flags)]  # before[i]: working days before offset i

    def offset(self, day: date) -> int:
        """The number of days from the first one to ``day``; not checked."""
        return day.toordinal() - self.first_ordinal

    def date_at(self, offset: int) -> date:
        """The date at ``offset``."""
        return date.fromordinal(self.first_ordinal + offset)

    def after(self, offset: int, count: int) -> int:
        """The ``count``-th (1 or more) working day after ``offset``.

        Raises:
            DueOutOfRange: beyond the last working day.
        """
        try:
            return self.working[self.before[offset + 1] + count - 1]
        except IndexError:
            raise self.out_of_range() from None

    def on_or_after(self, offset: int) -> int:
        """``offset`` if that day is worked, else the next working day.

        Raises:
            DueOutOfRange: beyond the last working day.
        """
        try:
            return self.working[self.before[offset]]
        except IndexError:
            raise self.out_of_range() from None

    def months_after(self, offset: int, count: int) -> int:
        """The same date ``count`` months on, or the last day of a shorter month.

        Raises:
            DueOutOfRange: beyond the last month.
        """
        day = self.date_at(offset)
        month = (day.year - self.first.year) * 12 + day.month - 1 + count
        if month + 1 >= len(self._months):
            raise self.out_of_range()
        return min(self._months[month] + day.day, self._months[month + 1]) - 1

    def out_of_range(self) -> DueOutOfRange:
        """The refusal of a day the calendar does not cover."""
        return DueOutOfRange(self.first.year, self.last.year)

    @cached_property
    def by_working_days(self) -> list[DayCount]:
        """Each day as a term in working days counts or skips it."""
        off = {o.day: HOLIDAY + o.name for o in self._off}
        off |= {w.instead_of: SWAPPED + w.day.isoformat() for w in self._worked if w.instead_of}
        return [self._working_day_count(offset, off) for offset in range(self.length)]

    @cached_property
    def by_calendar_days(self) -> list[DayCount]:
        """Each day as a term in calendar days or months counts it."""
        return [DayCount(self.date_at(o), True, CALENDAR_DAY) for o in range(self.length)]

    def _month_starts(self) -> list[int]:
        years = range(self.first.year, self.last.year + 1)
        starts = [self.offset(date(year, month, 1)) for year in years for month in range(1, 13)]
        return [*starts, self.length]

    def _flags(self) -> list[int]:
        weekday = self.first.weekday()
        week = [int((weekday + day) % 7 < _SATURDAY) for day in range(7)]
        flags = (week * (self.length // 7 + 1))[: self.length]
        for off in self._off:
            flags[self.offset(off.day)] = 0
        for worked in self._worked:
            flags[self.offset(worked.day)] = 1
        return flags

    def _working_day_count(self, offset: int, off: dict[date, str]) -> DayCount:
        day = self.date_at(offset)
        weekend = day.weekday() >= _SATURDAY
        if self.before[offset + 1] > self.before[offset]:
            return DayCount(day, True, WORKED_SWAP if weekend else WORKING_DAY)
        return DayCount(day, False, WEEKEND if weekend else off[day])

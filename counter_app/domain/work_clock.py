"""A calendar and office hours together: office time as numbers that can be added and taken away."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate

from counter_app.domain.calendar import Calendar
from counter_app.domain.errors import InvalidMoment
from counter_app.domain.office_hours import CLOSED, DayHours, OfficeHours

DAY_US = 24 * 60 * 60 * 1_000_000


@dataclass(frozen=True, slots=True)
class WorkClock:
    """Counts office time. Inside, a moment is an instant: local microseconds since the first day.

    Local wall time without jumps is assumed; Asia/Ho_Chi_Minh has had none since 1975. Building
    one walks the whole calendar (milliseconds): keep it while calendar and hours last.
    """

    calendar: Calendar
    hours: OfficeHours
    schedule: list[DayHours] = field(init=False, repr=False, compare=False)  # by day offset
    spans: list[tuple[tuple[int, int], ...]] = field(
        init=False, repr=False, compare=False
    )  # its us
    office: list[int] = field(init=False, repr=False, compare=False)  # office time before each day
    first_ordinal: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        schedule = _schedule(self.calendar, self.hours)
        object.__setattr__(self, "first_ordinal", self.calendar.index.first_ordinal)
        object.__setattr__(self, "schedule", schedule)
        object.__setattr__(self, "spans", [day.spans_us for day in schedule])
        object.__setattr__(self, "office", [0, *accumulate(day.length_us for day in schedule)])

    def instant(self, moment: datetime) -> int:
        """``moment``'s own wall clock as an instant.

        Raises:
            InvalidMoment: it has no time zone.
            DueOutOfRange: the calendar does not cover its day.
        """
        if moment.tzinfo is None:
            raise InvalidMoment(moment.isoformat())
        offset = moment.toordinal() - self.first_ordinal
        if not 0 <= offset < len(self.schedule):
            raise self.calendar.index.out_of_range()
        minutes = (offset * 24 + moment.hour) * 60 + moment.minute
        return (minutes * 60 + moment.second) * 1_000_000 + moment.microsecond

    def date(self, instant: int) -> date:
        """The local date of ``instant``."""
        return self.calendar.index.date_at(instant // DAY_US)

    def next_open(self, instant: int) -> int:
        """``instant`` if the office is open then, else the next opening.

        Raises:
            DueOutOfRange: there is none left in the calendar.
        """
        offset = instant // DAY_US
        clock_us = instant - offset * DAY_US  # faster than divmod, and asked a million times
        for opens, closes in self.spans[offset]:
            if clock_us < closes:
                return instant if clock_us >= opens else offset * DAY_US + opens
        return self.opening_after(offset)

    def opening_after(self, offset: int) -> int:
        """The first opening of the next working day after ``offset``.

        Raises:
            DueOutOfRange: there is none left in the calendar.
        """
        following = self.calendar.index.after(offset, 1)
        return following * DAY_US + self.spans[following][0][0]

    def closing(self, offset: int) -> int:
        """The last closing of the working day at ``offset``."""
        return offset * DAY_US + self.spans[offset][-1][1]

    def at_clock(self, offset: int, clock_us: int) -> int:
        """A working day's office hour at ``clock_us``, else its next opening, else its closing."""
        for opens, closes in self.spans[offset]:
            if clock_us < closes:
                return offset * DAY_US + (clock_us if clock_us >= opens else opens)
        return self.closing(offset)

    def is_opening(self, instant: int) -> bool:
        """Whether office time begins just then."""
        offset, clock_us = divmod(instant, DAY_US)
        return any(opens == clock_us for opens, _ in self.spans[offset])

    def office_before(self, instant: int) -> int:
        """All office time from the calendar's first day to ``instant``, in microseconds."""
        offset, clock_us = divmod(instant, DAY_US)
        elapsed = self.office[offset]
        for opens, closes in self.spans[offset]:
            if clock_us > opens:
                elapsed += (clock_us if clock_us < closes else closes) - opens
        return elapsed

    def after_office_time(self, instant: int, amount_us: int) -> int:
        """The earliest instant at which ``amount_us`` (above 0) of office time have passed.

        Raises:
            DueOutOfRange: that much is not left in the calendar.
        """
        target = self.office_before(instant) + amount_us
        if target > self.office[-1]:
            raise self.calendar.index.out_of_range()
        offset = bisect_left(self.office, target) - 1
        left = target - self.office[offset]
        return offset * DAY_US + self.schedule[offset].at_elapsed(left)


def later(moment: datetime, microseconds: int) -> datetime:
    """The wall clock ``microseconds`` after ``moment``'s, in its zone."""
    return moment + _span(microseconds)


@lru_cache(maxsize=4096)
def _span(microseconds: int) -> timedelta:
    """Most due moments lie a whole number of days after the acceptance: keep those spans."""
    return timedelta(0, 0, microseconds)


def _schedule(calendar: Calendar, hours: OfficeHours) -> list[DayHours]:
    """The hours of every day; a worked weekend day of unknown origin has Monday's."""
    index = calendar.index
    first_weekday = index.first.weekday()
    week = [*hours.days, hours.days[0], hours.days[0]]
    schedule = [CLOSED] * index.length
    for offset in index.working:
        schedule[offset] = week[(first_weekday + offset) % 7]
    for worked in calendar.worked:
        if worked.instead_of is not None:
            schedule[index.offset(worked.day)] = hours.days[worked.instead_of.weekday()]
    return schedule

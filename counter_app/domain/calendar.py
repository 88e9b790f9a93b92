"""Which days are worked: holidays, swapped days, closures; an index for fast day arithmetic."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from counter_app.domain.calendar_entries import (
    CalendarEntries,
    OffDay,
    WorkedDay,
    read_entries,
    read_number,
    read_text,
)
from counter_app.domain.calendar_index import CalendarIndex
from counter_app.domain.canonical import Json
from counter_app.domain.errors import DueOutOfRange, InvalidCalendar

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year of a calendar, to be shown; weekends are not listed."""

    year: int
    official: bool  # False: an estimate, the decisions for that year were not yet published
    off: tuple[OffDay, ...]  # includes holidays that fall on a weekend
    worked: tuple[WorkedDay, ...]
    working_days: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of whole years: Monday to Friday, less days off, plus worked days (làm bù).

    Source: Bộ luật Lao động 2019 Art. 112 and the yearly decisions on swapped days.
    """

    name: str
    first_year: int
    last_year: int
    official_until: int  # later years are estimates
    off: tuple[OffDay, ...]  # by date
    worked: tuple[WorkedDay, ...]  # by date
    version: str = field(init=False, compare=False)  # the name and a digest of the content
    index: CalendarIndex = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check(self)
        object.__setattr__(self, "version", f"{self.name}-{_digest(self)}")
        index = CalendarIndex(
            date(self.first_year, 1, 1), date(self.last_year, 12, 31), self.off, self.worked
        )
        object.__setattr__(self, "index", index)

    def __hash__(self) -> int:
        return hash(self.version)

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read a whole calendar, as `to_json` writes it and `resources/calendar` ships it.

        Raises:
            InvalidCalendar: unreadable, contradicting itself, or outside its own years.
        """
        if not isinstance(value, Mapping):
            raise InvalidCalendar("not_an_object", str(value)[:80])
        head = ("name", "first_year", "last_year", "official_until")
        entries = read_entries({key: value[key] for key in value if key not in head})
        return cls(
            read_text(value, "name"),
            read_number(value, "first_year"),
            read_number(value, "last_year"),
            read_number(value, "official_until"),
            entries.off,
            entries.worked,
        )

    def to_json(self) -> dict[str, Json]:
        """The calendar as plain JSON values; `from_json` reads them back."""
        return {
            "name": self.name,
            "first_year": self.first_year,
            "last_year": self.last_year,
            "official_until": self.official_until,
            "off": [day.to_json() for day in self.off],
            "worked": [day.to_json() for day in self.worked],
        }

    def overlaid(self, entries: CalendarEntries) -> Self:
        """The calendar with dated entries on top; where both speak of a date, the entries win.

        A worked weekday takes back a day off, as when a published decision corrects an estimate.

        Raises:
            InvalidCalendar: the result contradicts itself, or an entry is outside the years.
        """
        idle = next((w.day for w in entries.worked if self._is_plain_working_day(w.day)), None)
        if idle is not None:
            raise InvalidCalendar("already_worked", idle.isoformat())
        spoken = entries.days
        off = [*(o for o in self.off if o.day not in spoken), *entries.off]
        worked = [*(w for w in self.worked if w.day not in spoken), *entries.worked]
        return type(self)(
            self.name,
            self.first_year,
            self.last_year,
            self.official_until,
            tuple(sorted(off, key=lambda o: o.day)),
            tuple(sorted(worked, key=lambda w: w.day)),
        )

    def is_official(self, year: int) -> bool:
        """Whether the decisions for ``year`` were published when the calendar was made."""
        return year <= self.official_until

    def year(self, year: int) -> CalendarYear:
        """What ``year`` holds.

        Raises:
            DueOutOfRange: the calendar does not cover that year.
        """
        if not self.first_year <= year <= self.last_year:
            raise DueOutOfRange(self.first_year, self.last_year)
        return CalendarYear(
            year,
            self.is_official(year),
            tuple(o for o in self.off if o.day.year == year),
            tuple(w for w in self.worked if w.day.year == year),
            self.working_days_between(date(year, 1, 1), date(year, 12, 31)),
        )

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked.

        Raises:
            DueOutOfRange: the calendar does not cover that day.
        """
        offset = self._offset(day)
        return self.index.before[offset + 1] > self.index.before[offset]

    def working_day_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; 0 gives the next one from ``day`` itself on.

        Raises:
            DueOutOfRange: ``day`` or the answer is not covered.
        """
        offset = self._offset(day)
        found = self.index.after(offset, count) if count else self.index.on_or_after(offset)
        return self.index.date_at(found)

    def working_day_before(self, day: date, count: int) -> date:
        """The ``count``-th (1 or more) working day before ``day``, e.g. the earliest back-dating.

        Raises:
            DueOutOfRange: ``day`` or the answer is not covered.
        """
        position = self.index.before[self._offset(day)] - count
        if position < 0:
            raise DueOutOfRange(self.first_year, self.last_year)
        return self.index.date_at(self.index.working[position])

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie from ``first`` to ``last``, both included; 0 if reversed.

        Raises:
            DueOutOfRange: a date is not covered.
        """
        before = self.index.before
        return max(0, before[self._offset(last) + 1] - before[self._offset(first)])

    def _offset(self, day: date) -> int:
        if not self.first_year <= day.year <= self.last_year:
            raise DueOutOfRange(self.first_year, self.last_year)
        return self.index.offset(day)

    def _is_plain_working_day(self, day: date) -> bool:
        return (
            day.weekday() < _SATURDAY
            and all(o.day != day for o in self.off)
            and all(w.day != day for w in self.worked)
        )


def _check(calendar: Calendar) -> None:
    if not 1900 <= calendar.first_year <= calendar.last_year <= 2200:
        raise InvalidCalendar("years", f"{calendar.first_year}-{calendar.last_year}")
    days = [*(o.day for o in calendar.off), *(w.day for w in calendar.worked)]
    covered = range(calendar.first_year, calendar.last_year + 1)
    stray = next((day for day in days if day.year not in covered), None)
    if stray is not None:
        raise InvalidCalendar("year_not_covered", stray.isoformat())
    off = {o.day for o in calendar.off}
    replaced: set[date] = set()
    for worked in calendar.worked:
        if worked.instead_of is None:
            continue
        if worked.instead_of not in off or worked.instead_of.weekday() >= _SATURDAY:
            raise InvalidCalendar("replaced_day_not_off", worked.instead_of.isoformat())
        if worked.instead_of in replaced:
            raise InvalidCalendar("replaced_twice", worked.instead_of.isoformat())
        replaced.add(worked.instead_of)


def _digest(calendar: Calendar) -> str:
    text = json.dumps(calendar.to_json(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]

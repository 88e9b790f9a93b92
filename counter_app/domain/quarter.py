"""A quarter of a year: the period ratings are summed up over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from counter_app.domain.errors import InvalidQuarter


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """``number`` is 1 to 4; in order of time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter ``day`` lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-Q4``.

        Raises:
            InvalidQuarter: another shape.
        """
        year, _, number = text.strip().upper().partition("-Q")
        if not (year.isdecimal() and len(year) == 4 and number in ("1", "2", "3", "4")):
            raise InvalidQuarter(text[:80])
        return cls(int(year), int(number))

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before it."""
        return Quarter.of(self.first_day - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"


def quarters_within(first: date, last: date) -> Iterator[Quarter]:
    """The quarters that lie in ``first`` to ``last`` whole, in order."""
    quarter = Quarter.of(first)
    if quarter.first_day < first:
        quarter = quarter.next
    while quarter.last_day <= last:
        yield quarter
        quarter = quarter.next

"""A span of whole days that a paper is about."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.domain.errors import InvalidPeriod

_LONGEST: Final = 366  # days: books are kept by the year
_LAST_YEAR: Final = 2199


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included: at most a year.

    Raises:
        InvalidPeriod
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if reason := self._fault():
            raise InvalidPeriod(self.first.isoformat(), self.last.isoformat(), reason)

    def _fault(self) -> str:
        if self.last < self.first:
            return "reversed"
        if self.last.year > _LAST_YEAR:
            return "out_of_range"
        return "too_long" if (self.last - self.first).days >= _LONGEST else ""

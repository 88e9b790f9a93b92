"""Dates of birth as officers type them; some people know only the year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from counter_app.domain.errors import InvalidBirthDate

_FIRST_YEAR: Final = 1850
_LAST_YEAR: Final = 2199
_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<d>[0-9]{1,2})[/.\- ](?P<m>[0-9]{1,2})[/.\- ](?P<y>[0-9]{4})",  # 17/5/1990
        r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>[0-9]{4})",  # 17051990
        r"(?P<y>[0-9]{4})[/.\- ](?P<m>[0-9]{1,2})[/.\- ](?P<d>[0-9]{1,2})",  # 1990-05-17
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",  # 19900517
        r"(?P<m>[0-9]{1,2})[/.\- ](?P<y>[0-9]{4})",  # 5/1990
        r"(?P<m>[0-9]{2})(?P<y>[0-9]{4})",  # 051990
        r"(?P<y>[0-9]{4})[/.\- ](?P<m>[0-9]{1,2})",  # 1990-05
        r"(?P<y>[0-9]{4})",
    )
)


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A day, a month or a bare year, 1850 to 2199; ``str`` gives ISO 8601."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str, latest: date | None = None) -> Self:
        """Read ``17/5/1990``, ``17051990``, ``1990-05-17``, ``5/1990`` or ``1990``.

        No text fits two shapes: what would be the year of the other one is out of range. Years of
        two digits are refused, the century would be a guess. ``latest`` is usually today.

        Raises:
            InvalidBirthDate: ``shape``, ``impossible`` (no such day) or ``future``.
        """
        reason = "shape"
        for shape in _SHAPES:
            if match := shape.fullmatch(text.strip()):
                found = match.groupdict()
                read = cls(int(found["y"]), _number(found.get("m")), _number(found.get("d")))
                if read._exists():
                    return read._not_after(latest)
                reason = "impossible"
        raise InvalidBirthDate(reason)

    def as_date(self) -> date | None:
        """The day, if the whole date is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        month = "" if self.month is None else f"-{self.month:02}"
        day = "" if self.day is None else f"-{self.day:02}"
        return f"{self.year:04}{month}{day}"

    def _exists(self) -> bool:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            return False
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return self.month != 0 and self.day != 0

    def _not_after(self, latest: date | None) -> Self:
        if latest is not None and date(self.year, self.month or 1, self.day or 1) > latest:
            raise InvalidBirthDate("future")
        return self


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)

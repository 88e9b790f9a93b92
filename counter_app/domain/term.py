"""A term (thời hạn giải quyết) as the law words it: parts, each in its own unit."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from counter_app.domain.errors import InvalidTerm


class Unit(StrEnum):
    """What a part of a term is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    WORKING_HOURS = "working_hours"
    SAME_DAY = "same_day"


_HIGHEST = {
    Unit.WORKING_DAYS: 1000,
    Unit.CALENDAR_DAYS: 3650,
    Unit.MONTHS: 120,
    Unit.WORKING_HOURS: 8000,
    Unit.SAME_DAY: 1,
}
_MOST_PARTS = 5
_LONGEST_TEXT = 200
_NONE = "none"
_PART = re.compile(r"([1-9][0-9]{0,3}) +(working_day|calendar_day|month|working_hour)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A quantity of one unit, at least 1; the same day has quantity 1.

    Raises:
        InvalidTerm: below 1, or above what any procedure could need.
    """

    quantity: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.quantity <= _HIGHEST[self.unit]:
            raise InvalidTerm(f"{self.quantity} {self.unit}")

    def __str__(self) -> str:
        if self.unit is Unit.SAME_DAY:
            return str(self.unit)
        unit = self.unit.removesuffix("s") if self.quantity == 1 else str(self.unit)
        return f"{self.quantity} {unit}"


@dataclass(frozen=True, slots=True)
class Term:
    """Up to five parts, each applied to the date before it; without parts: the law sets no term.

    Raises:
        InvalidTerm: too many parts.
    """

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if len(self.parts) > _MOST_PARTS:
            raise InvalidTerm(str(self))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``5 working_days``, ``2 months + 15 working_days``, ``same_day`` or ``none``.

        Raises:
            InvalidTerm: another wording, or numbers that no procedure could need.
        """
        stripped = text.strip()
        if stripped == _NONE:
            return cls(())
        if len(stripped) > _LONGEST_TEXT:
            raise InvalidTerm(stripped[:_LONGEST_TEXT])
        return cls(tuple(_parse_part(part.strip(), stripped) for part in stripped.split("+")))

    @property
    def is_none(self) -> bool:
        """Whether the law sets no term."""
        return not self.parts

    @property
    def is_calendar(self) -> bool:
        """Whether only calendar days and months are counted, never office time."""
        return all(part.unit in (Unit.CALENDAR_DAYS, Unit.MONTHS) for part in self.parts)

    def __str__(self) -> str:
        return " + ".join(map(str, self.parts)) or _NONE


def _parse_part(text: str, whole: str) -> Part:
    if text == Unit.SAME_DAY:
        return Part(1, Unit.SAME_DAY)
    match = _PART.fullmatch(text)
    if match is None:
        raise InvalidTerm(whole)
    try:
        return Part(int(match[1]), Unit(f"{match[2]}s"))
    except InvalidTerm as error:
        raise InvalidTerm(whole) from error

"""A derivation in one line, for the receipt and for the event that carries it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from counter_app.domain.canonical import Json
from counter_app.domain.day_count import (
    HOLIDAY,
    OFFICE_MINUTES,
    ROLLED,
    SWAPPED,
    WORKED_SWAP,
    DayCount,
)
from counter_app.domain.errors import InvalidDerivation


@dataclass(frozen=True, slots=True)
class DerivationSummary:
    """What was counted, and what a reader who only knows weekends would not expect."""

    first_counted: date | None
    counted: int  # days, or for hours the days on which office time ran
    skipped: tuple[tuple[date, str], ...] = ()  # days off that are no weekend, with their reasons
    worked: tuple[date, ...] = ()  # days of the weekend that count because they are worked
    rolled_to: date | None = None  # the working day that follows an end on a day off

    @classmethod
    def of(cls, derivation: Iterable[DayCount]) -> Self:
        """The summary of a derivation."""
        days = tuple(derivation)
        counted = [d for d in days if d.counted]
        return cls(
            counted[0].day if counted else None,
            len(counted),
            tuple((d.day, d.reason) for d in days if d.reason.startswith((HOLIDAY, SWAPPED))),
            tuple(d.day for d in counted if _is_worked_weekend(d)),
            next((d.day for d in reversed(days) if d.reason == ROLLED), None),
        )

    @classmethod
    def from_json(cls, value: Mapping[str, object]) -> Self:
        """Read what `to_json` wrote into an event.

        Raises:
            InvalidDerivation: anything else.
        """
        match value:
            case {
                "first_counted": str() | None as first,
                "counted": int() as counted,
                "skipped": list() as skipped,
                "worked": list() as worked,
                "rolled_to": str() | None as rolled_to,
            }:
                try:
                    return cls(
                        _read_date(first),
                        counted,
                        tuple((date.fromisoformat(day), str(reason)) for day, reason in skipped),
                        tuple(map(date.fromisoformat, worked)),
                        _read_date(rolled_to),
                    )
                except (TypeError, ValueError) as error:
                    raise InvalidDerivation(str(value)[:80]) from error
        raise InvalidDerivation(str(value)[:80])

    def to_json(self) -> dict[str, Json]:
        """As an event's payload carries it: texts and whole numbers."""
        return {
            "first_counted": self.first_counted.isoformat() if self.first_counted else None,
            "counted": self.counted,
            "skipped": [[day.isoformat(), reason] for day, reason in self.skipped],
            "worked": [day.isoformat() for day in self.worked],
            "rolled_to": self.rolled_to.isoformat() if self.rolled_to else None,
        }


def _is_worked_weekend(count: DayCount) -> bool:
    if count.reason.startswith(OFFICE_MINUTES):
        return count.day.weekday() >= 5
    return count.reason == WORKED_SWAP


def _read_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

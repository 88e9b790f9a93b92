"""What a change of the calendar would do to promises: from what to what, why, and in which groups."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.canonical import Json
from counter_app.domain.value import value


class GroupKey(NamedTuple):
    """What a group of shifts is known by when a decision on it is looked up again."""

    procedure_code: str
    by_days: int
    is_later: bool

    def to_json(self) -> dict[str, Json]:
        """As the event that decides on it carries it."""
        return dict(self._asdict())

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """The key ``to_json`` wrote."""
        return cls(str(data["procedure_code"]), int(data["by_days"]), bool(data["is_later"]))


@value
class Shift:
    """A promise the changed calendar would move; moments are aware and local."""

    dossier: UUID
    code: str
    procedure_code: str
    procedure: str
    before: datetime
    after: datetime
    days: tuple[date, ...]  # why: the changed days on its way

    @property
    def by_days(self) -> int:
        """Calendar days later, below 0 earlier; 0 where only the hour is another."""
        return self.after.toordinal() - self.before.toordinal()

    @property
    def is_later(self) -> bool:
        """Whether the citizen would wait longer."""
        return self.after > self.before


@dataclass(frozen=True, slots=True)
class ShiftGroup:
    """Shifts of one procedure, one direction and as many days; decided on together.

    ``is_past``: their new moments are over already, so that they can only be kept. ``is_kept``:
    for this very change somebody decided before that promises like these are kept.
    """

    procedure_code: str
    procedure: str
    by_days: int
    is_later: bool
    is_past: bool
    shifts: tuple[Shift, ...]
    is_kept: bool = False

    @property
    def key(self) -> GroupKey:
        """What a decision on the group is remembered by."""
        return GroupKey(self.procedure_code, self.by_days, self.is_later)

    @property
    def days(self) -> tuple[date, ...]:
        """Every changed day that moves one of them, in order."""
        return tuple(sorted({day for shift in self.shifts for day in shift.days}))


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything ``entries`` on top of the calendar in force would move; nothing has moved."""

    entries: CalendarEntries
    calendar: Calendar  # with the entries on top
    groups: tuple[ShiftGroup, ...]  # the largest first, those decided on before behind them

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """Every dossier whose date would move, group by group."""
        return tuple(shift for group in self.groups for shift in group.shifts)


def grouped(
    shifts: Iterable[Shift], now: datetime, kept: Collection[GroupKey] = ()
) -> tuple[ShiftGroup, ...]:
    """The shifts by procedure, direction and days moved, the largest group first.

    ``kept`` are the groups that were decided on before; they come last.
    """
    alike: defaultdict[tuple[str, int, bool, bool], list[Shift]] = defaultdict(list)
    for shift in shifts:
        key = (shift.procedure_code, shift.by_days, shift.is_later, shift.after <= now)
        alike[key].append(shift)
    groups = [
        ShiftGroup(
            code,
            found[0].procedure,
            by_days,
            is_later,
            is_past,
            tuple(found),
            GroupKey(code, by_days, is_later) in kept,
        )
        for (code, by_days, is_later, is_past), found in alike.items()
    ]
    return tuple(
        sorted(groups, key=lambda g: (g.is_kept, -len(g.shifts), g.procedure_code, g.by_days))
    )

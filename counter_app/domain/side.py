"""From which unit an act is done, and what each may do to a dossier that lies at another unit."""

from enum import Enum
from typing import Final
from uuid import UUID

from counter_app.domain.dossier import Dossier, Stay, UnitRef
from counter_app.domain.event import Kind, Payload


class Side(Enum):
    """Where the author of an act sits, as the dossier sees it."""

    HOME = "home"  # the receiving unit
    THERE = "there"  # the unit it was sent to
    OUTSIDE = "outside"  # a unit it has left, or that never had it


# what reception goes on doing while another unit works on the dossier
_AT_HOME: Final = frozenset(
    {
        *(Kind.CORRECTED, Kind.PRINTED, Kind.VOIDED, Kind.WITHDRAWN, Kind.RESOLVED, Kind.ERASED),
        *(Kind.ATTACHED, Kind.DETACHED, Kind.PAID, Kind.REVERSED, Kind.SUPPLEMENTED),
        *(Kind.HANDED_OVER, Kind.REOPENED, Kind.RESCHEDULED),
    }
)
# what only the unit does that gave the receipt
_OF_HOME: Final = frozenset(
    {
        *(Kind.RECEIVED, Kind.REGISTERED, Kind.ACCEPTED, Kind.DECLINED, Kind.CORRECTED),
        *(Kind.VOIDED, Kind.WITHDRAWN, Kind.PAID, Kind.REVERSED, Kind.HANDED_OVER, Kind.ERASED),
        Kind.RESCHEDULED,
    }
)
_BEFORE_ARRIVAL: Final = frozenset({Kind.ARRIVED, Kind.PRINTED, Kind.RESOLVED})


def side_of(home: UnitRef | None, stay: Stay | None, acting: str) -> Side:
    """The side of the unit with the code ``acting``; an empty one is home.

    Units are compared by code: one that was enrolled had another identity before.
    """
    if not acting or home is None or acting == home.code:
        return Side.HOME
    return Side.THERE if stay is not None and stay.unit.code == acting else Side.OUTSIDE


def why_not_from(side: Side, kind: Kind, *, is_away: bool, is_awaited: bool) -> str:
    """A stable word for why ``kind`` is not to be done from ``side``; empty when it may be.

    ``is_away``: the dossier lies at another unit; ``is_awaited``: that has not acknowledged it.
    """
    if side is Side.OUTSIDE:
        return "" if kind is Kind.PRINTED else "elsewhere"
    if side is Side.THERE:
        if kind in _OF_HOME:
            return "home"
        return "not_arrived" if is_awaited and kind not in _BEFORE_ARRIVAL else ""
    called_back = kind is Kind.TRANSFERRED and is_awaited
    return "" if not is_away or called_back or kind in _AT_HOME else "elsewhere"


def acting_code(public: Payload) -> str:
    """The code of the unit an event was done at; empty: the dossier's home."""
    return _acting(public, "code")


def acting_name(public: Payload) -> str:
    """The name of the unit an event was done at; empty: the dossier's home."""
    return _acting(public, "name")


def unit_of(dossier: Dossier, officer: UUID) -> str:
    """The name of the unit an officer of the dossier works at, as its history tells.

    Who has done nothing yet holds it where it lies.
    """
    for entry in reversed(dossier.history):
        if entry.author == officer:
            return entry.unit or dossier.unit.name
    return dossier.stay.unit.name if dossier.stay else dossier.unit.name


def _acting(public: Payload, part: str) -> str:
    unit = public.get("acting_unit")
    return str(unit.get(part, "")) if isinstance(unit, dict) else ""

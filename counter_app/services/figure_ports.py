"""What figures ask of the store: which dossiers, how many, and the list of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from counter_app.domain.dossier import Status
from counter_app.domain.ending import Ending

WORKED_ON: Final = (
    *(Status.REGISTERED, Status.RECEIVED, Status.IN_PROCESS),
    *(Status.SUPPLEMENT, Status.PAYMENT),
)


class By(StrEnum):
    """What figures are broken down by."""

    FIELD = "field"
    PROCEDURE = "procedure"
    STEP = "step"  # of what is worked on; what has ended is at none
    OFFICER = "officer"  # who holds it, or who finished it
    UNIT = "unit"
    PLACE = "place"  # the agency whose work it is now
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Days:
    """Local days, ``first`` and ``last`` among them."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Selection:
    """Which dossiers of the units that received them; what is None or empty is no condition.

    With ``ended`` they are those that ended so on days of ``ended_on``, else open ones: those
    worked on, unless ``statuses`` says otherwise. ``due_from`` and ``due_before`` are met by
    clocks that run. ``is_visiting``: not received by ``units``, but lying there. ``officer`` is who
    holds a dossier or finished it: an identity, ``role:NAME``, or empty for nobody.
    """

    units: tuple[str, ...]
    statuses: tuple[Status, ...] = ()
    is_paused: bool = False
    pause_kind: str = ""
    due_from: datetime | None = None
    due_before: datetime | None = None
    received_on: Days | None = None
    ended: tuple[Ending, ...] = ()
    ended_on: Days | None = None
    is_visiting: bool = False
    field: str | None = None
    procedure: str | None = None
    step: str | None = None
    officer: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a figure; ``key`` is a field, a code, a step's name, an officer, a status."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A dossier behind a figure, without anybody's name; moments are aware, in UTC."""

    id: UUID
    code: str
    unit: str  # the code of the one that received it
    procedure_code: str
    procedure: str
    field: str
    channel: str
    status: Status
    step: str
    holder: str
    received_at: datetime
    due_at: datetime | None
    ending: Ending | None
    ended_at: datetime | None
    finisher: UUID | None


@dataclass(frozen=True, slots=True)
class FigureList:
    """The list behind a figure: the first lines, the most pressing or latest, and how many in all."""

    lines: tuple[FigureLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """What one local day brought."""

    day: date
    received: int
    endings: dict[Ending, int]


class FigureQuestions(Protocol):
    """Reads on a connection of their own: a long one keeps nobody's search waiting."""

    def count(self, selection: Selection) -> int:
        """How many dossiers."""

    def shares(self, selection: Selection, by: By) -> tuple[Share, ...]:
        """How many of each, the most first; together as many as ``count``."""

    def listed(self, selection: Selection, limit: int) -> FigureList:
        """The list behind the figure; its ``total`` is counted apart from ``count``."""

    def each(self, selection: Selection) -> Iterator[FigureLine]:
        """Every line of the list; ends early when the reader does."""

    def by_day(self, units: tuple[str, ...], days: Days) -> tuple[DayCount, ...]:
        """What each of ``days`` brought, in order; a day without anything is there with zeros."""

"""What the queue asks of the store, and the lines it gets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.dossier import Status


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One open dossier as somebody's work; moments are aware, in UTC.

    ``urgent_at`` is the step's or the dossier's due moment, whichever is first; None where no
    clock runs. Lateness is judged by ``due_at`` alone.
    """

    id: UUID
    code: str
    procedure_code: str
    procedure: str
    applicant: str
    status: Status
    paused: bool
    holder: str  # an officer's UUID, ``role:NAME``, or nobody
    step: int  # its number in the route; 0: none
    step_name: str
    step_due_at: datetime | None
    due_at: datetime | None
    urgent_at: datetime | None
    home: str = ""  # the code of the unit that received it
    place: str = ""  # of the unit whose work it is


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where a page of the queue ended; it means something to the store alone."""

    urgent_ms: int
    row: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Lines, the most urgent first; ``next`` is None after the last. ``total`` counts them all."""

    lines: tuple[QueueLine, ...]
    total: int
    next: QueuePlace | None


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which open dossiers; what is None or empty is no condition.

    ``text`` is met by the dossier's own words and numbers, or by a procedure of ``named``.
    ``places`` and ``away_from`` are codes of units: whose work it is, and whose it is not although
    they received it.
    """

    holders: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    procedures: tuple[str, ...] | None = None
    paused: bool | None = None
    due_before: datetime | None = None
    urgent_from: datetime | None = None
    urgent_before: datetime | None = None
    text: str = ""
    named: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    away_from: tuple[str, ...] = ()

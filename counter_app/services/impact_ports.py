"""What reckoning a calendar's impact asks of the store."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.calendar_impact import GroupKey
from counter_app.domain.dossier import PauseSpan
from counter_app.domain.value import value


@value
class Promised:
    """A dossier whose clock runs, with all its due moment follows from; moments are in UTC."""

    id: UUID
    code: str
    procedure_code: str
    procedure: str
    due_at: datetime
    counts_from: datetime  # the acceptance of the dossier or of its phase
    term: str
    policy: str
    hour_rule: str
    hours: str  # canonical JSON; empty: the unit's
    calendar: str
    is_forwarded: bool  # it starts by the competent unit's rule
    pauses: tuple[PauseSpan, ...]


class Promises(Protocol):
    """Reads page by page on a connection of their own."""

    def running(self, due_from: datetime, received_before: datetime) -> Iterator[Promised]:
        """The unit's open dossiers due from then on and received before then, in that order."""


class KeptGroups(Protocol):
    """What supervisors decided before, as the calendar's own events carry it."""

    def kept(self, entries: CalendarEntries, units: Collection[str]) -> frozenset[GroupKey]:
        """The groups one of these units kept when it put these very entries in force."""

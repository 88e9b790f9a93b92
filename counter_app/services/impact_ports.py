"""What reckoning a calendar's impact asks of the store."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.calendar_impact import GroupKey
from counter_app.domain.dossier import PauseSpan
from counter_app.domain.value import value


class Terms(NamedTuple):
    """What a due moment follows from beside moments; many promises have the same."""

    term: str
    policy: str
    hour_rule: str
    hours: str  # canonical JSON; empty: the unit's
    calendar: str
    is_forwarded: bool  # it starts by the competent unit's rule


@value
class Promised:
    """A dossier whose clock runs, with all its due moment follows from."""

    id: UUID
    code: str
    procedure_code: str
    procedure: str
    due_at: datetime
    counts_from: datetime  # the acceptance of the dossier or of its phase
    terms: Terms
    pauses: tuple[PauseSpan, ...]


class Promises(Protocol):
    """Reads page by page on a connection of their own."""

    def running(
        self, due_from: datetime, received_before: datetime, calendar: str
    ) -> Iterator[Promised]:
        """The unit's open dossiers received before then that may move, in that order.

        Those due from ``due_from`` on, and those received by another version of the calendar.
        Moments are in the zone of ``due_from``, but for those of pauses.
        """


class KeptGroups(Protocol):
    """What supervisors decided before, as the calendar's own events carry it."""

    def kept(self, entries: CalendarEntries, units: Collection[str]) -> frozenset[GroupKey]:
        """The groups one of these units kept when it put these very entries in force."""

"""What a dossier keeps of its events: each of them in order, and where two disagree."""

from datetime import datetime
from uuid import UUID

from counter_app.domain.value import value


@value
class HistoryEntry:
    """One event in the dossier's order; ``in_force`` False: kept, but it needs review.

    ``unit`` is the name of the unit it was done at, empty for the dossier's home.
    """

    id: UUID
    kind: str
    at: datetime
    author: UUID
    role: str
    desk: UUID
    in_force: bool
    facts: tuple[tuple[str, str], ...]
    unit: str = ""


@value
class Conflict:
    """Two values of one field, written by two desks that had not seen each other."""

    field: str
    earlier: UUID
    later: UUID
    values: tuple[str, str]

"""Walking every own chain, proving every event from elsewhere, and that there is nothing beside."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from counter_app.domain.errors import BrokenChain, NotCanonical
from counter_app.domain.event import Event, Kind, check_chain, check_event
from counter_app.services.health import Audit
from db import event_store
from db.desk_row import DeskRow

_CHAINS: Final = (
    "SELECT incarnation, genesis, last_sequence, last_hash FROM incarnations ORDER BY ordinal"
)
_COUNT: Final = "SELECT count(*) FROM events"
_ERASED: Final = "SELECT dossier FROM events WHERE kind = ?"


def audit(connection: sqlite3.Connection) -> Audit:
    """What was walked; ``connection`` is in a transaction, so that nothing is added meanwhile.

    The chain of each life of this desk is walked as far as it was written here. What came from
    elsewhere is proved event by event: its chain is another desk's, or was lost by a restore.

    Raises:
        BrokenChain: naming the event and what disagrees. ``row``: the columns an event is found
            by are not its text's; ``erased``: a private part is gone that nobody erased;
            ``head``: a chain does not end where the desk wrote last; ``foreign``: there are
            events of no known chain that came from nowhere.
    """
    desk = DeskRow.read(connection)
    walked = _Walked(connection)
    for incarnation, genesis, sequence, last in connection.execute(_CHAINS).fetchall():
        rows = event_store.rows_of(connection, incarnation)
        head = walked.take(check_chain(_proved(rows), genesis)) or genesis
        if head != (desk.head if sequence is None else last):
            raise BrokenChain("", desk.desk_seq if sequence is None else sequence, "head")
    walked.take(_each(_proved(event_store.learnt_rows(connection))))
    if connection.execute(_COUNT).fetchone()[0] != walked.events:
        raise BrokenChain("", walked.events, "foreign")
    return Audit(walked.events, len(walked.dossiers - {None}), desk.head.hex())


class _Walked:
    """How much was walked; looks for the erasure where a private part is gone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.events = 0
        self.dossiers: set[UUID | None] = set()
        self._connection = connection
        self._erased: set[UUID | None] | None = None

    def take(self, events: Iterable[Event]) -> bytes | None:
        """Count ``events``; the hash of the last one."""
        head = None
        for event in events:
            self.events, head = self.events + 1, event.hash
            self.dossiers.add(event.dossier)
            if event.private_hash and event.private is None:
                self._check_erased(event)
        return head

    def _check_erased(self, event: Event) -> None:
        if self._erased is None:
            rows = self._connection.execute(_ERASED, (Kind.ERASED.value,)).fetchall()
            self._erased = {UUID(dossier) for (dossier,) in rows if dossier}
        if event.dossier not in self._erased:
            raise BrokenChain(str(event.id), event.place.sequence, "erased")


def _each(events: Iterable[Event]) -> Iterator[Event]:
    for event in events:
        check_event(event)
        yield event


def _proved(rows: Iterable[tuple[Any, ...]]) -> Iterator[Event]:
    """The events of ``rows``, each proved to stand in the row its text speaks of."""
    last = 0
    for columns, *stored in rows:
        seq, *named, sequence = columns
        try:
            event = event_store.stored_event(stored)
        except NotCanonical as error:
            raise BrokenChain("", sequence, "text") from error
        if seq <= last or [*named, sequence] != event_store.columns_of(event):
            raise BrokenChain(str(event.id), sequence, "row")
        last = seq
        yield event

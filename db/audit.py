"""Walking every chain: texts, private parts, rows, order, head, and nothing beside them."""

import sqlite3
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from counter_app.domain.errors import BrokenChain, NotCanonical
from counter_app.domain.event import Event, Kind, check_chain
from counter_app.services.health import Audit
from db import event_store
from db.desk_row import DeskRow

_CHAINS: Final = "SELECT incarnation, genesis FROM incarnations ORDER BY incarnation"
_COUNT: Final = "SELECT count(*) FROM events"
_ERASED: Final = "SELECT dossier FROM events WHERE kind = ?"


def audit(connection: sqlite3.Connection) -> Audit:
    """What was walked; ``connection`` is in a transaction, so that nothing is added meanwhile.

    Raises:
        BrokenChain: naming the event and what disagrees. ``row``: the columns an event is found
            by are not its text's; ``erased``: a private part is gone that nobody erased;
            ``head``: the chain does not end where the desk wrote last; ``foreign``: there are
            events of no known chain.
    """
    desk = DeskRow.read(connection)
    own, count = desk.identity.incarnation.hex, 0
    dossiers: set[UUID | None] = set()
    for incarnation, genesis in connection.execute(_CHAINS).fetchall():
        head = genesis
        for event in check_chain(_rows(connection, incarnation), genesis):
            count, head = count + 1, event.hash
            dossiers.add(event.dossier)
            if event.private_hash and event.private is None:
                _check_erased(connection, event)
        if incarnation == own and head != desk.head:
            raise BrokenChain("", desk.desk_seq, "head")
    if connection.execute(_COUNT).fetchone()[0] != count:
        raise BrokenChain("", count, "foreign")
    return Audit(count, len(dossiers - {None}), desk.head.hex())


def _rows(connection: sqlite3.Connection, incarnation: str) -> Iterator[Event]:
    """The events of a chain, each proved to stand in the row its text speaks of."""
    last = 0
    for columns, *stored in event_store.rows_of(connection, incarnation):
        seq, *named, sequence = columns
        try:
            event = event_store.stored_event(stored)
        except NotCanonical as error:
            raise BrokenChain("", sequence, "text") from error
        if seq <= last or [*named, sequence] != event_store.columns_of(event):
            raise BrokenChain(str(event.id), sequence, "row")
        last = seq
        yield event


def _check_erased(connection: sqlite3.Connection, event: Event) -> None:
    erased = connection.execute(_ERASED, (Kind.ERASED.value,)).fetchall()
    if event.dossier is None or (event.dossier.hex,) not in erased:
        raise BrokenChain(str(event.id), event.place.sequence, "erased")

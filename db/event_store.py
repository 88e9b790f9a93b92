"""Events as rows: written verbatim, read back into sealed values."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from counter_app.domain.canonical import Json, canonical
from counter_app.domain.event import Event, Kind, unseal
from counter_app.services.centre_port import (
    SentEvent,
)
from db.schema import events
from db.statements import inserting

INSERT: Final = inserting(events)
# A condition on a row of ``events``; an erasure that the centre would not have is none.
ERASES: Final = (
    f"kind = '{Kind.ERASED}'"  # noqa: S608 (constant)
    " AND (position IS NOT NULL OR id NOT IN (SELECT event FROM rejections))"
)
_COLUMNS: Final = "text, private, salt, hash"
# Fold order: what the centre has ordered comes first, in its order; own unsent events on top.
_OF_DOSSIER: Final = (
    f"SELECT {_COLUMNS} FROM events WHERE dossier = ?"  # noqa: S608 (constant)
    " ORDER BY position IS NULL, position, seq"
)
_OF_INCARNATION: Final = (
    f"SELECT seq, {_COLUMNS} FROM events WHERE incarnation = ? AND learnt = 0"  # noqa: S608
    " AND seq > ? ORDER BY seq LIMIT ?"
)
_PAGE: Final = 500
_ROWS: Final = (
    f"SELECT seq, id, scope, dossier, kind, desk_seq, {_COLUMNS} FROM events"  # noqa: S608
    " WHERE incarnation = ? AND learnt = 0 ORDER BY seq"
)
_LEARNT: Final = (
    f"SELECT seq, id, scope, dossier, kind, desk_seq, {_COLUMNS} FROM events"  # noqa: S608
    " WHERE learnt = 1 ORDER BY seq"
)
_LAST_SEEN: Final = "SELECT id FROM events WHERE dossier = ? ORDER BY seq DESC LIMIT 1"


def event_row(seq: int, event: Event) -> tuple[object, ...]:
    """The row of an own event that has no position yet."""
    private = event.private_text.decode() if event.private_text is not None else None
    return (
        seq,
        *columns_of(event)[:-1],
        _hex(event.place.incarnation),
        event.place.sequence,
        None,
        event.text.decode(),
        private,
        event.salt,
        event.hash,
        None,
        0,
    )


def learnt_row(
    seq: int, event: Event, sent: SentEvent, place: tuple[int, int]
) -> tuple[object, ...]:
    """The row of an event a feed brought; ``place`` is its home position and the feed."""
    position, feed = place
    return (
        seq,
        *columns_of(event)[:-1],
        _hex(event.place.incarnation),
        event.place.sequence,
        position,
        sent.text,
        sent.private,
        sent.salt,
        event.hash,
        feed,
        1,
    )


@lru_cache(maxsize=1024)
def _hex(identity: UUID) -> str:
    """``hex``, remembered: scopes, incarnations and dossiers recur in their events."""
    return identity.hex


def columns_of(event: Event) -> list[object]:
    """The columns an event is found by, as they follow from its text."""
    dossier = _hex(event.dossier) if event.dossier else None
    return [event.id.hex, _hex(event.scope), dossier, event.kind, event.place.sequence]


def rows_of(connection: sqlite3.Connection, incarnation: str) -> Iterator[tuple[Any, ...]]:
    """What was written here in one incarnation: ``seq`` and ``columns_of``, then what is stored."""
    for row in connection.execute(_ROWS, (incarnation,)):
        yield (row[:6], *row[6:])


def learnt_rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """What came from elsewhere, in the same form."""
    for row in connection.execute(_LEARNT):
        yield (row[:6], *row[6:])


def events_of(connection: sqlite3.Connection, dossier: UUID) -> tuple[Event, ...]:
    """A dossier's events in fold order."""
    return tuple(map(stored_event, connection.execute(_OF_DOSSIER, (dossier.hex,))))


def last_seen(connection: sqlite3.Connection, dossier: UUID) -> UUID | None:
    """The event of the dossier this desk learnt of last."""
    found = connection.execute(_LAST_SEEN, (dossier.hex,)).fetchone()
    return UUID(found[0]) if found else None


def chain_of(
    connection: sqlite3.Connection, incarnation: str, after: int
) -> list[tuple[int, Event]]:
    """The next events written here in one incarnation behind the row ``after``, with their ``seq``.

    They were written in their own order, so ``seq`` is that order too, and no index needs to be
    written for it.
    """
    rows = connection.execute(_OF_INCARNATION, (incarnation, after, _PAGE))
    return [(row[0], stored_event(row[1:])) for row in rows]


def stored_events(rows: Iterable[Any]) -> tuple[Event, ...]:
    """Events from rows of (text, private, salt, hash)."""
    return tuple(map(stored_event, rows))


def stored_event(row: Any) -> Event:
    """The event of (text, private, salt, hash); ``audit`` proves what it says.

    Raises:
        NotCanonical: the text is no event's.
    """
    text, private, salt, digest = row
    return unseal(text.encode(), private.encode() if private else None, salt, digest)


def json_text(value: Json) -> str:
    """A payload as a projection keeps it: the same whether just written or read back."""
    return canonical(value).decode()

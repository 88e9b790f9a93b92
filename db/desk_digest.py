"""The digest of a scope as this desk has it (``db/digest.py`` says what it is)."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from counter_app.services.centre_port import (
    Digest,
)
from db import first_sync, outbox
from db.desk_row import DeskRow
from db.digest import dossiers_digest, events_digest
from db.event_store import stored_event
from db.feed_store import cursor_of
from db.projection import dossier_row
from db.reprojection import UNREADABLE, folded, in_chunks
from db.schema import FEED_CITY, FEED_UNIT, FEED_UNIT_FOREIGN
from db.schema_projections import dossiers
from db.statements import marks

_EVENTS: Final = "SELECT hash, position FROM events WHERE feed IN (?, ?)"
_ON_ITS_WAY: Final = (
    "SELECT 1 FROM events WHERE learnt = 0 AND position IS NOT NULL AND feed IS NULL LIMIT 1"
)
_COLUMNS: Final = ", ".join(column.name for column in dossiers.columns if column.name != "row")
_ROWS: Final = f"SELECT {_COLUMNS} FROM dossiers"  # noqa: S608 (our own names)
_DISPUTED: Final = (
    "SELECT DISTINCT e.dossier FROM rejections r JOIN events e ON e.id = r.event"
    " WHERE e.dossier IS NOT NULL"
)
_ORDERED: Final = (
    "SELECT dossier, text, private, salt, hash FROM events WHERE dossier IN ({})"
    " AND position IS NOT NULL ORDER BY dossier, position"
)


def digest_of(connection: sqlite3.Connection, scope: UUID) -> Digest | None:
    """What the desk has of ``scope``; None where it cannot be what the centre has yet.

    That is while own events wait or were accepted and did not come back in the feed, while a
    first sync is under way, and for a scope that is neither the desk's unit nor its city.
    """
    identity = DeskRow.read(connection).identity
    if scope not in (identity.unit, identity.city) or first_sync.is_pending(connection):
        return None
    if outbox.unsent(connection, 1, 1) is not None:
        return None
    is_citys = scope == identity.city
    feeds = (FEED_CITY, FEED_CITY) if is_citys else (FEED_UNIT, FEED_UNIT_FOREIGN)
    if not is_citys and connection.execute(_ON_ITS_WAY).fetchone():
        return None
    event_count, events = events_digest(connection.execute(_EVENTS, feeds))
    rows = iter(()) if is_citys else _rows(connection)
    dossier_count, dossier_sum = dossiers_digest(rows)
    position = cursor_of(connection, scope).position
    return Digest(scope, position, event_count, events, dossier_count, dossier_sum)


def _rows(connection: sqlite3.Connection) -> Iterator[Any]:
    """The rows as the centre has them: without the acts it would not take."""
    disputed = {dossier for (dossier,) in connection.execute(_DISPUTED)}
    for row in connection.cursor().execute(_ROWS):
        if row[0] not in disputed:
            yield row
    for chunk in in_chunks(sorted(disputed)):
        histories: dict[str, list[Any]] = {}
        for dossier, *stored in connection.execute(_ORDERED.format(marks(chunk)), chunk):
            histories.setdefault(dossier, []).append(stored_event(stored))
        for events in histories.values():
            made = folded(events)
            with suppress(*UNREADABLE):
                if made is not None:
                    yield dossier_row(0, made)[1:]

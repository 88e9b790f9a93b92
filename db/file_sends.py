"""Which files the centre was not yet found to have, and by which mark it is known again."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from uuid import UUID

from counter_app.domain.event import Event, Kind

WITH_FILES: Final = frozenset({Kind.ATTACHED.value, Kind.PRINTED.value})
_NAMED: Final = (
    "INSERT OR IGNORE INTO blob_sends (sha256) SELECT ? WHERE NOT EXISTS"
    " (SELECT 1 FROM events WHERE dossier = ? AND kind = 'erased')"
)
_AGAIN: Final = "INSERT OR IGNORE INTO blob_sends (sha256) VALUES (?)"
_SENT: Final = "DELETE FROM blob_sends WHERE sha256 = ?"
# In place of a scope stands the life that looked, in place of an event the mark it was given.
_MARK: Final = "SELECT event FROM cursors WHERE scope = (SELECT incarnation FROM desk)"
_NOTE_MARK: Final = (
    "INSERT INTO cursors (scope, position, event, received_at)"
    " SELECT incarnation, 0, ?, 0 FROM desk WHERE true"
    " ON CONFLICT (scope) DO UPDATE SET event = excluded.event"
)


def note_blobs(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """The files that accepted events name wait to be sent, unless their dossier is erased."""
    named = [e for e in events if e.kind in WITH_FILES and e.dossier and e.public.get("sha256")]
    connection.executemany(
        _NAMED, [(e.public["sha256"], e.dossier.hex) for e in named if e.dossier]
    )


def blobs_waiting(connection: sqlite3.Connection, limit: int) -> tuple[str, ...]:
    """SHA-256 of files to be sent."""
    rows = connection.execute("SELECT sha256 FROM blob_sends LIMIT ?", (limit,)).fetchall()
    return tuple(sha256 for (sha256,) in rows)


def blobs_seen(connection: sqlite3.Connection, names: Iterable[str], mark: UUID | None) -> None:
    """The centre has these whole; by the mark of that look it will be known again."""
    connection.executemany(_SENT, [(name,) for name in names])
    if mark is not None:
        connection.execute(_NOTE_MARK, (mark.hex,))


def file_mark(connection: sqlite3.Connection) -> UUID | None:
    """The mark of the last look of the life that writes."""
    found = connection.execute(_MARK).fetchone()
    return UUID(found[0]) if found else None


def send_again(connection: sqlite3.Connection, names: Iterable[str], folder: Path) -> None:
    """Those that are kept in ``folder`` wait to be sent.

    Whoever erases them waits for this transaction to end, and takes them out of the line again.
    """
    connection.executemany(_AGAIN, [(name,) for name in names if (folder / name).exists()])

"""A new desk's first sync: events were stored by themselves, now each dossier is projected once."""

import sqlite3
from typing import Final

from db.reprojection import reproject

BATCH: Final = 800  # dossiers: the window waits for a transaction no longer than for a page
_STATE: Final = "SELECT dossier, done, total FROM first_sync"
_TOTAL: Final = "SELECT count(DISTINCT dossier) FROM events WHERE dossier IS NOT NULL"
_NEXT: Final = "SELECT DISTINCT dossier FROM events WHERE dossier > ? ORDER BY dossier LIMIT ?"
_GO_ON: Final = "UPDATE first_sync SET dossier = ?, done = done + ?, total = max(total, done + ?)"


def is_pending(connection: sqlite3.Connection) -> bool:
    """Whether stored dossiers wait to be projected."""
    return connection.execute(_STATE).fetchone() is not None


def project_next(connection: sqlite3.Connection) -> tuple[int, int]:
    """Project the next dossiers in the order of their ids; how many are done, and of how many.

    Equal numbers: nothing waits any more. Inside the caller's transaction, so that what is
    projected and how far it got are one: it may be killed at any moment.
    """
    found = connection.execute(_STATE).fetchone()
    if found is None:
        return 0, 0
    last, done, total = found
    if not last:
        total = connection.execute(_TOTAL).fetchone()[0]
        connection.execute("UPDATE first_sync SET done = 0, total = ?", (total,))
    dossiers = [row[0] for row in connection.execute(_NEXT, (last, BATCH)).fetchall()]
    reproject(connection, dossiers)
    if len(dossiers) < BATCH:
        connection.execute("DELETE FROM first_sync")
        all_of_them = done + len(dossiers)
        return all_of_them, all_of_them
    connection.execute(_GO_ON, (dossiers[-1], BATCH, BATCH + 1))
    return done + BATCH, max(total, done + BATCH + 1)

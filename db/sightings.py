"""Who looked at what, as rows beside the events: no projection, so a rebuild leaves them alone."""

import sqlite3
from datetime import datetime
from threading import RLock
from typing import Final
from uuid import UUID

from counter_app.services.sightings import Seen, Sighting
from db.engine import storage_refusals
from db.moments import from_ms, to_ms

# A clock that was set back hides nothing: what lies ahead of now is no reason to keep quiet.
_NOTE: Final = (
    "INSERT OR IGNORE INTO sightings (dossier, moment, officer, what) SELECT ?1, ?2, ?3, ?4"
    " WHERE NOT EXISTS (SELECT 1 FROM sightings WHERE dossier = ?1 AND moment > ?5"
    " AND moment <= ?2 AND officer = ?3 AND what = ?4)"
)
_OF: Final = "SELECT officer, moment, what FROM sightings WHERE dossier = ? ORDER BY moment DESC"


class SqlSightings:
    """Written on the desk's writing connection, one statement each."""

    def __init__(self, connection: sqlite3.Connection, lock: RLock) -> None:
        self._connection = connection
        self._lock = lock

    def note(self, dossier: UUID, sighting: Sighting, unless_since: datetime) -> bool:
        row = (
            dossier.hex,
            to_ms(sighting.moment),
            sighting.officer.hex,
            sighting.what.value,
            to_ms(unless_since),
        )
        with self._lock, storage_refusals():
            return self._connection.execute(_NOTE, row).rowcount > 0

    def of(self, dossier: UUID) -> tuple[Sighting, ...]:
        with self._lock, storage_refusals():
            rows = self._connection.execute(_OF, (dossier.hex,)).fetchall()
        return tuple(
            Sighting(UUID(officer), from_ms(moment), Seen(what)) for officer, moment, what in rows
        )

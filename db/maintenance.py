"""What the store can prove and mend about itself."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import Any, Final

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import NoBeginning
from counter_app.domain.folding import fold
from counter_app.services.health import Audit, Finding, Rebuilt, State
from db import event_store
from db.audit import audit
from db.desk_row import DeskRow
from db.engine import storage_refusals
from db.moments import from_ms
from db.projection import insert_many
from db.reference_projection import KINDS, home_of, project_reference
from db.reprojection import passing_over, write_readable
from db.revisions import revision_of
from db.schema_projections import PROJECTIONS

_BATCH: Final = 2000
_LOW_SPACE: Final = 1_000_000_000  # bytes
_HISTORIES: Final = (
    "SELECT dossier, seq, text, private, salt, hash FROM events WHERE dossier IS NOT NULL"
    " ORDER BY dossier, position IS NULL, position, seq"
)
_REFERENCE: Final = (
    "SELECT seq, position, feed, text, private, salt, hash FROM events WHERE dossier IS NULL"
    " ORDER BY seq"
)
_SNAPSHOT: Final = "CREATE TEMP TABLE old_{0} AS SELECT * FROM {0}"
_CHANGED: Final = (
    "SELECT count(*) FROM (SELECT * FROM (SELECT * FROM {0} EXCEPT SELECT * FROM old_{0})"
    " UNION ALL SELECT * FROM (SELECT * FROM old_{0} EXCEPT SELECT * FROM {0}))"
)


class SqlMaintenance:
    """Audit, rebuild and findings of one desk's store."""

    def __init__(self, connection: sqlite3.Connection, lock: RLock, file: Path) -> None:
        self._connection = connection
        self._lock = lock
        self._file = file

    def audit(self) -> Audit:
        with self._transaction("BEGIN"):  # one moment: others may be writing
            return audit(self._connection)

    def rebuild(self, progress: Callable[[int, int], None]) -> Rebuilt:
        self._keep_temporary("FILE")  # a million dossiers' old rows do not belong in memory
        try:
            with self._transaction("BEGIN IMMEDIATE"):
                rebuilt = self._rebuild(progress)
                self._connection.execute("COMMIT")
        finally:
            self._keep_temporary("MEMORY")
        return rebuilt

    def findings(self) -> tuple[Finding, ...]:
        with self._lock, storage_refusals():
            sound = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            revision = revision_of(self._connection) or ""
        free = shutil.disk_usage(self._file.parent).free
        size = self._file.stat().st_size
        return (
            Finding("database", State.GOOD if sound == "ok" else State.BAD, sound),
            Finding("revision", State.GOOD, revision),
            Finding("size", State.GOOD, str(size)),
            Finding("free", State.GOOD if free > _LOW_SPACE else State.WARNING, str(free)),
        )

    def last_moment(self) -> datetime | None:
        with self._lock, storage_refusals():
            moment = DeskRow.read(self._connection).last_moment
        return from_ms(moment) if moment else None

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._lock, storage_refusals():
            self._connection.execute(begin)
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _keep_temporary(self, where: str) -> None:
        """Say where temporary tables are kept; SQLite drops those there are."""
        with self._lock, storage_refusals():
            self._connection.execute(f"PRAGMA temp_store = {where}")

    def _rebuild(self, progress: Callable[[int, int], None]) -> Rebuilt:
        for table in PROJECTIONS:
            self._connection.execute(_SNAPSHOT.format(table.name))
            self._connection.execute(f"DELETE FROM {table.name}")  # noqa: S608 (own names)
        self._rebuild_reference()
        done = self._rebuild_dossiers(progress)
        self._connection.execute("INSERT INTO dossiers_text (dossiers_text) VALUES ('rebuild')")
        changed = sum(
            self._connection.execute(_CHANGED.format(table.name)).fetchone()[0]
            for table in PROJECTIONS
        )
        return Rebuilt(done, changed)

    def _rebuild_reference(self) -> None:
        city = DeskRow.read(self._connection).identity.city
        for seq, position, feed, *row in self._connection.execute(_REFERENCE).fetchall():
            event = event_store.stored_event(row)
            if event.kind in KINDS:
                home = home_of(self._connection, feed, event.scope == city)
                with passing_over(self._connection):
                    project_reference(self._connection, seq, event, position, home)

    def _rebuild_dossiers(self, progress: Callable[[int, int], None]) -> int:
        counting = "SELECT count(DISTINCT dossier) FROM events WHERE dossier IS NOT NULL"
        total = self._connection.execute(counting).fetchone()[0]
        done, batch = 0, []
        for item in self._histories():
            batch.append(item)
            if len(batch) == _BATCH:
                write_readable(self._connection, insert_many, batch)
                done, batch = done + len(batch), []
                progress(done, total)
        write_readable(self._connection, insert_many, batch)
        progress(total, total)
        return done + len(batch)

    def _histories(self) -> Iterator[tuple[int, Dossier]]:
        rows = self._connection.cursor().execute(_HISTORIES)
        for _, group in groupby(rows, key=lambda row: row[0]):
            yield from _folded(list(group))


def _folded(rows: list[Any]) -> Iterator[tuple[int, Dossier]]:
    first = min(row[1] for row in rows)
    with suppress(NoBeginning):  # begun by an act this program does not know yet
        yield first, fold(event_store.stored_events(row[2:] for row in rows))

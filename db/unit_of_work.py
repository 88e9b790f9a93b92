"""One connection, one transaction, one ``with``: how a desk writes."""

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from threading import RLock
from types import TracebackType
from typing import Final, Self
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import StorageFailed, UnknownDossier
from counter_app.domain.event import SALT_BYTES, Draft, Event, Kind
from counter_app.domain.folding import fold
from counter_app.services.lives import History
from counter_app.services.ports import DeskIdentity, Reference
from db import erasing, event_store
from db.desk_row import DeskRow
from db.moments import from_ms
from db.projection import Row, insert_dossier, insert_many, update_dossier
from db.reference_projection import KINDS, home_of, project_reference

# Without a position, or waiting once more because the centre forgot what it had.
_UNSENT: Final = (
    "SELECT 1 FROM events e LEFT JOIN sends s ON s.incarnation = e.incarnation WHERE e.dossier = ?"
    " AND (e.position IS NULL OR e.learnt = 0 AND e.desk_seq > s.sequence) LIMIT 1"
)
# A key is the unit's own: another unit's caller may have thought of the same.
_BY_KEY: Final = (
    "SELECT id FROM dossiers WHERE request_key = ? AND unit_code IN"
    " (SELECT json_extract(payload, '$.code') FROM unit_profiles) ORDER BY row LIMIT 1"
)
_ROW: Final = "SELECT min(seq) FROM events WHERE dossier = ?"


class SqlUnitOfWork:
    """A write transaction on a held connection; leaving without ``commit`` rolls back."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        lock: RLock,
        new_id: Callable[[], UUID],
        reference: Callable[[sqlite3.Connection, UUID, int], Reference],
    ) -> None:
        self._connection = connection
        self._lock = lock
        self._new_id = new_id
        self._reference_at = reference
        self._desk: DeskRow | None = None
        self._dirty_reference = False
        self._folded: dict[UUID, Dossier] = {}
        self._events: dict[UUID, list[Event]] = {}  # of what was folded, with what was appended

    def __enter__(self) -> Self:
        self._lock.acquire()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._desk = DeskRow.read(self._connection)
        except sqlite3.Error as error:
            self._leave()
            raise StorageFailed(str(error)) from error
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._leave()
        if isinstance(error, sqlite3.Error):
            raise StorageFailed(str(error)) from error

    def already_begun(self) -> Self:
        """This unit of work inside a transaction its caller began and will end."""
        self._desk = DeskRow.read(self._connection)
        return self

    @property
    def desk(self) -> DeskIdentity:
        return self._row.identity

    @property
    def reference(self) -> Reference:
        version = -1 if self._dirty_reference else self._row.reference_seq
        return self._reference_at(self._connection, self.desk.unit, version)

    @property
    def last_moment(self) -> datetime | None:
        return from_ms(self._row.last_moment) if self._row.last_moment else None

    def take_serial(self, day: date) -> int:
        return self._row.take(self._connection, day, DeskRow.RECEIVED)

    def take_decline(self, day: date) -> int:
        return self._row.take(self._connection, day, DeskRow.DECLINED)

    def append(self, draft: Draft) -> Event:
        event = self._row.sealed(draft, self._new_id(), secrets.token_bytes(SALT_BYTES))
        seq = self._row.seq
        self._connection.execute(event_store.INSERT, event_store.event_row(seq, event))
        if event.kind in KINDS:
            home = home_of(self._connection, None, event.scope == self.desk.city)
            project_reference(self._connection, seq, event, None, home)
            self._row.reference_seq = seq
            self._dirty_reference = True
        elif event.dossier is not None:
            self._project(seq, event, event.dossier)
        return event

    def append_all(self, histories: Sequence[History]) -> None:
        rows: list[Row] = []
        begun: list[tuple[int, Dossier]] = []
        for history in histories:
            first = self._row.seq + 1
            begun.append((first, fold(self._sealed(history, rows), told=False)))
        self._connection.executemany(event_store.INSERT, rows)
        insert_many(self._connection, begun)

    def events_of(self, dossier: UUID) -> tuple[Event, ...]:
        if dossier not in self._events:
            self._events[dossier] = list(event_store.events_of(self._connection, dossier))
        return tuple(self._events[dossier])

    def dossier(self, dossier: UUID) -> Dossier:
        if dossier not in self._folded:
            events = self.events_of(dossier)
            if not events:
                raise UnknownDossier(str(dossier))
            self._folded[dossier] = fold(events)
        return self._folded[dossier]

    def accepted_as(self, request_key: str) -> UUID | None:
        found = self._connection.execute(_BY_KEY, (request_key,)).fetchone()
        return UUID(found[0]) if found else None

    def has_unsent(self, dossier: UUID) -> bool:
        return self._connection.execute(_UNSENT, (dossier.hex,)).fetchone() is not None

    def last_seen(self, dossier: UUID) -> UUID | None:
        return event_store.last_seen(self._connection, dossier)

    def commit(self) -> None:
        self._row.write(self._connection)
        self._connection.execute("COMMIT")

    @property
    def _row(self) -> DeskRow:
        if self._desk is None:
            raise RuntimeError("outside its transaction")
        return self._desk

    def _sealed(self, history: History, rows: list[Row]) -> list[Event]:
        """The events of one life; their rows join ``rows``."""
        events: list[Event] = []
        for draft, event_id, salt in zip(history.drafts, history.ids, history.salts, strict=True):
            events.append(self._row.sealed(draft, event_id, salt))
            rows.append(event_store.event_row(self._row.seq, events[-1]))
        return events

    def _project(self, seq: int, event: Event, dossier: UUID) -> None:
        if event.base is None:
            self._folded[dossier] = fold([event])
            self._events[dossier] = [event]
            insert_dossier(self._connection, seq, self._folded[dossier])
            return
        before = self._folded.pop(dossier, None)
        if event.kind == Kind.ERASED:
            erasing.empty(self._connection, dossier)
            self._events.pop(dossier, None)
            before = None
        if before is not None:
            self._events[dossier].append(event)  # own events come last in the fold's order
        found = self._connection.execute(_ROW, (dossier.hex,)).fetchone()
        update_dossier(self._connection, int(found[0]), self.dossier(dossier), before)

    def _leave(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        finally:
            self._desk = None
            self._lock.release()

"""One connection, one transaction, one ``with``: how a desk writes."""

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from threading import RLock
from types import TracebackType
from typing import Final, Self
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import DeskNotSetUp, StorageFailed, UnknownDossier
from counter_app.domain.event import SALT_BYTES, ChainPlace, Draft, Event, seal
from counter_app.domain.folding import fold
from counter_app.services.ports import DeskIdentity, Reference
from db import event_store
from db.projection import insert_dossier, update_dossier
from db.reference_store import KINDS, project_reference
from db.schema import from_ms, to_ms

_DESK: Final = (
    "SELECT id, unit, city, number, incarnation, desk_seq, head, seq, last_moment, reference_seq"
    " FROM desk WHERE one = 1"
)
_ADVANCE: Final = (
    "UPDATE desk SET desk_seq = ?, head = ?, seq = ?, last_moment = ?, reference_seq = ?"
    " WHERE one = 1"
)
_TAKE: Final = (
    "INSERT INTO serials (day, kind, taken) VALUES (?, ?, 1)"
    " ON CONFLICT (day, kind) DO UPDATE SET taken = taken + 1 RETURNING taken"
)
_BY_KEY: Final = "SELECT id FROM dossiers WHERE request_key = ? ORDER BY row LIMIT 1"
_ROW: Final = "SELECT row FROM dossiers WHERE id = ?"


@dataclass(slots=True)
class DeskRow:
    """The one row that says how far this desk's chain has come."""

    identity: DeskIdentity
    desk_seq: int
    head: bytes
    seq: int
    last_moment: int
    reference_seq: int

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Self:
        """The row as it is now.

        Raises:
            DeskNotSetUp
        """
        found = connection.execute(_DESK).fetchone()
        if found is None:
            raise DeskNotSetUp("")
        return cls(_identity(*found[:5]), *found[5:])

    def write(self, connection: sqlite3.Connection) -> None:
        """Store how far the chain has come."""
        progress = (self.desk_seq, self.head, self.seq, self.last_moment, self.reference_seq)
        connection.execute(_ADVANCE, progress)

    def sealed(self, draft: Draft, event_id: UUID, salt: bytes) -> Event:
        """``draft`` as the next event of the chain, which moves on."""
        self.desk_seq += 1
        self.seq += 1
        place = ChainPlace(self.identity.id, self.identity.incarnation, self.desk_seq, self.head)
        event = seal(draft, place, event_id, salt)
        self.head = event.hash
        self.last_moment = max(self.last_moment, to_ms(draft.desk_time))
        return event


@lru_cache(maxsize=4)
def _identity(desk: str, unit: str, city: str, number: int, incarnation: str) -> DeskIdentity:
    return DeskIdentity(UUID(desk), UUID(unit), UUID(city), number, UUID(incarnation))


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
        return self._take(day, "received")

    def take_decline(self, day: date) -> int:
        return self._take(day, "declined")

    def append(self, draft: Draft) -> Event:
        event = self._row.sealed(draft, self._new_id(), secrets.token_bytes(SALT_BYTES))
        seq = self._row.seq
        self._connection.execute(event_store.INSERT, event_store.event_row(seq, event))
        if event.kind in KINDS:
            project_reference(self._connection, seq, event)
            self._row.reference_seq = seq
            self._dirty_reference = True
        elif event.dossier is not None:
            self._project(seq, event, event.dossier)
        return event

    def events_of(self, dossier: UUID) -> tuple[Event, ...]:
        return event_store.events_of(self._connection, dossier)

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

    def _take(self, day: date, kind: str) -> int:
        (taken,) = self._connection.execute(_TAKE, (day.isoformat(), kind)).fetchone()
        return int(taken)

    def _project(self, seq: int, event: Event, dossier: UUID) -> None:
        if event.base is None:
            self._folded[dossier] = fold([event])
            insert_dossier(self._connection, seq, self._folded[dossier])
            return
        self._folded.pop(dossier, None)
        found = self._connection.execute(_ROW, (dossier.hex,)).fetchone()
        update_dossier(self._connection, int(found[0]), self.dossier(dossier))

    def _leave(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        finally:
            self._desk = None
            self._lock.release()

"""The desk's side of keeping in step with its centre, on a connection of its own."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from time import sleep
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from counter_app.collector import no_collector
from counter_app.domain.errors import DeskAlreadyEnrolled
from counter_app.services.centre_port import (
    Accepted,
    Digest,
    FedEvent,
    Head,
    Incarnation,
    Rejected,
    SentEvent,
)
from counter_app.services.ports import DeskIdentity
from counter_app.services.progress import Progress
from counter_app.services.sync_ports import (
    Credentials,
    Cursor,
    Link,
    LostRun,
    Outbox,
    Rejection,
)
from db import centre_link, file_sends, first_sync, outbox
from db.attachments import ATTACHMENTS
from db.desk_digest import digest_of
from db.desk_lives import begin_life, lives
from db.desk_row import DeskRow
from db.engine import open_sqlite, raw, storage_refusals
from db.erasing import SqlErasure
from db.feed_store import apply_page, cursor_of
from db.foldings import Foldings
from db.lost import events_of, lost_runs

MANY: Final = 500  # rows of a page: fewer, and the desk is level, with nothing to remember for
# A page changes some thousand pages of the file, the next one many of them again: 16 MB at a time.
_CHECKPOINT_SELDOM: Final = "PRAGMA wal_autocheckpoint = 4000"
_BREATH_S: Final = 0.005  # between two transactions of a long work, for who else wants to write
_BELONG: Final = "UPDATE desk SET unit = ?, city = ?, number = ? WHERE one = 1"
_FORGET_FEED: Final = "UPDATE events SET feed = NULL WHERE feed IN ({})"


class SqlSyncLog:
    """The port ``SyncLog`` on one desk's store; safe from several threads.

    ``lock`` is the store's, so that within a process writers wait for one another in turn instead
    of asking SQLite again and again. The connection is opened by the first question.
    """

    def __init__(self, file: Path, lock: RLock) -> None:
        self._file, self._folder = file, file.parent / ATTACHMENTS
        self._store_lock = lock
        self._lock = RLock()
        self._opened: Connection | None = None
        self._foldings = Foldings()
        self._is_catching_up = False  # a long page was stored: the log of writes is long too

    @property
    def desk(self) -> DeskIdentity:
        with self._asking() as connection:
            return DeskRow.read(connection).identity

    def link(self) -> Link | None:
        with self._asking() as connection:
            return centre_link.read_link(connection)

    def last_sequence(self) -> int:
        with self._asking() as connection:
            return DeskRow.read(connection).desk_seq

    def enrol(self, credentials: Credentials, incarnation: Incarnation) -> None:
        with self._writing() as connection:
            link = centre_link.read_link(connection)
            if link is None:
                begin_life(connection, incarnation, jump=0)
                belongs = (credentials.unit.hex, credentials.city.hex, credentials.desk_number)
                connection.execute(_BELONG, belongs)
                centre_link.propose_everything(connection)
                _refresh_reference(connection)
            elif (link.credentials.unit, link.credentials.city) != (
                credentials.unit,
                credentials.city,
            ):
                raise DeskAlreadyEnrolled(str(link.credentials.unit))
            centre_link.write_credentials(connection, credentials)

    def renew(self, incarnation: Incarnation, jump: int) -> None:
        with self._writing() as connection:
            begin_life(connection, incarnation, jump)

    def pause(self, *, paused: bool) -> None:
        with self._writing() as connection:
            centre_link.write_pause(connection, paused=paused)

    def note_contact(self, head: Head, at: datetime, offset_ms: int) -> None:
        with self._repeatable() as connection:
            if centre_link.write_contact(connection, head, at, offset_ms):
                _refresh_reference(connection)

    def incarnations(self) -> tuple[Incarnation, ...]:
        with self._asking() as connection:
            return lives(connection)

    def outbox(self) -> Outbox:
        with self._asking() as connection:
            return outbox.outbox(connection)

    def unsent(self, max_events: int, max_bytes: int) -> tuple[UUID, tuple[SentEvent, ...]] | None:
        with self._asking() as connection:
            return outbox.unsent(connection, max_events, max_bytes)

    def acknowledge(self, answers: Sequence[Accepted | Rejected]) -> None:
        with self._repeatable() as connection:
            outbox.acknowledge(connection, DeskRow.read(connection), answers)
        self._forget_files()

    def answered(self) -> dict[UUID, int]:
        with self._asking() as connection:
            return outbox.answered(connection)

    def offer_again(self, incarnation: UUID, after: int) -> None:
        with self._writing() as connection:
            outbox.offer_again(connection, incarnation, after)

    def cursor(self, scope: UUID) -> Cursor:
        with self._asking() as connection:
            return cursor_of(connection, scope)

    def apply(
        self,
        scope: UUID,
        events: Sequence[FedEvent],
        asked_from: Cursor | None = None,
        *,
        projecting: bool = True,
    ) -> bool:
        with no_collector(), self._foldings.kept_if_whole(), self._repeatable() as connection:
            if asked_from not in (None, cursor_of(connection, scope)):
                return False
            desk = DeskRow.read(connection)
            foldings = self._foldings if projecting else None
            apply_page(connection, desk, scope, events, foldings)
        self._forget_files()
        self._is_catching_up |= len(events) >= MANY
        if len(events) < MANY:
            self._foldings.clear()
            if self._is_catching_up:
                self._is_catching_up = False
                self._tidy()
        return True

    def has_unprojected(self) -> bool:
        with self._asking() as connection:
            return first_sync.is_pending(connection)

    def project_stored(self, progress: Progress) -> bool:
        done, total = -1, 0
        while done != total:
            with no_collector(), self._repeatable() as connection:
                done, total = first_sync.project_next(connection)
            if not progress(done, total) and done != total:
                return False
            sleep(_BREATH_S)
        self._tidy()
        return True

    def forget_positions(self, scope: UUID) -> None:
        with self._writing() as connection:
            feeds = "2" if scope == DeskRow.read(connection).identity.city else "1, 3"
            connection.execute(_FORGET_FEED.format(feeds))
            connection.execute("DELETE FROM cursors WHERE scope = ?", (scope.hex,))
            outbox.offer_everything(connection)

    def lost(self, max_events: int, max_bytes: int) -> tuple[LostRun, ...]:
        with self._asking() as connection:
            return lost_runs(connection, max_events, max_bytes)

    def sent(self, run: LostRun) -> tuple[SentEvent, ...]:
        with self._asking() as connection:
            return events_of(connection, run.rows)

    def rejections(self) -> tuple[Rejection, ...]:
        with self._asking() as connection:
            return outbox.rejections(connection)

    def try_again(self, event: UUID) -> None:
        with self._writing() as connection:
            outbox.try_again(connection, event)

    def digest(self, scope: UUID) -> Digest | None:
        with self._asking() as connection:
            return digest_of(connection, scope)

    def blobs_waiting(self, limit: int) -> tuple[str, ...]:
        with self._asking() as connection:
            return file_sends.blobs_waiting(connection, limit)

    def blobs_seen(self, names: Collection[str], mark: UUID | None) -> None:
        with self._writing() as connection:
            file_sends.blobs_seen(connection, names, mark)

    def file_mark(self) -> UUID | None:
        with self._asking() as connection:
            return file_sends.file_mark(connection)

    def send_blobs_again(self, names: Collection[str]) -> None:
        with self._writing() as connection:
            file_sends.send_again(connection, names, self._folder)

    def close(self) -> None:
        """Close the connection; the next question opens it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _tidy(self) -> None:
        """Bring what a catch-up wrote from the log into the file: else the next act would have to."""
        with self._lock, storage_refusals():
            if self._opened is not None:
                raw(self._opened).execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _forget_files(self) -> None:
        """The files of erased dossiers go once that is committed."""
        with self._lock:
            SqlErasure(self._connection(), self._store_lock, self._folder).forget_files()

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = open_sqlite(self._file).connect()
            raw(self._opened).execute(_CHECKPOINT_SELDOM)
        return raw(self._opened)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        begun = self._transaction("BEGIN IMMEDIATE", "FULL")
        with self._lock, self._store_lock, begun as connection:
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _repeatable(self) -> Iterator[sqlite3.Connection]:
        """Write what the centre would say again: a commit need not wait for the disk.

        Should the power fail, what was written is gone or whole, and the desk asks once more. The
        next act of an officer waits for the disk, and with it all that stands before it in the log.
        """
        begun = self._transaction("BEGIN IMMEDIATE", "NORMAL")
        with self._lock, self._store_lock, begun as connection:
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str, synchronous: str = "") -> Iterator[sqlite3.Connection]:
        with storage_refusals():
            connection = self._connection()
            if synchronous:
                connection.execute(f"PRAGMA synchronous = {synchronous}")
            connection.execute(begin)
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


def _refresh_reference(connection: sqlite3.Connection) -> None:
    """Reference data changed without an event: who has read it reads it again."""
    desk = DeskRow.read(connection)
    desk.seq += 1
    desk.reference_seq = desk.seq
    desk.write(connection)

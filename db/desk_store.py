"""A desk's folder: opening it, creating it, closing it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Final
from uuid import UUID

from counter_app.domain.calendar import Calendar
from counter_app.domain.canonical import Json, canonical
from counter_app.domain.errors import (
    DeskAlreadySetUp,
    DeskNotSetUp,
    NewerDatabase,
    StorageFailed,
)
from counter_app.services.centre_port import (
    Incarnation,
)
from counter_app.services.ports import DeskIdentity, UnitOfWork
from db import desk_marks, migrate
from db.attachment_files import FileAttachments
from db.attachments import ATTACHMENTS, FileDocuments
from db.desk_lives import add_life, begin_life, next_life
from db.desk_row import DeskRow
from db.engine import open_sqlite, raw, storage_refusals
from db.erasing import SqlErasure
from db.figure_store import SqlFigures
from db.first_look import FILE
from db.maintenance import SqlMaintenance
from db.notice_store import SqlNotices
from db.queries import SqlQuestions
from db.rating_questions import SqlRatingFigures
from db.reference_store import StoredReference
from db.report_store import SqlReports
from db.schema import desk
from db.sightings import SqlSightings
from db.statements import inserting
from db.sync_log import SqlSyncLog
from db.unit_of_work import SqlUnitOfWork

JUMP: Final = 200  # what the lost or the other life may have given out of a day's numbers
_UNSAVED: Final = -1  # the version of reference data changed in the running transaction


class DeskStore:
    """The open store of one desk: one connection writes, another reads.

    Raises:
        DeskNotSetUp, NewerDatabase, StorageFailed: nothing was changed.
    """

    def __init__(self, folder: Path, shipped: Calendar, new_id: Callable[[], UUID]) -> None:
        self._file = folder / FILE
        self._folder, self._shipped, self._new_id = folder, shipped, new_id
        self._cached: dict[int, tuple[int, StoredReference]] = {}
        self._lock = RLock()
        with storage_refusals(), ExitStack() as opened:
            if not self._file.exists():
                raise DeskNotSetUp(str(folder))
            migrate_if_needed(self._file)
            self._writing = opened.enter_context(open_sqlite(self._file).connect())
            self._reading = opened.enter_context(open_sqlite(self._file, read_only=True).connect())
            self.suspicion = self._look_around(raw(self._writing))
            self._opened = opened.pop_all()
        self.questions = SqlQuestions(raw(self._reading), self._reference)
        self.rating_figures = SqlRatingFigures(raw(self._reading), self.questions.lock)
        self.figures = SqlFigures(self._file)
        self.reports = SqlReports(self.figures, raw(self._writing), self._lock)
        self.documents = FileDocuments(raw(self._writing), self._lock, folder / ATTACHMENTS)
        self.attachments = FileAttachments(folder / ATTACHMENTS)
        self.erasure = SqlErasure(raw(self._writing), self._lock, folder / ATTACHMENTS)
        with suppress(StorageFailed):  # a file that will not go now goes after the next act
            self.erasure.forget_files()
        self.sightings = SqlSightings(raw(self._writing), self._lock)
        self.notices = SqlNotices(raw(self._writing), self._lock)
        self.maintenance = SqlMaintenance(raw(self._writing), self._lock, self._file)
        self.sync_log = SqlSyncLog(self._file, self._lock)

    def unit_of_work(self) -> SqlUnitOfWork:
        """A new transaction; it waits until the running one is over."""
        return SqlUnitOfWork(raw(self._writing), self._lock, self._new_id, self._reference)

    @property
    def identity(self) -> DeskIdentity:
        """This installation as of now: enrolment and a new life are seen at once."""
        with self._lock, storage_refusals():
            return DeskRow.read(raw(self._writing)).identity

    def close(self) -> None:
        """Close every connection; the folder may then be copied."""
        if not self._writing.closed:
            with self._lock, suppress(sqlite3.Error, DeskNotSetUp):  # the old mark does no harm
                desk_marks.write_mark(self._folder, raw(self._writing))
        self.sync_log.close()
        self.figures.close()
        self._opened.close()

    def _look_around(self, connection: sqlite3.Connection) -> desk_marks.Suspicion | None:
        """Begin a new life where this is a copy or was restored; say which of the two it is."""
        place, mark = desk_marks.place_of(self._folder), desk_marks.read_mark(self._folder)
        if desk_marks.is_at_home(connection, place, mark):  # the usual case writes nothing
            desk_marks.write_mark(self._folder, connection)
            return None
        connection.execute("BEGIN IMMEDIATE")
        try:
            suspicion = desk_marks.suspicion(connection, place, mark)
            if suspicion is not None:
                identity = DeskRow.read(connection).identity
                begin_life(connection, next_life(identity, self._new_id(), suspicion), JUMP)
            desk_marks.settle(connection, place)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        desk_marks.write_mark(self._folder, connection)
        return suspicion

    def _reference(
        self, connection: sqlite3.Connection, unit: UUID, version: int
    ) -> StoredReference:
        """Reference data of ``version``, read once for each connection and version."""
        if version == _UNSAVED:
            return StoredReference(connection, unit, self._shipped)
        known = self._cached.get(id(connection))
        if known is None or known[0] != version:
            known = (version, StoredReference(connection, unit, self._shipped))
            self._cached[id(connection)] = known
        return known[1]


class NewDeskStore:
    """An empty folder about to become a desk."""

    def __init__(self, folder: Path, shipped: Calendar, new_id: Callable[[], UUID]) -> None:
        self._folder, self._shipped, self._new_id = folder, shipped, new_id

    @contextmanager
    def begin(self, identity: DeskIdentity, record: dict[str, Json]) -> Iterator[UnitOfWork]:
        """The first transaction: schema, desk and everything appended in it, or nothing."""
        with storage_refusals():
            self._folder.mkdir(parents=True, exist_ok=True)
            with open_sqlite(self._folder / FILE).connect() as connection:
                driver = raw(connection)
                driver.execute("BEGIN IMMEDIATE")  # closing without COMMIT rolls back
                if migrate.revision_of(driver) is not None:
                    raise DeskAlreadySetUp(str(self._folder))
                migrate.create(connection)
                _enrol(driver, identity, record)
                work = SqlUnitOfWork(driver, RLock(), self._new_id, self._reference)
                yield work.already_begun()

    def _reference(
        self, connection: sqlite3.Connection, unit: UUID, version: int
    ) -> StoredReference:
        return StoredReference(connection, unit, self._shipped)


def migrate_if_needed(file: Path) -> None:
    """Upgrade an older file; refuse a newer one; cost next to nothing for today's.

    Raises:
        NewerDatabase, DeskNotSetUp
    """
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        revision = migrate.revision_of(connection)
    finally:
        connection.close()
    if revision is None:
        raise DeskNotSetUp(str(file.parent))
    if revision not in migrate.KNOWN:
        raise NewerDatabase(revision)
    if revision != migrate.HEAD:
        migrate.bring_up_to_date(file)


def _enrol(connection: sqlite3.Connection, identity: DeskIdentity, record: dict[str, Json]) -> None:
    incarnation = Incarnation(identity.incarnation, identity.id, canonical(record).decode())
    genesis = add_life(connection, incarnation)
    ids = (identity.id.hex, identity.unit.hex, identity.city.hex)
    progress = (0, genesis, 0, 0, 0, "", 0, 0, 0, "")
    desk_row = (1, *ids, identity.number, identity.incarnation.hex, *progress)
    connection.execute(inserting(desk), desk_row)

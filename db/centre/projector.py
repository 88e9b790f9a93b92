"""The centre's projections: every scope's feed behind a cursor of its own, by the desks' own code."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any, Final, TypeAlias
from uuid import UUID

import psycopg
from psycopg.errors import DatatypeMismatch

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.folding import fold
from db import event_store
from db.centre.rows import PostgresRows
from db.reference_projection import KINDS, project_reference
from db.reprojection import project
from db.rows import Rows
from db.schema_projections import HOME_CITY, HOME_OTHER

BATCH: Final = 4000  # positions a transaction passes
Numbered: TypeAlias = tuple[int, Dossier]  # the number of its row, and the dossier
Reasons = dict[UUID, str]  # why a dossier or an event was set aside

_ONE_AT_A_TIME: Final = 0x70726F6A  # the key of an advisory lock
# The shortest backlog first: who sends a million events keeps nobody else waiting.
_BEHIND: Final = (
    "SELECT s.id, coalesce(p.position, 0), s.head FROM counter.scopes s"
    " LEFT JOIN projected p ON p.scope = s.id WHERE s.head > coalesce(p.position, 0)"
    " ORDER BY s.head - coalesce(p.position, 0), s.id"
)
# What stands in a feed as a guest is projected in its home scope.
_AT_HOME: Final = (
    " FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[]) AS r (scope, after, until)"
    " JOIN counter.feed f ON f.scope = r.scope AND f.position > r.after AND f.position <= r.until"
    " JOIN counter.events e ON e.id = f.event AND e.scope = f.scope"
)
_HISTORIES: Final = (
    f"WITH touched AS (SELECT DISTINCT e.dossier{_AT_HOME} WHERE e.dossier IS NOT NULL)"  # noqa: S608
    " SELECT dossier, text, private, salt, hash FROM touched JOIN counter.events USING (dossier)"
    " ORDER BY dossier, position"
)
_REFERENCE: Final = (
    f"SELECT e.id, s.kind = 'city', e.position, e.text, e.private, e.salt, e.hash{_AT_HOME}"
    " JOIN counter.scopes s ON s.id = e.scope WHERE e.dossier IS NULL"
    " ORDER BY e.scope, e.position"
)
_NUMBERS: Final = "SELECT id, row FROM dossiers WHERE id = ANY(%s)"
_LAST_NUMBER: Final = "SELECT coalesce(max(row), 0) FROM dossiers"
_MOVE: Final = (
    "INSERT INTO projected (scope, position, received_at)"
    " SELECT f.scope, f.position, e.received_at FROM counter.feed f"
    " JOIN counter.events e ON e.id = f.event WHERE f.scope = %s AND f.position = %s"
    " ON CONFLICT (scope) DO UPDATE"
    " SET position = excluded.position, received_at = excluded.received_at"
)
_SET_ASIDE: Final = (
    "INSERT INTO set_aside (id, reason) VALUES (%s, %s)"
    " ON CONFLICT (id) DO UPDATE SET reason = excluded.reason"
)
_TAKE_BACK: Final = "DELETE FROM set_aside WHERE id = ANY(%s)"
_START_OVER: Final = (
    "DELETE FROM projected",
    "DELETE FROM unit_profiles",
    "DELETE FROM procedure_versions",
    "DELETE FROM calendar_changes",
    "DELETE FROM catalogue_acts",
)
# What a payload that no program of ours has written does to those who read it.
_UNREADABLE: Final = (CounterError, LookupError, TypeError, ValueError, AttributeError)
_UNWRITABLE: Final = (psycopg.DataError, psycopg.IntegrityError, DatatypeMismatch)
_ALL: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class _Range:
    """Positions of a scope's feed: behind ``after``, up to ``until`` and with it."""

    scope: UUID
    after: int
    until: int


@dataclass(frozen=True, slots=True)
class Projector:
    """Projects what the feeds have; every step is a transaction that may be killed and done again.

    ``connection`` commits by itself, finds the schema ``projection`` first, and is used by nobody
    else. What cannot be projected is set aside with a reason and keeps nothing else waiting.
    """

    connection: psycopg.Connection[Any]

    def step(self, limit: int = BATCH) -> int:
        """Project the next positions and move the cursors; how many there were, 0: none is left."""
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))
            ranges = list(_cut(cursor.execute(_BEHIND).fetchall(), limit))
            if ranges:
                self._project(cursor, ranges)
                cursor.executemany(_MOVE, [(r.scope, r.until) for r in ranges])
        return sum(r.until - r.after for r in ranges)

    def start_over(self) -> None:
        """Begin again at the first position; each dossier keeps its row until it is written anew.

        For a program that understands what an older one could only keep.
        """
        with self.connection.transaction():
            for sql in _START_OVER:
                self.connection.execute(sql)

    def _project(self, cursor: psycopg.Cursor[Any], ranges: Sequence[_Range]) -> None:
        where = ([r.scope for r in ranges], [r.after for r in ranges], [r.until for r in ranges])
        rows, set_aside = PostgresRows(self.connection), Reasons()
        for identity, is_citys, position, *stored in cursor.execute(_REFERENCE, where).fetchall():
            with self._setting_aside(identity, set_aside):
                event = event_store.stored_event(stored)
                if event.kind in KINDS:
                    home = HOME_CITY if is_citys else HOME_OTHER
                    project_reference(rows, position, event, position, home)
        found = cursor.execute(_HISTORIES, where).fetchall()
        dossiers = list(_folded(found, set_aside))
        cursor.execute(_TAKE_BACK, ([dossier.id for dossier in dossiers],))
        self._write(rows, list(_numbered(cursor, dossiers)), set_aside)
        cursor.executemany(_SET_ASIDE, set_aside.items())

    def _write(self, rows: Rows, numbered: Sequence[Numbered], set_aside: Reasons) -> None:
        """All at once; when the database refuses a value, one by one to find whose it is."""
        together: Reasons = {}
        with self._setting_aside(_ALL, together):
            project(rows, numbered)
        if together:
            for one in numbered:
                with self._setting_aside(one[1].id, set_aside):
                    project(rows, [one])

    @contextmanager
    def _setting_aside(self, identity: UUID, reasons: Reasons) -> Iterator[None]:
        """Undo what was done inside and note why, if it is what an event says that fails."""
        try:
            with self.connection.transaction():
                yield
        except (*_UNREADABLE, psycopg.Error) as error:
            if not _is_about_values(error):
                raise
            reasons[identity] = type(error).__name__


def _is_about_values(error: Exception) -> bool:
    """Whether a value was not taken; the database itself, and what it may, is another matter."""
    if isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:
        return True  # of a type the driver knows no column for
    return isinstance(error, (*_UNREADABLE, *_UNWRITABLE))


def _cut(behind: Iterable[tuple[UUID, int, int]], limit: int) -> Iterator[_Range]:
    """The ranges of one step: no more than ``limit`` positions together."""
    left = limit
    for scope, after, head in behind:
        if left == 0:
            return
        taken = min(head - after, left)
        left -= taken
        yield _Range(scope, after, after + taken)


def _folded(rows: Iterable[Any], set_aside: Reasons) -> Iterator[Dossier]:
    """The dossiers whose events come together and in order; others join ``set_aside``."""
    for dossier, group in groupby(rows, key=lambda row: row[0]):
        try:
            yield fold(event_store.stored_events(row[1:] for row in group))
        except _UNREADABLE as error:
            set_aside[dossier] = type(error).__name__


def _numbered(cursor: psycopg.Cursor[Any], dossiers: Sequence[Dossier]) -> Iterator[Numbered]:
    """Each dossier with its row's number: the one it has, or the next."""
    cursor.execute(_NUMBERS, ([dossier.id for dossier in dossiers],))
    known: dict[UUID, int] = dict(cursor.fetchall())
    last = cursor.execute(_LAST_NUMBER).fetchone()
    free = count(last[0] + 1 if last else 1)
    for dossier in dossiers:
        yield known.get(dossier.id) or next(free), dossier

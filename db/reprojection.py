"""Bringing the rows of many dossiers up to date at once: set-based reads, what differs written."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError, NoBeginning
from counter_app.domain.event import Event, Kind
from counter_app.domain.folding import fold
from db import erasing
from db.event_store import stored_event
from db.projection import (
    DELETE_COMPONENTS,
    DELETE_PAUSES,
    INSERT_COMPONENT,
    INSERT_PAUSE,
    SELECT_DOSSIERS,
    Facet,
    Row,
    add_counts,
    component_rows,
    dossier_row,
    facets,
    facets_of_row,
    insert_many,
    pause_rows,
    update_row,
)
from db.rows import Rows
from db.statements import marks
from db.text_index import add_texts, remove_texts

CHUNK: Final = 500  # values of an IN list
_HISTORIES: Final = (
    "SELECT dossier, seq, text, private, salt, hash FROM events WHERE dossier IN ({})"
    " ORDER BY dossier, position IS NULL, position, seq"
)
_OLD: Final = f"{SELECT_DOSSIERS} WHERE row IN ({{}})"
_OLD_PARTS: Final = "SELECT * FROM {} WHERE dossier_row IN ({}) ORDER BY dossier_row, ordinal"
# An erasure that the centre would not have is none.
_ERASED: Final = (
    "SELECT DISTINCT dossier FROM events WHERE dossier IN ({}) AND kind = ?"
    " AND (position IS NOT NULL OR id NOT IN (SELECT event FROM rejections))"
)
# What an event no program of ours has written does to who makes rows of it.
UNREADABLE: Final = (
    *(CounterError, LookupError, TypeError, ValueError, AttributeError, OverflowError),
    *(sqlite3.DataError, sqlite3.IntegrityError, sqlite3.InterfaceError),
    sqlite3.ProgrammingError,
)
Folded = tuple[int, Dossier]


def folded(events: Iterable[Event]) -> Dossier | None:
    """The dossier; None when it was begun by an act this program does not know yet."""
    with suppress(NoBeginning):
        return fold(events)
    return None


def reproject(connection: sqlite3.Connection, dossiers: Iterable[str]) -> None:
    """Fold the named dossiers (hexadecimal) from all their events and correct their rows."""
    for chunk in in_chunks(sorted(dossiers)):
        _wipe_erased(connection, chunk)
        write_readable(connection, project, list(_histories(connection, chunk)))


def write_readable(
    connection: sqlite3.Connection,
    write: Callable[[Rows, Sequence[Folded]], None],
    dossiers: Sequence[Folded],
) -> None:
    """``write`` all at once; where a value fits into no row, all but the dossier that has it.

    That one keeps the row it had, or has none, and stops nothing.
    """
    try:
        with _savepoint(connection):
            write(connection, dossiers)
    except UNREADABLE:
        for one in dossiers:
            with passing_over(connection):
                write(connection, [one])


@contextmanager
def passing_over(connection: sqlite3.Connection) -> Iterator[None]:
    """Undo what was done inside, and go on, when it is what an event says that fails."""
    with suppress(*UNREADABLE), _savepoint(connection):
        yield


@contextmanager
def _savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT readable")
    try:
        yield
    except UNREADABLE:
        connection.execute("ROLLBACK TO readable")
        connection.execute("RELEASE readable")
        raise
    connection.execute("RELEASE readable")


def project(rows: Rows, dossiers: Sequence[Folded]) -> None:
    """Give dossiers the rows their folds have, whether they had some or none."""
    there = _rows_by_key(rows, _OLD, [row for row, _ in dossiers])
    insert_many(rows, [one for one in dossiers if one[0] not in there])
    known = [one for one in dossiers if one[0] in there]
    if known:
        _update(rows, known, {row: values for row, (values,) in there.items()})


def in_chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """``values`` in parts an IN list can take."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _histories(connection: sqlite3.Connection, dossiers: Sequence[str]) -> Iterator[Folded]:
    rows = connection.execute(_HISTORIES.format(marks(dossiers)), dossiers).fetchall()
    for _, group in groupby(rows, key=lambda row: row[0]):
        history = list(group)
        dossier = folded(stored_event(row[2:]) for row in history)
        if dossier is not None:
            yield min(row[1] for row in history), dossier


def _wipe_erased(connection: sqlite3.Connection, dossiers: Sequence[str]) -> None:
    """An erased dossier has no private part, whenever what bore one arrives."""
    sql = _ERASED.format(marks(dossiers))
    erased = connection.execute(sql, (*dossiers, Kind.ERASED.value)).fetchall()
    for (dossier,) in erased:
        erasing.empty(connection, UUID(dossier))


def _update(rows: Rows, dossiers: Sequence[Folded], before: dict[int, Row]) -> None:
    change: Counter[Facet] = Counter()
    texts: list[tuple[int, object, object]] = []
    for row, dossier in dossiers:
        old, new = before[row], dossier_row(row, dossier)
        update_row(rows, new, old)
        if old[-1] != new[-1]:
            texts.append((row, old[-1], new[-1]))
        change.update(facets(dossier))
        change.subtract(facets_of_row(old))
    remove_texts(rows, ((row, old) for row, old, _ in texts))
    add_texts(rows, ((row, new) for row, _, new in texts))
    components = {row: component_rows(row, dossier) for row, dossier in dossiers}
    _replace_parts(rows, "components", components, (DELETE_COMPONENTS, INSERT_COMPONENT))
    pauses = {row: pause_rows(row, dossier) for row, dossier in dossiers}
    _replace_parts(rows, "pauses", pauses, (DELETE_PAUSES, INSERT_PAUSE))
    add_counts(rows, change)


def _replace_parts(
    rows: Rows,
    table: str,
    wanted: dict[int, list[Row]],
    statements: tuple[str, str],
) -> None:
    """Write the parts of those dossiers whose parts differ."""
    there = _rows_by_key(rows, _OLD_PARTS.format(table, "{}"), list(wanted))
    differing = [row for row, parts in wanted.items() if there.get(row, []) != parts]
    deleting, inserting = statements
    rows.executemany(deleting, [(row,) for row in differing])
    rows.executemany(inserting, [part for row in differing for part in wanted[row]])


def _rows_by_key(rows: Rows, sql: str, keys: Sequence[int]) -> dict[int, list[Row]]:
    """What ``sql`` finds for ``keys``, by its first column."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for chunk in in_chunks(keys):
        for row in rows.execute(sql.format(marks(chunk)), chunk).fetchall():
            found[row[0]].append(row)
    return found

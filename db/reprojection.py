"""Bringing the rows of many dossiers up to date at once: set-based reads, what differs written."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError, NoBeginning
from counter_app.domain.event import Event
from counter_app.domain.folding import fold
from db import erasing
from db.counting import Facet, add_counts, facets_of_row
from db.event_store import ERASES
from db.foldings import Foldings
from db.projection import (
    DELETE_COMPONENTS,
    DELETE_PAUSES,
    INSERT_COMPONENT,
    INSERT_PAUSE,
    SELECT_DOSSIERS,
    Row,
    component_rows,
    dossier_row,
    insert_many,
    pause_rows,
    update_rows,
)
from db.rating_projection import write_ratings
from db.rows import Rows
from db.statements import marks
from db.text_index import add_texts, remove_texts

CHUNK: Final = 500  # values of an IN list
_OLD: Final = f"{SELECT_DOSSIERS} WHERE row IN ({{}})"
_OLD_PARTS: Final = "SELECT * FROM {} WHERE dossier_row IN ({}) ORDER BY dossier_row, ordinal"
_ERASED: Final = f"SELECT DISTINCT dossier FROM events WHERE dossier IN ({{}}) AND {ERASES}"  # noqa: S608
# What an event no program of ours has written does to who makes rows of it.
UNREADABLE: Final = (
    *(CounterError, LookupError, TypeError, ValueError, AttributeError, OverflowError),
    *(sqlite3.DataError, sqlite3.IntegrityError, sqlite3.InterfaceError),
    sqlite3.ProgrammingError,
)
_NONE: Final[Mapping[str, Event]] = MappingProxyType({})
_UNKNOWN: Final[Mapping[int, Row]] = MappingProxyType({})
Folded = tuple[int, Dossier]


def folded(events: Iterable[Event]) -> Dossier | None:
    """The dossier; None when it was begun by an act this program does not know yet."""
    with suppress(NoBeginning):
        return fold(events)
    return None


def reproject(
    connection: sqlite3.Connection,
    dossiers: Iterable[str],
    foldings: Foldings | None = None,
    at_hand: Mapping[str, Event] = _NONE,
) -> None:
    """Fold the named dossiers (hexadecimal) and correct their rows.

    ``foldings`` remembers folds from one call to the next; ``at_hand`` are stored events by
    their id (hexadecimal), so that they need not be read again.
    """
    folds = foldings if foldings is not None else Foldings()
    for chunk in in_chunks(sorted(dossiers)):
        gone, left = folds.gone_on(connection, chunk, at_hand)
        stored, erased = folds.from_store(connection, left, at_hand)
        if erased and _wipe_erased(connection, erased):  # once more without what is gone now
            stored, _ = folds.from_store(connection, left, _NONE)
        gone += stored
        same = frozenset(one.row for one in gone if one.same_aside)
        before = {one.row: one.before for one in gone if one.before is not None}
        write = partial(project, same_aside=same, before=before)
        folds.note_rows(write_readable(connection, write, [(one.row, one.dossier) for one in gone]))


def write_readable(
    connection: sqlite3.Connection,
    write: Callable[[Rows, Sequence[Folded]], list[Row]],
    dossiers: Sequence[Folded],
) -> list[Row]:
    """``write`` all at once; where a value fits into no row, all but the dossier that has it.

    That one keeps the row it had, or has none, and stops nothing. The rows that were written.
    """
    try:
        with _savepoint(connection):
            return write(connection, dossiers)
    except UNREADABLE:
        written: list[Row] = []
        for one in dossiers:
            with passing_over(connection):
                written += write(connection, [one])
        return written


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


def project(
    rows: Rows,
    dossiers: Sequence[Folded],
    same_aside: Collection[int] = frozenset(),
    before: Mapping[int, Row] = _UNKNOWN,
) -> list[Row]:
    """Give dossiers the rows their folds have, whether they had some or none; what was written.

    Of those in ``same_aside``, by row, papers, pauses and search text are as they are in the rows.
    Rows in ``before`` are as they stand and need not be read.
    """
    unread = [row for row, _ in dossiers if row not in before]
    read = {row: values for row, (values,) in _rows_by_key(rows, _OLD, unread).items()}
    there = {**before, **read}
    written = insert_many(rows, [one for one in dossiers if one[0] not in there])
    known = [one for one in dossiers if one[0] in there]
    if known:
        written += _update(rows, known, there, same_aside)
        _update_parts(rows, [one for one in known if one[0] not in same_aside])
        write_ratings(rows, known)
    return written


def in_chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """``values`` in parts an IN list can take."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _wipe_erased(connection: sqlite3.Connection, dossiers: Sequence[str]) -> bool:
    """An erased dossier has no private part, whenever what bore one arrives; whether there is one."""
    erased = connection.execute(_ERASED.format(marks(dossiers)), dossiers).fetchall()
    for (dossier,) in erased:
        erasing.empty(connection, UUID(dossier))
    return bool(erased)


def _update(
    rows: Rows,
    dossiers: Sequence[Folded],
    before: Mapping[int, Row],
    same_text: Collection[int],
) -> list[Row]:
    change: Counter[Facet] = Counter()
    texts: list[tuple[int, object, object]] = []
    pairs: list[tuple[Row, Row]] = []
    for row, dossier in dossiers:
        old = before[row]
        new = dossier_row(row, dossier, old[-1] if row in same_text else None)
        pairs.append((new, old))
        if old[-1] != new[-1]:
            texts.append((row, old[-1], new[-1]))
        change.update(facets_of_row(new))
        change.subtract(facets_of_row(old))
    update_rows(rows, pairs)
    remove_texts(rows, ((row, old) for row, old, _ in texts))
    add_texts(rows, ((row, new) for row, _, new in texts))
    add_counts(rows, change)
    return [new for new, _ in pairs]


def _update_parts(rows: Rows, dossiers: Sequence[Folded]) -> None:
    components = {row: component_rows(row, dossier) for row, dossier in dossiers}
    _replace_parts(rows, "components", components, (DELETE_COMPONENTS, INSERT_COMPONENT))
    pauses = {row: pause_rows(row, dossier) for row, dossier in dossiers}
    _replace_parts(rows, "pauses", pauses, (DELETE_PAUSES, INSERT_PAUSE))


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

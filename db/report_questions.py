"""Reports' questions: every column counted over the rows of what has ended and of what is open."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.period_report import Columns, Entry, Period, columns_of, entry_of
from counter_app.services.figure_ports import WORKED_ON
from counter_app.services.report_ports import Counted, Parts
from db import event_store
from db.counting import ENDED, RECEIVED
from db.moments import from_ms, to_ms
from db.reprojection import folded, in_chunks
from db.statements import marks

Lines = defaultdict[str, Columns]
# ?1 is the period's first moment, ?2 the first behind it; columns in the order of `Columns`.
_IS_NEW: Final = "received_at >= ?1"
_IS_OVER: Final = "ended_at < ?2"
_IS_LATE: Final = "due_at < ?2"
_RECEPTION: Final = (
    f"{_IS_NEW} AND channel = 'online'",
    f"{_IS_NEW} AND channel IN ('counter', 'post')",
    "received_at < ?1",
)
_OF_ENDED: Final = (
    *_RECEPTION,
    f"{_IS_OVER} AND ended NOT IN ('declined', 'withdrawn', 'stopped')",
    *(f"{_IS_OVER} AND ended = '{how}'" for how in ("early", "on_time", "late")),
    "ended_at >= ?2",
    f"ended_at >= ?2 AND (due_at IS NULL OR NOT {_IS_LATE})",
    f"ended_at >= ?2 AND {_IS_LATE}",
    *(f"{_IS_OVER} AND ended = '{how}'" for how in ("declined", "withdrawn", "stopped")),
)
_NOTHING: Final = "0"
_OF_OPEN: Final = (
    *_RECEPTION,
    *(_NOTHING, _NOTHING, _NOTHING, _NOTHING),
    *("1", f"due_at IS NULL OR NOT {_IS_LATE}", _IS_LATE),
    *(_NOTHING, _NOTHING, _NOTHING),
)
_ENDED: Final = "INDEXED BY ix_dossiers_ended WHERE ended_at IS NOT NULL AND ended_at >= ?1"
_OPEN: Final = (
    "INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"
    f" AND status IN ({', '.join(str(int(status)) for status in WORKED_ON)})"
)
_BY_COLUMN: Final = {
    Parts.FIELD: "field",
    Parts.PROCEDURE: "procedure_code",
    Parts.UNIT: "unit_code",
}
# Who received a dossier is not in the index. Few have ended without a finisher, and these are
# read in the order they lie in; asking both in one went to the row of every dossier.
_UNFINISHED: Final = (
    f"WHERE row IN (SELECT row FROM dossiers {_ENDED}"  # noqa: S608 (constants)
    " AND unit_code = ?3 AND received_at < ?2 AND finisher IS NULL)"
)
_BY_OFFICER: Final = (  # as `Entry.officer`
    (f"{_ENDED} AND finisher IS NOT NULL", "finisher", _OF_ENDED),
    (_UNFINISHED, "coalesce(receiver, '')", _OF_ENDED),
    (_OPEN, "coalesce(nullif(holder, ''), receiver, '')", _OF_OPEN),
)
_COUNTED: Final = (
    "SELECT coalesce(sum(count), 0) FROM counters WHERE facet = ? AND key >= ? AND key < ?"
)
_ENTRY: Final = (
    "SELECT id, code, unit_code, field, procedure_code, holder, receiver, finisher, channel,"
    " received_at, due_at, ended, ended_at, lifecycle, status FROM dossiers"
)
_CHANGED: Final = "SELECT DISTINCT dossier FROM events WHERE seq > ? AND dossier IS NOT NULL"
_UP_TO: Final = (
    "SELECT text, private, salt, hash FROM events WHERE dossier = ? AND seq <= ?"
    " ORDER BY position IS NULL, position, seq"
)
_ROWS_OF: Final = (
    f"{_ENTRY} WHERE row IN (SELECT min(seq) FROM events WHERE dossier IN ({{}}) GROUP BY dossier)"  # noqa: S608
)
_DIGITS: Final = 32  # of an identity


def counted(
    connection: sqlite3.Connection, units: Iterable[str], period: Period, parts: Parts
) -> Counted:
    """Every line's columns, and what the counters say of the dossiers on hand."""
    lines, on_hand = Lines(Columns), 0
    for unit in units:
        limits = to_ms(period.begins), to_ms(period.ends), unit
        for sql in _counts(parts):
            for name, *numbers in connection.execute(sql, limits):
                lines[_named(name)] += Columns(*numbers)
        on_hand += _on_hand(connection, unit, period)
    (seq,) = connection.execute("SELECT seq FROM desk").fetchone()
    return Counted(seq, dict(lines), on_hand)


def counted_as_of(
    connection: sqlite3.Connection, units: Iterable[str], period: Period, asked: tuple[Parts, int]
) -> Counted:
    """The same at a point in the log: rows that have changed since give way to what they were."""
    parts, seq = asked
    own = frozenset(units)
    now = counted(connection, own, period, parts)
    lines, on_hand = Lines(Columns, now.lines), now.on_hand
    for entry, sign in _changes(connection, own, seq):
        columns = columns_of(entry, period)
        key = _key(entry, parts)
        lines[key] = lines[key] + columns if sign > 0 else lines[key] - columns
        on_hand += sign * columns.total
    left = {key: columns for key, columns in lines.items() if columns != Columns()}
    return Counted(seq, left, on_hand)


def entries(
    connection: sqlite3.Connection, units: Iterable[str], period: Period
) -> Iterator[Entry]:
    """The dossiers a report of ``units`` is about, as their rows have them."""
    own = tuple(units)
    sql = (
        f"{_ENTRY} WHERE received_at < ? AND (ended_at IS NULL OR ended_at >= ?)"
        f" AND lifecycle <> 'void' AND unit_code IN ({marks(own)}) ORDER BY row"
    )
    limits = to_ms(period.ends), to_ms(period.begins)
    yield from map(_entry, connection.execute(sql, (*limits, *own)))


def _counts(parts: Parts) -> list[str]:
    """Questions that count each dossier in one of them."""
    if parts is Parts.OFFICER:
        return [_sql(*source) for source in _BY_OFFICER]
    key = _BY_COLUMN[parts]
    return [_sql(_ENDED, key, _OF_ENDED), _sql(_OPEN, key, _OF_OPEN)]


def _sql(source: str, key: str, columns: Iterable[str]) -> str:
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in columns)
    return (
        f"SELECT {key}, count(*), {sums} FROM dossiers {source}"  # noqa: S608 (constants)
        f" AND unit_code = ?3 AND received_at < ?2 GROUP BY unit_code, {key}"
    )


def _on_hand(connection: sqlite3.Connection, unit: str, period: Period) -> int:
    """Received before the period's end and not ended before it began, by the counters."""
    received, ended = (
        connection.execute(_COUNTED, (facet, f"{unit}/", f"{unit}/{_number(day)}")).fetchone()[0]
        for facet, day in ((RECEIVED, period.ends.date()), (ENDED, period.first))
    )
    return int(received) - int(ended)


def _changes(
    connection: sqlite3.Connection, own: frozenset[str], seq: int
) -> Iterator[tuple[Entry, int]]:
    """What the rows say now, to be taken away, and what was so at ``seq``, to be added."""
    changed = [dossier for (dossier,) in connection.execute(_CHANGED, (seq,)).fetchall()]
    for chunk in in_chunks(changed):
        for row in connection.execute(_ROWS_OF.format(marks(chunk)), chunk).fetchall():
            entry = _entry(row)
            if entry.unit in own and row[-2] != Lifecycle.VOID:
                yield entry, -1
        for dossier in chunk:
            stored = connection.execute(_UP_TO, (dossier, seq)).fetchall()
            then = folded(event_store.stored_events(stored)) if stored else None
            before = entry_of(then) if then else None
            if before and before.unit in own:
                yield before, 1


def _entry(row: Any) -> Entry:
    identity, code, unit, field, procedure, holder, receiver, finisher, channel, *rest = row
    received_at, due_at, ended, ended_at, lifecycle, status = rest
    is_open = lifecycle == Lifecycle.OPEN and Status(status) in WORKED_ON
    return Entry(
        id=UUID(identity),
        code=code,
        unit=unit,
        field=field,
        procedure=procedure,
        officer=_named(finisher or (holder if is_open else "") or receiver or ""),
        channel=channel,
        received_at=from_ms(received_at),
        due_at=from_ms(due_at) if due_at is not None else None,
        ended=ended,
        ended_at=from_ms(ended_at) if ended_at is not None else None,
        is_open=is_open,
    )


def _key(entry: Entry, parts: Parts) -> str:
    return {
        Parts.FIELD: entry.field,
        Parts.PROCEDURE: entry.procedure,
        Parts.UNIT: entry.unit,
        Parts.OFFICER: entry.officer,
    }[parts]


@lru_cache(maxsize=1024)
def _named(key: str) -> str:
    """An officer's identity as text; every other key as it is."""
    try:
        return str(UUID(key)) if len(key) == _DIGITS else key
    except ValueError:
        return key


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days

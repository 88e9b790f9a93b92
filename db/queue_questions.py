"""The queue's questions: filtered and ordered inside its index, then only what is shown is read."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier import ClockState, Status
from counter_app.services.queue_ports import QueueLine, QueuePage, QueuePlace, QueueQuery
from db.matching import expression_of
from db.moments import LAST, from_ms, to_ms
from db.statements import marks

_LAST_MS: Final = to_ms(LAST)
_LINES: Final = (
    "SELECT d.id, d.code, d.procedure_code, d.procedure_name, d.applicant, d.status,"
    " d.clock, d.queue_holder, d.step, d.step_name, d.step_due_at, d.due_at, d.urgent_at,"
    " d.unit_code, d.place_code"
    " FROM dossiers d WHERE d.row IN ({}) ORDER BY d.urgent_at, d.row"
)
# The condition of the partial index comes first, so that SQLite may use it.
_OPEN: Final = "FROM dossiers INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"
_OVERDUE: Final = (
    "SELECT id FROM dossiers WHERE status = 5 AND supplement_until < ? ORDER BY supplement_until"
)
Conditions = list[tuple[str, tuple[object, ...]]]
Found = tuple[int, list[tuple[int, int]]]  # how many, and (urgent_at, row) of those wanted


def page(
    connection: sqlite3.Connection, query: QueueQuery, after: QueuePlace | None, limit: int
) -> QueuePage:
    """The lines after a place, and how many there are in all."""
    if query.procedures == () or (query.text and not expression_of(query.text)):
        return QueuePage((), 0, None)
    find = _found_by_words if query.text else _found
    total, places = find(connection, _conditions(query), after, limit + 1)
    rows = [row for _, row in places[:limit]]
    lines = connection.execute(_LINES.format(marks(rows)), rows).fetchall()
    ends = QueuePlace(*places[limit - 1]) if len(places) > limit else None
    return QueuePage(tuple(map(_line, lines)), total, ends)


def overdue_supplements(connection: sqlite3.Connection, now: datetime) -> tuple[UUID, ...]:
    """Dossiers whose limit for bringing papers is over, longest ago first."""
    rows = connection.execute(_OVERDUE, (to_ms(now),)).fetchall()
    return tuple(UUID(identity) for (identity,) in rows)


def _found(
    connection: sqlite3.Connection, conditions: Conditions, after: QueuePlace | None, limit: int
) -> Found:
    """How many there are, and the places of a page: each in one walk along the index."""
    where, values = _joined(conditions)
    total = connection.execute(f"SELECT count(*) {_OPEN}{where}", values).fetchone()[0]
    if after is not None:
        conditions = [*conditions, ("(urgent_at, row) > (?, ?)", (after.urgent_ms, after.row))]
    where, values = _joined(conditions)
    sql = f"SELECT urgent_at, row {_OPEN}{where} ORDER BY urgent_at, row LIMIT ?"
    return total, connection.execute(sql, (*values, limit)).fetchall()


def _found_by_words(
    connection: sqlite3.Connection, conditions: Conditions, after: QueuePlace | None, limit: int
) -> Found:
    """The same in one walk: a common word is slower to look up than the whole queue is to read."""
    where, values = _joined(conditions)
    sql = f"SELECT urgent_at, row {_OPEN}{where} ORDER BY urgent_at, row"
    places = connection.execute(sql, values).fetchall()
    start = bisect_right(places, (after.urgent_ms, after.row)) if after else 0
    return len(places), places[start : start + limit]


def _conditions(query: QueueQuery) -> Conditions:
    found = _times(query)
    if query.places:
        found.append(_among("place_code", query.places))
    if query.away_from:
        found += [_among("place_code NOT", query.away_from), _among("unit_code", query.away_from)]
    if query.holders:
        found.append(_among("queue_holder", query.holders))
    if query.statuses:
        found.append(_among("status", tuple(map(int, query.statuses))))
    if query.procedures is not None:
        found.append(_among("procedure_code", query.procedures))
    if query.paused is not None:
        sign = "=" if query.paused else "<>"
        found.append((f"clock {sign} ?", (ClockState.PAUSED.value,)))
    if query.text:
        found.append(_said(query))
    return found


def _times(query: QueueQuery) -> Conditions:
    found: Conditions = []
    if query.due_before is not None:  # a clock that stands is late no more
        limits = (to_ms(query.due_before), _LAST_MS)
        found.append(("due_at < ? AND urgent_at < ?", limits))
    if query.urgent_from is not None:
        found.append(("urgent_at >= ?", (to_ms(query.urgent_from),)))
    if query.urgent_before is not None:
        found.append(("urgent_at < ?", (to_ms(query.urgent_before),)))
    return found


def _said(query: QueueQuery) -> tuple[str, tuple[object, ...]]:
    """Words and numbers of the dossier, or one of the procedures they name."""
    match = expression_of(query.text)
    words = "row IN (SELECT rowid FROM dossiers_text WHERE dossiers_text MATCH ?)"
    if not query.named:
        return words, (match,)
    named, codes = _among("procedure_code", query.named)
    return f"({named} OR {words})", (*codes, match)


def _among(column: str, values: Iterable[object]) -> tuple[str, tuple[object, ...]]:
    wanted = tuple(values)
    return f"{column} IN ({marks(wanted)})", wanted


def _joined(conditions: Conditions) -> tuple[str, list[object]]:
    where = "".join(f" AND {condition}" for condition, _ in conditions)
    return where, [value for _, values in conditions for value in values]


def _line(row: Any) -> QueueLine:
    identity, code, procedure_code, procedure, applicant, status, clock, *rest = row
    holder, step, step_name, step_due_at, due_at, urgent_at, home, place = rest
    return QueueLine(
        id=UUID(identity),
        code=code,
        procedure_code=procedure_code,
        procedure=procedure,
        applicant=applicant,
        status=Status(status),
        paused=clock == ClockState.PAUSED,
        holder=holder,
        step=step,
        step_name=step_name,
        step_due_at=_moment(step_due_at),
        due_at=_moment(due_at),
        urgent_at=_moment(urgent_at) if urgent_at != _LAST_MS else None,
        home=home,
        place=place,
    )


def _moment(value: int | None) -> datetime | None:
    return from_ms(value) if value is not None else None

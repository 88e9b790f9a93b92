"""Figures' questions: counted along the indexes of open and ended dossiers, or in the counters."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier import Status
from counter_app.domain.ending import LOCAL, Ending
from counter_app.services.figure_ports import (
    WORKED_ON,
    By,
    DayCount,
    Days,
    FigureLine,
    Selection,
    Share,
)
from db.counting import ENDED, ENDED_BY, RECEIVED
from db.moments import from_ms, to_ms
from db.statements import marks

_OPEN: Final = "dossiers INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"
_ENDED: Final = "dossiers INDEXED BY ix_dossiers_ended WHERE ended_at IS NOT NULL"
_LINE: Final = (
    "SELECT id, code, unit_code, procedure_code, procedure_name, field, channel, status, step_name,"
    " holder, received_at, due_at, ended, ended_at, finisher FROM dossiers"
)
_COLUMN: Final = {
    By.FIELD: "field",
    By.PROCEDURE: "procedure_code",
    By.STEP: "step_name",
    By.OFFICER: "queue_holder",
    By.UNIT: "unit_code",
    By.PLACE: "place_code",
    By.STATUS: "status",
}
# The fields of a unit's ended dossiers, each found by one look into the index.
_FIELDS: Final = (
    "WITH RECURSIVE known (field) AS ("  # noqa: S608 (constants)
    f"SELECT min(field) FROM {_ENDED} AND unit_code = ?1"
    f" UNION ALL SELECT (SELECT min(field) FROM {_ENDED} AND unit_code = ?1"
    " AND field > known.field) FROM known WHERE known.field IS NOT NULL)"
    " SELECT field FROM known WHERE field IS NOT NULL"
)
_BETWEEN: Final = "SELECT key, count FROM counters WHERE facet = ? AND key >= ? AND key < ?"
_PAGE: Final = 500
_DIGITS: Final = 32  # of an identity
_FIRST: Final = date(1970, 1, 1)
Conditions = list[tuple[str, tuple[object, ...]]]


def count(connection: sqlite3.Connection, selection: Selection) -> int:
    """How many: of ended ones as the counters have it, where they know."""
    if selection.ended and (counted := _counted(connection, selection)) is not None:
        return counted.total()
    return _count_rows(connection, selection)


def shares(connection: sqlite3.Connection, selection: Selection, by: By) -> tuple[Share, ...]:
    """How many of each, the most first."""
    if selection.ended and by in _PARTS:
        counted = _counted(connection, selection, by)
        if counted is not None:
            return tuple(Share(_named(key, by), number) for key, number in counted.most_common())
    column = "finisher" if selection.ended and by is By.OFFICER else _COLUMN[by]
    source, values = _source(connection, selection)
    sql = f"SELECT {column}, count(*) FROM {source} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
    found = connection.execute(sql, values).fetchall()
    return tuple(Share(_named(str(key or ""), by), number) for key, number in found)


def lines(connection: sqlite3.Connection, selection: Selection, limit: int) -> list[FigureLine]:
    """The first lines of the list: the most pressing, or those that ended last."""
    source, values = _source(connection, selection)
    order = "ended_at DESC, row" if selection.ended else "urgent_at, row"
    sql = f"SELECT row FROM {source} ORDER BY {order} LIMIT ?"  # noqa: S608 (own names)
    rows = [row for (row,) in connection.execute(sql, (*values, limit)).fetchall()]
    return _lines(connection, rows, order)


def rows(connection: sqlite3.Connection, selection: Selection) -> list[int]:
    """The numbers of the whole list's rows, the last received first: ``page`` takes from the end."""
    source, values = _source(connection, selection)
    sql = f"SELECT row FROM {source} ORDER BY row DESC"  # noqa: S608 (own names)
    return [row for (row,) in connection.execute(sql, values)]


def page(connection: sqlite3.Connection, left: list[int]) -> list[FigureLine]:
    """The next lines of the list whose rows ``left`` holds; they are taken out of it."""
    taken = left[-_PAGE:]
    del left[-_PAGE:]
    return _lines(connection, taken, "row")


def count_rows(connection: sqlite3.Connection, selection: Selection) -> int:
    """How many rows the list has."""
    return _count_rows(connection, selection)


def by_day(
    connection: sqlite3.Connection, units: Iterable[str], days: Days
) -> tuple[DayCount, ...]:
    """What each day brought, from the counters."""
    received, ended = Counter[int](), Counter[tuple[int, str]]()
    for unit in units:
        for (day, *_), number in _cells(connection, RECEIVED, unit, days):
            received[int(day)] += number
        for (day, how, *_), number in _cells(connection, ENDED, unit, days):
            ended[int(day), how] += number
    return tuple(
        DayCount(
            _FIRST + timedelta(days=day),
            received[day],
            {how: ended[day, how.value] for how in Ending if ended[day, how.value]},
        )
        for day in range(_number(days.first), _number(days.last) + 1)
    )


def _count_rows(connection: sqlite3.Connection, selection: Selection) -> int:
    source, values = _source(connection, selection)
    found = connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()  # noqa: S608
    return int(found[0])


_PARTS: Final = {By.FIELD: 3, By.PROCEDURE: 2, By.OFFICER: 2}  # of a key behind the unit


def _counted(
    connection: sqlite3.Connection, selection: Selection, by: By | None = None
) -> Counter[str] | None:
    """What the counters say of ended dossiers; None where none of them tells it apart."""
    by_officer = selection.officer is not None or by is By.OFFICER
    by_content = selection.field is not None or selection.procedure is not None
    told_apart = not (by_officer and (by_content or by in (By.FIELD, By.PROCEDURE)))
    by_where = selection.step is not None or selection.place is not None
    rows_alone = selection.received_on or selection.statuses or by_where
    if not told_apart or rows_alone or selection.ended_on is None:
        return None
    if by_officer and any(how in _NOT_BY_OFFICER for how in selection.ended):
        return None
    wanted = {how.value for how in selection.ended}
    part = None if by is None else _PARTS[by]
    found = Counter[str]()
    for unit in selection.units:
        facet = ENDED_BY if by_officer else ENDED
        for cell, number in _cells(connection, facet, unit, selection.ended_on):
            if cell[1] in wanted and _is_meant(cell, selection):
                found[cell[part] if part is not None else ""] += number
    return found


_NOT_BY_OFFICER: Final = (Ending.DECLINED, Ending.WITHDRAWN, Ending.STOPPED)


def _is_meant(cell: list[str], selection: Selection) -> bool:
    if selection.officer is not None:
        return cell[2] == _stored(selection.officer)
    return (selection.procedure is None or cell[2] == selection.procedure) and (
        selection.field is None or cell[3] == selection.field
    )


def _cells(
    connection: sqlite3.Connection, facet: str, unit: str, days: Days
) -> Iterator[tuple[list[str], int]]:
    """The counters of a unit's days, each key without its unit, in parts; a field may have strokes."""
    first, end = (f"{unit}/{number}" for number in (_number(days.first), _number(days.last) + 1))
    for key, number in connection.execute(_BETWEEN, (facet, first, end)):
        yield key[len(unit) + 1 :].split("/", 3), number


def _source(connection: sqlite3.Connection, selection: Selection) -> tuple[str, list[object]]:
    """Where the dossiers are found, and the values that stand there."""
    if selection.ended:
        conditions, source = _of_ended(connection, selection), _ENDED
    else:
        conditions, source = _of_open(selection), _OPEN
    where = "".join(f" AND {condition}" for condition, _ in conditions)
    return source + where, [value for _, values in conditions for value in values]


def _of_open(selection: Selection) -> Conditions:
    statuses = tuple(map(int, selection.statuses or WORKED_ON))
    found = [_home(selection), _among("status", statuses)]
    if selection.is_paused:
        found.append(("clock = 'paused'", ()))
    if selection.pause_kind:
        found.append(("pause_kind = ?", (selection.pause_kind,)))
    if selection.due_from is not None:
        found.append(("clock = 'running' AND due_at >= ?", (to_ms(selection.due_from),)))
    if selection.due_before is not None:  # nothing is urgent later than it is due
        limit = to_ms(selection.due_before)
        found.append(("clock = 'running' AND due_at < ? AND urgent_at < ?", (limit, limit)))
    if selection.officer is not None:
        found.append(("queue_holder = ?", (selection.officer,)))
    return found + _narrowed(selection)


def _of_ended(connection: sqlite3.Connection, selection: Selection) -> Conditions:
    units = selection.units
    found = [_among("unit_code", units), _among("ended", [how.value for how in selection.ended])]
    if selection.field is None:  # the index is in their order
        fields = {field for unit in units for (field,) in connection.execute(_FIELDS, (unit,))}
        found.append(_among("field", sorted(fields) or [""]))  # an empty list uses no index
    if selection.statuses:
        found.append(_among("status", tuple(map(int, selection.statuses))))
    if selection.ended_on is not None:
        found.append(("ended_at >= ? AND ended_at < ?", _limits(selection.ended_on)))
    if selection.officer:
        found.append(("finisher = ?", (_stored(selection.officer),)))
    elif selection.officer is not None:
        found.append(("finisher IS NULL", ()))
    return found + _narrowed(selection)


def _home(selection: Selection) -> tuple[str, tuple[object, ...]]:
    if not selection.is_visiting:
        return _among("unit_code", selection.units)
    here, there = (
        _among("place_code", selection.units),
        _among("unit_code NOT", selection.units),
    )
    return f"{here[0]} AND {there[0]}", (*here[1], *there[1])


def _stored(officer: str) -> str:
    """An identity as it is stored; whatever else holds dossiers has finished none."""
    try:
        return UUID(officer).hex
    except ValueError:
        return officer


def _named(key: str, by: By) -> str:
    """A share's key; an officer's identity as a holder is written."""
    return str(UUID(key)) if by is By.OFFICER and len(key) == _DIGITS else key


def _narrowed(selection: Selection) -> Conditions:
    found: Conditions = []
    for column, wanted in (
        ("field", selection.field),
        ("procedure_code", selection.procedure),
        ("step_name", selection.step),
        ("place_code", selection.place),
    ):
        if wanted is not None:
            found.append((f"{column} = ?", (wanted,)))
    if selection.received_on is not None:
        found.append(("received_at >= ? AND received_at < ?", _limits(selection.received_on)))
    return found


def _among(column: str, values: Iterable[object]) -> tuple[str, tuple[object, ...]]:
    wanted = tuple(values)
    return f"{column} IN ({marks(wanted)})", wanted


def _limits(days: Days) -> tuple[object, ...]:
    """Where ``days`` begin and end."""
    begins = to_ms(datetime.combine(days.first, time(), LOCAL))
    if days.last == date.max:
        return begins, to_ms(datetime.max.replace(tzinfo=LOCAL))
    return begins, to_ms(datetime.combine(days.last + timedelta(days=1), time(), LOCAL))


def _number(day: date) -> int:
    return (day - _FIRST).days


def _lines(connection: sqlite3.Connection, rows: list[int], order: str) -> list[FigureLine]:
    sql = f"{_LINE} WHERE row IN ({marks(rows)}) ORDER BY {order}"
    return [_line(row) for row in connection.execute(sql, rows)]


def _line(row: Any) -> FigureLine:
    identity, code, unit, procedure_code, procedure, field, channel, status, step, *rest = row
    holder, received_at, due_at, ended, ended_at, finisher = rest
    return FigureLine(
        id=UUID(identity),
        code=code,
        unit=unit,
        procedure_code=procedure_code,
        procedure=procedure,
        field=field,
        channel=channel,
        status=Status(status),
        step=step,
        holder=holder,
        received_at=from_ms(received_at),
        due_at=from_ms(due_at) if due_at is not None else None,
        ending=Ending(ended) if ended else None,
        ended_at=from_ms(ended_at) if ended_at is not None else None,
        finisher=UUID(finisher) if finisher else None,
    )

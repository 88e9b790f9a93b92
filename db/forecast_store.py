"""The port ``ForecastQuestions`` on a desk's store: rows of open dossiers, folds of a year's sample."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain.course import Course, Passage, course_of
from counter_app.domain.dossier import PauseSpan
from counter_app.domain.event import moment_of
from counter_app.domain.route import role_holder
from counter_app.services.figure_ports import WORKED_ON
from counter_app.services.forecast_ports import AtWork, Courses
from db.figure_store import SqlFigures
from db.foldings import Foldings
from db.moments import from_ms, to_ms
from db.reprojection import in_chunks
from db.statements import marks

_STATUSES: Final = ", ".join(str(int(status)) for status in WORKED_ON)
_OPEN: Final = (
    "dossiers INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"
    f" AND status IN ({_STATUSES}) AND unit_code IN ({{}})"
)
_ENDED: Final = (
    "dossiers INDEXED BY ix_dossiers_ended WHERE ended_at IS NOT NULL AND unit_code IN ({})"
)
# Rows follow one another in steps; multiplied by Knuth's constant their middle bits do not.
_SAMPLED: Final = "AND received_at >= ? AND ((row * 2654435761) >> 12) % ? = 0"
_ROWS: Final = f"SELECT row FROM {_OPEN} ORDER BY row"  # noqa: S608 (own names)
_LINES: Final = (
    "SELECT row, id, code, procedure_code, procedure_name, step, step_name, queue_holder,"
    " received_at, due_at FROM dossiers WHERE row IN ({}) ORDER BY row"
)
# The step a dossier is at, as the event that led there says.
_STEPS: Final = (
    "SELECT dossiers.row, json_extract(events.text, '$.public.step.number'),"
    " json_extract(events.text, '$.public.step.since'),"
    " json_extract(events.text, '$.public.step.role')"
    " FROM dossiers JOIN events ON events.dossier = dossiers.id"
    " WHERE dossiers.row IN ({}) AND dossiers.step > 0"
    " AND json_extract(events.text, '$.public.step.since') IS NOT NULL ORDER BY 3"
)
_PAUSES: Final = "SELECT dossier_row, kind, since, until FROM pauses WHERE dossier_row IN ({})"
_IDS: Final = "SELECT id FROM dossiers WHERE row IN ({}) ORDER BY row"


class SqlForecasts:
    """Reads on the figures' connection, in parts: nobody waits long for a figure."""

    def __init__(self, figures: SqlFigures) -> None:
        self._figures = figures

    def courses(self, units: Sequence[str], since: datetime, most: int) -> Courses:
        with self._figures.asking() as connection:
            known = _count(connection, units, since)
            one_in = max(1, -(-known // most))
            rows = sorted(_sampled(connection, units, since, one_in))
        found: list[Course] = []
        for chunk in in_chunks(rows):
            with self._figures.asking() as connection:
                found.extend(_folded(connection, chunk))
        return Courses(tuple(found), one_in)

    def at_work(self, units: Sequence[str]) -> tuple[AtWork, ...]:
        with self._figures.asking() as connection:
            rows = [row for (row,) in connection.execute(_ROWS.format(marks(units)), units)]
        found: list[AtWork] = []
        for chunk in in_chunks(rows):
            with self._figures.asking() as connection:
                found.extend(_at_work(connection, chunk))
        return tuple(found)


def _count(connection: sqlite3.Connection, units: Sequence[str], since: datetime) -> int:
    """How many dossiers were received since then and count."""
    total = 0
    for source in (_OPEN, _ENDED):
        sql = f"SELECT count(*) FROM {source} AND received_at >= ?"  # noqa: S608 (own names)
        total += connection.execute(sql.format(marks(units)), (*units, to_ms(since))).fetchone()[0]
    return total


def _sampled(
    connection: sqlite3.Connection, units: Sequence[str], since: datetime, one_in: int
) -> Iterator[int]:
    """The rows of one in so many of them."""
    for source in (_OPEN, _ENDED):
        sql = f"SELECT row FROM {source} {_SAMPLED}".format(marks(units))  # noqa: S608
        for (row,) in connection.execute(sql, (*units, to_ms(since), one_in)):
            yield row


def _folded(connection: sqlite3.Connection, rows: Sequence[int]) -> Iterator[Course]:
    ids = [one for (one,) in connection.execute(_IDS.format(marks(rows)), rows)]
    folded, _ = Foldings(limit=1).from_store(connection, ids, {})
    for one in sorted(folded, key=lambda one: one.row):
        yield course_of(one.dossier)


def _at_work(connection: sqlite3.Connection, rows: Sequence[int]) -> Iterator[AtWork]:
    steps: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    for row, number, since, role in connection.execute(_STEPS.format(marks(rows)), rows):
        steps[row][number] = since, role  # the last time it came there
    pauses: defaultdict[int, list[PauseSpan]] = defaultdict(list)
    for row, kind, begun, until in connection.execute(_PAUSES.format(marks(rows)), rows):
        ended = None if until is None else from_ms(until)
        pauses[row].append(PauseSpan(kind, from_ms(begun), ended))
    for line in connection.execute(_LINES.format(marks(rows)), rows):
        row, number = line[0], line[5]
        yield _line(line, steps[row].get(number), tuple(pauses[row]))


def _line(line: Any, step: tuple[str, str] | None, pauses: tuple[PauseSpan, ...]) -> AtWork:
    _, identity, code, procedure, name, _, step_name, holder, received_at, due_at = line
    received = from_ms(received_at)
    since, role = (moment_of(step[0]), role_holder(step[1])) if step else (received, "")
    course = Course(
        procedure=procedure,
        received_at=received,
        passages=(Passage(step_name, holder, since, None, role),),
        pauses=pauses,
        due_at=None if due_at is None else from_ms(due_at),
    )
    return AtWork(UUID(identity), code, name, course)

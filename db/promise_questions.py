"""Promises whose clock runs: what their due moments follow from, read from their first events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from counter_app.domain.canonical import canonical
from counter_app.domain.dossier import Dossier, PauseSpan
from counter_app.domain.event import Kind, moment_of
from counter_app.domain.folding import fold
from counter_app.services.impact_ports import Promised
from db import event_store
from db.figure_store import SqlFigures
from db.moments import from_ms, to_ms
from db.queries import OWN
from db.statements import marks

_PAGE: Final = 1000
_ROWS: Final = (
    "SELECT row FROM dossiers INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"  # noqa: S608
    " AND clock = 'running' AND status IN (2, 4) AND due_at >= ? AND received_at < ?"
    f" AND unit_code IN {OWN} ORDER BY row DESC"
)
_LINES: Final = (
    "SELECT d.row, d.id, d.code, d.procedure_code, d.procedure_name, d.due_at, d.first_due_at,"
    " e.kind, e.text FROM dossiers d JOIN events e ON e.seq = d.row WHERE d.row IN ({})"
    " AND d.due_at IS NOT NULL ORDER BY d.row"
)
_PAUSES: Final = (
    "SELECT dossier_row, kind, since, until FROM pauses WHERE dossier_row IN ({})"
    " ORDER BY dossier_row, ordinal"
)
_MOVED: Final = (
    f"SELECT dossier FROM events WHERE dossier IN ({{}}) AND kind = '{Kind.RESCHEDULED}'"  # noqa: S608
)


class SqlPromises:
    """Asks on the connection of the figures, a page at a time: nobody waits for all of it."""

    def __init__(self, figures: SqlFigures) -> None:
        self._figures = figures

    def running(self, due_from: datetime, received_before: datetime) -> Iterator[Promised]:
        span = (to_ms(due_from), to_ms(received_before))
        with self._figures.asking() as connection:
            left = [row for (row,) in connection.execute(_ROWS, span)]
        while left:
            taken = left[-_PAGE:]
            del left[-_PAGE:]
            with self._figures.asking() as connection:
                page = _page(connection, taken[::-1])
            yield from page


def _page(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Promised]:
    pauses: defaultdict[int, list[PauseSpan]] = defaultdict(list)
    for row, kind, since, until in connection.execute(_PAUSES.format(marks(rows)), rows):
        pauses[row].append(
            PauseSpan(kind, from_ms(since), None if until is None else from_ms(until))
        )
    lines = connection.execute(_LINES.format(marks(rows)), rows).fetchall()
    moved = _moved(connection, [line[1] for line in lines if line[5] != line[6]])
    found = []
    for row, identity, *rest, kind, text in lines:
        if kind == Kind.RECEIVED and _is_plain(text) and identity not in moved:
            found.append(_of_reception(UUID(identity), rest, text, tuple(pauses[row])))
        else:
            events = event_store.events_of(connection, UUID(identity))
            found.append(_of_dossier(fold(events), from_ms(rest[3])))
    return found


def _is_plain(text: str) -> bool:
    """Whether a reception's promise has one phase and starts at home."""
    return '"phases":[]' in text and '"competent_unit":null' in text


def _moved(connection: sqlite3.Connection, dossiers: Sequence[str]) -> frozenset[str]:
    """Those whose date a calendar moved before: another calendar than the first one counts."""
    found = connection.execute(_MOVED.format(marks(dossiers)), dossiers).fetchall()
    return frozenset(dossier for (dossier,) in found)


def _of_reception(
    identity: UUID, line: Sequence[Any], text: str, pauses: tuple[PauseSpan, ...]
) -> Promised:
    """What the reception promised still holds, but for the pauses since.

    Read from the canonical text without reading all of it: there a quote within a value is
    escaped, so that a key with its quotes is a key.
    """
    code, procedure_code, procedure, due_at, _first = line
    begins = text.index('"hours":') + len('"hours":')
    is_usual = text.startswith("null", begins)
    return Promised(
        identity,
        code,
        procedure_code,
        procedure,
        from_ms(due_at),
        moment_of(_last(text, "received_at")),
        _last(text, "term"),  # a step's own stands before it
        _last(text, "policy"),
        _last(text, "hour_rule"),
        "" if is_usual else text[begins : text.index("}", begins) + 1],
        _last(text, "calendar"),
        False,
        pauses,
    )


def _last(text: str, key: str) -> str:
    """The value of the last key of this name: a text without escapes."""
    mark = f'"{key}":"'
    begins = text.rindex(mark) + len(mark)
    return text[begins : text.index('"', begins)]


def _of_dossier(dossier: Dossier, due_at: datetime) -> Promised:
    return Promised(
        dossier.id,
        dossier.code,
        dossier.procedure.code,
        dossier.procedure.name,
        due_at,
        dossier.counted_from or dossier.received_at,
        dossier.term,
        dossier.policy,
        dossier.hour_rule,
        canonical(dossier.hours).decode() if dossier.hours else "",
        dossier.calendar,
        dossier.forwarded and dossier.counted_from is None,
        dossier.pauses,
    )

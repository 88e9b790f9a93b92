"""Promises whose clock runs: what their due moments follow from, read from their first events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Final
from uuid import UUID

from counter_app.domain.canonical import canonical
from counter_app.domain.dossier import Dossier, PauseSpan
from counter_app.domain.event import Kind
from counter_app.domain.folding import fold
from counter_app.services.impact_ports import Promised, Terms
from db import event_store
from db.figure_store import SqlFigures
from db.moments import from_ms, local_from_ms, to_ms
from db.queries import OWN
from db.statements import marks

_PAGE: Final = 1000
_RECEIVED: Final = Kind.RECEIVED.value
_ROWS: Final = (
    "SELECT row FROM dossiers INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"  # noqa: S608
    " AND clock = 'running' AND status IN (2, 4) AND due_at IS NOT NULL AND received_at < ?"
    f" AND unit_code IN {OWN} AND (due_at >= ? OR (SELECT instr(text, ?) FROM events"
    " WHERE seq = row) = 0) ORDER BY row DESC"
)
# The text as bytes: few of its letters are looked at, and reading all of them takes as long again.
_LINES: Final = (
    "SELECT d.row, d.id, d.code, d.procedure_code, d.procedure_name, d.received_at, d.due_at,"
    " d.first_due_at, e.kind, CAST(e.text AS BLOB) FROM dossiers d JOIN events e ON e.seq = d.row"
    " WHERE d.row IN ({}) AND d.due_at IS NOT NULL ORDER BY d.row"
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

    def running(
        self, due_from: datetime, received_before: datetime, calendar: str
    ) -> Iterator[Promised]:
        zone, version = due_from.tzinfo or UTC, f'"calendar":"{calendar}"'
        asked = (to_ms(received_before), to_ms(due_from), version)
        with self._figures.asking() as connection:
            left = [row for (row,) in connection.execute(_ROWS, asked)]
        while left:
            taken = left[-_PAGE:]
            del left[-_PAGE:]
            with self._figures.asking() as connection:
                page = _page(connection, taken[::-1], zone)
            yield from page


def _page(connection: sqlite3.Connection, rows: Sequence[int], zone: tzinfo) -> list[Promised]:
    pauses: defaultdict[int, tuple[PauseSpan, ...]] = defaultdict(tuple)
    for row, kind, since, until in connection.execute(_PAUSES.format(marks(rows)), rows):
        ended = None if until is None else from_ms(until)
        pauses[row] += (PauseSpan(kind, from_ms(since), ended),)
    lines = connection.execute(_LINES.format(marks(rows)), rows).fetchall()
    moved = _moved(connection, [line[1] for line in lines if line[6] != line[7]])
    found = []
    for row, hexadecimal, code, procedure, name, received_at, due_at, _, kind, text in lines:
        identity, due = UUID(int=int(hexadecimal, 16)), local_from_ms(due_at, zone)
        # What the reception promised still holds, but for the pauses since.
        terms = _terms(text) if kind == _RECEIVED and hexadecimal not in moved else None
        if terms is None:
            events = event_store.events_of(connection, identity)
            found.append(_of_dossier(fold(events), due, zone))
        else:
            begins = local_from_ms(received_at, zone)
            found.append(Promised(identity, code, procedure, name, due, begins, terms, pauses[row]))
    return found


def _moved(connection: sqlite3.Connection, dossiers: Sequence[str]) -> frozenset[str]:
    """Those whose date a calendar moved before: another calendar than the first one counts."""
    found = connection.execute(_MOVED.format(marks(dossiers)), dossiers).fetchall()
    return frozenset(dossier for (dossier,) in found)


def _terms(text: bytes) -> Terms | None:
    """What a reception resolved; None where it has phases or starts at another unit.

    Read from the canonical text without reading all of it: there a quote within a value is
    escaped, so that a key with its quotes is a key, and keys come in order.
    """
    received = text.rindex(b'"received_at":')
    rules = text.rindex(b'"hour_rule":', 0, received)
    calendar = text.index(b'"calendar":')
    if text.find(b'"competent_unit":null', calendar, rules) < 0:
        return None
    return _read(
        text[calendar : text.index(b",", calendar)],
        text[rules:received],
        text[text.rindex(b'"term":') :],
    )


@lru_cache(maxsize=1024)
def _read(calendar: bytes, rules: bytes, rest: bytes) -> Terms | None:
    """The same from the parts that are alike in many receptions: they are read once."""
    if b'"phases":[]' not in rules:
        return None
    begins = rules.index(b'"hours":') + len(b'"hours":')
    is_usual = rules.startswith(b"null", begins)
    return Terms(
        _value(rest, b"term"),
        _value(rules, b"policy"),
        _value(rules, b"hour_rule"),
        "" if is_usual else rules[begins : rules.index(b"}", begins) + 1].decode(),
        _value(calendar, b"calendar"),
        False,
    )


def _value(text: bytes, key: bytes) -> str:
    """The value of ``key``: a text without escapes."""
    begins = text.index(b'"%b":"' % key) + len(key) + 4
    return text[begins : text.index(b'"', begins)].decode()


def _of_dossier(dossier: Dossier, due_at: datetime, zone: tzinfo) -> Promised:
    terms = Terms(
        dossier.term,
        dossier.policy,
        dossier.hour_rule,
        canonical(dossier.hours).decode() if dossier.hours else "",
        dossier.calendar,
        dossier.forwarded and dossier.counted_from is None,
    )
    return Promised(
        dossier.id,
        dossier.code,
        dossier.procedure.code,
        dossier.procedure.name,
        due_at,
        (dossier.counted_from or dossier.received_at).astimezone(zone),
        terms,
        dossier.pauses,
    )

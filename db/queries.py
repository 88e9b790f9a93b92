"""Questions about dossiers, answered from projections by frozen values."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier import ClockState, Dossier, Lifecycle, Status
from counter_app.domain.dossier_code import DossierCode
from counter_app.domain.errors import InvalidDossierCode, UnknownDossier
from counter_app.domain.event import Event
from counter_app.domain.folding import fold
from counter_app.domain.review import Use
from counter_app.domain.text import search_words
from counter_app.services.ports import DossierLine, ReadyLine, Reference
from counter_app.services.queue_ports import QueuePage, QueuePlace, QueueQuery
from db import event_store, queue_questions
from db.desk_row import DeskRow
from db.engine import storage_refusals
from db.matching import expression_of, number_of
from db.moments import from_ms, to_ms

# Every code the desk's own unit has or had.
OWN: Final = "(SELECT json_extract(payload, '$.code') FROM unit_profiles)"
# `<> ''` repeats the condition of a partial index, so that SQLite may use it.
_LINE: Final = (
    "SELECT d.id, d.code, d.procedure_code, d.procedure_name, d.applicant, d.id_number, d.phone,"
    " d.status, d.lifecycle, d.clock, d.received_at, d.due_at FROM dossiers d"
)
_NEWEST: Final = f"{_LINE} ORDER BY d.row DESC LIMIT ?"
_BY_ALIAS: Final = f"{_LINE} WHERE d.alias = ? AND d.alias <> '' ORDER BY d.row DESC LIMIT ?"
# A code is found through its alias, whose index is there anyway.
_BY_CODE: Final = (
    f"{_LINE} WHERE d.alias = ? AND d.alias <> '' AND d.code = ? ORDER BY d.row DESC LIMIT ?"
)
_BY_WORDS: Final = (
    f"{_LINE} JOIN dossiers_text t ON t.rowid = d.row"
    " WHERE dossiers_text MATCH ? ORDER BY t.rowid DESC LIMIT ?"
)
_SAME: Final = (
    f"{_LINE} JOIN dossiers_text t ON t.rowid = d.row WHERE dossiers_text MATCH ?"
    " AND d.procedure_code = ? AND d.received_at >= ?"
    " AND lower(replace(d.id_number, ' ', '')) = ?"
    " AND d.lifecycle <> 'void' AND d.status <> 3 ORDER BY t.rowid DESC LIMIT 5"
)
# Few results wait at a time: the longest waiting first, through an index of them alone.
_READY: Final = (
    _LINE.replace(" FROM", ", d.finished_at FROM")
    + f" WHERE d.status = 9 AND d.lifecycle = 'open' AND d.place_code IN {OWN}"
)
_LONGEST_FIRST: Final = " ORDER BY d.finished_at, d.row LIMIT ?"
_HAS_WORD: Final = " AND instr(' ' || d.search_text, ' ' || ?) > 0"
_HAS_NUMBER: Final = " AND lower(replace(d.id_number, ' ', '')) = ?"
# The condition of a partial index to the letter, so that SQLite may use it.
_DISPUTED: Final = f"{_LINE} WHERE d.needs_review + d.conflicts > 0 ORDER BY d.row DESC LIMIT ?"
_BETWEEN: Final = (
    "SELECT id FROM dossiers WHERE received_at >= ? AND received_at < ?"  # noqa: S608 (constant)
    f" AND code <> '' AND lifecycle <> 'void' AND unit_code IN {OWN} ORDER BY received_at, row LIMIT ?"
)
# Of the newest, those that were begun here: what other desks receive says little about this one.
_RECENT: Final = (
    "SELECT d.procedure_code FROM (SELECT row, procedure_code FROM dossiers ORDER BY row DESC"
    " LIMIT 1000) d JOIN events e ON e.seq = d.row WHERE e.learnt = 0"
    " GROUP BY d.procedure_code ORDER BY max(d.row) DESC LIMIT ?"
)
# Judged at the end against the date with its pauses, without extensions (design §5).
_USES: Final = (
    "SELECT procedure_code, sum(received_at >= ? AND received_at < ?),"
    " sum(finished_at >= ? AND finished_at < ? AND due_at IS NOT NULL),"
    " sum(finished_at >= ? AND finished_at < ? AND finished_at <= due_at)"
    " FROM dossiers WHERE row > ? AND row <= ? AND code <> '' AND lifecycle <> 'void'"
    " AND received_at < ? GROUP BY procedure_code"
)
_LAST_ROW: Final = "SELECT coalesce(max(row), 0) FROM dossiers"
_AT_A_TIME: Final = 50_000  # rows: whoever asks something else meanwhile waits for these alone


class SqlQuestions:
    """Reads on a connection of their own, so that they neither wait nor keep a writer waiting."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reference: Callable[[sqlite3.Connection, UUID, int], Reference],
    ) -> None:
        self._connection = connection
        self._reference_at = reference
        self.lock = Lock()  # held while the connection is used, also by others who ask on it

    def search(self, text: str, limit: int) -> tuple[DossierLine, ...]:
        wanted = text.strip()
        if not wanted:
            return self._lines(_NEWEST, (limit,))
        code = _as_code(wanted)  # what is still being typed may look like a whole code
        if code and (found := self._lines(_BY_CODE, (code.alias, str(code), limit))):
            return found
        if wanted.isdigit() and (found := self._lines(_BY_ALIAS, (wanted, limit))):
            return found
        match = expression_of(wanted)
        return self._lines(_BY_WORDS, (match, limit)) if match else ()

    def identify(self, code: str) -> tuple[UUID, ...]:
        wanted = code.strip()
        try:
            dossier = UUID(wanted)
        except ValueError:
            pass
        else:
            return (dossier,) if self._is_known(dossier) else ()
        if code_of := _as_code(wanted):
            return tuple(
                line.id for line in self._lines(_BY_CODE, (code_of.alias, str(code_of), -1))
            )
        if not wanted.isdigit():
            return ()
        return tuple(line.id for line in self._lines(_BY_ALIAS, (wanted, -1)))

    def dossier(self, dossier: UUID) -> Dossier:
        with self._asking():
            events = event_store.events_of(self._connection, dossier)
        if not events:
            raise UnknownDossier(str(dossier))
        return fold(events)

    def events(self, dossier: UUID) -> tuple[Event, ...]:
        with self._asking():
            return event_store.events_of(self._connection, dossier)

    def same_applicant(
        self, id_number: str, procedure: str, since: datetime
    ) -> tuple[DossierLine, ...]:
        number = number_of(id_number)
        if not number:
            return ()
        return self._lines(_SAME, (f'"{number}"', procedure, to_ms(since), number))

    def ready(self, text: str, limit: int) -> tuple[ReadyLine, ...]:
        words = search_words(text)
        return self._ready(_HAS_WORD * len(words), words, limit)

    def ready_of(self, id_number: str, limit: int) -> tuple[ReadyLine, ...]:
        number = number_of(id_number)
        return self._ready(_HAS_NUMBER, (number,), limit) if number else ()

    def disputed(self, limit: int) -> tuple[DossierLine, ...]:
        return self._lines(_DISPUTED, (limit,))

    def received_between(
        self, since: datetime, until: datetime, limit: int = -1
    ) -> tuple[UUID, ...]:
        span = (to_ms(since), to_ms(until))
        with self._asking():
            rows = self._connection.execute(_BETWEEN, (*span, limit)).fetchall()
        return tuple(UUID(identity) for (identity,) in rows)

    def uses(self, since: datetime, until: datetime) -> Mapping[str, Use]:
        period = (to_ms(since), to_ms(until))
        uses: dict[str, Use] = {}
        with self._asking():
            last = self._connection.execute(_LAST_ROW).fetchone()[0]
        for first in range(0, last, _AT_A_TIME):
            values = (*period * 3, first, first + _AT_A_TIME, period[1])
            with self._asking():
                rows = self._connection.execute(_USES, values).fetchall()
            for code, *counts in rows:
                uses[code] = uses.get(code, Use()) + Use(*(count or 0 for count in counts))
        return uses

    def recent_procedures(self, desk: UUID, limit: int) -> tuple[str, ...]:
        with self._asking():
            rows = self._connection.execute(_RECENT, (limit,)).fetchall()
        return tuple(code for (code,) in rows)

    def queue_page(self, query: QueueQuery, after: QueuePlace | None, limit: int) -> QueuePage:
        with self._asking():
            return queue_questions.page(self._connection, query, after, limit)

    def overdue_supplements(self, now: datetime) -> tuple[UUID, ...]:
        with self._asking():
            return queue_questions.overdue_supplements(self._connection, now)

    def reference(self) -> Reference:
        with self._asking():
            row = DeskRow.read(self._connection)
            return self._reference_at(self._connection, row.identity.unit, row.reference_seq)

    def chain(self) -> Iterator[Event]:
        with self._asking():
            incarnation = DeskRow.read(self._connection).identity.incarnation.hex
        last = 0
        while True:  # in pages: who reads slowly keeps nobody waiting, and pins no old state
            with self._asking():
                page = event_store.chain_of(self._connection, incarnation, last)
            if not page:
                return
            yield from (event for _, event in page)
            last = page[-1][0]

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with self.lock, storage_refusals():
            yield

    def _lines(self, sql: str, parameters: tuple[object, ...]) -> tuple[DossierLine, ...]:
        with self._asking():
            return tuple(map(_line, self._connection.execute(sql, parameters).fetchall()))

    def _ready(self, also: str, values: tuple[str, ...], limit: int) -> tuple[ReadyLine, ...]:
        sql = f"{_READY}{also}{_LONGEST_FIRST}"
        with self._asking():
            rows = self._connection.execute(sql, (*values, limit)).fetchall()
        return tuple(ReadyLine(_line(row[:-1]), from_ms(row[-1])) for row in rows)

    def _is_known(self, dossier: UUID) -> bool:
        with self._asking():
            return event_store.last_seen(self._connection, dossier) is not None


def _as_code(text: str) -> DossierCode | None:
    try:
        return DossierCode.parse(text)
    except InvalidDossierCode:
        return None


def _line(row: Any) -> DossierLine:
    identity, code, procedure_code, procedure, applicant, id_number, phone, *rest = row
    status, lifecycle, clock, received_at, due_at = rest
    return DossierLine(
        id=UUID(identity),
        code=code,
        procedure_code=procedure_code,
        procedure=procedure,
        applicant=applicant,
        id_number=id_number,
        phone=phone,
        status=Status(status),
        lifecycle=Lifecycle(lifecycle),
        paused=clock == ClockState.PAUSED,
        received_at=from_ms(received_at),
        due_at=from_ms(due_at) if due_at is not None else None,
    )

"""Whole histories at once: the same events, fold and rows as one by one, written in batches."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import RLock
from typing import Final

from counter_app.domain.event import Draft, Event
from counter_app.domain.folding import fold
from counter_app.services.generation import History
from db import event_store
from db.projection import Row, insert_many
from db.unit_of_work import DeskRow

_TAKEN: Final = "SELECT taken FROM serials WHERE day = ? AND kind = 'received'"
_PUT: Final = (
    "INSERT INTO serials (day, kind, taken) VALUES (?, 'received', ?)"
    " ON CONFLICT (day, kind) DO UPDATE SET taken = excluded.taken"
)


class SqlBulk:
    """Writes generated histories; the store's write lock is held for a batch at a time."""

    def __init__(self, connection: sqlite3.Connection, lock: RLock) -> None:
        self._connection = connection
        self._lock = lock

    def taken(self, day: date) -> int:
        """How many serials of ``day`` were given out."""
        found = self._connection.execute(_TAKEN, (day.isoformat(),)).fetchone()
        return int(found[0]) if found else 0

    def write(self, histories: Sequence[History], taken: dict[date, int]) -> None:
        """Store ``histories`` and that ``taken`` serials of their days are used up."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._write(histories)
                counters = [(day.isoformat(), count) for day, count in taken.items()]
                self._connection.executemany(_PUT, counters)
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def _write(self, histories: Sequence[History]) -> None:
        desk = DeskRow.read(self._connection)
        rows: list[Row] = []
        folded = []
        for history in histories:
            first = desk.seq + 1
            events = _sealed(desk, history, rows)
            folded.append((first, fold(events)))
        self._connection.executemany(event_store.INSERT, rows)
        insert_many(self._connection, folded)
        desk.write(self._connection)


def _sealed(desk: DeskRow, history: History, rows: list[Row]) -> list[Event]:
    events: list[Event] = []
    for draft, event_id, salt in zip(history.drafts, history.ids, history.salts, strict=True):
        event = desk.sealed(_based(draft, events), event_id, salt)
        rows.append(event_store.event_row(desk.seq, event))
        events.append(event)
    return events


def _based(draft: Draft, events: list[Event]) -> Draft:
    return replace(draft, base=events[-1].id) if events else draft

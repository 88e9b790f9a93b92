"""What others wrote and no feed brings any more: the centre lost it, and this desk has it."""

import sqlite3
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from counter_app.services.centre_port import SentEvent
from counter_app.services.sync_ports import LostRun
from db.reprojection import in_chunks
from db.schema import LOST
from db.statements import marks

# In the order the centre had: acts on one dossier follow one another. Within an incarnation its
# chain goes before that, for what was rejected at first has a later place than what it precedes.
_ORDER: Final = (
    "SELECT incarnation, seq, length(CAST(text AS BLOB))"  # noqa: S608 (constant)
    " + coalesce(length(CAST(private AS BLOB)), 0),"
    " max(position) OVER (PARTITION BY incarnation ORDER BY desk_seq) AS place"
    f" FROM events WHERE {LOST} ORDER BY place, incarnation, desk_seq"
)
_EVENTS: Final = "SELECT seq, text, private, salt FROM events WHERE seq IN ({})"


def lost_runs(
    connection: sqlite3.Connection, max_events: int, max_bytes: int
) -> tuple[LostRun, ...]:
    """All of them as batches of one incarnation each, in the order in which to offer them."""
    runs: list[LostRun] = []
    rows: list[int] = []
    life, size = "", 0
    for incarnation, seq, bytes_, _ in connection.execute(_ORDER).fetchall():
        is_full = len(rows) == max_events or size + bytes_ > max_bytes
        if rows and (incarnation != life or is_full):
            runs.append(LostRun(UUID(life), tuple(rows)))
            rows, size = [], 0
        life, size = incarnation, size + bytes_
        rows.append(seq)
    return (*runs, LostRun(UUID(life), tuple(rows))) if rows else ()


def events_of(connection: sqlite3.Connection, rows: Iterable[int]) -> tuple[SentEvent, ...]:
    """Those events as they travel, in that order."""
    wanted = list(rows)
    found: dict[int, Any] = {
        row[0]: row[1:]
        for chunk in in_chunks(wanted)
        for row in connection.execute(_EVENTS.format(marks(chunk)), chunk)
    }
    return tuple(SentEvent(*found[row]) for row in wanted if row in found)

"""Questions about ratings of the desk's own unit, answered from projections."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID

from counter_app.domain.event import Kind, moment_text
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_counts import RatingCount, Stage
from db.engine import storage_refusals

_PART: Final = 20_000  # events
_OWN: Final = "(SELECT json_extract(payload, '$.code') FROM unit_profiles)"
_COUNTS: Final = (
    "SELECT unit_code, officer, quarter, scale, stage, question, answer, count FROM rating_counts"  # noqa: S608
    f" WHERE unit_code IN {_OWN} AND quarter BETWEEN ? AND ?"
    " ORDER BY unit_code, quarter, scale, officer, stage, question, answer"
)
_QUARTERS: Final = (
    f"SELECT DISTINCT quarter FROM rating_counts WHERE unit_code IN {_OWN} ORDER BY quarter"  # noqa: S608
)
_COMPLAINTS: Final = (
    "SELECT d.id FROM ratings r JOIN dossiers d ON d.row = r.dossier_row"  # noqa: S608
    f" WHERE r.complaint > 0 AND d.unit_code IN {_OWN} ORDER BY r.complaint, d.row DESC LIMIT ?"
)
# The first event of a dossier is its reception; its author received it. A part of the log at a
# time: who looks for a dossier meanwhile does not wait for all of it.
_HANDED_OVER: Final = (
    "SELECT json_extract(b.text, '$.author.officer'), count(*) FROM events h"  # noqa: S608
    " JOIN dossiers d ON d.id = h.dossier AND d.status = 10 AND d.lifecycle <> 'void'"
    " JOIN events b ON b.seq = d.row"
    f" WHERE h.seq > ? AND h.seq <= ? AND h.kind = '{Kind.HANDED_OVER.value}'"
    f" AND d.unit_code IN {_OWN}"
    " AND json_extract(h.text, '$.desk_time') >= ? AND json_extract(h.text, '$.desk_time') < ?"
    " GROUP BY 1"
)


class SqlRatingFigures:
    """Reads on a connection shared with other readers, one question at a time."""

    def __init__(self, connection: sqlite3.Connection, lock: Lock) -> None:
        self._connection = connection
        self._lock = lock

    def counts(self, first: Quarter, last: Quarter) -> Sequence[RatingCount]:
        with self._lock, storage_refusals():
            rows = self._connection.execute(_COUNTS, (str(first), str(last))).fetchall()
        return [
            RatingCount(
                unit, UUID(officer), Quarter.parse(quarter), scale, Stage(stage), question, *said
            )
            for unit, officer, quarter, scale, stage, question, *said in rows
        ]

    def quarters(self) -> tuple[Quarter, ...]:
        with self._lock, storage_refusals():
            rows = self._connection.execute(_QUARTERS).fetchall()
        return tuple(Quarter.parse(quarter) for (quarter,) in rows)

    def complaints(self, limit: int) -> tuple[UUID, ...]:
        with self._lock, storage_refusals():
            rows = self._connection.execute(_COMPLAINTS, (limit,)).fetchall()
        return tuple(UUID(identity) for (identity,) in rows)

    def handed_over(self, since: datetime, until: datetime) -> Mapping[UUID, int]:
        period = (moment_text(since), moment_text(until))
        found: Counter[UUID] = Counter()
        for start in range(0, self._last(), _PART):
            with self._lock, storage_refusals():
                asked = (start, start + _PART, *period)
                rows = self._connection.execute(_HANDED_OVER, asked).fetchall()
            found.update({UUID(officer): count for officer, count in rows})
        return found

    def _last(self) -> int:
        with self._lock, storage_refusals():
            last = self._connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()
        return int(last[0])

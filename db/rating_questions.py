"""Questions about ratings of the desk's own unit, answered from projections."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID

from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_counts import RatingCount, Stage
from db.engine import storage_refusals
from db.moments import to_ms

_PART: Final = 50_000  # numbers of rows
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
# A part of the rows at a time: who looks for a dossier meanwhile does not wait for all of them.
_HANDED_OVER: Final = (
    "SELECT receiver, count(*) FROM dossiers WHERE row > ? AND row <= ?"  # noqa: S608
    " AND status = 10 AND lifecycle <> 'void' AND closed_at >= ? AND closed_at < ?"
    f" AND unit_code IN {_OWN} GROUP BY receiver"
)
_LAST_ROW: Final = "SELECT coalesce(max(row), 0) FROM dossiers"
_NOBODY: Final = UUID(int=0)


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
        period = (to_ms(since), to_ms(until))
        found: Counter[UUID] = Counter()
        for start in range(0, self._last(), _PART):
            with self._lock, storage_refusals():
                asked = (start, start + _PART, *period)
                rows = self._connection.execute(_HANDED_OVER, asked).fetchall()
            found.update({UUID(by) if by else _NOBODY: count for by, count in rows})
        return found

    def _last(self) -> int:
        with self._lock, storage_refusals():
            last = self._connection.execute(_LAST_ROW).fetchone()
        return int(last[0])

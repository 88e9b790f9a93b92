"""Ratings -> rows: what each dossier adds is kept beside it, the counts know no dossier."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from counter_app.domain.canonical import canonical
from counter_app.domain.dossier import Dossier
from counter_app.domain.rating_counts import Tally, tallies
from db.rows import Rows
from db.schema_projections import rating_counts, ratings
from db.statements import inserting, marks, updating

_CHUNK: Final = 500  # values of an IN list
_INSERT: Final = inserting(ratings)
_UPDATE: Final = updating(ratings, "dossier_row")
_THERE: Final = "SELECT dossier_row, tallies, complaint FROM ratings WHERE dossier_row IN ({})"
_KEY: Final = ", ".join(column.name for column in rating_counts.primary_key)
_COUNT: Final = (
    f"INSERT INTO rating_counts ({_KEY}, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    f" ON CONFLICT ({_KEY}) DO UPDATE SET count = rating_counts.count + excluded.count"
)
_FORGET_ZEROS: Final = "DELETE FROM rating_counts WHERE count = 0"


def write_ratings(rows: Rows, dossiers: Sequence[tuple[int, Dossier]]) -> None:
    """Project the ratings of dossiers, by the numbers of their rows; few have any.

    A rating never goes: a dossier without one had none before.
    """
    rated = [(row, dossier) for row, dossier in dossiers if dossier.ratings]
    for start in range(0, len(rated), _CHUNK):
        _write(rows, rated[start : start + _CHUNK])


def _write(rows: Rows, rated: Sequence[tuple[int, Dossier]]) -> None:
    there = _there(rows, [row for row, _ in rated])
    change: Counter[Tally] = Counter()
    for row, dossier in rated:
        new, complaint = tallies(dossier), _complaint(dossier)
        values = (canonical([list(one) for one in new]).decode(), complaint)
        old = there.get(row)
        if old == values:
            continue
        if old is None:
            rows.execute(_INSERT, (row, *values))
        else:
            rows.execute(_UPDATE, (*values, row))
            change.subtract(Tally(*one) for one in json.loads(old[0]))
        change.update(new)
    counts = [(*tally, count) for tally, count in change.items() if count]
    rows.executemany(_COUNT, counts)
    if any(count < 0 for *_, count in counts):
        rows.execute(_FORGET_ZEROS)


def _there(rows: Rows, numbers: Sequence[int]) -> Mapping[int, tuple[Any, Any]]:
    found = rows.execute(_THERE.format(marks(numbers)), numbers).fetchall()
    return {row: (text, complaint) for row, text, complaint in found}


def _complaint(dossier: Dossier) -> int:
    complaints = [rating for rating in dossier.ratings if rating.counts and rating.complains]
    if not complaints:
        return 0
    return 2 if complaints[0].finding else 1

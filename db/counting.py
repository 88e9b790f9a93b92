"""The counters a dossier is one of: its home's, and apart the unit's it is visiting.

Every key begins with a unit's code, so that the centre's counters are the sum of the desks'.
"""

from collections import Counter
from typing import Any, Final, TypeAlias

from counter_app.domain.dossier import Lifecycle
from counter_app.domain.ending import FINISHED
from db.rows import Rows
from db.schema_projections import dossiers

Facet: TypeAlias = tuple[str, str]
# The columns of `dossiers` that say which counters a row is one of, in the order of `facets_of`.
COUNTED: Final = (
    *("lifecycle", "unit_code", "place_code", "status", "procedure_code", "field", "channel"),
    *("received_at", "ended", "ended_at", "finisher"),
)
RECEIVED: Final = "received"  # unit/day/channel/procedure/field
ENDED: Final = "ended"  # unit/day/how/procedure/field
ENDED_BY: Final = "ended-by"  # unit/day/how/officer
COUNT: Final = (
    "INSERT INTO counters (facet, key, count) VALUES (?, ?, ?)"
    " ON CONFLICT (facet, key) DO UPDATE SET count = counters.count + excluded.count"
)
_FORGET_ZERO: Final = "DELETE FROM counters WHERE facet = ? AND key = ? AND count = 0"
_PLACES: Final = tuple(list(dossiers.columns.keys()).index(name) for name in COUNTED)
_HOUR_MS: Final = 3_600_000
_JUDGED: Final = frozenset(how.value for how in FINISHED)


def facets_of_row(row: tuple[Any, ...]) -> list[Facet]:
    """The counters a row of ``dossiers``, in the table's column order, is one of."""
    return facets_of([row[n] for n in _PLACES])


def facets_of(counted: Any) -> list[Facet]:
    """The same by the values of ``COUNTED`` alone."""
    lifecycle, home, place, status, procedure, field, channel, *times = counted
    received_ms, ended, ended_ms, finisher = times
    if lifecycle == Lifecycle.VOID:
        return [("lifecycle", f"{home}/{lifecycle}")]
    facets = [
        ("status", f"{home}/{status}"),
        (RECEIVED, f"{home}/{day_of(received_ms)}/{channel}/{procedure}/{field}"),
    ]
    if place != home:
        facets.append(("visiting", f"{place}/{status}"))
    if ended:
        when = f"{home}/{day_of(ended_ms)}/{ended}"
        facets.append((ENDED, f"{when}/{procedure}/{field}"))
        if ended in _JUDGED and finisher:
            facets.append((ENDED_BY, f"{when}/{finisher}"))
    return facets


def day_of(moment_ms: int) -> int:
    """The local day, counted from 1970: Asia/Ho_Chi_Minh is UTC+7 all year."""
    return (moment_ms // _HOUR_MS + 7) // 24


def add_counts(rows: Rows, change: Counter[Facet]) -> None:
    """Add to the counters; a counter that comes to zero is no row, as after a rebuild."""
    counts = [(facet, key, count) for (facet, key), count in change.items() if count]
    rows.executemany(COUNT, counts)
    rows.executemany(_FORGET_ZERO, [(facet, key) for facet, key, count in counts if count < 0])

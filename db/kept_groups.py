"""The port ``KeptGroups`` on a desk's store: decisions beside the calendar's own entries."""

import json
from collections.abc import Collection
from contextlib import suppress
from typing import Any, Final

from counter_app.domain.calendar_entries import CalendarEntries, read_entries
from counter_app.domain.calendar_impact import GroupKey
from counter_app.domain.facts import UNREADABLE
from db.figure_store import SqlFigures

_DECIDED: Final = (
    "SELECT c.payload, e.private FROM calendar_changes c JOIN events e ON e.id = c.id"
    " WHERE e.private IS NOT NULL"
)


class SqlKeptGroups:
    """Reads on the figures' connection; changes of the calendar are few."""

    def __init__(self, figures: SqlFigures) -> None:
        self._figures = figures

    def kept(self, entries: CalendarEntries, units: Collection[str]) -> frozenset[GroupKey]:
        with self._figures.asking() as connection:
            rows = connection.execute(_DECIDED).fetchall()
        decided = (json.loads(private) for payload, private in rows if _is(payload, entries))
        return frozenset(key for one in decided if one.get("unit") in units for key in _keys(one))


def _is(payload: str, entries: CalendarEntries) -> bool:
    return read_entries(json.loads(payload)) == entries


def _keys(decided: Any) -> list[GroupKey]:
    with suppress(*UNREADABLE):  # another program's words decide on nothing here
        return [GroupKey.from_json(key) for key in decided["kept"]]
    return []

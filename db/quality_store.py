"""The port ``QualityQuestions`` on a desk's store: what events say of files and money."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from counter_app.domain.attachment import Purpose, Source
from counter_app.domain.ending import FINISHED, LOCAL
from counter_app.domain.event import Kind, moment_of
from counter_app.domain.period_report import Period
from counter_app.domain.service_quality import Ratio
from counter_app.services.figure_ports import WORKED_ON
from counter_app.services.quality_ports import Handled
from db.figure_store import SqlFigures
from db.moments import to_ms
from db.reprojection import in_chunks
from db.statements import marks

_TOLD_BY: Final = (Kind.ATTACHED, Kind.DETACHED, Kind.PAID, Kind.REVERSED)
_WORDS: Final = "', '"  # between two texts of a list
# ?1 is the period's first moment, ?2 the first behind it, ?3 the unit; whether it was received in
# the period, and whether it was solved there. No row is read, only indexes.
_IS_NEW: Final = "received_at >= ?1 AND received_at < ?2"
_IS_SOLVED: Final = f"ended_at < ?2 AND ended IN ('{_WORDS.join(FINISHED)}')"
_ENDED: Final = (
    f"SELECT row, {_IS_NEW}, {_IS_SOLVED} FROM dossiers INDEXED BY ix_dossiers_ended"  # noqa: S608
    f" WHERE ended_at IS NOT NULL AND ended_at >= ?1 AND unit_code = ?3 AND received_at < ?2"
)
_OPEN: Final = (
    "SELECT row, 1, 0 FROM dossiers INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"  # noqa: S608
    f" AND status IN ({', '.join(str(int(status)) for status in WORKED_ON)})"
    f" AND unit_code = ?3 AND {_IS_NEW}"
)
_IDS: Final = "SELECT row, id FROM dossiers WHERE row IN ({})"
_EVENTS: Final = (
    "SELECT dossier, kind, text FROM events WHERE dossier IN ({})"  # noqa: S608 (constants)
    f" AND kind IN ('{_WORDS.join(_TOLD_BY)}')"
)
# Another unit's proposals are nothing a citizen meets here.
_VERSIONS: Final = (
    "SELECT json_extract(v.payload, '$.decision.effective') AS effective,"
    " json_extract(e.text, '$.desk_time') FROM procedure_versions v JOIN events e ON e.id = v.id"
    " WHERE v.home <> 2 AND json_extract(v.payload, '$.official')"
    " AND effective BETWEEN ? AND ?"
)
_BEGAN: Final = "SELECT json_extract(text, '$.desk_time') FROM events ORDER BY seq LIMIT 1"
_TRANSFER: Final = "transfer"


class SqlQuality:
    """Reads on the figures' connection, in parts: nobody waits long for a figure."""

    def __init__(self, figures: SqlFigures) -> None:
        self._figures = figures

    def handled(self, units: tuple[str, ...], period: Period) -> Handled:
        with self._figures.asking() as connection:
            rows = list(_rows(connection, units, period))
        found = _Counting()
        for chunk in in_chunks(rows):
            with self._figures.asking() as connection:
                told = _told(connection, [row for row, _, _ in chunk])
            for row, is_new, is_solved in chunk:
                found.count(told.get(row) or _Told(), is_new, is_solved)
        return Handled(**found.numbers)

    def published(self, period: Period) -> Ratio | None:
        with self._figures.asking() as connection:
            began = connection.execute(_BEGAN).fetchone()
            first = max(period.first.isoformat(), _local_day(began[0]) if began else "")
            found = connection.execute(_VERSIONS, (first, period.last.isoformat())).fetchall()
        in_time = sum(_local_day(issued) <= effective for effective, issued in found)
        return Ratio(in_time, len(found)) if found else None


@dataclass(slots=True)
class _Told:
    """What one dossier's events say: what each attached or paid, by the event's identity."""

    files: dict[str, Any] = field(default_factory=dict)
    payments: dict[str, Any] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)

    def hear(self, kind: str, event: Any) -> None:
        """One event more, in any order."""
        public = event["public"]
        if kind == Kind.ATTACHED:
            self.files[event["id"]] = public
        elif kind == Kind.PAID:
            self.payments[event["id"]] = public
        else:
            self.taken_back.add(public.get("attachment") or public.get("reverses") or "")

    def has_file(self, **wanted: str) -> bool:
        """Whether a file that was not taken back is so."""
        return any(
            all(public.get(name) == value for name, value in wanted.items())
            for event, public in self.files.items()
            if event not in self.taken_back
        )

    @property
    def methods(self) -> set[str]:
        """How the money came that was not given back; empty: it is not kept how."""
        return {
            str(public.get("method", ""))
            for event, public in self.payments.items()
            if event not in self.taken_back
        }


class _Counting:
    """The numbers of ``Handled`` as dossiers come by."""

    def __init__(self) -> None:
        self.numbers: defaultdict[str, int] = defaultdict(int)

    def count(self, told: _Told, is_new: bool, is_solved: bool) -> None:
        """One dossier."""
        paper, methods = Purpose.COMPONENT.value, told.methods
        said = {
            "received": is_new,
            "digitised": is_new and told.has_file(purpose=paper),
            "reused": is_new and told.has_file(purpose=paper, source=Source.DATABASE.value),
            "solved": is_solved,
            "results": is_solved and told.has_file(purpose=Purpose.RESULT.value),
            "paid": is_solved and bool(methods) and "" not in methods,
            "by_transfer": is_solved and methods == {_TRANSFER},
        }
        for name, is_so in said.items():
            self.numbers[name] += bool(is_so)


def _rows(
    connection: sqlite3.Connection, units: Iterable[str], period: Period
) -> Iterator[tuple[int, bool, bool]]:
    """Each dossier's row, whether it was received in the period, and whether it was solved there."""
    limits = to_ms(period.begins), to_ms(period.ends)
    for unit in units:
        for sql in (_ENDED, _OPEN):
            yield from connection.execute(sql, (*limits, unit))


def _told(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, _Told]:
    named = {id_: row for row, id_ in connection.execute(_IDS.format(marks(rows)), rows)}
    found: defaultdict[int, _Told] = defaultdict(_Told)
    for dossier, kind, text in connection.execute(_EVENTS.format(marks(named)), tuple(named)):
        found[named[dossier]].hear(kind, json.loads(text))
    return found


def _local_day(moment: str) -> str:
    return moment_of(moment).astimezone(LOCAL).date().isoformat()

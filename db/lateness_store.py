"""The port ``LatenessQuestions`` on a desk's store: indexes name the late ones, folds say the rest."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from counter_app.domain.ending import Ending
from counter_app.domain.event import Kind, moment_of
from counter_app.domain.facts import UNREADABLE
from counter_app.domain.lateness import Extension, Lateness, lateness_of
from counter_app.services.figure_ports import WORKED_ON
from db.figure_store import SqlFigures
from db.foldings import Foldings
from db.moments import to_ms
from db.reprojection import in_chunks
from db.statements import marks

# ?1 is the unit; the date passed from ?2 to before ?3.
_IS_MEANT: Final = "unit_code = ?1 AND due_at >= ?2 AND due_at < ?3"
_ENDED: Final = (
    "SELECT row FROM dossiers INDEXED BY ix_dossiers_ended WHERE ended_at IS NOT NULL"  # noqa: S608
    f" AND ended_at >= ?2 AND ended = '{Ending.LATE}' AND {_IS_MEANT}"
)
_OPEN: Final = (
    "SELECT row FROM dossiers INDEXED BY ix_dossiers_queue WHERE lifecycle = 'open'"  # noqa: S608
    f" AND status IN ({', '.join(str(int(status)) for status in WORKED_ON)})"
    f" AND clock = 'running' AND urgent_at < ?3 AND {_IS_MEANT}"  # nothing is urgent later than due
)
_IDS: Final = "SELECT id FROM dossiers WHERE row IN ({}) ORDER BY row"
_EXTENSIONS: Final = (
    f"SELECT dossier, text FROM events WHERE dossier IN ({{}}) AND kind = '{Kind.EXTENDED}'"  # noqa: S608
    " ORDER BY position IS NULL, position, seq"
)


class SqlLateness:
    """Reads on the figures' connection: nobody waits long for a figure."""

    def __init__(self, figures: SqlFigures) -> None:
        self._figures = figures

    def late(self, units: tuple[str, ...], since: datetime, until: datetime) -> Iterator[Lateness]:
        with self._figures.asking() as connection:
            rows = [
                row
                for unit in units
                for sql in (_ENDED, _OPEN)
                for (row,) in connection.execute(sql, (unit, to_ms(since), to_ms(until)))
            ]
        for chunk in in_chunks(sorted(rows)):
            with self._figures.asking() as connection:
                found = _of(connection, chunk)
            yield from found


def _of(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Lateness]:
    ids = [one for (one,) in connection.execute(_IDS.format(marks(rows)), rows)]
    folded, _ = Foldings(limit=1).from_store(connection, ids, {})
    extensions: defaultdict[str, list[Extension]] = defaultdict(list)
    for dossier, text in connection.execute(_EXTENSIONS.format(marks(ids)), ids):
        with suppress(*UNREADABLE):  # such an event waits for review and promises nothing
            said = json.loads(text)["public"]
            extensions[dossier].append(Extension(moment_of(said["until"]), said.get("cause", "")))
    return [lateness_of(one.dossier, extensions[one.dossier.id.hex]) for one in folded]

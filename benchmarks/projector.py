"""How fast the centre projects what desks have sent, with TLS, its own role and row-level security."""

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import psycopg

from benchmarks.big_desk import generate, new_desk
from benchmarks.figures import Figure, timed
from benchmarks.server import own_server
from counter_app.bootstrap import central_database, set_up_centre
from counter_app.services.central import Project
from db.first_look import FILE

BUDGET_PER_S: Final = 1000.0
_DOSSIERS, _DAYS = 5000, 60
# As they happened and not life by life: a step meets many dossiers and a little of each.
_EVENTS: Final = (
    "SELECT id, scope, dossier, kind, (SELECT id FROM desk), incarnation, desk_seq, text, private,"
    " salt, hash FROM events ORDER BY json_extract(text, '$.desk_time'), seq"
)
_COPY_EVENTS: Final = (
    "COPY counter.events (id, scope, dossier, kind, desk, incarnation, desk_seq, text, private,"
    " salt, hash, position, received_at, is_proposal) FROM STDIN"
)
_COPY_FEED: Final = "COPY counter.feed (event, scope, position, home_position) FROM STDIN"
_HEADS: Final = (
    "INSERT INTO counter.scopes (id, kind, head) SELECT scope, 'unit', max(position)"
    " FROM counter.feed GROUP BY scope"
)


def measure() -> list[Figure]:
    """Events a second: of a backlog from nothing, and again where every dossier has its row."""
    with tempfile.TemporaryDirectory() as folder, own_server() as server:
        desk = Path(folder) / "desk"
        new_desk(desk)
        generate(desk, _DOSSIERS, lambda done: None, _DAYS)
        url = server.url(server.new_database())
        set_up_centre(url)()
        count = _fill(url, desk)
        with closing(central_database(url)) as database:
            first_ms = timed(Project(database))
            database.start_over()
            again_ms = timed(Project(database))
            if stray := database.set_aside():
                raise RuntimeError(stray)
    note = f"{count} events of {_DOSSIERS} dossiers"
    return [
        Figure("projector", count / first_ms * 1000, "events/s", BUDGET_PER_S, True, note),
        Figure("projector.again", count / again_ms * 1000, "events/s", BUDGET_PER_S, True, note),
    ]


def _fill(url: str, desk: Path) -> int:
    """Everything the desk has, in the feeds of its scopes."""
    with closing(sqlite3.connect(desk / FILE)) as source:
        events = list(_placed(source.execute(_EVENTS)))
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        with cursor.copy(_COPY_EVENTS) as copy:
            for row in events:
                copy.write_row((*row, "2026-11-16T02:00:00Z", False))
        with cursor.copy(_COPY_FEED) as copy:
            for identity, scope, *_, position in events:
                copy.write_row((identity, scope, position, position))
        cursor.execute(_HEADS)
    return len(events)


def _placed(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Each with its position in its scope."""
    heads: dict[str, int] = {}
    for row in rows:
        heads[row[1]] = heads.get(row[1], 0) + 1
        yield (*row, heads[row[1]])

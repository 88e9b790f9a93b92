"""An act against its own rows written by hand: what checking, sealing and folding cost on top."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from statistics import median
from typing import TypeAlias
from uuid import UUID

from benchmarks.acceptance import request
from benchmarks.big_desk import new_desk
from benchmarks.figures import Figure, timed
from counter_app.bootstrap import counter_of, open_store
from counter_app.services.counter import Counter

Values: TypeAlias = tuple[object, ...]

BUDGET = 3.0  # times the same rows written raw
_ROUNDS = 300
_WARM_UP = 20
_TABLES = ("events", "dossiers", "components", "counters", "desk")


def measure(big: Path) -> list[Figure]:
    """The ratio on an empty desk and on the big one, each with raw rows beside the same disk."""
    with tempfile.TemporaryDirectory(dir=big.parent) as folder:
        new_desk(Path(folder) / "small")
        small = _ratio(Path(folder) / "small", Path(folder))
        large = _ratio(big, Path(folder))
    return [
        Figure("act.empty", small[0], "x raw rows", BUDGET, note=f"raw {small[1]:.2f} ms"),
        Figure("act.million", large[0], "x raw rows", BUDGET, note=f"raw {large[1]:.2f} ms"),
    ]


def _ratio(desk: Path, scratch: Path) -> tuple[float, float]:
    """Acts and raw rows take turns, so that the disk's moods meet both alike."""
    store = open_store(desk)
    try:
        counter = counter_of(store, desk)
        acts = _acts(counter)
        next(acts)()  # now there is a dossier whose rows can be copied
        raw = raw_act(scratch, desk)
        for _ in range(_WARM_UP):
            next(acts)()
            raw()
        pairs = [(timed(next(acts)), timed(raw)) for _ in range(_ROUNDS)]
    finally:
        store.close()
    act, plain = median(a for a, _ in pairs), median(r for _, r in pairs)
    return act / plain, plain


def _acts(counter: Counter) -> Iterator[Callable[[], object]]:
    """Take, pause, resume, forward and finish on dossiers that are received in between, untimed."""
    officers = {o.login: o for o in counter.questions.reference().officers()}
    components = counter.catalogue.versions("1.001193")[-1].components
    while True:
        dossier = counter.reception.intake(request(components), officers["tiepnhan"]).dossier.id
        for login, act, data in (
            ("xuly", "take", {}),
            ("xuly", "pause", {"kind": "verification", "document": "12/CV"}),
            ("xuly", "resume", {}),
            ("xuly", "forward", {"to": "leader"}),
            ("lanhdao", "finish", {"outcome": "positive"}),
        ):
            yield _act(counter, dossier, act, data, officers[login])


def _act(
    counter: Counter, dossier: UUID, act: str, data: dict[str, str], officer: object
) -> Callable[[], object]:
    return lambda: counter.perform(dossier, act, data, officer)  # type: ignore[arg-type]


def raw_act(scratch: Path, desk: Path) -> Callable[[], None]:
    """The rows of an act: its event, the dossier with four papers, its counters, the desk's head.

    The values are one act's own, copied from ``desk``; the tables have a primary key and nothing else.
    """
    event, dossier, paper, head = _last_act(desk)
    connection = _raw_tables(scratch, (event, dossier, paper, ("", 0), head))
    number = count(1)

    def put(table: str, key: int, values: Values) -> None:
        marks = ", ".join("?" for _ in values)
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, {marks})", (key, *values))

    def write() -> None:
        n = next(number)
        connection.execute("BEGIN IMMEDIATE")
        put("events", n, event)
        put("dossiers", n // 5, dossier)
        for paper_number in range(4):
            put("components", n // 5 * 4 + paper_number, paper)
        for counter in range(4):
            put("counters", counter, (str(counter), n))
        put("desk", 1, head)
        connection.execute("COMMIT")

    return write


def _last_act(desk: Path) -> tuple[Values, Values, Values, Values]:
    """The newest event, dossier and component of ``desk``, and its head."""
    source = sqlite3.connect(f"file:{desk / 'desk.sqlite3'}?mode=ro", uri=True)
    event = _last(source, "SELECT * FROM events ORDER BY seq DESC LIMIT 1")
    dossier = _last(source, "SELECT * FROM dossiers ORDER BY row DESC LIMIT 1")
    paper = _last(source, "SELECT * FROM components ORDER BY dossier_row DESC LIMIT 1")
    head = _last(source, "SELECT * FROM desk")
    source.close()
    return event, dossier, paper, head


def _raw_tables(scratch: Path, samples: Iterable[Values]) -> sqlite3.Connection:
    """A new database as durable as the desk's, a table per sample and as wide."""
    file = tempfile.mktemp(dir=scratch)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for name, sample in zip(_TABLES, samples, strict=True):
        columns = ", ".join(f"c{n}" for n in range(len(sample)))
        connection.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {columns})")
    return connection


def _last(connection: sqlite3.Connection, sql: str) -> Values:
    row: Values = connection.execute(sql).fetchone()
    return row

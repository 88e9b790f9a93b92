"""Search over the big desk: what an officer types, newest first."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.figures import Figure, percentile, timed
from counter_app.bootstrap import open_store
from counter_app.domain.text import fold

BUDGET_MS = 25.0  # p99, design.md §9
_QUERIES = 300


def measure(big: Path) -> list[Figure]:
    """p99 in milliseconds for each kind of query; the samples are rows of the desk itself."""
    store = open_store(big)
    try:
        search = store.questions.search
        search("nguyen", 20)
        figures = []
        for kind, texts in _texts(big).items():
            took = [timed(lambda text=text: search(text, 20)) for text in texts]  # type: ignore[misc]
            note = f"p50 {percentile(took, 0.5):.2f} ms, max {max(took):.1f} ms"
            figures.append(
                Figure(f"search.{kind}", percentile(took, 0.99), "ms p99", BUDGET_MS, note=note)
            )
        return figures
    finally:
        store.close()


def _texts(big: Path) -> dict[str, list[str]]:
    random = Random(7)
    rows = list(_sample(big, random))
    return {
        "code": [row[0] for row in rows],
        "alias": [row[1] for row in rows],
        "phone": [row[2] for row in rows],
        "number": [row[3] for row in rows],
        "name": [row[4] for row in rows],
        "name-unmarked": [fold(row[4]) for row in rows],
        "words-any-order": [_shuffled(fold(row[4]), random) for row in rows],
        "letters": [_typed(fold(row[4]), random) for row in rows],
        "common-surname": ["nguyen", "tran", "le thi", "n", "nguyen v", "thi"] * 50,
    }


def _sample(big: Path, random: Random) -> Iterator[tuple[str, ...]]:
    connection = sqlite3.connect(f"file:{big / 'desk.sqlite3'}?mode=ro", uri=True)
    (last,) = connection.execute("SELECT max(row) FROM dossiers").fetchone()
    sql = (
        "SELECT code, alias, phone, id_number, applicant FROM dossiers"
        " WHERE row >= ? AND code <> '' ORDER BY row LIMIT 1"
    )
    for _ in range(_QUERIES):
        yield connection.execute(sql, (random.randrange(last - 10),)).fetchone()
    connection.close()


def _shuffled(name: str, random: Random) -> str:
    words = name.split()
    random.shuffle(words)
    return " ".join(words)


def _typed(name: str, random: Random) -> str:
    """The first letters of the words in any order: what stands there while somebody types."""
    return " ".join(word[: random.randrange(1, 4)] for word in _shuffled(name, random).split())

"""Accepting a dossier against five plain inserts of the same bytes, in the same minutes."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.big_desk import new_desk
from benchmarks.figures import Figure, timed
from counter_app.bootstrap import counter_of, open_store
from counter_app.domain.person import Person
from counter_app.domain.procedure import Component, Need
from counter_app.services.requests import IntakeRequest, PaperRequest

BUDGET = 3.0  # times RAW5, design.md §9
_ROUNDS = 400
_ROW_BYTES = 640
_PROCEDURE = "1.001193"


def measure(big: Path) -> list[Figure]:
    """The ratio on an empty desk and on the big one; raw inserts go beside the same disk."""
    with tempfile.TemporaryDirectory(dir=big.parent) as folder:
        new_desk(Path(folder) / "small")
        small = _ratio(Path(folder) / "small", Path(folder))
        large = _ratio(big, Path(folder))
    return [
        Figure("accept.empty", small[0], "x RAW5", BUDGET, note=f"RAW5 {small[1]:.2f} ms"),
        Figure("accept.million", large[0], "x RAW5", BUDGET, note=f"RAW5 {large[1]:.2f} ms"),
    ]


def _ratio(desk: Path, scratch: Path) -> tuple[float, float]:
    """Accept and RAW5 take turns, so that the disk's moods meet both alike."""
    store = open_store(desk)
    try:
        counter = counter_of(store, desk)
        officer = next(o for o in store.questions.reference().officers() if o.login == "tiepnhan")
        raw = _raw5(scratch)
        wanted = request(counter.catalogue.versions(_PROCEDURE)[-1].components)
        for _ in range(20):
            counter.reception.intake(wanted, officer)
            raw()
        pairs = [
            (timed(lambda: counter.reception.intake(wanted, officer)), timed(raw))
            for _ in range(_ROUNDS)
        ]
    finally:
        store.close()
    accept, plain = median(a for a, _ in pairs), median(r for _, r in pairs)
    return accept / plain, plain


def _raw5(scratch: Path) -> Callable[[], None]:
    """Five inserts of 640 bytes in one transaction: raw sqlite3, WAL, FULL."""
    file = tempfile.mktemp(dir=scratch)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, body TEXT)")

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(5):
            row = (os.urandom(16).hex(), "x" * (_ROW_BYTES - 32))
            connection.execute("INSERT INTO t (name, body) VALUES (?, ?)", row)
        connection.execute("COMMIT")

    return write


def request(components: tuple[Component, ...]) -> IntakeRequest:
    """A birth registration with at least four papers."""
    papers = tuple(
        PaperRequest(component.id)
        for component in components
        if component.need is not Need.CONDITIONAL
    )
    papers += tuple(PaperRequest(f"Giấy tờ khác {n}") for n in range(4 - len(papers)))
    applicant = Person("Nguyễn Thị Hiếu", id_number="001190012345", phone="0912345678")
    return IntakeRequest(_PROCEDURE, applicant, papers=papers)

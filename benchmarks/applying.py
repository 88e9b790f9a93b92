"""How fast a desk takes in what others did, against the speed at which `generate` makes it.

Compared are events a second, both on the disk and with every projection: `generate` invents, seals
and stores whole lives; `apply` proves, stores and projects the same events as another desk's feed
brings them. That feed is a unit's of two or three desks with some 250 receptions a working day:
events stand in the order of their moments, so a page of 1,000 holds a little of very many dossiers.
"""

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final
from uuid import UUID, uuid4

from benchmarks.big_desk import generate, new_desk
from benchmarks.figures import Figure, timed
from counter_app.bootstrap import open_store, shipped_calendar, system_clock
from counter_app.collector import no_collector
from counter_app.identities import SystemChance
from counter_app.services.centre_port import (
    FedEvent,
    SentEvent,
)
from counter_app.services.enrolling import BeginEnrolled
from counter_app.services.sync_ports import (
    Credentials,
    SyncLog,
)
from counter_app.services.sync_round import PAGE
from db.desk_store import NewDeskStore
from db.first_look import FILE

BUDGET: Final = 0.8  # of the speed of `generate`
_DOSSIERS, _DAYS, _ROUNDS = 6_000, 30, 5
_WARM_UP: Final = 500
_EVENTS: Final = (
    "SELECT text, private, salt FROM events WHERE dossier IS NOT NULL"
    " ORDER BY json_extract(text, '$.desk_time'), seq"
)


@dataclass(frozen=True, slots=True)
class Speeds:
    """Events a second: made, applied page by page, and the way of a first sync."""

    generate: float
    pages: float
    first: float


def measure(root: Path) -> list[Figure]:
    """Both ways as shares of `generate`; the three take turns on the disk the big desk is on."""
    _speeds(root, _WARM_UP)
    rounds = [_speeds(root, _DOSSIERS) for _ in range(_ROUNDS)]
    made = f"generate {median(r.generate for r in rounds):,.0f} events/s"
    return [
        _figure("sync.apply", [r.pages / r.generate for r in rounds], made),
        _figure("sync.apply.first", [r.first / r.generate for r in rounds], made),
    ]


def _figure(name: str, ratios: Sequence[float], note: str) -> Figure:
    return Figure(name, median(ratios), "of generate", BUDGET, at_least=True, note=note)


def _speeds(root: Path, dossiers: int) -> Speeds:
    with tempfile.TemporaryDirectory(dir=root) as name:
        folder = Path(name)
        new_desk(folder / "source")
        made_ms = timed(lambda: generate(folder / "source", dossiers, lambda done: None, _DAYS))
        feed = _feed(folder / "source")
        took = [_applied_ms(folder / way, feed, way == "pages") for way in ("pages", "first")]
    return Speeds(*(len(feed) / ms * 1000 for ms in (made_ms, *took)))


def _feed(desk: Path) -> tuple[FedEvent, ...]:
    """What the desk did with dossiers, as it happened."""
    with closing(sqlite3.connect(desk / FILE)) as source:
        rows = source.execute(_EVENTS).fetchall()
    now = datetime.now(UTC)
    return tuple(FedEvent(at, at, SentEvent(*row), now) for at, row in enumerate(rows, 1))


def _applied_ms(folder: Path, feed: Sequence[FedEvent], by_pages: bool) -> float:
    """Milliseconds a new desk needs until all of it is searchable."""
    unit = _join(folder)
    store = open_store(folder)
    try:
        return timed(lambda: _apply(store.sync_log, unit, feed, by_pages))
    finally:
        store.close()


def _apply(log: SyncLog, unit: UUID, feed: Sequence[FedEvent], by_pages: bool) -> None:
    """Page by page, each beginning with the row the last one ended with, as a pull answers."""
    with no_collector():  # as a round does
        for start in range(0, len(feed), PAGE - 1):
            page = feed[max(start - 1, 0) : start + PAGE - 1]
            log.apply(unit, page, projecting=by_pages)
    if not by_pages and not log.project_stored(lambda done, all_: True):
        raise RuntimeError("not projected")


def _join(folder: Path) -> UUID:
    """A new desk of a centre's unit, as enrolment leaves it; the unit."""
    unit, city = uuid4(), uuid4()
    given = Credentials("", 0, "", "", "", "", "", unit, "H26.12", "UBND phường", city, 4)
    chance = SystemChance()
    new_store = NewDeskStore(folder, shipped_calendar(), chance.identity)
    BeginEnrolled(new_store, system_clock, chance)(given)
    return unit

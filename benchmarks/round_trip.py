"""What lies between an act at one desk and its being seen at another: one dossier, and a thousand events."""

import sqlite3
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, Final

import psycopg

from benchmarks.acceptance import request
from benchmarks.acting import raw_act
from benchmarks.figures import Figure, timed
from benchmarks.offices import Office, OwnCentre, own_centre
from db.first_look import FILE

BUDGET: Final = 4.0  # times the three commits
BUDGET_S: Final = 1.0  # of work for a thousand events
_ROUNDS, _WARM_UP = 200, 20
_CATCH_UPS: Final = 5
_DOSSIERS: Final = 360  # have some thousand acts in a month
_EVENTS: Final = 1000
_PROCEDURE: Final = "1.001193"
_PLAIN: Final = """
    CREATE TABLE plain_events (n bigint PRIMARY KEY, text text, private text, salt bytea);
    CREATE TABLE plain_feed (n bigint PRIMARY KEY, home bigint);
    CREATE TABLE plain_head (one int PRIMARY KEY, head bigint);
    INSERT INTO plain_head VALUES (1, 0);
"""
_WRITE_PLAIN: Final = """
    WITH event AS (INSERT INTO plain_events VALUES (%(n)s, %(text)s, %(private)s, %(salt)s)),
    feed AS (INSERT INTO plain_feed VALUES (%(n)s, %(n)s))
    UPDATE plain_head SET head = %(n)s
"""
_LAST: Final = "SELECT text, private, salt FROM events WHERE kind = 'received' ORDER BY seq DESC"


def measure_one(root: Path) -> list[Figure]:
    """One dossier there and across; trips and plain commits take turns."""
    with own_centre(root) as centre, tempfile.TemporaryDirectory(dir=root) as scratch:
        here, there = centre.first_office(), centre.next_office()
        trip = _trips(here, there)
        trip()  # now there is a dossier whose rows can be copied
        commits = (
            raw_act(Path(scratch), here.counter.folder),
            _central(centre, here.counter.folder),
            raw_act(Path(scratch), there.counter.folder),
        )
        for _ in range(_WARM_UP):
            trip()
            _sum(commits)
        pairs = [(trip(), _sum(commits)) for _ in range(_ROUNDS)]
    whole, plain = median(whole for whole, _ in pairs), median(plain for _, plain in pairs)
    note = f"{whole:.2f} ms, the three commits {plain:.2f} ms"
    return [Figure("sync.roundtrip", whole / plain, "x three commits", BUDGET, note=note)]


def measure_many(root: Path) -> list[Figure]:
    """A thousand events that waited: what it takes to send them and to take them in."""
    with own_centre(root) as centre:
        here, there = centre.first_office(), centre.next_office()
        sides = [_catch_up(here, there, seed) for seed in range(_CATCH_UPS + 1)][1:]
    push, pull = (median(side) / 1000 for side in zip(*sides, strict=True))
    work = median(map(sum, sides)) / 1000
    note = f"push {push:.2f} s, pull and apply {pull:.2f} s"
    return [Figure("sync.catch_up", work, "s of work", BUDGET_S, note=note)]


def _trips(here: Office, there: Office) -> Callable[[], float]:
    """Receive, push, acknowledge; pull, apply: milliseconds without the poll, which asks for the head."""
    officer = next(
        o for o in here.counter.questions.reference().officers() if o.login == "tiepnhan"
    )
    wanted = request(here.counter.catalogue.versions(_PROCEDURE)[-1].components)
    sending, taking = here.heard(), there.heard()

    def send() -> None:
        here.counter.reception.intake(wanted, officer)
        sending.push()

    def trip() -> float:
        sent_ms = timed(send)
        taking.hear()
        return sent_ms + timed(taking.level)

    return trip


def _catch_up(here: Office, there: Office, seed: int) -> tuple[float, float]:
    """Milliseconds at the sending and at the receiving side, for a thousand events."""
    acts = here.act(_DOSSIERS, seed)
    sending = here.heard()
    sent = timed(sending.push)
    taking = there.heard()  # the poll, which says that there is something
    taken = timed(taking.level)
    if (sending.pushed, taking.pulled) != (acts, acts):
        raise RuntimeError((acts, sending.pushed, taking.pulled))
    here.level()
    share = _EVENTS / acts
    return sent * share, taken * share


def _sum(commits: tuple[Callable[[], None], ...]) -> float:
    return sum(map(timed, commits))


def _central(centre: OwnCentre, desk: Path) -> Callable[[], None]:
    """The rows an accepted event is at the centre, in plain tables, one statement and its commit."""
    connection = psycopg.connect(centre.url, autocommit=True)
    centre.opened.callback(connection.close)
    connection.execute(_PLAIN)
    values = dict(zip(("text", "private", "salt"), _last_received(desk), strict=True))
    number = count(1)

    def write() -> None:
        connection.execute(_WRITE_PLAIN, values | {"n": next(number)})

    return write


def _last_received(desk: Path) -> tuple[Any, ...]:
    source = sqlite3.connect(f"file:{desk / FILE}?mode=ro", uri=True)
    row: tuple[Any, ...] = source.execute(_LAST).fetchone()
    source.close()
    return row

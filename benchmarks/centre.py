"""Pushing and pulling against plain COPY of the same rows: TLS, SCRAM, row-level security on."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final
from uuid import UUID

import psycopg

from benchmarks.big_desk import generate, new_desk
from benchmarks.figures import Figure, timed
from benchmarks.server import Server, own_server
from counter_app.bootstrap import enrol_desk, set_up_centre
from counter_app.services.centre_admin import Address, UnitName
from counter_app.services.centre_port import (
    MAX_BYTES,
    MAX_EVENTS,
    Accepted,
    Incarnation,
    SentEvent,
)
from counter_app.services.sync_ports import (
    Credentials,
)
from db.centre.client import PostgresCentre
from db.engine import open_sqlite, raw
from db.first_look import FILE

PUSH_BUDGET: Final = 0.20  # of COPY into a table without an index
PULL_BUDGET: Final = 0.45  # of COPY out of one
_DOSSIERS: Final = 5_000
_ROUNDS: Final = 3
_EVENTS: Final = "SELECT text, private, salt FROM events ORDER BY seq"
_LIFE: Final = "SELECT incarnation, desk, record FROM incarnations"
_AS_STORED: Final = "CREATE TABLE stored (LIKE counter.events)"  # without an index
_AS_PULLED: Final = (
    "CREATE TABLE pulled AS SELECT f.position, f.home_position, e.text, e.private, e.salt,"
    " e.received_at, e.scope FROM counter.feed f JOIN counter.events e ON e.id = f.event"
    " WHERE f.scope = %s ORDER BY f.position"
)
_STORED: Final = "COPY counter.events TO STDOUT"
_IN: Final = "COPY stored FROM STDIN"
_OUT: Final = "COPY pulled TO STDOUT"


@dataclass(frozen=True, slots=True)
class Written:
    """What a desk wrote, as it is offered to the centre."""

    life: Incarnation
    batches: tuple[tuple[SentEvent, ...], ...]

    @property
    def count(self) -> int:
        """How many events."""
        return sum(map(len, self.batches))


def measure() -> list[Figure]:
    """Both ratios; COPY and the centre take turns, so that the disk's moods meet both alike."""
    with tempfile.TemporaryDirectory() as folder, own_server() as server:
        written = _written(Path(folder) / "desk")
        rounds = [_round(server, written) for _ in range(_ROUNDS)]
    return [
        _figure("push", [r[:2] for r in rounds], written.count, PUSH_BUDGET),
        _figure("pull", [r[2:] for r in rounds], written.count, PULL_BUDGET),
    ]


def _figure(name: str, rounds: list[tuple[float, ...]], count: int, budget: float) -> Figure:
    ratio = median(plain / ours for plain, ours in rounds)
    plain_us, ours_us = (median(times) * 1000 / count for times in zip(*rounds, strict=True))
    note = f"{count} events, {ours_us:.0f} µs each, COPY {plain_us:.0f} µs"
    return Figure(name, ratio, "of COPY", budget, at_least=True, note=note)


def _round(server: Server, written: Written) -> tuple[float, float, float, float]:
    """Milliseconds of COPY in, push, COPY out and pull, in a database of their own."""
    url = server.url(server.new_database())
    set_up_centre(url)()
    given = enrol_desk(url, Address(ca=server.ca))(UnitName("H26.12", "Đo lường"), 3)
    centre = PostgresCentre(given)
    centre.register(written.life)
    pushed = timed(lambda: _push(centre, written))
    with psycopg.connect(url, autocommit=True) as plain:
        plain.execute(_AS_STORED)
        plain.execute(_AS_PULLED, (given.unit,))
        rows = _copy_out(plain, _STORED)
        copied_in = timed(lambda: _copy_in(plain, rows))
        pulled = timed(lambda: _pull(centre, given, written.count))
        copied_out = timed(lambda: _copy_out(plain, _OUT))
    centre.close()
    return copied_in, pushed, copied_out, pulled


def _push(centre: PostgresCentre, written: Written) -> None:
    for batch in written.batches:
        answers = centre.push(written.life.id, batch).answers
        if stray := [answer for answer in answers if not isinstance(answer, Accepted)]:
            raise RuntimeError(stray[0])


def _pull(centre: PostgresCentre, given: Credentials, wanted: int) -> None:
    cursor = 0
    while page := centre.pull(given.unit, cursor + 1, MAX_EVENTS):
        cursor = page[-1].position
    if cursor != wanted:
        raise RuntimeError(cursor)


def _copy_in(connection: psycopg.Connection[Any], rows: bytes) -> None:
    with connection.cursor() as cursor, connection.transaction(), cursor.copy(_IN) as copy:
        copy.write(rows)


def _copy_out(connection: psycopg.Connection[Any], sql: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(sql.encode()) as copy:
        return b"".join(copy)


def _written(folder: Path) -> Written:
    """A desk's events and its life."""
    new_desk(folder)
    generate(folder, _DOSSIERS, lambda done: None)
    with open_sqlite(folder / FILE, read_only=True).connect() as connection:
        driver = raw(connection)
        [(incarnation, desk, record)] = driver.execute(_LIFE).fetchall()
        events = [SentEvent(*row) for row in driver.execute(_EVENTS)]
    life = Incarnation(UUID(hex=incarnation), UUID(hex=desk), record)
    return Written(life, tuple(_batches(events)))


def _batches(events: list[SentEvent]) -> Iterator[tuple[SentEvent, ...]]:
    """As large as a push may be."""
    batch, size = list[SentEvent](), 0
    for event in events:
        more = len(event.text.encode()) + len((event.private or "").encode())
        if batch and (len(batch) == MAX_EVENTS or size + more > MAX_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(event)
        size += more
    yield tuple(batch)

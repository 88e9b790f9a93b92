"""Two hundred desks that each push a batch a second, timed from the moment each was meant to begin.

All run in one process, a thread and a kept connection each, over the functions a desk uses. Every
event is sealed beforehand in its desk's own chain. A desk that is late keeps its timetable: what
it could not begin in time counts as waiting.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Final
from uuid import UUID

import psycopg

from benchmarks.big_desk import new_desk
from benchmarks.figures import Figure, percentile
from benchmarks.offices import OwnCentre, own_centre
from benchmarks.sealed_lives import Chain
from counter_app.bootstrap import open_store
from counter_app.domain.errors import CounterError
from counter_app.services.centre_admin import UnitName
from counter_app.services.centre_port import (
    Accepted,
    Rejected,
    SentEvent,
)
from counter_app.services.ports import Reference
from db.centre.client import PostgresCentre

BUDGET: Final = 20.0  # p99, times a lone desk's median
SECONDS_VARIABLE: Final = "COUNTER_APP_BENCH_SECONDS"
_DESKS, _UNITS, _BATCH = 200, 100, 5
_ALONE, _ALONE_PER_S = 60, 5.0  # batches of the lone desk
_SETTLE_S: Final = 2.0  # between preparing and measuring
_Batch = tuple[SentEvent, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """One desk: its life, its connection, and the batches it is going to push."""

    incarnation: UUID
    centre: PostgresCentre
    batches: tuple[_Batch, ...]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a batch: milliseconds from its intended start; empty: accepted."""

    took_ms: float
    error: str = ""


def measure(root: Path) -> list[Figure]:
    """p99 of all desks against the median of one desk alone, before them in the same database."""
    seconds = int(os.environ.get(SECONDS_VARIABLE, "60"))
    with own_centre(root) as centre, tempfile.TemporaryDirectory(dir=root) as folder:
        batches = max(seconds, _ALONE)
        reference = _reference(centre, Path(folder) / "desk")
        alone, *others = _used(centre, list(_senders(centre, reference, batches)))
        lone = [one.took_ms for one in _run([alone], _ALONE, 1 / _ALONE_PER_S)]
        pushed = _run(others, seconds, 1.0)
    return _figures(lone, pushed)


def _figures(lone: Sequence[float], pushed: Sequence[Pushed]) -> list[Figure]:
    times = [one.took_ms for one in pushed]
    errors = [one.error for one in pushed if one.error]
    p99 = percentile(times, 0.99)
    note = (
        f"p50 {median(times):.1f}, p99 {p99:.1f}, longest {max(times):.0f} ms of {len(times)}"
        f" batches; alone {median(lone):.1f} ms"
    )
    return [
        Figure("sync.desks", p99 / median(lone), "x alone", BUDGET, note=note),
        Figure("sync.desks.errors", len(errors), "batches", 0, note=", ".join(sorted(set(errors)))),
    ]


def _run(senders: Sequence[Sender], seconds: int, interval_s: float) -> list[Pushed]:
    """Every sender's batches by its own timetable; their starts are spread over the interval."""
    begin = perf_counter() + _SETTLE_S
    with ThreadPoolExecutor(len(senders)) as threads:
        running = [
            threads.submit(
                _keep_time, one, seconds, begin + interval_s * n / len(senders), interval_s
            )
            for n, one in enumerate(senders)
        ]
        return [pushed for desk in running for pushed in desk.result()]


def _keep_time(sender: Sender, batches: int, begin: float, interval_s: float) -> list[Pushed]:
    pushed = []
    for number, batch in enumerate(sender.batches[:batches]):
        intended = begin + number * interval_s
        sleep(max(0.0, intended - perf_counter()))
        error = _push(sender, batch)
        pushed.append(Pushed((perf_counter() - intended) * 1000, error))
    return pushed


def _push(sender: Sender, batch: _Batch) -> str:
    try:
        answers = sender.centre.push(sender.incarnation, batch).answers
    except CounterError as error:
        return type(error).__name__
    return _why_not(answers)


def _why_not(answers: Sequence[Accepted | Rejected]) -> str:
    """The kind of the first rejection; empty: all were accepted."""
    return next((answer.kind for answer in answers if isinstance(answer, Rejected)), "")


def _senders(centre: OwnCentre, reference: Reference, batches: int) -> Iterator[Sender]:
    """The lone desk in a unit of its own, then the others, two to a unit; all connected."""
    for ordinal in range(_DESKS + 1):
        unit = ordinal % _UNITS if ordinal else _UNITS
        number = 2 if ordinal > _UNITS else 1
        given = centre.credentials(UnitName(f"H26.{unit + 1}", f"Đơn vị {unit + 1}"), number)
        chain = Chain.begun(given)
        connected = PostgresCentre(given)
        centre.opened.callback(connected.close)
        connected.register(chain.life)
        if number == 1:
            founded = connected.push(chain.life.id, chain.founding(reference, given))
            if why := _why_not(founded.answers):
                raise RuntimeError(why)
        events = chain.lives(reference, ordinal, (batches + 1) * _BATCH)
        parts = [events[at : at + _BATCH] for at in range(0, len(events), _BATCH)]
        yield Sender(chain.life.id, connected, tuple(parts))


def _used(centre: OwnCentre, senders: Sequence[Sender]) -> list[Sender]:
    """The same after their first batch: a kept connection has planned its statements before."""
    with psycopg.connect(centre.url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")  # of what was prepared, not while it is measured
    for sender in senders:
        if why := _push(sender, sender.batches[0]):
            raise RuntimeError(why)
    return [replace(sender, batches=sender.batches[1:]) for sender in senders]


def _reference(centre: OwnCentre, folder: Path) -> Reference:
    """Catalogue and officers of the sample desk: every unit's, here."""
    new_desk(folder)
    store = open_store(folder)
    centre.opened.callback(store.close)
    return store.questions.reference()

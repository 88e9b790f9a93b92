"""What a calendar file would move on a desk with 100,000 open dossiers, one in five paused before."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.big_desk import new_desk
from benchmarks.figures import Figure, percentile, timed
from counter_app.bootstrap import counter_of, open_store, system_clock
from counter_app.domain.acts import Role
from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.event import Kind, Payload, moment_text
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.reception import Resolved
from counter_app.services.counter import Counter
from counter_app.services.lives import Lives, Load
from db.desk_store import DeskStore

BUDGET_S = 2.0  # 100,000 open dossiers
_COUNT, _DAYS = 100_000, 21  # a desk gives out 9,999 numbers a day
_BATCH = 2000
_ROUNDS = 3


class OpenLives(Lives):
    """Nothing is finished: each is taken at most, one in five has waited for a day."""

    def _life(
        self, version: ProcedureVersion, made: Resolved, at: datetime
    ) -> Iterator[tuple[Kind, Role, datetime, Payload]]:
        soon = at + timedelta(minutes=20)
        yield Kind.TAKEN, Role.PROCESSING, soon, {}
        if self.random.random() < 0.2:
            posted = {"kind": "posting", "document": "1/TB"}
            yield Kind.PAUSED, Role.PROCESSING, soon + timedelta(minutes=5), posted
            due_at = moment_text((made.due_at or at) + timedelta(days=1))
            yield Kind.RESUMED, Role.PROCESSING, soon + timedelta(minutes=65), {"due_at": due_at}


def measure(root: Path) -> list[Figure]:
    """Seconds until every move is known, and how many there were: of one day off, and of weeks."""
    with tempfile.TemporaryDirectory(dir=root) as folder:
        desk = Path(folder) / "desk"
        new_desk(desk)
        store = open_store(desk)
        try:
            _fill(store)
            counter = counter_of(store, desk)
            calendar, today = counter.questions.reference().calendar(), system_clock().date()
            # Yesterday is on the way of as many as one day can be; weeks are on everybody's.
            every = [today - timedelta(days=ago) for ago in range(_DAYS + 7)]
            worked = [day for day in every if calendar.is_working_day(day)]
            return [
                _impact("calendar.impact", counter, [calendar.working_day_before(today, 1)]),
                _impact("calendar.impact.all", counter, worked),
            ]
        finally:
            store.close()


def _fill(store: DeskStore) -> None:
    load = Load(_COUNT, 1, system_clock(), _DAYS)
    lives = OpenLives(load, store.identity, store.questions.reference())
    wanted = lives.all()
    while True:
        with store.unit_of_work() as work:
            lives.take_serial = work.take_serial
            histories = list(islice(wanted, _BATCH))
            if not histories:
                return
            work.append_all(histories)
            work.commit()


def _impact(name: str, counter: Counter, off: list[date]) -> Figure:
    entries = read_entries({"off": [day.isoformat() for day in off], "source": "QĐ"})
    found = counter.promises.impact(entries)
    took = percentile(
        [timed(lambda: counter.promises.impact(entries)) for _ in range(_ROUNDS)], 0.5
    )
    running = counter.supervision.figures.count("open") - counter.supervision.figures.count(
        "paused"
    )
    note = f"{len(found.shifts):,} of {running:,} would move, in {len(found.groups)} groups"
    return Figure(name, took / 1000, "s", BUDGET_S, note=note)

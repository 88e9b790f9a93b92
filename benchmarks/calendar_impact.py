"""What a calendar file would move on a desk with 100,000 open dossiers, one in five paused before."""

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
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
    """Seconds until every move is known, and how many there were."""
    with tempfile.TemporaryDirectory(dir=root) as folder:
        desk = Path(folder) / "desk"
        new_desk(desk)
        store = open_store(desk)
        try:
            _fill(store)
            return [_impact(store, desk)]
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


def _impact(store: DeskStore, desk: Path) -> Figure:
    counter = counter_of(store, desk)
    calendar, today = counter.questions.reference().calendar(), system_clock().date()
    day = calendar.working_day_before(today, 1)  # on the way of as many as one day can be
    entries = read_entries({"off": [day.isoformat()], "source": "QĐ"})
    found = counter.promises.impact(entries)
    took = percentile(
        [timed(lambda: counter.promises.impact(entries)) for _ in range(_ROUNDS)], 0.5
    )
    running = counter.supervision.figures.count("open") - counter.supervision.figures.count(
        "paused"
    )
    note = f"{len(found.shifts):,} of {running:,} would move, in {len(found.groups)} groups"
    return Figure("calendar.impact", took / 1000, "s", BUDGET_S, note=note)

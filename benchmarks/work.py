"""The work page on the big desk: how long its list takes, and the event loop meanwhile."""

from pathlib import Path

from benchmarks.figures import Figure, percentile, timed
from benchmarks.window import GAP_BUDGET_MS, probe
from counter_app.bootstrap import counter_of, open_store
from counter_app.domain.dossier import Status
from counter_app.services.counter import Counter
from counter_app.services.queue import QueueFilter, Urgency, Whose
from ui.work.view_model import PAGE

BUDGET_MS = 50.0  # a refresh, with 50,000 open dossiers among a million
_ROUNDS = 200
_ROWS = 10_000  # read, scrolled through, chosen and filtered
_ALL = Whose.UNIT
_FILTERS = {
    "unit": QueueFilter(_ALL),
    "mine": QueueFilter(Whose.MINE),
    "status": QueueFilter(_ALL, frozenset({Status.RECEIVED})),
    "field": QueueFilter(_ALL, field="Hộ tịch"),
    "late": QueueFilter(_ALL, urgency=Urgency.LATE),
    "paused": QueueFilter(_ALL, paused=True),
    "words": QueueFilter(_ALL, text="nguyen van"),
    "procedure": QueueFilter(_ALL, text="khai sinh"),
}


def measure(big: Path) -> list[Figure]:
    """The slowest filter's p99, and the longest gap while an officer works with many rows."""
    store = open_store(big)
    try:
        took, total = _lists(counter_of(store, big))
    finally:
        store.close()
    worst = max(took, key=lambda name: took[name])
    note = f"slowest: {worst}; {total:,} open, all of them {took['unit']:.1f} ms"
    gaps: dict[str, float] = probe("work", str(big), str(_ROWS))["gaps_ms"]
    at_work = {name: gap for name, gap in gaps.items() if name.startswith("work")}
    longest = max(at_work, key=lambda name: at_work[name])
    return [
        Figure("work.refresh", took[worst], "ms p99", BUDGET_MS, note=note),
        Figure("work.gap", at_work[longest], "ms", GAP_BUDGET_MS, note=f"longest in: {longest}"),
    ]


def _lists(counter: Counter) -> tuple[dict[str, float], int]:
    """p99 in milliseconds of the first page under each filter, and how many are open."""
    officer = next(o for o in counter.questions.reference().officers() if o.login == "xuly")
    total = counter.queue.page(_FILTERS["unit"], officer, None, PAGE).total
    took = {}
    for name, wanted in _FILTERS.items():
        counter.queue.page(wanted, officer, None, PAGE)
        times = [
            timed(lambda: counter.queue.page(wanted, officer, None, PAGE))  # noqa: B023 (called now)
            for _ in range(_ROUNDS)
        ]
        took[name] = percentile(times, 0.99)
    return took, total

"""Every figure of the dashboard on the big desk, and what each consists of."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, percentile, timed
from counter_app.bootstrap import counter_of, open_store
from counter_app.services.figure_ports import By
from counter_app.services.figures import Figures

BUDGET_MS = 20.0  # design.md §9
_ROUNDS = 20
_BROKEN_DOWN = ("open", "overdue", "early", "late")


def measure(big: Path) -> list[Figure]:
    """The slowest figure's and the slowest breakdown's median, and the whole board with its trend."""
    store = open_store(big)
    try:
        return _measured(counter_of(store, big).figures)
    finally:
        store.close()


def _measured(figures: Figures) -> list[Figure]:
    board = figures.board()
    counts = {
        figure.name: _median(lambda: figures.asked.count(figure.selection))  # noqa: B023
        for figure in (*board.figures, *board.ages)
    }
    shares = {
        f"{name} by {by}": _median(lambda: figures.shares(board.figure(name).selection, by))  # noqa: B023
        for name in _BROKEN_DOWN
        for by in (By.FIELD, By.PROCEDURE, By.STEP, By.OFFICER, By.UNIT)
        if not (by is By.STEP and name in ("early", "late"))
    }
    whole = _median(figures.board)
    return [
        _slowest("figures.count", counts),
        _slowest("figures.by", shares),
        Figure("figures.board", whole, "ms", note=f"{len(counts)} figures and 30 days"),
    ]


def _slowest(name: str, took: dict[str, float]) -> Figure:
    worst = max(took, key=lambda one: took[one])
    return Figure(name, took[worst], "ms", BUDGET_MS, note=f"slowest: {worst}")


def _median(work: Callable[[], object]) -> float:
    return percentile([timed(work) for _ in range(_ROUNDS)], 0.5)

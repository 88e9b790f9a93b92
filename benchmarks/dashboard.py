"""The dashboard on the big desk, figure by figure, and the report of a year."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import Figure, percentile, timed
from counter_app.bootstrap import counter_of, open_store
from counter_app.domain.period_report import Period
from counter_app.domain.quarter import Quarter
from counter_app.services.counter import Counter
from counter_app.services.figure_ports import By
from counter_app.services.figures import Figures
from counter_app.services.report_ports import Parts

BUDGET_MS = 20.0  # design.md §9
REPORT_BUDGET_S = 2.0  # a year of a million dossiers
RATINGS_BUDGET_S = 1.0  # a quarter, among a million dossiers
SHEET_BUDGET_S = 10.0  # a worksheet of 100,000 dossiers
FORECAST_BUDGET_S = 1.0  # 10,000 open dossiers, by what is known of the past already
_FORECASTS = 10_000
_SHEET_ROWS = 100_000
_ROUNDS = 20
_BROKEN_DOWN = ("open", "overdue", "early", "late")


def measure(big: Path) -> list[Figure]:
    """The slowest figure's and the slowest breakdown's median, and the whole board with its trend."""
    store = open_store(big)
    try:
        counter = counter_of(store, big)
        figures = _measured(counter.supervision.figures)
        by_field = _report("figures.report", counter, Parts.FIELD)
        by_officer = _report("figures.report.officer", counter, Parts.OFFICER)
        reports = [by_field, by_officer, _sheet(counter), _ratings(counter)]
        return [*figures, *reports, *_forecast(counter)]
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


def _report(name: str, counter: Counter, parts: Parts) -> Figure:
    """II.06a of the last twelve months, with its identities."""
    today = counter.now().date()
    period = Period(today - timedelta(days=365), today)
    made = counter.supervision.reports(period, parts)
    took = _median(lambda: counter.supervision.reports(period, parts), 5) / 1000
    note = f"{made.total.total:,} dossiers; adds up: {made.holds}"
    return Figure(name, took, "s", REPORT_BUDGET_S, note=note)


def _sheet(counter: Counter) -> Figure:
    """The worksheet of the shortest period of whole weeks that has so many dossiers."""
    officer = counter.questions.reference().officers()[0]
    today, days = counter.now().date(), 1
    made = counter.supervision.reports(Period(today - timedelta(days=days), today))
    while made.total.total < _SHEET_ROWS and days < 365:
        days += 7
        made = counter.supervision.reports(Period(today - timedelta(days=days), today))
    form = counter.supervision.report_forms.form(made, officer)
    with tempfile.TemporaryFile() as file:
        took = timed(
            lambda: counter.supervision.report_forms.worksheet(form, file, lambda done: None)
        )
    rows = made.total.total
    share = _SHEET_ROWS / max(rows, 1)
    note = f"{rows:,} rows, for {_SHEET_ROWS:,} of them"
    return Figure("figures.worksheet", took / 1000 * share, "s", SHEET_BUDGET_S, note=note)


def _ratings(counter: Counter) -> Figure:
    """The sheet of a quarter's ratings; how many dossiers were handed over is looked up for it."""
    officer = counter.questions.reference().officers()[0]
    quarter = Quarter.of(counter.now().date()).previous
    sheet = counter.rating.ratings.sheet(quarter, officer)
    took = _median(lambda: counter.rating.ratings.sheet(quarter, officer), 5) / 1000
    note = f"{sheet.lines[0].issued:,} handed over"
    return Figure("figures.ratings", took, "s", RATINGS_BUDGET_S, note=note)


def _forecast(counter: Counter) -> list[Figure]:
    """Gathering the past, which is done once a day, and the forecasts after it."""
    gathered = timed(counter.supervision.forecast) / 1000
    took = _median(counter.supervision.forecast, 5) / 1000
    told = counter.supervision.forecast()
    known = len(told.lines) + told.silent + told.without_date
    share = _FORECASTS / max(known, 1)
    note = f"{known:,} open, for {_FORECASTS:,} of them"
    return [
        Figure("figures.forecast.first", gathered, "s", note="with the past, once a day"),
        Figure("figures.forecast", took * share, "s", FORECAST_BUDGET_S, note=note),
    ]


def _slowest(name: str, took: dict[str, float]) -> Figure:
    worst = max(took, key=lambda one: took[one])
    return Figure(name, took[worst], "ms", BUDGET_MS, note=f"slowest: {worst}")


def _median(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    return percentile([timed(work) for _ in range(rounds)], 0.5)

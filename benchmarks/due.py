"""Due moments: how long a million take, without and with their derivation."""

import gc
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from time import perf_counter
from zoneinfo import ZoneInfo

import resources
from counter_app.domain.calendar import Calendar
from counter_app.domain.due import due, due_moment
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock

# As in a ward's catalogue: mostly working days, some of everything else.
TERMS = (
    *["1 working_day", "3 working_days", "3 working_days", "5 working_days", "5 working_days"],
    *["10 working_days", "15 working_days", "same_day", "same_day", "8 working_hours"],
    *["15 calendar_days", "30 calendar_days", "2 months + 15 working_days", "none"],
)
BUDGET_S, BUDGET_DERIVED_S = 2.0, 10.0  # for a million, `design.md` §9


@dataclass(frozen=True, slots=True)
class DueFigures:
    """Seconds that a million due moments take."""

    moments_s: float
    derived_s: float

    @property
    def within_budget(self) -> bool:
        """Whether both budgets hold."""
        return self.moments_s <= BUDGET_S and self.derived_s <= BUDGET_DERIVED_S


def measure(count: int = 1_000_000) -> DueFigures:
    """Time ``count`` due moments over a year, scaled to a million."""
    clock = _shipped_clock()
    questions = list(zip(islice(cycle(map(Term.parse, TERMS)), count), _starts(count), strict=True))
    derive(*questions[0], clock)  # the days' words are made once, on first use
    scale = 1_000_000 / count
    moments_s = _timed(lambda: [due_moment(term, start, clock) for term, start in questions])
    derived_s = _timed(lambda: [derive(term, start, clock) for term, start in questions])
    return DueFigures(moments_s * scale, derived_s * scale)


def derive(term: Term, start: datetime, clock: WorkClock) -> int:
    """The whole answer, its derivation told day by day; gives the number of days."""
    return len(due(term, start, clock).derivation)


def _starts(count: int) -> list[datetime]:
    """Acceptances at every second minute from 07:30 to 17:30, on all days of the week."""
    first = datetime(2026, 1, 2, 7, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    spans = [timedelta(days=day, minutes=2 * n) for day in range(365) for n in range(301)]
    return [first + span for span in islice(cycle(spans), count)]


def _shipped_clock() -> WorkClock:
    text = resources.path("calendar/vn.json").read_text(encoding="utf-8")
    return WorkClock(Calendar.from_json(json.loads(text)), OfficeHours.usual())


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    print(measure())

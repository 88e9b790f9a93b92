"""The dashboard's figures: each with the selection of dossiers it counts, and the list behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from counter_app.domain.dossier import Status
from counter_app.domain.ending import EXCLUDED, FINISHED
from counter_app.domain.pause import PauseKind
from counter_app.services.figure_ports import (
    By,
    DayCount,
    Days,
    FigureList,
    FigureQuestions,
    Selection,
    Share,
)
from counter_app.services.ports import Now, Questions

MAX_LIST: Final = 500
TREND_DAYS: Final = 30
# How many days ago, from and to; the last one has no end.
LATE_SPANS: Final = ((0, 0), (1, 3), (4, 10), (11, 30), (31, None))
AGE_SPANS: Final = ((0, 3), (4, 7), (8, 15), (16, 30), (31, None))
_FIRST_DAY: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One field, procedure, step or officer the board is about; empty: everything."""

    by: By | None = None
    key: str = ""


EVERYTHING: Final = Narrowing()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number by its stable name, and the dossiers it counts."""

    name: str
    count: int
    selection: Selection


@dataclass(frozen=True, slots=True)
class Board:
    """All figures of one moment; ``days`` are those on which finished work is counted."""

    moment: datetime
    days: Days
    figures: tuple[Figure, ...]
    ages: tuple[Figure, ...]
    trend: tuple[DayCount, ...]

    def figure(self, name: str) -> Figure:
        """The figure of this name.

        Raises:
            KeyError: there is none.
        """
        return {figure.name: figure for figure in (*self.figures, *self.ages)}[name]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a supervisor sees of the unit's dossiers, each counted once, under its home."""

    asked: FigureQuestions
    questions: Questions
    now: Now

    def board(self, narrowing: Narrowing = EVERYTHING) -> Board:
        """Every figure as of now; finished work is that of this month so far."""
        now = self.now()
        days = Days(now.date().replace(day=1), now.date())
        units = self.units()
        selections = _selections(units, now, days)
        if (by := narrowing.by) is not None:
            selections = {
                name: narrowed(selection, by, narrowing.key)
                for name, selection in selections.items()
                if not (by is By.STEP and selection.ended)  # what has ended is at no step
            }
        figures = tuple(Figure(name, self.asked.count(s), s) for name, s in selections.items())
        trend = Days(now.date() - timedelta(days=TREND_DAYS - 1), now.date())
        return Board(
            moment=now,
            days=days,
            figures=tuple(figure for figure in figures if not figure.name.startswith("age_")),
            ages=tuple(figure for figure in figures if figure.name.startswith("age_")),
            trend=self.asked.by_day(units, trend),
        )

    def count(self, name: str) -> int:
        """One figure alone, as of now."""
        return self.asked.count(self.selection(name))

    def selection(self, name: str) -> Selection:
        """The dossiers a figure counts, as of now.

        Raises:
            KeyError: there is no such figure.
        """
        now = self.now()
        return _selections(self.units(), now, Days(now.date().replace(day=1), now.date()))[name]

    def shares(self, selection: Selection, by: By) -> tuple[Share, ...]:
        """What the figure consists of."""
        return self.asked.shares(selection, by)

    def listed(self, selection: Selection, limit: int = MAX_LIST) -> FigureList:
        """The list behind a figure, at most ``limit`` lines of it."""
        return self.asked.listed(selection, max(1, min(limit, MAX_LIST)))

    def units(self) -> tuple[str, ...]:
        """Every code the unit has or had; dossiers keep the one they were given."""
        return tuple(sorted(self.questions.reference().codes()))


def narrowed(selection: Selection, by: By, key: str) -> Selection:
    """The part of ``selection`` that one of its shares counts."""
    return _NARROWED[by](selection, key)


_NARROWED: Final[Mapping[By, Callable[[Selection, str], Selection]]] = {
    By.FIELD: lambda selection, key: replace(selection, field=key),
    By.PROCEDURE: lambda selection, key: replace(selection, procedure=key),
    By.STEP: lambda selection, key: replace(selection, step=key),
    By.OFFICER: lambda selection, key: replace(selection, officer=key),
    By.UNIT: lambda selection, key: replace(selection, units=(key,)),
    By.PLACE: lambda selection, key: replace(selection, place=key),
    By.STATUS: lambda selection, key: replace(selection, statuses=(Status(int(key)),)),
}


def _selections(units: tuple[str, ...], now: datetime, days: Days) -> dict[str, Selection]:
    """Every figure's selection by its name."""
    every = Selection(units)
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    at = {
        "open": every,
        "registered": replace(every, statuses=(Status.REGISTERED,)),
        "waiting": replace(every, statuses=(Status.RECEIVED,)),
        "in_process": replace(every, statuses=(Status.IN_PROCESS,)),
        "supplement": replace(every, statuses=(Status.SUPPLEMENT,)),
        "payment": replace(every, statuses=(Status.PAYMENT,)),
        "ready": replace(every, statuses=(Status.FINISHED,)),
        "visiting": replace(every, is_visiting=True),
        "due_today": replace(every, due_from=now, due_before=midnight),
        "overdue": replace(every, due_before=now),
        "paused": replace(every, is_paused=True),
    }
    at |= {f"paused_{kind}": replace(every, pause_kind=kind.value) for kind in PauseKind}
    at |= {f"overdue_{_span(s)}": _late(every, now, *s) for s in LATE_SPANS}
    at |= {f"age_{_span(s)}": _aged(every, now, *s) for s in AGE_SPANS}
    ended = replace(every, ended_on=days)
    return at | {str(how): replace(ended, ended=(how,)) for how in (*FINISHED, *EXCLUDED)}


def _span(days: tuple[int, int | None]) -> str:
    """``4_10``, or ``31_`` for a span without an end."""
    first, last = days
    return f"{first}_{'' if last is None else last}"


def _late(every: Selection, now: datetime, first: int, last: int | None) -> Selection:
    """Due so many local days ago, and not before."""
    begins = None if last is None else _midnight(now, last)
    ends = now if first == 0 else _midnight(now, first - 1)
    return replace(every, due_from=begins, due_before=ends)


def _aged(every: Selection, now: datetime, first: int, last: int | None) -> Selection:
    """Received so many local days ago; the youngest may be entered as of tomorrow's date."""
    earliest = _FIRST_DAY if last is None else now.date() - timedelta(days=last)
    latest = date.max if first == 0 else now.date() - timedelta(days=first)
    return replace(every, received_on=Days(earliest, latest))


def _midnight(now: datetime, days_ago: int) -> datetime:
    """When the local day so many days ago began."""
    return datetime.combine(now.date() - timedelta(days=days_ago), time(), now.tzinfo)

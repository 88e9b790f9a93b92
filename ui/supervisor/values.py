"""What the supervisor's page shows, as values that may cross threads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from counter_app.domain.forms_reports import PeriodReport
from counter_app.services.figure_ports import By, FigureList, Selection, Share
from counter_app.services.figures import EVERYTHING, Board, Narrowing
from counter_app.services.forecast import Prospects
from counter_app.services.reports import Report

GROUPS = (  # rows of figures, from the top
    ("open", "registered", "waiting", "in_process", "supplement", "payment", "ready", "visiting"),
    ("due_today", "overdue", "overdue_0_0", "overdue_1_3", "overdue_4_10", "overdue_11_30", "overdue_31_"),
    ("paused", "paused_supplement", "paused_payment", "paused_posting", "paused_verification",
     "paused_force_majeure", "paused_system_failure", "paused_other"),
    ("early", "on_time", "late", "declined", "withdrawn", "stopped"),
)  # fmt: skip
ON_THE_WALL = ("waiting", "in_process", "supplement", "due_today", "overdue", "ready", "early", "on_time", "late")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the part of the work, the figure that is broken down, and by what."""

    narrowing: Narrowing = EVERYTHING
    figure: str = "open"
    by: By = By.FIELD


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """The answer to ``wanted``; ``names`` are those of officers and procedures by their key."""

    wanted: Wanted
    board: Board
    shares: tuple[Share, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownList:
    """The list behind a figure; ``title`` says which."""

    title: str
    selection: Selection
    listed: FigureList
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShownProspects:
    """What may miss its date; ``names`` are those of officers by their key."""

    told: Prospects
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report that was made, as it is shown and printed."""

    report: Report
    form: PeriodReport

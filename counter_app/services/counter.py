"""The use cases of one desk in one value: what a window or a command may ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counter_app.services.accounts import DescribeUnit, RegisterOfficer, SignIn
from counter_app.services.acting import Correct, Void
from counter_app.services.apologising import Apologise
from counter_app.services.attaching import Attach, Attachments, Detach
from counter_app.services.calendar_change import ChangeCalendar
from counter_app.services.calendar_impact import CalendarImpact
from counter_app.services.catalogue import Catalogue
from counter_app.services.declining import Decline
from counter_app.services.drafting import Drafting
from counter_app.services.enrolling import Found
from counter_app.services.erasing import Erase
from counter_app.services.explaining import Explain
from counter_app.services.figures import Figures
from counter_app.services.forecast import Forecast
from counter_app.services.forms import Forms, MakeRegister
from counter_app.services.health import Health
from counter_app.services.in_step import InStep
from counter_app.services.intake import Intake, Preview
from counter_app.services.lateness import CountLateness
from counter_app.services.limits import StopUnanswered
from counter_app.services.paper_ports import PrinterPages
from counter_app.services.performing import Perform
from counter_app.services.ports import DeskIdentity, Now, Questions
from counter_app.services.posting import Posting
from counter_app.services.queue import Queue
from counter_app.services.rating_desk import RatingDesk
from counter_app.services.receipts import Receipts
from counter_app.services.report_forms import ReportForms
from counter_app.services.reports import Reports
from counter_app.services.rescheduling import Reschedule
from counter_app.services.reviewing import Reviewing
from counter_app.services.searching import Search
from counter_app.services.sightings import See
from counter_app.services.telling import Tell
from counter_app.services.unit_figures import UnitFigures


@dataclass(frozen=True, slots=True)
class ReceptionDesk:
    """Taking a dossier in, or declining it."""

    preview: Preview
    intake: Intake
    decline: Decline


@dataclass(frozen=True, slots=True)
class AttachmentDesk:
    """Files with a dossier: adding them, taking them back, looking at them."""

    attach: Attach
    detach: Detach
    look: Attachments


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """What is printed for a dossier, the registers, and what a printer makes of it."""

    receipts: Receipts
    forms: Forms
    make_register: MakeRegister
    printer_pages: PrinterPages
    uncovered: Callable[[str], tuple[str, ...]]  # the characters no document can show


@dataclass(frozen=True, slots=True)
class PromiseDesk:
    """What a supervisor does about dates: a calendar's change, apologies for what is late, and why."""

    impact: CalendarImpact
    reschedule: Reschedule
    apologise: Apologise
    count_late: CountLateness


@dataclass(frozen=True, slots=True)
class SupervisionDesk:
    """The figures of the unit's work and the reports on a period."""

    figures: Figures
    units: UnitFigures
    forecast: Forecast
    reports: Reports
    report_forms: ReportForms


@dataclass(frozen=True, slots=True)
class ProcedureDesk:
    """The life of a procedure beside its use: drafts, reviews, what is posted for citizens."""

    drafting: Drafting
    reviewing: Reviewing
    posting: Posting


@dataclass(frozen=True, slots=True)
class Counter:
    """Everything one desk can do. Calls may touch the disk: keep them off the GUI thread."""

    folder: Path
    desk: DeskIdentity
    now: Now
    questions: Questions
    sign_in: SignIn
    register_officer: RegisterOfficer
    describe_unit: DescribeUnit
    reception: ReceptionDesk
    correct: Correct
    void: Void
    erase: Erase
    perform: Perform
    stop_unanswered: StopUnanswered
    attachments: AttachmentDesk
    paper: PaperDesk
    search: Search
    queue: Queue
    supervision: SupervisionDesk
    explain: Explain
    see: See
    rating: RatingDesk
    catalogue: Catalogue
    procedures: ProcedureDesk
    change_calendar: ChangeCalendar
    promises: PromiseDesk
    tell: Callable[[], Tell]  # by the channels and rules as they are then
    health: Health
    found: Found
    in_step: InStep
    hang_up: Callable[[], None]  # gives the connections to the centre back

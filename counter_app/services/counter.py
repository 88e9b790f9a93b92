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
from counter_app.services.forms import Forms, MakeRegister
from counter_app.services.health import Health
from counter_app.services.in_step import InStep
from counter_app.services.intake import Intake, Preview
from counter_app.services.limits import StopUnanswered
from counter_app.services.performing import Perform
from counter_app.services.ports import DeskIdentity, Now, PrinterPages, Questions
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
    preview: Preview
    intake: Intake
    decline: Decline
    correct: Correct
    void: Void
    erase: Erase
    perform: Perform
    stop_unanswered: StopUnanswered
    attach: Attach
    detach: Detach
    attachments: Attachments
    receipts: Receipts
    forms: Forms
    make_register: MakeRegister
    printer_pages: PrinterPages
    search: Search
    queue: Queue
    figures: Figures
    reports: Reports
    report_forms: ReportForms
    explain: Explain
    see: See
    rating: RatingDesk
    catalogue: Catalogue
    drafting: Drafting
    reviewing: Reviewing
    posting: Posting
    change_calendar: ChangeCalendar
    calendar_impact: CalendarImpact
    reschedule: Reschedule
    apologise: Apologise
    health: Health
    found: Found
    in_step: InStep
    hang_up: Callable[[], None]  # gives the connections to the centre back
    uncovered: Callable[[str], tuple[str, ...]]  # the characters no document can show

"""Joins everything: the only module that imports every package."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

from counter_app.domain.attachment import Media
from counter_app.domain.calendar import Calendar
from counter_app.domain.errors import DeskNotSetUp
from counter_app.domain.forms import PageSize, Receipt
from counter_app.domain.forms_reports import PeriodReport, ReportedDossier
from counter_app.domain.forms_slips import PrintedForm, Register
from counter_app.domain.posted import PostedPaper
from counter_app.domain.procedure import ProcedureVersion
from counter_app.identities import Argon2Pins, SystemChance, new_token
from counter_app.rating_parts import rating_desk
from counter_app.services.accounts import DescribeUnit, RegisterOfficer, SignIn
from counter_app.services.acting import Correct, Void
from counter_app.services.apologising import Apologise
from counter_app.services.attaching import Attach, Attachments, Detach
from counter_app.services.attachment_ports import Inspected
from counter_app.services.calendar_change import ChangeCalendar
from counter_app.services.calendar_impact import CalendarImpact
from counter_app.services.catalogue import Catalogue
from counter_app.services.centre_admin import Address, CentreAdministration, EnrolDesk, SetUpCentre
from counter_app.services.centre_line import Connect
from counter_app.services.centre_port import Centre
from counter_app.services.centre_side import CentreSide
from counter_app.services.counter import Counter
from counter_app.services.declining import Decline
from counter_app.services.drafting import Drafting
from counter_app.services.enrolling import BeginEnrolled, Enrol, Found
from counter_app.services.erasing import Erase
from counter_app.services.explaining import Explain
from counter_app.services.figures import Figures
from counter_app.services.forms import Forms, MakeRegister
from counter_app.services.health import Health
from counter_app.services.in_step import InStep
from counter_app.services.intake import Intake, Preview
from counter_app.services.limits import StopUnanswered
from counter_app.services.papers import Papers
from counter_app.services.performing import Perform
from counter_app.services.ports import Now, PagePicture
from counter_app.services.posting import Posting
from counter_app.services.progress import Progress
from counter_app.services.queue import Queue
from counter_app.services.receipts import Receipts
from counter_app.services.report_forms import Heard, ReportForms
from counter_app.services.reports import Reports
from counter_app.services.rescheduling import Reschedule
from counter_app.services.reviewing import Reviewing
from counter_app.services.searching import Search
from counter_app.services.setting_up import SetUp
from counter_app.services.sightings import See
from counter_app.services.sync_ports import Credentials
from db.attachments import ATTACHMENTS
from db.blob_files import FileBlobs
from db.desk_store import DeskStore, NewDeskStore
from db.promise_questions import SqlPromises
from resources import path

if TYPE_CHECKING:
    from counter_app.services.catalogue_reading import Read, Refusal
    from db.centre.central import CentralDatabase

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def system_clock() -> datetime:
    """Now, in the counter's own time zone."""
    return datetime.now(ZONE)


@cache
def shipped_calendar() -> Calendar:
    """The calendar that came with the program."""
    return Calendar.from_json(json.loads(path("calendar/vn.json").read_text("utf-8")))


def sample_catalogue() -> tuple[ProcedureVersion, ...]:
    """The sample catalogue; none of it is official."""
    file = path("catalogue/sample.json")
    answers = read_records([(file.name, file.read_bytes())])
    return tuple(v for answer in answers for v in getattr(answer, "versions", ()))


def read_records(files: Iterable[tuple[str, bytes]]) -> Iterator["Read | Refusal"]:
    """An answer per record of catalogue files; what checks them is imported with the first."""
    from counter_app.services.catalogue_reading import read_catalogue

    schema = json.loads(path("catalogue/procedure.schema.json").read_text("utf-8"))
    return read_catalogue(files, schema)


def open_store(folder: Path) -> DeskStore:
    """The desk's store, for upkeep and measurement.

    Raises:
        DeskNotSetUp, NewerDatabase, StorageFailed
    """
    return DeskStore(folder, shipped_calendar(), SystemChance().identity)


def open_counter(folder: Path) -> Counter:
    """The desk in ``folder``, ready for work.

    Raises:
        DeskNotSetUp, NewerDatabase, StorageFailed: nothing was changed.
    """
    return counter_of(open_store(folder), folder)


def enrolled_counter(folder: Path, credentials: Credentials) -> Counter:
    """The desk in ``folder`` as a desk of the centre's unit; an empty folder becomes one.

    Raises:
        DeskAlreadyEnrolled, InvalidCredentials, InvalidDeskNumber
        NewerDatabase, StorageFailed
    """
    try:
        counter = open_counter(folder)
    except DeskNotSetUp:
        chance = SystemChance()
        new_desk = NewDeskStore(folder, shipped_calendar(), chance.identity)
        BeginEnrolled(new_desk, system_clock, chance)(credentials)
        counter = open_counter(folder)
    counter.in_step.enrol(credentials)
    return counter


def connect_centre(credentials: Credentials) -> Centre:
    """The centre of these credentials; the driver is imported with the first one."""
    from db.centre.client import PostgresCentre

    return PostgresCentre(credentials)


def counter_of(
    store: DeskStore,
    folder: Path,
    now: Now = system_clock,
    connect: Connect = connect_centre,
) -> Counter:
    """The use cases on an open store, by the clock ``now``; its centre is reached by ``connect``."""
    chance, hasher = SystemChance(), Argon2Pins()
    unit_of_work, questions = store.unit_of_work, store.questions
    log, files = store.sync_log, FileBlobs(folder / ATTACHMENTS)
    centre = CentreSide.of(log, files, unit_of_work, (now, chance), connect)
    papers = Papers(store.documents, files.read, centre.read)
    enrol = Enrol(log, questions.reference, now, chance)
    see = See(store.sightings, questions, now)
    reports = Reports(store.reports, store.reports, questions, now, chance)
    perform = Perform(unit_of_work, now, chance)
    forms = Forms(questions, papers, unit_of_work, render_form, now)
    return Counter(
        folder=folder,
        desk=store.identity,
        now=now,
        questions=questions,
        sign_in=SignIn(questions.reference, hasher),
        register_officer=RegisterOfficer(unit_of_work, now, chance, hasher),
        describe_unit=DescribeUnit(unit_of_work, now),
        preview=Preview(questions.reference, now),
        intake=Intake(unit_of_work, now, chance),
        decline=Decline(unit_of_work, now, chance),
        correct=Correct(unit_of_work, now),
        void=Void(unit_of_work, now),
        erase=Erase(unit_of_work, now, store.erasure.forget_files),
        perform=perform,
        stop_unanswered=StopUnanswered(questions, unit_of_work, now),
        attach=Attach(unit_of_work, now, store.attachments, inspect_attachment),
        detach=Detach(unit_of_work, now),
        attachments=Attachments(centre.read, attachment_thumbnail, attachment_pages),
        receipts=Receipts(questions, papers, unit_of_work, render, now),
        forms=forms,
        make_register=MakeRegister(questions, render_register, now),
        printer_pages=printer_pages,
        uncovered=uncovered,
        search=Search(questions, now),
        queue=Queue(questions, now),
        figures=Figures(store.figures, questions, now),
        reports=reports,
        report_forms=ReportForms(reports, questions, render_form, write_worksheet),
        explain=Explain(questions, now),
        see=see,
        rating=rating_desk((questions, store.rating_figures), unit_of_work, now, see),
        catalogue=Catalogue(unit_of_work, questions, now),
        drafting=Drafting(unit_of_work, questions, now, read_records),
        reviewing=Reviewing(unit_of_work, questions, now),
        posting=Posting(questions, render_posted, now),
        change_calendar=ChangeCalendar(unit_of_work, now),
        calendar_impact=CalendarImpact(SqlPromises(store.figures), questions, now),
        reschedule=Reschedule(unit_of_work, now),
        apologise=Apologise(perform, forms, questions, now),
        health=Health(store.maintenance, now, centre.examine),
        found=Found(log, unit_of_work, now, chance, hasher),
        in_step=InStep(log, centre.run, centre.pace, enrol),
        hang_up=centre.hang_up,
    )


def new_set_up(folder: Path) -> SetUp:
    """What turns an empty folder into a desk."""
    chance = SystemChance()
    new_desk = NewDeskStore(folder, shipped_calendar(), chance.identity)
    return SetUp(new_desk, system_clock, chance, Argon2Pins())


def centre_administration(url: str, address: Address | None = None) -> CentreAdministration:
    """The central database at ``url``; the driver is imported with the first one."""
    from db.centre.administration import PostgresAdministration

    return PostgresAdministration(url, address or Address())


def set_up_centre(url: str) -> SetUpCentre:
    """What turns an empty database into a centre."""
    return SetUpCentre(centre_administration(url), SystemChance())


def enrol_desk(url: str, address: Address) -> EnrolDesk:
    """What gives desks their credentials; ``address`` is where they reach the centre."""
    return EnrolDesk(centre_administration(url, address), SystemChance(), new_token)


def central_database(url: str) -> "CentralDatabase":
    """The centre's own work; PostgreSQL's driver is loaded by who needs it."""
    from db.centre.central import CentralDatabase

    return CentralDatabase(url)


def render(receipt: Receipt, page: PageSize) -> bytes:
    """The receipt as PDF; the printing library is imported with the first one."""
    from printing.receipt import render as rendered

    return rendered(receipt, page)


def render_form(form: PrintedForm, page: PageSize) -> bytes:
    """Any form as a PDF.

    Raises:
        UnsupportedPageSize, DamagedFont, InvalidTerm
    """
    from printing.forms import render_form as rendered

    return rendered(form, page)


def render_register(form: Register, progress: Progress) -> bytes:
    """A register as a PDF, in steps.

    Raises:
        DamagedFont
        CancelledError: ``progress`` said no.
    """
    from printing.forms import render_register as rendered

    return rendered(form, progress)


def write_worksheet(
    target: IO[bytes], form: PeriodReport, rows: Iterable[ReportedDossier], progress: Heard
) -> None:
    """The period report as .xlsx; the library is imported with the first one."""
    from printing.worksheet import write_report

    write_report(target, form, rows, progress)


def render_posted(paper: PostedPaper) -> bytes:
    """A paper for public posting as a PDF."""
    from printing.posted import render_posted as rendered

    return rendered(paper)


def printer_pages(
    content: bytes, dpi: int, alias: str, copy: int, *, has_qr: bool = True
) -> Sequence[PagePicture]:
    """A stored paper as a printer gets it: read back, then marked when it is a reprint.

    Raises:
        UnreadablePrint: nothing was sent.
    """
    from printing.raster import print_proof
    from printing.stamp import stamped

    proved = print_proof(content, dpi, alias, None if has_qr else "")
    return tuple(stamped(picture, copy - 1) for picture in proved) if copy > 1 else proved


def inspect_attachment(file: Path, media: Media) -> Inspected:
    """What a file to be attached holds; the picture library is imported with the first one.

    Raises:
        AttachmentDamaged
    """
    from printing.attachments import inspect

    return inspect(file, media)


def attachment_thumbnail(content: bytes, media: Media) -> bytes:
    """A small PNG of an attachment's first page.

    Raises:
        AttachmentDamaged
    """
    from printing.attachments import thumbnail

    return thumbnail(content, media)


def attachment_pages(content: bytes, media: Media) -> bytes:
    """An attachment as a PDF to look at.

    Raises:
        AttachmentDamaged
    """
    from printing.attachments import as_pdf

    return as_pdf(content, media)


def uncovered(text: str) -> tuple[str, ...]:
    """The characters of ``text`` the documents' font has no glyph for."""
    from printing.fonts import uncovered as missing

    return missing(text)


def warm_up() -> None:
    """Load what the first sign-in and the first receipt need, off the GUI thread."""
    for module in ("argon2", "printing.receipt", "printing.raster", "pypdfium2"):
        import_module(module)

"""Joins everything: the only module that imports every package."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from counter_app.desk_parts import (
    attachment_desk,
    paper_desk,
    procedure_desk,
    promise_desk,
    read_records,
    reception_desk,
    supervision_desk,
)
from counter_app.domain.calendar import Calendar
from counter_app.domain.errors import DeskNotSetUp
from counter_app.domain.procedure import ProcedureVersion
from counter_app.identities import Argon2Pins, SystemChance, new_token
from counter_app.notice_parts import teller
from counter_app.rating_parts import rating_desk
from counter_app.services.accounts import DescribeUnit, RegisterOfficer, SignIn
from counter_app.services.acting import Correct, Void
from counter_app.services.calendar_change import ChangeCalendar
from counter_app.services.catalogue import Catalogue
from counter_app.services.centre_admin import Address, CentreAdministration, EnrolDesk, SetUpCentre
from counter_app.services.centre_line import Connect
from counter_app.services.centre_port import Centre
from counter_app.services.centre_side import CentreSide
from counter_app.services.counter import Counter
from counter_app.services.enrolling import BeginEnrolled, Enrol, Found
from counter_app.services.erasing import Erase
from counter_app.services.explaining import Explain
from counter_app.services.health import Health
from counter_app.services.in_step import InStep
from counter_app.services.limits import StopUnanswered
from counter_app.services.performing import Perform
from counter_app.services.ports import Now
from counter_app.services.queue import Queue
from counter_app.services.searching import Search
from counter_app.services.setting_up import SetUp
from counter_app.services.sightings import See
from counter_app.services.sync_ports import Credentials
from db.attachments import ATTACHMENTS
from db.blob_files import FileBlobs
from db.desk_store import DeskStore, NewDeskStore
from resources import path

if TYPE_CHECKING:
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
    store: DeskStore, folder: Path, now: Now = system_clock, connect: Connect = connect_centre
) -> Counter:
    """The use cases on an open store, by the clock ``now``; its centre is reached by ``connect``."""
    chance, files = SystemChance(), FileBlobs(folder / ATTACHMENTS, store.erasure.forget_if_erased)
    clock = (now, chance)
    centre = CentreSide.of(store.sync_log, files, store.unit_of_work, clock, connect)
    return _use_cases(_Ground(store, folder, now, chance, files, centre))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the use cases of one open desk share."""

    store: DeskStore
    folder: Path
    now: Now
    chance: SystemChance
    files: FileBlobs
    centre: CentreSide


def _use_cases(ground: _Ground) -> Counter:
    store, now, chance, centre = ground.store, ground.now, ground.chance, ground.centre
    unit_of_work, questions, log = store.unit_of_work, store.questions, store.sync_log
    hasher = Argon2Pins()
    see = See(store.sightings, questions, now)
    paper = paper_desk(store, questions, (ground.files.read, centre.read), now)
    rating = rating_desk((questions, store.rating_figures), unit_of_work, now, see)
    return Counter(
        folder=ground.folder,
        desk=store.identity,
        now=now,
        questions=questions,
        sign_in=SignIn(questions.reference, hasher),
        register_officer=RegisterOfficer(unit_of_work, now, chance, hasher),
        describe_unit=DescribeUnit(unit_of_work, now),
        reception=reception_desk(questions, unit_of_work, now, chance),
        correct=Correct(unit_of_work, now),
        void=Void(unit_of_work, now),
        erase=Erase(unit_of_work, now, store.erasure.forget_files),
        perform=Perform(unit_of_work, now, chance),
        stop_unanswered=StopUnanswered(questions, unit_of_work, now),
        attachments=attachment_desk(store, centre.read, now),
        paper=paper,
        search=Search(questions, now),
        queue=Queue(questions, now),
        supervision=supervision_desk(store, (questions, rating.ratings), now, chance, centre.reach),
        explain=Explain(questions, now),
        see=see,
        rating=rating,
        catalogue=Catalogue(unit_of_work, questions, now),
        procedures=procedure_desk(questions, unit_of_work, now),
        change_calendar=ChangeCalendar(unit_of_work, now),
        promises=promise_desk(store, questions, (now, chance), paper.forms),
        tell=teller(ground.folder, (store.notices, questions), lambda: store.identity, now),
        health=Health(store.maintenance, now, centre.examine),
        found=Found(log, unit_of_work, now, chance, hasher),
        in_step=InStep(log, centre.run, centre.pace, Enrol(log, questions.reference, now, chance)),
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


def warm_up() -> None:
    """Load what the first sign-in and the first receipt need, off the GUI thread."""
    for module in ("argon2", "printing.receipt", "printing.raster", "pypdfium2"):
        import_module(module)

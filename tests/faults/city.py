"""Several desks of several units and one centre on a real PostgreSQL, for things to go wrong in."""

import shutil
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

import psycopg

from counter_app.bootstrap import sample_catalogue, shipped_calendar
from counter_app.identities import SystemChance, new_token
from counter_app.services.centre_admin import Address, EnrolDesk, SetUpCentre, UnitName
from counter_app.services.enrolling import BeginEnrolled
from counter_app.services.setting_up import NewUnit
from db.centre.administration import PostgresAdministration
from db.centre.client import PostgresCentre
from db.desk_store import NewDeskStore
from tests import make, sample_desk
from tests.fakes import SettableClock
from tests.faults.desk import CityDesk
from tests.faults.mischief import FaultyCentre
from tests.faults.saving import Holding, Known, Written, fates

FIRST = NewUnit("H26.12", "UBND phường Hoàn Kiếm", 3, "UBND thành phố Hà Nội")
SECOND = NewUnit("H26.15", "UBND phường Ba Đình", 1, "UBND thành phố Hà Nội")
PATIENCE_S = 30.0
PASSES = 8  # of all desks, until everybody must be level


@dataclass
class City:
    """The centre's database of now, its desks, and what every desk ever committed.

    ``written`` has the hash of every event by its identity, ``places`` its place in its chain;
    ``excused`` are those that restores took from everybody who had them.
    """

    server: object
    folder: object
    database: str
    port: int = 0
    desks: list = field(default_factory=list)
    backups: list = field(default_factory=list)
    written: dict[UUID, bytes] = field(default_factory=dict)
    places: dict[UUID, Written] = field(default_factory=dict)
    excused: set[UUID] = field(default_factory=set)
    relied_on: set[UUID] = field(default_factory=set)  # events that only another desk could bring
    rivals: list = field(default_factory=list)  # dossier, field, two events and their values
    connect: object = PostgresCentre
    patience_s: float = PATIENCE_S  # of every call made on connections from now on
    past: list = field(default_factory=list)  # databases the centre was before
    lost_files: set[str] = field(default_factory=set)  # by a restore, and nobody had sent them
    was_restored: bool = False

    def open(self, name, number_of_unit):
        """A desk on the folder ``name``, with a clock of its own."""
        clock = SettableClock(make.MONDAY)
        desk = CityDesk(self, name, self.folder / name, clock, number_of_unit)
        desk.open()
        self.desks.append(desk)
        return desk

    def line(self, mischief):
        """How a desk with this ``mischief`` connects; a copy of the centre may have another name."""

        def connected(credentials):
            here = replace(credentials, database=self.database, port=self.port or credentials.port)
            return FaultyCentre(self.connect(here, self.patience_s), mischief)

        return connected

    @contextmanager
    def asked(self):
        """The centre's database as its superuser sees it."""
        with closing(psycopg.connect(self.server.url(self.database), autocommit=True)) as opened:
            yield opened

    def rows(self, sql, *values):
        """What the superuser finds."""
        with self.asked() as opened:
            return opened.execute(sql, values or None).fetchall()

    def events(self):
        """The hash of every event the centre has, by its identity."""
        return dict(self.rows("SELECT id, hash FROM counter.events"))

    def note(self, desk):
        """Remember what ``desk`` has committed by now."""
        sql = "SELECT id, hash, text FROM events WHERE learnt = 0"
        for event, hash_, text in desk.rows(sql):
            if UUID(event) not in self.places:
                self.written[UUID(event)] = hash_
                self.places[UUID(event)] = Written.read(text, hash_, desk.unit)

    def files(self):
        """The digests of the files the centre has whole."""
        rows = self.rows("SELECT sha256 FROM counter.blobs WHERE is_complete")
        return {sha256 for (sha256,) in rows}

    def units(self):
        """Identity, code and name of each unit that has desks."""
        return self.rows(
            "SELECT id, code, name FROM counter.units WHERE code <> 'H26' ORDER BY code"
        )

    def back_up(self):
        """A copy of the centre as it is now; which one it is."""
        self._hang_up()
        name = f"backup_{uuid4().hex[:12]}"
        self._copy(self.database, name)
        self.backups.append((name, Known.of(self)))
        return len(self.backups) - 1

    def go_back(self, number):
        """The centre is restored from a backup; False: some desk would keep what nobody can bring.

        What nobody has any more is excused.
        """
        holdings = [Holding.of(desk.folder, desk.unit) for desk in self.desks]
        if not self._may_lose(self.backups[number][1], holdings):
            return False
        self._hang_up()
        self.was_restored = True
        self.lost_files |= self.files() - {name for desk in self.desks for name in desk.files()}
        name = f"centre_{uuid4().hex[:12]}"
        self._copy(self.backups[number][0], name)
        self.past.append(self.database)
        self.database = name
        return True

    def sync_all(self, rounds=PASSES):
        """In fair weather everybody syncs until nothing moves; how many passes that took."""
        for desk in self.desks:
            desk.mischief.clear()
            desk.store.sync_log.dies_in = None
        for number in range(1, rounds + 1):
            reports = [desk.run() for desk in self.desks]
            if not any(r.is_paused or r.pushed or r.pulled for r in reports):
                return number
        raise AssertionError(f"not level after {rounds} passes: {reports}")

    def sync_for_hours(self, hours=2):
        """Everybody syncs once an hour too, when a desk tries again what is seldom tried.

        In the first hour the centre hears of lives it has lost, in the second what they wrote.
        """
        for _ in range(hours):
            for desk in self.desks:
                desk.clock.forward(hours=1)
            self.sync_all()

    def restored(self, desk, copy):
        """``desk`` is as it was when it was copied; False: as ``go_back``."""
        self.note(desk)
        folders = [(copy if one is desk else one.folder, one.unit) for one in self.desks]
        if not self._may_lose(Known.of(self), [Holding.of(*one) for one in folders]):
            return False
        self.was_restored = True
        self.lost_files |= desk.files().keys() - self.files()
        desk.replaced_by(copy)
        return True

    def _may_lose(self, known, holdings):
        """Whether nobody would keep what cannot come back; what nobody would have is excused."""
        places = {e: place for e, place in self.places.items() if e not in self.excused}
        after = fates(places, known, holdings)
        if after.kept:
            return False
        self.excused |= after.gone
        self.relied_on |= after.relayed
        return True

    def forget(self):
        """Drop the databases that were this city's."""
        with psycopg.connect(self.server.url(), autocommit=True) as opened:
            for name in {self.database, *self.past, *(name for name, _ in self.backups)}:
                opened.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self):
        for desk in self.desks:
            desk.close()

    def _hang_up(self):
        for desk in self.desks:
            desk.counter.hang_up()

    def _copy(self, source, target):
        with psycopg.connect(self.server.url(), autocommit=True) as opened:
            opened.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (source,),
            )
            opened.execute(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY file_copy")


@dataclass(frozen=True)
class Blueprint:
    """A city that was set up once: its database and its desks' folders, to be copied."""

    server: object
    database: str
    folder: object

    @contextmanager
    def built(self, where, names="ABCD", connect=PostgresCentre):
        """A city of its own in the folder ``where``; desks A and B are of one unit, C and D of another."""
        city = City(self.server, where, f"centre_{uuid4().hex[:12]}", connect=connect)
        with ExitStack() as left:
            left.callback(city.forget)
            left.callback(city.close)
            city._copy(self.database, city.database)
            for name in names:
                shutil.copytree(self.folder / name, where / name)
                city.open(name, "ABCD".index(name) // 2)
                city.note(city.desks[-1])
            yield city


def draw_up(server, folder, address=None):
    """Set a city up: two units that stood alone and were enrolled, each with a second desk."""
    database = server.new_database()
    administration = PostgresAdministration(server.url(database), address or Address(ca=server.ca))
    SetUpCentre(administration, SystemChance())()
    enrol = EnrolDesk(administration, SystemChance(), new_token)
    city = City(server, folder, database)
    for index, (unit, names) in enumerate(((FIRST, "AB"), (SECOND, "CD"))):
        sample_desk.set_up(folder / names[0]).sample(unit, sample_catalogue())
        first = city.open(names[0], index)
        first.counter.in_step.enrol(enrol(UnitName(unit.code, unit.name), unit.desk_number))
        first.run()
        credentials = enrol(UnitName(unit.code), unit.desk_number + 1)
        new_store = NewDeskStore(folder / names[1], shipped_calendar(), SystemChance().identity)
        BeginEnrolled(new_store, SettableClock(sample_desk.OPENING), SystemChance())(credentials)
        second = city.open(names[1], index)
        second.counter.in_step.enrol(credentials)
        second.run()
    city.sync_all()
    city.close()
    for desk in city.desks:
        desk.forget_its_place()
    return Blueprint(server, database, folder)

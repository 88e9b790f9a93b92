"""A real sample desk in a folder: SQLite as shipped, a clock one can set, PINs that cost nothing."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

from counter_app.bootstrap import connect_centre, counter_of, sample_catalogue, shipped_calendar
from counter_app.identities import SystemChance
from counter_app.services.setting_up import NewUnit, SetUp
from db.desk_store import DeskStore, NewDeskStore
from tests import make
from tests.fakes import FakePress, PlainPins, SettableClock

UNIT = NewUnit("H26.12", "UBND phường Hoàn Kiếm", 3, "UBND thành phố Hà Nội")
OPENING = make.MONDAY.replace(hour=8)


def set_up(folder, clock=None, hasher=None):
    """What turns ``folder`` into a desk."""
    new_desk = NewDeskStore(folder, shipped_calendar(), SystemChance().identity)
    now = clock or SettableClock(OPENING)
    return SetUp(new_desk, now, SystemChance(), hasher or PlainPins())


def create(folder):
    """A sample desk in ``folder``, closed."""
    set_up(folder).sample(UNIT, sample_catalogue())


class SampleDesk:
    """An open sample desk and what a test wants to know about it."""

    def __init__(self, folder, clock=None, connect=connect_centre):
        self.folder = folder
        self.clock = clock or SettableClock(make.MONDAY)
        self.press = FakePress()
        self.store = DeskStore(folder, shipped_calendar(), SystemChance().identity)
        plain = counter_of(self.store, folder, self.clock, connect)
        self.counter = replace(
            plain,
            sign_in=replace(plain.sign_in, hasher=PlainPins()),
            register_officer=replace(plain.register_officer, hasher=PlainPins()),
            paper=replace(plain.paper, receipts=replace(plain.paper.receipts, render=self.press)),
        )

    @classmethod
    def copied(cls, template, folder):
        """A desk of its own like the one closed in ``template``."""
        shutil.copytree(template, folder)
        return cls(folder)

    @property
    def file(self):
        return self.folder / "desk.sqlite3"

    def reopened(self, clock=None):
        """The same folder in another process's place, both open."""
        return SampleDesk(self.folder, clock or self.clock)

    def close(self):
        self.counter.hang_up()
        self.store.close()

    def officer(self, login="tiepnhan"):
        """A sample officer by login."""
        return next(o for o in self.counter.questions.reference().officers() if o.login == login)

    def receive(self, login="tiepnhan", **more):
        """A dossier received now."""
        return self.counter.reception.intake(make.request(**more), self.officer(login)).dossier

    def dossier(self, dossier):
        """The dossier as the questions see it."""
        return self.counter.search.dossier(dossier.id)

    def rows(self, sql, *parameters):
        """What another connection finds."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(sql, parameters).fetchall()

    def write(self, sql, *parameters):
        """What a tampering hand does beside the program."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute(sql, parameters)

    def kinds(self):
        """The kinds of all events about dossiers, in order."""
        sql = "SELECT kind FROM events WHERE dossier IS NOT NULL ORDER BY seq"
        return [kind for (kind,) in self.rows(sql)]

    def dump(self, but=()):
        """Every row of every table of the schema, in a stable order."""
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        names = [n for (n,) in self.rows(tables) if n not in but and "_text_" not in n]
        return {name: sorted(map(repr, self.rows(f"SELECT * FROM {name}"))) for name in names}

    def append(self, act, dossier, number=0):
        """An act no use case performs yet, appended as its use case would."""
        payloads = make.payloads_of(act, number, dossier)
        with self.store.unit_of_work() as work:
            base = work.last_seen(dossier.id)
            work.append(make.draft(act, dossier, self.clock(), payloads, base))
            after = work.dossier(dossier.id)
            work.commit()
        return after

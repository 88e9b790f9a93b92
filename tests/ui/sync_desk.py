"""A real sample desk that belongs to a centre in memory, and what the centre is made to do."""

import shutil
from dataclasses import dataclass, field, replace
from threading import Event

from counter_app.bootstrap import shipped_calendar
from counter_app.domain.acts import Role
from counter_app.identities import SystemChance
from counter_app.services.accounts import NewOfficer
from counter_app.services.centre_port import (
    Rejected,
)
from counter_app.services.credentials import credentials_to_json
from counter_app.services.enrolling import BeginEnrolled
from db.desk_store import NewDeskStore
from tests import make
from tests.fake_centre import FakeCentre
from tests.fakes import PlainPins, SettableClock
from tests.sample_desk import UNIT, SampleDesk
from tests.ui.window import open_window

NEWCOMER = NewOfficer("moi", "Đỗ Thị Mới", (Role.RECEPTION,), "246802")


@dataclass
class Gate:
    """Lets calls through; closed, a call waits until it is opened."""

    opened: Event = field(default_factory=Event)
    reached: Event = field(default_factory=Event)

    def __post_init__(self):
        self.opened.set()

    def close(self):
        self.reached.clear()
        self.opened.clear()

    def __call__(self, _call):
        self.reached.set()
        self.opened.wait(30)


class SyncDesk(SampleDesk):
    """A sample desk and its centre; nothing was sent yet."""

    def __init__(self, folder, centre=None):
        self.centre = centre or FakeCentre(SettableClock(make.MONDAY))
        super().__init__(folder, self.centre.now, self.centre.connect)
        self.gate = Gate()
        self.centre.before_call = self.gate
        self.log = self.counter.in_step.log
        found = self.counter.found
        self.counter = replace(self.counter, found=replace(found, hasher=PlainPins()))

    @classmethod
    def standing_alone(cls, template, folder):
        """Like the one closed in ``template``; its centre would give it the number it has."""
        shutil.copytree(template, folder)
        desk = cls(folder)
        desk.unit = desk.centre.add_unit(UNIT.code, UNIT.name)
        desk.credentials = desk.centre.enrol(desk.unit, 3)
        return desk

    @classmethod
    def enrolled(cls, template, folder):
        """The same, enrolled."""
        desk = cls.standing_alone(template, folder)
        desk.counter.in_step.enrol(desk.credentials)
        return desk

    def file(self, folder):
        """The credentials as a file."""
        file = folder / "quay-3.json"
        file.write_text(credentials_to_json(self.credentials), "utf-8")
        return file

    def sync(self):
        """One round, as the command line would do it."""
        return self.counter.in_step.run(lambda _done, _all: True)

    def colleague(self, folder, number=4):
        """Another desk of the unit, which has heard of nothing yet."""
        return new_desk(folder, self.centre, self.centre.enrol(self.unit, number))

    def reject(self, kind, dossier=None):
        """The centre would not have the last act of ``dossier``; of none, a new officer."""
        if dossier is None:
            self.counter.register_officer(NEWCOMER, self.officer("quantri"))
        self.sync()
        questions = self.counter.questions
        *_, event = questions.events(dossier.id) if dossier else questions.chain()
        self.log.acknowledge([Rejected(event.id, kind, None)])
        return event


def new_desk(folder, centre, credentials):
    """A desk of the centre's unit made out of an empty folder."""
    new = NewDeskStore(folder, shipped_calendar(), SystemChance().identity)
    BeginEnrolled(new, centre.now, SystemChance())(credentials)
    desk = SyncDesk(folder, centre)
    desk.unit, desk.credentials = credentials.unit, credentials
    desk.counter.in_step.enrol(credentials)
    return desk


def open_synced(qtbot, desk, **more):
    """The window on ``desk``; close it with ``close_synced``."""
    return open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter, **more)


def close_synced(window, desk):
    """Close the window in order, whatever the centre is doing."""
    desk.gate.opened.set()
    window.shell.close()
    window.workers.shutdown()

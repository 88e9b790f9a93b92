"""One desk of the city: a real folder, a settable clock, real officers, a line that may fail."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from uuid import UUID

from counter_app.bootstrap import counter_of, shipped_calendar
from counter_app.domain.acts import ACTS
from counter_app.domain.dossier import Lifecycle
from counter_app.domain.errors import ActNotYetSupported, CentreUnreachable
from counter_app.domain.event import Author, Draft
from counter_app.identities import SystemChance
from counter_app.services.acting import Correction
from counter_app.services.attaching import NewAttachment
from db.attachments import ATTACHMENTS
from db.centre_link import write_credentials
from db.desk_marks import FILE as MARK
from db.desk_store import DeskStore
from tests import make
from tests.fakes import PlainPins
from tests.faults.mischief import Killed, Mischief, MortalLog

# Acts by the use case of most of them: what is said, and the login of who may.
ACTS_HERE = {
    "take": ({}, "xuly"),
    "forward": ({"to": "processing"}, "tiepnhan"),
    "pause": ({"kind": "posting", "document": "12/TB"}, "xuly"),
    "resume": ({}, "xuly"),
    "request-supplement": ({"components": [{"name": "Giấy ủy quyền"}], "reason": "thiếu"}, "xuly"),
    "supplement": ({"components": [{"name": "Giấy ủy quyền"}]}, "tiepnhan"),
    "finish": ({"outcome": "positive", "result": "15/QĐ"}, "xuly"),
    "hand-over": ({"recipient": "applicant", "method": "counter"}, "tiepnhan"),
    "withdraw": ({"reason": "người dân xin rút"}, "tiepnhan"),
    "arrived": ({}, "tiepnhan"),
    "reopen": ({"reason": "xem lại"}, "giamsat"),
}


@dataclass
class CityDesk:
    """Opened by ``open``; ``unit`` says which of the city's units it is of."""

    city: object
    name: str
    folder: object
    clock: object
    unit: int
    store: object = None
    counter: object = None
    log_class: type = MortalLog

    def __post_init__(self):
        self.mischief = Mischief()

    def open(self):
        """As a newly started program would."""
        self.store = DeskStore(self.folder, shipped_calendar(), SystemChance().identity)
        self.store.sync_log = self.log_class(self.folder / "desk.sqlite3", self.store._lock)
        connect = self.city.line(self.mischief)
        plain = counter_of(self.store, self.folder, self.clock, connect)
        self.counter = replace(plain, sign_in=replace(plain.sign_in, hasher=PlainPins()))

    def close(self):
        """As a program that ends."""
        self.counter.hang_up()
        self.store.close()

    def drop(self):
        """As a process that was killed: no mark is left, no farewell said."""
        self.counter.hang_up()
        self.store.sync_log.close()
        self.store._opened.close()

    def restart(self):
        """Killed and started again."""
        self.drop()
        self.open()

    def sync(self):
        """One round, whatever it meets; None: it was broken off or the process died."""
        try:
            return self.run()
        except CentreUnreachable:
            return None
        except Killed:
            self.restart()
            return None

    def run(self):
        """One round; what it meets rises."""
        return self.counter.in_step.run(lambda _done, _all: True)

    def officer(self, login):
        """The sample officer of the desk's own unit."""
        return next(o for o in self.counter.questions.reference().officers() if o.login == login)

    def receive(self, **more):
        """A dossier received now."""
        self.clock.forward(minutes=1)
        return self._noted(
            self.counter.reception.intake(make.request(**more), self.officer("tiepnhan")).dossier
        )

    def perform(self, dossier, act):
        """An act of ``ACTS_HERE``."""
        said, login = ACTS_HERE[act]
        self.clock.forward(minutes=1)
        return self._noted(self.counter.perform(dossier, act, said, self.officer(login)))

    def correct(self, dossier, **fields):
        """A supervisor's correction."""
        self.clock.forward(minutes=1)
        correction = Correction(**fields)
        officer = self.officer("giamsat")
        return self._noted(self.counter.correct(dossier, correction, "ghi nhầm", officer))

    def attach(self, dossier, content):
        """A small file attached."""
        self.clock.forward(minutes=1)
        new = NewAttachment(content, "x.pdf")
        return self._noted(self.counter.attachments.attach(dossier, new, self.officer("tiepnhan")))

    def erase(self, dossier):
        """An erasure by two; an open dossier is withdrawn first."""
        if self.dossier(dossier).lifecycle is Lifecycle.OPEN:
            self.perform(dossier, "withdraw")
        self.clock.forward(minutes=1)
        said = {"reason": "request", "seconded_by": "giamsat"}
        people = self.officer("quantri"), self.officer("giamsat")
        return self._noted(self.counter.erase(dossier, said, *people))

    def transfer(self, dossier, unit):
        """The dossier goes to another unit: identity, code and name."""
        identity, code, name = unit
        said = {"id": str(identity), "code": code, "name": name}
        officer = self.officer("xuly")
        self.clock.forward(minutes=1)
        try:
            data = {"unit": said, "components": ["tp1"], "reason": "liên thông"}
            return self._noted(self.counter.perform(dossier, "transfer", data, officer))
        except ActNotYetSupported:
            return self._append("transfer", dossier, {"unit": said, "components": []}, officer)

    def dossier(self, dossier):
        """As the desk sees it."""
        return self.counter.questions.dossier(dossier)

    def dossiers(self):
        """Every dossier it has, as first learnt of."""
        sql = "SELECT dossier FROM events WHERE dossier IS NOT NULL GROUP BY 1 ORDER BY min(seq)"
        return [UUID(dossier) for (dossier,) in self.rows(sql)]

    def is_twin_of(self, other):
        """Whether one is a copy of the other's folder: they count as one desk."""
        return self.store.identity.id == other.store.identity.id

    def own(self):
        """The hash of each event that was written here, by its identity."""
        return {UUID(i): h for i, h in self.rows("SELECT id, hash FROM events WHERE learnt = 0")}

    def has(self):
        """The position of each event it has, by its identity."""
        return {UUID(i): at for i, at in self.rows("SELECT id, position FROM events")}

    def rows(self, sql, *parameters):
        """What another connection finds."""
        with closing(sqlite3.connect(self.folder / "desk.sqlite3")) as connection:
            return connection.execute(sql, parameters).fetchall()

    def files(self):
        """The content of each file it keeps, by its digest."""
        there = (self.folder / ATTACHMENTS).glob("?" * 64)
        return {file.name: file.read_bytes() for file in there}

    def copied(self, target):
        """A copy of the closed folder; the desk goes on."""
        self.close()
        shutil.copytree(self.folder, target)
        self.open()
        return target

    def replaced_by(self, copy):
        """The folder is as it was when ``copy`` was made."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        self.open()

    def point_at(self, **changed):
        """Other credentials, for a program that reads them from the folder."""
        link = self.store.sync_log.link()
        with self.store.sync_log._writing() as connection:
            write_credentials(connection, replace(link.credentials, **changed))

    def forget_its_place(self):
        """A copy of the closed folder may be the desk itself: no suspicion of a clone."""
        (self.folder / MARK).unlink(missing_ok=True)
        with closing(sqlite3.connect(self.folder / "desk.sqlite3")) as connection, connection:
            connection.execute("DELETE FROM places")

    def _append(self, act, dossier, public, officer):
        with self.store.unit_of_work() as work:
            state, base = work.dossier(dossier), work.last_seen(dossier)
            author = Author(officer.id, ACTS[act].grants[0].role.value)
            kind = ACTS[act].kind
            work.append(Draft(kind, state.scope, dossier, author, self.clock(), public, {}, base))
            after = work.dossier(dossier)
            work.commit()
        return self._noted(after)

    def _noted(self, answer):
        self.city.note(self)
        return answer

"""A sample desk that belongs to a centre in memory, and what the centre is made to do."""

from dataclasses import dataclass, field, replace
from threading import Event

from counter_app.domain.errors import UnknownRejection
from counter_app.identities import SystemChance
from counter_app.services.backoff import Pace
from counter_app.services.blobs import SendFiles
from counter_app.services.centre_line import CentreLine
from counter_app.services.credentials import credentials_to_json
from counter_app.services.in_step import InStep
from counter_app.services.incarnations import Renew, incarnation_of
from counter_app.services.numbering import KeepClear
from counter_app.services.sync import SeldomReport, Sync
from counter_app.services.sync_ports import Outbox, Rejection
from counter_app.services.sync_round import RoundParts
from tests.fake_centre import FakeCentre
from tests.fake_log import FakeLog, FakeNumbers

UNIT_NAME = "UBND phường Hoàn Kiếm"


class TrayLog(FakeLog):
    """A log whose tray holds what a test puts there."""

    def __init__(self, clock, **more):
        super().__init__(clock, **more)
        self.rejected: list[Rejection] = []
        self.again: list[object] = []

    def outbox(self):
        plain = super().outbox()
        return Outbox(plain.waiting, plain.oldest, len(self.rejected))

    def rejections(self):
        return tuple(self.rejected)

    def try_again(self, event):
        if all(one.event != event for one in self.rejected):
            raise UnknownRejection(str(event))
        self.rejected = [one for one in self.rejected if one.event != event]
        self.again.append(event)


@dataclass
class Gate:
    """Lets rounds through; closed, a round waits at its next step until it is opened."""

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


class SyncDesk:
    """``counter`` keeps the sample desk ``desk`` in step with ``centre``."""

    def __init__(self, desk, *, enrolled=True):
        self.desk, self.clock = desk, desk.clock
        self.centre = FakeCentre(desk.clock)
        self.unit = self.centre.add_unit("H26.12", UNIT_NAME)
        self.gate = Gate()
        self.centre.before_call = self.gate
        self.log = TrayLog(desk.clock, number=3)
        self.credentials = self.centre.enrol(self.unit, 3)
        line, chance = CentreLine(self.log, self.centre.connect), SystemChance()
        renew = Renew(self.log, self.clock, chance)
        clear = KeepClear(FakeNumbers(), self.clock)
        parts = RoundParts(self.log, line, self.clock, renew, clear)
        run = Sync(parts, SeldomReport(self.log, self.clock), SendFiles(self.log, {}))
        self.in_step = InStep(self.log, run, Pace(lambda bound: bound // 2), self._join)
        self.counter = replace(desk.counter, in_step=self.in_step)
        if enrolled:
            self._join(self.credentials)
            self.log.write()

    def file(self, folder):
        """The credentials as a file."""
        file = folder / "quay-3.json"
        file.write_text(credentials_to_json(self.credentials), "utf-8")
        return file

    def reject(self, kind, dossier=None, act="forwarded"):
        """The centre did not take an act: the last of ``dossier``, or one in none."""
        events = self.desk.counter.questions.events(dossier.id) if dossier else ()
        event = events[-1] if events else None
        self.log.rejected.append(
            Rejection(
                event=event.id if event else SystemChance().identity(),
                dossier=dossier.id if dossier else None,
                code=dossier.code if dossier else "",
                act=event.kind if event else act,
                kind=kind,
                details=None,
                at=self.clock(),
            )
        )
        return self.log.rejected[-1]

    def _join(self, credentials):
        identity = replace(
            self.log.desk,
            unit=credentials.unit,
            city=credentials.city,
            incarnation=SystemChance().identity(),
        )
        self.log.enrol(credentials, incarnation_of(identity, credentials.unit_code, self.clock()))

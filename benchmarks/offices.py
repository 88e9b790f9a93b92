"""A centre of one's own and desks that belong to it, for measuring how they keep in step."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from benchmarks.big_desk import new_desk
from benchmarks.server import Server, own_server
from counter_app.bootstrap import (
    counter_of,
    enrol_desk,
    open_store,
    set_up_centre,
    shipped_calendar,
    system_clock,
)
from counter_app.domain.event import Draft
from counter_app.identities import SystemChance
from counter_app.services.centre_admin import Address, UnitName
from counter_app.services.counter import Counter
from counter_app.services.enrolling import BeginEnrolled
from counter_app.services.lives import Lives, Load
from counter_app.services.sync import Sync
from counter_app.services.sync_ports import (
    Credentials,
)
from counter_app.services.sync_round import Round
from db.desk_store import DeskStore, NewDeskStore

UNIT: Final = UnitName("H26.12", "UBND phường Đo lường")
_STOOD_ALONE_AS: Final = 3  # the number `new_desk` gives
_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Office:
    """An open desk that belongs to the centre, its connection kept."""

    store: DeskStore
    counter: Counter

    @property
    def sync(self) -> Sync:
        """What runs its rounds."""
        if not isinstance(self.counter.in_step.run, Sync):
            raise TypeError(type(self.counter.in_step.run))
        return self.counter.in_step.run

    def heard(self) -> Round:
        """A round that has asked where the centre stands: what a poll costs is paid here."""
        begun = Round(self.sync.parts, lambda done, all_: True)
        begun.hear()
        return begun

    def level(self) -> None:
        """Rounds until nothing waits on either side.

        Raises:
            RuntimeError: the centre would not take an event.
        """
        while (report := self.sync()).lag_s or report.head != report.cursor:
            pass
        if stray := self.store.sync_log.rejections():
            raise RuntimeError(stray[0])

    def act(self, dossiers: int, seed: int) -> int:
        """Do what ``dossiers`` need, act by act as it would have happened; how many acts.

        Lives are invented as `generate` invents them; the acts of many stand side by side.
        """
        with self.store.unit_of_work() as work:
            load = Load(dossiers, seed, system_clock(), _DAYS)
            lives = Lives(load, self.store.identity, self.store.questions.reference())
            lives.take_serial = work.take_serial
            drafts = in_time([draft for life in lives.all() for draft in life.drafts])
            last: dict[UUID | None, UUID] = {}
            for draft in drafts:
                event = work.append(replace(draft, base=last.get(draft.dossier)))
                last[draft.dossier] = event.id
            work.commit()
        return len(drafts)


@dataclass(frozen=True, slots=True)
class OwnCentre:
    """A new centre on a durable server of its own: TLS, SCRAM and row-level security as shipped."""

    server: Server
    url: str
    folder: Path  # for desks
    opened: ExitStack

    def credentials(self, unit: UnitName, number: int) -> Credentials:
        """Of a new desk."""
        return enrol_desk(self.url, Address(ca=self.server.ca))(unit, number)

    def first_office(self) -> Office:
        """The unit's first desk: a sample desk that stood alone, with all it brings."""
        folder = self.folder / "first"
        new_desk(folder)
        return self._office(folder, self.credentials(UNIT, _STOOD_ALONE_AS))

    def next_office(self) -> Office:
        """Another desk of the same unit, that has pulled what there is."""
        folder, chance = self.folder / "next", SystemChance()
        given = self.credentials(UNIT, _STOOD_ALONE_AS + 1)
        new_store = NewDeskStore(folder, shipped_calendar(), chance.identity)
        BeginEnrolled(new_store, system_clock, chance)(given)
        return self._office(folder, given)

    def _office(self, folder: Path, given: Credentials) -> Office:
        store = open_store(folder)
        self.opened.callback(store.close)
        counter = counter_of(store, folder)
        self.opened.callback(counter.hang_up)
        counter.in_step.enrol(given)
        office = Office(store, counter)
        office.level()
        return office


@contextmanager
def own_centre(root: Path) -> Iterator[OwnCentre]:
    """A centre while the block runs; its desks lie under ``root``."""
    with (
        tempfile.TemporaryDirectory(dir=root) as folder,
        own_server() as server,
        ExitStack() as opened,
    ):
        url = server.url(server.new_database())
        set_up_centre(url)()
        yield OwnCentre(server, url, Path(folder), opened)


def in_time(drafts: Sequence[Draft]) -> list[Draft]:
    """As they happened; what happened at one moment stays in its order."""
    return sorted(drafts, key=lambda draft: draft.desk_time)

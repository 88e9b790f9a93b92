"""Desks of several units and what a centre does for them: each dossier's events in one order."""

import shutil
from dataclasses import dataclass, field

from counter_app.domain.dossier import UnitRef
from counter_app.domain.folding import fold
from counter_app.services.setting_up import NewUnit
from db import event_store
from db.engine import raw
from db.projection import insert_dossier, update_dossier
from db.reference_projection import home_of, project_reference
from db.reference_store import StoredReference
from db.schema import FEED_CITY
from tests.fakes import SettableClock
from tests.make import MONDAY
from tests.sample_desk import SampleDesk, sample_catalogue, set_up

HOME = NewUnit("H26.12", "UBND phường Hoàn Kiếm", 3)
OFFICE = NewUnit("H26.15", "Sở Tư pháp", 1)
AGENCY = NewUnit("H26.16", "Sở Y tế", 1)
_ORDER = "SELECT min(seq) FROM events WHERE dossier = ?"


@dataclass
class City:
    """A desk for each unit, by code; ``carry`` is a round of sync of them all."""

    folder: object
    clock: SettableClock = field(default_factory=lambda: SettableClock(MONDAY))
    desks: dict = field(default_factory=dict)
    order: list = field(default_factory=list)  # events in home order
    carried: str = "dossier IS NOT NULL"  # which events travel

    def open(self, *units):
        """A sample desk of each unit; the first one's catalogue is everybody's."""
        for unit in units:
            folder = self.folder / unit.code
            set_up(folder).sample(unit, () if self.desks else sample_catalogue())
            self.desks[unit.code] = SampleDesk(folder, self.clock)
        first, *others = self.desks.values()
        catalogue = events_of(first, "kind = 'procedure-version-issued'")
        for desk in others:
            learn(desk, catalogue)
        return self

    @classmethod
    def copied(cls, template, folder):
        """A city like the closed one in ``template``."""
        shutil.copytree(template, folder)
        made = cls(folder)
        for unit in sorted(path.name for path in folder.iterdir()):
            made.desks[unit] = SampleDesk(folder / unit, made.clock)
        return made

    def close(self):
        for desk in self.desks.values():
            desk.close()

    def directory(self):
        """The units as the centre's directory names them."""
        return tuple(
            UnitRef(code, desk.counter.questions.reference().unit().name, desk.store.identity.unit)
            for code, desk in self.desks.items()
        )

    def act(self, code, login, dossier, name, **data):
        """An act at a unit's desk, carried to every other one."""
        desk = self.desks[code]
        after = desk.counter.perform(dossier.id, name, data, desk.officer(login))
        self.carry()
        return after

    def only(self, dossier):
        """From here on nothing travels but this dossier, which is new."""
        self.order, self.carried = [], f"dossier = '{dossier.id.hex}'"

    def carry(self, *but):
        """Every new event of every desk gets its place; each desk learns of what it lacks.

        Desks whose codes are in ``but`` are offline.
        """
        online = [desk for code, desk in self.desks.items() if code not in but]
        known = {event.id for event in self.order}
        for desk in online:
            new = [e for e in events_of(desk, self.carried) if e.id not in known]
            self.order += new
        for desk in online:
            self._bring(desk)

    def _bring(self, desk):
        with desk.store.unit_of_work() as work:
            connection = raw(desk.store._writing)
            there = {event.id for event in events_of(desk, self.carried)}
            for position, event in enumerate(self.order, 1):
                if event.id not in there:
                    work._row.seq += 1
                    row = event_store.event_row(work._row.seq, event)
                    connection.execute(event_store.INSERT, row)
                place = "UPDATE events SET position = ? WHERE id = ?"
                connection.execute(place, (position, event.id.hex))
            for dossier in {event.dossier for event in self.order}:
                first = connection.execute(_ORDER, (dossier.hex,)).fetchone()[0]
                after = fold(event_store.events_of(connection, dossier))
                is_new = connection.execute("SELECT 1 FROM dossiers WHERE row = ?", (first,))
                if is_new.fetchone() is None:
                    insert_dossier(connection, first, after)
                else:
                    update_dossier(connection, first, after)
            work.commit()

    def same(self, dossier):
        """The dossier, which every desk must have alike."""
        folds = {code: desk.dossier(dossier) for code, desk in self.desks.items()}
        first = next(iter(folds.values()))
        assert all(fold == first for fold in folds.values())
        return first


def knows(monkeypatch, city):
    """Every desk's reference data has the city's directory, as an enrolled desk's has."""
    units = city.directory()
    monkeypatch.setattr(StoredReference, "units", lambda _: units)


def events_of(desk, which="dossier IS NOT NULL"):
    rows = desk.rows(f"SELECT text, private, salt, hash FROM events WHERE {which} ORDER BY seq")
    return list(event_store.stored_events(rows))


def learn(desk, events, feed=FEED_CITY):
    """Store what a feed brought of reference data."""
    with desk.store.unit_of_work() as work:
        connection = raw(desk.store._writing)
        for event in events:
            work._row.seq += 1
            connection.execute(event_store.INSERT, event_store.event_row(work._row.seq, event))
            place = "UPDATE events SET feed = ?, learnt = 1 WHERE id = ?"
            connection.execute(place, (feed, event.id.hex))
            home = home_of(connection, feed, is_citys=False)
            project_reference(connection, work._row.seq, event, None, home)
        work._row.reference_seq = work._row.seq
        work.commit()

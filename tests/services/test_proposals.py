"""Reference data of a desk that belongs to a centre: the city's, the unit's own, proposals."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.dossier import UnitRef
from counter_app.domain.errors import OnlyTheCity, RoleMayNot, UnknownProposal
from counter_app.domain.procedure import Decision, in_force
from counter_app.services.centre_port import (
    DirectoryEntry,
)
from counter_app.services.reference_ports import Reach
from db.reference_store import StoredReference
from db.schema import FEED_UNIT_FOREIGN
from tests import make, units
from tests.issuing import issue as issued_at_once
from tests.small_centre import SmallCentre

TUESDAY = make.MONDAY.date() + timedelta(days=1)
CLOSED = read_entries({"off": [TUESDAY.isoformat()], "source": "mất điện"})


@pytest.fixture
def stands(monkeypatch):
    """Say what the desk belongs to, as its enrolment would."""

    def set_reach(reach):
        monkeypatch.setattr(StoredReference, "reach", lambda _: reach)

    return set_reach


def plain(desk, code="9.1", number="QĐ 1"):
    known = desk.counter.catalogue.versions(make.BIRTH)[0]
    return replace(known, code=code, decision=Decision(number))


def issue(desk, *versions, by="kiemsoat"):
    return issued_at_once(desk.counter, versions, desk.officer(by))


def scopes(desk, kind):
    rows = desk.rows("SELECT scope FROM events WHERE kind = ? ORDER BY seq DESC LIMIT 1", kind)
    return rows[0][0]


def test_a_unit_proposes_and_uses_what_it_proposes(desk, stands):
    stands(Reach.UNIT)
    (issued,) = issue(desk, plain(desk))
    assert scopes(desk, "procedure-version-issued") == desk.counter.desk.unit.hex
    (proposal,) = desk.counter.catalogue.proposals()
    assert (proposal.version, proposal.unit) == (issued.version, "UBND phường Hoàn Kiếm")
    assert issued.version in desk.counter.catalogue.in_force()
    assert desk.receive(procedure="9.1").procedure.version == issued.version.id


def test_a_proposal_is_made_once(desk, stands):
    stands(Reach.UNIT)
    assert [one.is_new for one in issue(desk, plain(desk))] == [True]
    assert [one.is_new for one in issue(desk, plain(desk))] == [False]
    known = desk.counter.catalogue.versions(make.BIRTH)[0]
    assert [one.is_new for one in issue(desk, known)] == [False]  # the city says so already


def test_alone_or_at_the_citys_unit_it_is_the_citys(desk, stands):
    for reach, code in ((Reach.ALONE, "9.1"), (Reach.CITY, "9.2")):
        stands(reach)
        issue(desk, plain(desk, code))
        assert scopes(desk, "procedure-version-issued") == desk.counter.desk.city.hex
    assert desk.counter.catalogue.proposals() == ()


def test_what_a_desk_wrote_while_it_stood_alone_is_proposed_after_its_enrolment(desk):
    (issued,) = issue(desk, plain(desk))
    SmallCentre().enrol(desk)
    found = {proposal.version.code for proposal in desk.counter.catalogue.proposals()}
    assert {issued.version.code, make.BIRTH} <= found


def test_the_centre_says_whose_reference_data_a_desk_writes_and_which_units_there_are(desk):
    def reference():
        return desk.counter.questions.reference()

    assert (reference().reach(), reference().units()) == (Reach.ALONE, ())
    centre = SmallCentre()
    centre.enrol(desk)
    assert reference().reach() is Reach.UNIT
    for is_city_unit, reach in ((True, Reach.CITY), (False, Reach.UNIT)):
        there = DirectoryEntry(make.identity(9), "H26.15", "Sở Tư pháp")
        head = replace(centre.head(is_city_unit=is_city_unit), units=(there,))
        desk.store.sync_log.note_contact(head, make.MONDAY, 0)
        assert reference().reach() is reach
        assert reference().units() == (UnitRef("H26.15", "Sở Tư pháp", there.id),)


def test_a_units_version_counts_until_the_city_has_one(desk):
    centre = SmallCentre()
    centre.enrol(desk)
    (own,) = issue(desk, plain(desk, number="phường"))
    assert desk.counter.catalogue.versions("9.1") == (own.version,)
    desk.store.sync_log.note_contact(centre.head(is_city_unit=True), make.MONDAY, 0)
    taken = desk.counter.catalogue.accept(own.version.id, desk.officer("kiemsoat"))
    assert desk.counter.catalogue.versions("9.1") == (taken.version,)
    assert desk.counter.questions.reference().version(own.version.id) == own.version
    assert own.version.id not in {p.version.id for p in desk.counter.catalogue.proposals()}


@pytest.fixture
def proposed(desk, stands):
    """A unit's proposal as the desk of the city's unit learns of it."""
    stands(Reach.UNIT)
    (issued,) = issue(desk, plain(desk))
    stands(Reach.CITY)
    return issued.version


def test_the_city_takes_a_proposal_over_and_names_it(desk, proposed):
    issued = desk.counter.catalogue.accept(proposed.id, desk.officer("kiemsoat"))
    assert issued.version == replace(proposed, id=issued.version.id)
    assert issued.version.id != proposed.id
    assert scopes(desk, "procedure-version-issued") == desk.counter.desk.city.hex
    sql = "SELECT json_extract(payload, '$.proposal') FROM procedure_versions WHERE id = ?"
    assert desk.rows(sql, issued.version.id.hex) == [(str(proposed.id),)]
    assert desk.counter.catalogue.proposals() == ()
    with pytest.raises(UnknownProposal):
        desk.counter.catalogue.accept(proposed.id, desk.officer("kiemsoat"))
    assert desk.counter.health.rebuild().changed == 0


def test_only_the_citys_control_takes_over(desk, proposed, stands):
    with pytest.raises(RoleMayNot):
        desk.counter.catalogue.accept(proposed.id, desk.officer("giamsat"))
    stands(Reach.UNIT)
    with pytest.raises(OnlyTheCity):
        desk.counter.catalogue.accept(proposed.id, desk.officer("kiemsoat"))
    stands(Reach.CITY)
    with pytest.raises(UnknownProposal):
        desk.counter.catalogue.accept(make.identity(5), desk.officer("kiemsoat"))


def test_a_proposal_is_named_by_its_unit_where_the_directory_knows_it(desk, proposed, monkeypatch):
    unit = UnitRef("H26.12", "Phường Hoàn Kiếm", desk.counter.desk.unit)
    monkeypatch.setattr(StoredReference, "units", lambda _: (unit,))
    assert [p.unit for p in desk.reopened().counter.catalogue.proposals()] == ["Phường Hoàn Kiếm"]


def test_what_counts_is_the_citys_where_it_has_said_anything(desk):
    city, unit = (plain(desk, number="thành phố"),), (plain(desk, number="phường"),)
    assert in_force(city, unit) == city
    assert in_force((), unit) == unit
    assert in_force((), ()) == ()


@pytest.mark.parametrize(
    ("reach", "login", "whose"),
    [
        (Reach.ALONE, "giamsat", "city"),
        (Reach.UNIT, "quantri", "unit"),
        (Reach.UNIT, "giamsat", "unit"),
        (Reach.CITY, "giamsat", "unit"),
        (Reach.CITY, "kiemsoat", "city"),
        (Reach.CITY, "quantri", "city"),
    ],
)
def test_whose_calendar_a_closure_is(desk, stands, reach, login, whose):
    stands(reach)
    changed = desk.counter.change_calendar(CLOSED, desk.officer(login))
    assert scopes(desk, "calendar-changed") == getattr(desk.counter.desk, whose).hex
    assert not changed.is_working_day(TUESDAY)
    assert not desk.counter.questions.reference().calendar().is_working_day(TUESDAY)


def test_a_proposal_travels_to_the_citys_unit(tmp_path, monkeypatch, stands):
    city = units.City(tmp_path / "city").open(units.HOME, units.OFFICE)
    home, office = city.desks.values()
    stands(Reach.UNIT)
    monkeypatch.setattr(StoredReference, "units", lambda _: ())
    issued = issue(home, plain(home))
    units.learn(office, [e for e in units.events_of(home, "kind = 'procedure-version-issued'")
                         if e.id == issued[0].version.id], FEED_UNIT_FOREIGN)  # fmt: skip
    stands(Reach.CITY)
    found = [p for p in office.counter.catalogue.proposals() if p.version.code == "9.1"]
    assert [p.unit for p in found] == ["UBND phường Hoàn Kiếm"]
    taken = office.counter.catalogue.accept(found[0].version.id, office.officer("kiemsoat"))
    assert taken.version.code == "9.1"
    city.close()

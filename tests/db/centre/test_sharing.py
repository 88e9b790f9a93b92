"""What goes to more than one feed: transfers, city data, proposals; and what was erased."""

import pytest

from counter_app.domain.act import Role
from counter_app.domain.dossier import UnitRef
from counter_app.domain.errors import CentreRefused
from counter_app.domain.event import Kind
from tests import make
from tests.real_centre import CITY, WritingDesk, new_id, sent

pytestmark = pytest.mark.postgres


@pytest.fixture
def other(desk):
    """The desk of another unit."""
    other = desk.real.desk()
    yield other
    other.centre.close()


def named(desk, **changed):
    """The desk's unit as a transfer names it."""
    unit = {"id": None, "code": desk.credentials.unit_code, "name": "?"} | changed
    return {"unit": unit, "components": []}


def test_a_transfer_brings_the_whole_history_and_then_each_new_event(desk, other):
    received = desk.receive()
    desk.take(received, desk.receive())
    transferred = desk.act(Kind.TRANSFERRED, received.dossier, named(other))
    printed = desk.act(Kind.PRINTED, received.dossier)
    desk.take(transferred, printed)
    assert other.fed()[2:] == [received.id, transferred.id, printed.id]
    row = other.pull()[2]
    assert (row.home_position, row.home, row.event) == (3, desk.unit, sent(received))
    later = desk.act(Kind.PRINTED, received.dossier)
    desk.take(later)
    assert other.fed()[-1] == later.id


def test_the_other_unit_acts_and_both_feeds_have_it_by_the_home_position(desk, other):
    received = desk.receive()
    desk.take(received, desk.act(Kind.TRANSFERRED, received.dossier, named(other)))
    arrived = other.act(Kind.ARRIVED, received.dossier, scope=desk.unit)
    assert other.take(arrived) == (5,)  # home position, at the home unit
    assert desk.fed()[-1] == other.fed()[-1] == arrived.id
    assert (desk.pull()[-1].home_position, other.pull()[-1].home_position) == (5, 5)
    assert other.pull()[-1].position == 5
    back = other.act(Kind.TRANSFERRED, received.dossier, named(desk), scope=desk.unit)
    other.take(back)
    assert (desk.fed()[-1], other.fed()[-1]) == (back.id, back.id)
    assert len(set(desk.fed())) == len(desk.fed())


@pytest.mark.parametrize("said", [{}, {"code": "H26.12"}, {"name": "?"}, "H26.12"])
def test_a_guest_says_that_it_is_one(desk, other, said):
    received = desk.receive()
    desk.take(received, desk.act(Kind.TRANSFERRED, received.dossier, named(other)))
    public = {"acting_unit": said} if said else {}
    arrived = other.write(Kind.ARRIVED, public, dossier=received.dossier, scope=desk.unit)
    assert other.refused(arrived) == "foreign-unit"
    assert other.take(other.act(Kind.ARRIVED, received.dossier, scope=desk.unit)) == (5,)


def test_home_may_say_so_and_names_no_other(desk, other):
    received = desk.receive()
    desk.take(received, desk.act(Kind.TRANSFERRED, received.dossier, named(other)))
    for of_unit, answer in ((desk, None), (other, "foreign-unit")):
        said = {"acting_unit": {"code": of_unit.credentials.unit_code, "name": "?"}}
        [given] = desk.offer(desk.act(Kind.PRINTED, received.dossier, said))
        assert getattr(given, "kind", None) == answer
    assert given.details == {"unit": other.credentials.unit_code}


def test_only_an_administrator_erases(desk):
    received = desk.receive()
    desk.take(received)
    erased = desk.act(Kind.ERASED, received.dossier, role=Role.SUPERVISOR)
    assert desk.refused(erased) == "role-may-not"


def test_a_unit_is_found_by_its_identity_before_its_code(desk, other):
    received = desk.receive()
    said = named(other, id=str(other.unit), code=desk.credentials.unit_code)
    desk.take(received, desk.act(Kind.TRANSFERRED, received.dossier, said))
    assert received.id in other.fed()


def test_a_transfer_twice_gives_the_history_once(desk, other):
    received = desk.receive()
    desk.take(received, desk.act(Kind.TRANSFERRED, received.dossier, named(other)))
    desk.take(desk.act(Kind.TRANSFERRED, received.dossier, named(other)))
    assert len(other.fed()) == 5
    assert len(set(other.fed())) == 5


def test_a_competent_unit_takes_part_from_the_first(desk, other):
    there = UnitRef(other.credentials.unit_code, "Sở")
    received = desk.receive(competent_unit=there)
    desk.take(received, desk.act(Kind.PRINTED, received.dossier))
    assert len(other.fed()) == 4
    assert other.fed()[2] == received.id


def test_a_competent_unit_the_city_does_not_know_stops_nothing(desk):
    desk.take(desk.receive(competent_unit=UnitRef("H26.99", "Sở")))
    desk.take(desk.receive(competent_unit=UnitRef(desk.credentials.unit_code, "như đơn vị nhận")))
    assert len(desk.fed()) == 4


def test_a_third_unit_sees_nothing_of_it(desk, other):
    third = desk.real.desk()
    received = desk.receive()
    desk.take(received, desk.act(Kind.TRANSFERRED, received.dossier, named(other)))
    assert len(third.fed()) == 2
    for scope in (desk.unit, other.unit):
        with pytest.raises(CentreRefused, match="foreign-scope"):
            third.pull(scope)


def test_an_erasure_empties_the_dossier_for_everybody_and_nothing_else(desk, other):
    received, kept = desk.receive(), desk.receive()
    desk.take(received, kept, desk.act(Kind.TRANSFERRED, received.dossier, named(other)))
    desk.take(desk.act(Kind.ERASED, received.dossier))
    [row] = [row for row in other.pull() if row.home_position == 3]
    assert (row.event.text, row.event.private, row.event.salt) == (
        received.text.decode(),
        None,
        None,
    )
    assert desk.pull()[3].event == sent(kept)


def test_city_data_of_the_citys_own_desk_is_in_force_for_all(real):
    city_desk, desk = real.desk(CITY, 1), real.desk()
    assert city_desk.centre.head(city_desk.incarnation).is_city_unit
    issued = city_desk.write(Kind.PROCEDURE_VERSION_ISSUED, {"code": "1"}, scope=city_desk.city)
    assert city_desk.take(issued) == (1,)
    assert desk.fed(desk.city) == city_desk.fed(desk.city) == [issued.id]
    assert city_desk.pull(desk.city)[0].home == desk.city
    assert issued.id not in city_desk.fed()


def test_only_control_and_administration_write_city_data(real):
    city_desk = real.desk(CITY, 1)
    for role, kind in ((Role.SUPERVISOR, "role-may-not"), (Role.CONTROL, None)):
        event = city_desk.write(
            Kind.PROCEDURE_VERSION_ISSUED, {"code": "1"}, scope=city_desk.city, role=role
        )
        [answer] = city_desk.offer(event)
        assert getattr(answer, "kind", None) == kind


def test_city_data_of_another_desk_is_a_proposal_to_its_unit_and_the_citys(real):
    city_desk, desk, other = real.desk(CITY, 1), real.desk(), real.desk()
    proposed = desk.write(Kind.CALENDAR_CHANGED, {"off": []}, scope=desk.city)
    assert desk.take(proposed) == (3,)
    assert desk.fed()[-1] == city_desk.fed()[-1] == proposed.id
    assert city_desk.pull()[-1].event == sent(proposed)
    assert desk.fed(desk.city) == []
    assert proposed.id not in other.fed()


def test_a_version_in_the_units_own_scope_is_a_proposal_and_a_closure_is_none(real):
    city_desk, desk = real.desk(CITY, 1), real.desk()
    proposed = desk.write(Kind.PROCEDURE_VERSION_ISSUED, {"code": "1"})
    closed = desk.write(Kind.CALENDAR_CHANGED, {"off": []})
    desk.take(proposed, closed)
    assert desk.fed()[-2:] == [proposed.id, closed.id]
    assert city_desk.fed()[-1] == proposed.id
    own = city_desk.write(Kind.PROCEDURE_VERSION_ISSUED, {"code": "1"})
    city_desk.take(own)
    assert city_desk.fed()[-1] == own.id
    assert city_desk.fed(city_desk.city) == []


def test_a_units_suggestion_is_for_the_city_too_and_its_drafts_are_its_own(real):
    city_desk, desk = real.desk(CITY, 1), real.desk()
    filed = desk.write(Kind.SUGGESTION_FILED, {"text": "trùng"}, role=Role.RECEPTION)
    drafted = desk.write(Kind.PROCEDURE_DRAFTED, {"code": "1"}, role=Role.CONTROL)
    desk.take(filed, drafted)
    assert desk.fed()[-2:] == [filed.id, drafted.id]
    assert city_desk.fed()[-1] == filed.id
    answered = desk.write(Kind.SUGGESTION_ANSWERED, {}, role=Role.RECEPTION)
    [refused] = desk.offer(answered)
    assert refused.kind == "role-may-not"


def test_a_stand_alone_desk_brings_all_it_wrote_and_its_officers(real):
    desk = real.desk()
    alone = WritingDesk.enrolled(
        real, real.enrol(desk.credentials.unit_code, 4), unit=new_id(), city=new_id()
    )
    alone.found()
    received = alone.receive()
    issued = alone.write(Kind.PROCEDURE_VERSION_ISSUED, {"code": "1"}, scope=alone.city)
    assert alone.take(received, issued) == (5, 6)
    assert desk.fed()[-2:] == [received.id, issued.id]
    life = WritingDesk.enrolled(
        real, alone.credentials, id=alone.id, officer=alone.officer, incarnation=new_id()
    )
    life.take(life.act(Kind.PRINTED, received.dossier, scope=alone.unit))
    life.take(life.receive())
    desk.take(desk.act(Kind.PRINTED, received.dossier, scope=alone.unit))


def test_a_stand_alone_desks_names_cannot_be_another_units(real):
    desk, other = real.desk(), real.desk()
    wanted = real.enrol(desk.credentials.unit_code, 4)
    for unit, city in ((other.unit, desk.city), (desk.city, desk.city), (desk.unit, other.unit)):
        with pytest.raises(CentreRefused, match="foreign-scope"):
            WritingDesk.enrolled(real, wanted, unit=unit, city=city)
    old = new_id()
    WritingDesk.enrolled(real, wanted, unit=old)
    elsewhere = real.enrol(other.credentials.unit_code, 4)
    with pytest.raises(CentreRefused, match="foreign-scope"):
        WritingDesk.enrolled(real, elsewhere, unit=old)


def test_the_founder_of_a_unit_may_come_after_those_it_registers(shared):
    desk = WritingDesk.enrolled(shared, shared.enrol("H26.77"))
    clerk = new_id()
    desk.take(
        desk.write(Kind.UNIT_PROFILED, {"name": "x"}),
        desk.register_officer(clerk, Role.RECEPTION),
        desk.register_officer(desk.officer, Role.ADMINISTRATOR),
    )
    desk.take(desk.write(Kind.DECLINED, {}, dossier=new_id(), by=clerk))
    assert desk.refused(desk.write(Kind.DECLINED, {}, dossier=new_id(), by=make.identity(5))) == (
        "unknown-author"
    )

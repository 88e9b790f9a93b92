"""A desk that stood alone becomes one of the centre's unit and keeps everything."""

from dataclasses import replace

import pytest

from counter_app.domain.errors import DeskAlreadyEnrolled
from counter_app.services.accounts import NewOfficer
from counter_app.services.centre_port import (
    DirectoryEntry,
)
from db.first_look import first_look
from tests import make
from tests.sample_desk import SampleDesk
from tests.small_centre import CITY, UNIT, credentials, life


def unit(desk):
    return desk.counter.questions.reference().unit()


def test_a_desk_that_stands_alone_says_so(desk):
    log = desk.store.sync_log
    assert log.link() is None
    log.pause(paused=True)
    assert log.link() is None
    assert len(log.incarnations()) == 1


def test_an_enrolled_desk_belongs_to_the_centres_unit(desk):
    log = desk.store.sync_log
    before = log.desk
    log.enrol(credentials(number=7), life(log.desk, 1))
    after = log.desk
    assert (after.unit, after.city, after.number) == (UNIT, CITY, 7)
    assert after.id == before.id
    assert [one.id for one in log.incarnations()] == [before.incarnation, after.incarnation]
    assert log.link().credentials == credentials(number=7)
    assert not log.link().is_paused


def test_an_enrolment_is_seen_at_once_by_an_open_window(desk):
    dossier = desk.receive()
    counted = desk.receive()
    log = desk.store.sync_log
    log.enrol(credentials(), life(log.desk, 1))
    assert desk.store.identity == log.desk
    after = desk.receive()
    assert (after.scope, dossier.scope != UNIT) == (UNIT, True)
    assert int(after.code[-4:]) == int(counted.code[-4:]) + 1
    assert after.unit.id == UNIT
    assert desk.counter.health.audit().dossiers == 3
    assert desk.counter.health.rebuild().changed == 0


def test_the_old_dossiers_go_on_in_the_scope_their_texts_name(desk):
    dossier = desk.receive()
    desk.store.sync_log.enrol(credentials(), life(desk.store.sync_log.desk, 1))
    desk.append(make.ACTS["print"], dossier)
    events = desk.counter.questions.events(dossier.id)
    assert {event.scope for event in events} == {dossier.scope}
    assert events[0].place.incarnation != events[1].place.incarnation


def test_profile_and_officers_of_the_time_before_stay_in_use(desk):
    before, officers = unit(desk), desk.counter.questions.reference().officers()
    desk.store.sync_log.enrol(credentials(), life(desk.store.sync_log.desk, 1))
    assert unit(desk) == replace(before, id=UNIT)
    assert desk.counter.questions.reference().officers() == officers
    assert desk.counter.questions.reference().profile(before.version).name == before.name
    assert first_look(desk.folder).unit == before.name
    changed = desk.counter.describe_unit(
        replace(unit(desk), name="UBND phường Mới"), desk.officer("quantri")
    )
    assert unit(desk) == changed
    assert first_look(desk.folder).unit == "UBND phường Mới"


def test_every_desk_of_a_unit_has_the_profile_of_the_first(templates, tmp_path, centre):
    desks = [SampleDesk.copied(folder, tmp_path / folder.parent.name) for folder in templates]
    for number, desk in enumerate(desks, 3):
        for name in ("Cũ", f"Quầy {number}"):
            profile = replace(unit(desk), name=name)
            desk.counter.describe_unit(profile, desk.officer("quantri"))
        centre.enrol(desk, number)
    centre.sync(*desks[1:], desks[0])
    assert {unit(desk).name for desk in desks} == {"Quầy 4"}
    assert {first_look(desk.folder).unit for desk in desks} == {"Quầy 4"}
    described = replace(unit(desks[0]), name="UBND phường Mới")
    desks[0].counter.describe_unit(described, desks[0].officer("quantri"))
    centre.sync(*desks)
    assert {unit(desk).name for desk in desks} == {"UBND phường Mới"}
    for desk in desks:
        desk.close()


def test_officers_of_one_login_may_both_sign_in_everywhere(enrolled, centre):
    a, b = enrolled(2)
    for desk, pin in ((a, "111111"), (b, "222222")):
        new = NewOfficer("lan", f"Lan {pin}", (make.Role.RECEPTION,), pin)
        desk.counter.register_officer(new, desk.officer("quantri"))
    own = {desk: desk.officer("lan") for desk in (a, b)}
    centre.sync(a, b)
    for desk in (a, b):
        assert desk.counter.sign_in("lan", "111111").id == own[a].id
        assert desk.counter.sign_in("lan", "222222").id == own[b].id
        assert desk.officer("lan") == own[desk]


def test_other_credentials_of_the_same_unit_are_taken(desk):
    log = desk.store.sync_log
    log.enrol(credentials(), life(log.desk, 1))
    lives = log.incarnations()
    rotated = credentials(token="1" * 64)
    log.enrol(rotated, life(log.desk, 2))
    assert log.link().credentials == rotated
    assert log.incarnations() == lives


def test_a_desk_belongs_to_one_unit_alone(desk):
    log = desk.store.sync_log
    log.enrol(credentials(), life(log.desk, 1))
    before = desk.dump()
    with pytest.raises(DeskAlreadyEnrolled) as refusal:
        log.enrol(credentials(unit=make.identity(0x99)), life(log.desk, 2))
    assert refusal.value.unit == str(UNIT)
    assert desk.dump() == before


def test_a_pause_survives_a_restart(desk):
    log = desk.store.sync_log
    log.enrol(credentials(), life(log.desk, 1))
    log.pause(paused=True)
    again = desk.reopened()
    assert again.store.sync_log.link().is_paused
    again.store.sync_log.pause(paused=False)
    again.close()
    assert not log.link().is_paused


def test_what_the_centre_said_last_is_remembered(desk, centre):
    log = desk.store.sync_log
    log.enrol(credentials(), life(log.desk, 1))
    assert log.link().contact is None
    units = (DirectoryEntry(UNIT, "H26.12", "Hoàn Kiếm"), DirectoryEntry(CITY, "H26", "Hà Nội"))
    log.note_contact(replace(centre.head(), units=units), make.MONDAY, -1500)
    link = log.link()
    assert (link.contact, link.offset_ms, link.units) == (make.MONDAY, -1500, units)


def test_a_new_life_goes_on_with_numbers_further_on(desk):
    before = desk.receive()
    log = desk.store.sync_log
    log.renew(life(log.desk, 1), jump=200)
    after = desk.receive()
    assert int(after.code[-4:]) == int(before.code[-4:]) + 201
    declined = desk.counter.reception.decline(make.request(), "thiếu", desk.officer())
    assert declined.decline_number[-8:-4] > "0"
    log.renew(life(log.desk, 2), jump=0)
    assert int(desk.receive().code[-4:]) == int(after.code[-4:]) + 1
    assert desk.counter.health.audit().dossiers == 4

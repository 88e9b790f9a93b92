"""Who looked at a dossier: kept on this desk alone, beside the events and not among them."""

from datetime import timedelta

import pytest

from counter_app.domain.acts import Role
from counter_app.domain.errors import StorageFailed
from counter_app.services.sightings import AGAIN_AFTER, Seen
from tests import make


@pytest.fixture
def dossier(desk):
    return desk.receive()


def seen(desk, dossier):
    return [(o.name, o.moment, o.what) for o in desk.counter.see.of(dossier.id)]


def test_who_looked_is_named_with_roles_and_moment_the_latest_first(desk, dossier):
    first, second = desk.officer("tiepnhan"), desk.officer("xuly")
    assert desk.counter.see.note(dossier.id, first)
    desk.clock.forward(minutes=1)
    assert desk.counter.see.note(dossier.id, second, Seen.ATTACHMENT)
    latest, earliest = desk.counter.see.of(dossier.id)
    assert (earliest.name, earliest.roles) == (first.name, first.roles)
    assert (latest.name, latest.roles, latest.what) == (
        second.name,
        (Role.PROCESSING,),
        Seen.ATTACHMENT,
    )
    assert latest.moment == desk.clock()
    assert latest.moment.utcoffset() == timedelta(hours=7)


def test_a_look_within_ten_minutes_is_the_same_look(desk, dossier):
    officer = desk.officer()
    begun = desk.clock()
    assert desk.counter.see.note(dossier.id, officer)
    desk.clock.moment = begun + AGAIN_AFTER - timedelta(milliseconds=1)
    assert not desk.counter.see.note(dossier.id, officer)
    desk.clock.moment = begun + AGAIN_AFTER
    assert desk.counter.see.note(dossier.id, officer)
    assert [moment for _, moment, _ in seen(desk, dossier)] == [begun + AGAIN_AFTER, begun]


def test_another_officer_dossier_or_thing_is_another_look(desk, dossier):
    other = desk.receive(applicant=make.person("Trần Văn Đức", id_number="001085054321"))
    officer = desk.officer()
    assert desk.counter.see.note(dossier.id, officer)
    assert desk.counter.see.note(dossier.id, officer, Seen.RECEIPT)
    assert desk.counter.see.note(dossier.id, desk.officer("xuly"))
    assert desk.counter.see.note(other.id, officer)
    assert len(seen(desk, dossier)) == 3
    assert len(seen(desk, other)) == 1


def test_a_clock_that_was_set_back_hides_no_look(desk, dossier):
    assert desk.counter.see.note(dossier.id, desk.officer())
    desk.clock.forward(hours=-1)
    assert desk.counter.see.note(dossier.id, desk.officer())


def test_sightings_survive_the_program(desk, dossier):
    desk.counter.see.note(dossier.id, desk.officer())
    before = seen(desk, dossier)
    again = desk.reopened()
    try:
        assert seen(again, dossier) == before != []
    finally:
        again.close()


def test_a_look_is_no_event_and_a_rebuild_leaves_it_alone(desk, dossier):
    events = desk.kinds()
    desk.counter.see.note(dossier.id, desk.officer())
    assert desk.kinds() == events
    before = desk.dump()
    assert desk.store.maintenance.rebuild(lambda done, total: None).changed == 0
    assert desk.dump() == before
    assert len(before["sightings"]) == 1


def test_an_officer_this_desk_does_not_know_stays_without_a_name(desk, dossier):
    desk.counter.see.note(dossier.id, make.officer())
    (onlooker,) = desk.counter.see.of(dossier.id)
    assert (onlooker.name, onlooker.roles) == ("", ())


def test_a_store_that_does_not_answer_is_a_refusal(desk, dossier):
    desk.write("DROP TABLE sightings")
    with pytest.raises(StorageFailed):
        desk.counter.see.note(dossier.id, desk.officer())

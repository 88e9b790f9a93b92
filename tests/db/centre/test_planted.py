"""Planted bad events: each is rejected by its identity with its kind, and blocks nothing."""

import json

import pytest

from counter_app.domain.act import Role
from counter_app.domain.canonical import canonical
from counter_app.domain.event import Kind
from counter_app.domain.rejection import RejectionKind
from counter_app.services.centre_port import (
    Accepted,
    SentEvent,
)
from tests.real_centre import new_id, sent

pytestmark = pytest.mark.postgres


@pytest.fixture
def begun(desk):
    """A dossier the centre has."""
    received = desk.receive()
    desk.take(received)
    return received.dossier


def rewritten(desk, event, /, **changed):
    """``event`` as another hand would write it, in the same place of the chain."""
    said = json.loads(event.text)
    for name, value in changed.items():
        said[name] = value
    text = canonical({k: v for k, v in said.items() if v is not ...}).decode()
    desk.sequence -= 1
    planted = SentEvent(text, sent(event).private, event.salt)
    desk.follow(planted)
    return planted


def check(desk, planted, kind):
    """It is rejected with ``kind``; what follows it in the chain is taken."""
    good = desk.receive()
    bad, taken = desk.offer(planted, good)
    assert bad.kind == kind
    assert isinstance(taken, Accepted)
    assert kind in set(RejectionKind)


SHAPES = {
    "lacks a part": {"base": ...},
    "has a part more": {"more": 1},
    "sequence as text": {"desk_seq": "3"},
    "schema as text": {"schema": "1"},
    "identity in other letters": {"id": "01A228AC-6CB3-7788-A716-B1F1584BDCFA"},
    "no identity": {"id": "x"},
    "dossier is a number": {"dossier": 5},
    "kind with capitals": {"kind": "Taken"},
    "kind is an object": {"kind": {}},
    "no such day": {"desk_time": "2026-02-30T09:00:00.000Z"},
    "no such hour": {"desk_time": "2026-02-20T24:00:00.000Z"},
    "no such second": {"desk_time": "2026-02-20T09:00:60.000Z"},
    "no time": {"desk_time": "yesterday"},
    "public is a list": {"public": []},
    "public is null": {"public": None},
    "author without role": {"author": {"officer": "01a228ac-6cb3-7788-a716-b1f1584bdcfa"}},
    "role with quotes": {
        "author": {"officer": "01a228ac-6cb3-7788-a716-b1f1584bdcfa", "role": 'a"b'}
    },
    "private is no hash": {"private": "ab"},
}


@pytest.mark.parametrize("changed", SHAPES.values(), ids=SHAPES.keys())
def test_what_no_desk_would_write_is_no_event(desk, changed):
    planted = rewritten(desk, desk.write(Kind.DECLINED, dossier=new_id()), **changed)
    answers = desk.offer(planted)
    expected = "broken-private" if changed == SHAPES["private is no hash"] else "not-an-event"
    assert answers[0].kind == expected
    desk.take(desk.receive())


def test_a_text_in_another_order_is_no_event(desk):
    event = desk.write(Kind.DECLINED, dossier=new_id())
    backwards = dict(reversed(list(json.loads(event.text).items())))
    planted = SentEvent(json.dumps(backwards, separators=(",", ":")), None, None)
    desk.sequence -= 1
    desk.follow(planted)
    check(desk, planted, "not-an-event")


def nested(depth):
    value = "x"
    for _ in range(depth):
        value = [value]
    return {"x": value}


def test_a_payload_too_deep_for_its_readers_is_no_event(desk):
    check(desk, desk.write(Kind.DECLINED, nested(240), dossier=new_id()), "not-an-event")
    check(desk, desk.write(Kind.DECLINED, {}, nested(240), dossier=new_id()), "broken-private")
    desk.take(desk.write(Kind.DECLINED, nested(150), nested(150), dossier=new_id()))
    wide = {"x": [[] for _ in range(500)]}
    desk.take(desk.write(Kind.DECLINED, wide, wide, dossier=new_id()))


@pytest.mark.parametrize("schema", [0, 2, 99])
def test_a_schema_the_centre_does_not_read(desk, schema):
    planted = rewritten(desk, desk.write(Kind.DECLINED, dossier=new_id()), schema=schema)
    check(desk, planted, "schema-not-accepted")


@pytest.mark.parametrize("part", ["desk", "incarnation"])
def test_another_desks_event(desk, part):
    event = desk.write(Kind.DECLINED, dossier=new_id())
    planted = rewritten(desk, event, **{part: str(new_id())})
    desk.sequence -= 1
    desk.head = event.place.previous
    check(desk, planted, "foreign-desk")


def test_a_private_part_that_is_not_the_texts_own(desk):
    event = desk.receive()
    for private, salt in (('{"a":1}', event.salt), (sent(event).private, bytes(16)),
                          (sent(event).private, None), (None, event.salt)):  # fmt: skip
        planted = SentEvent(event.text.decode(), private, salt)
        assert desk.offer(planted)[0].kind == "broken-private"
    desk.take(event)


def test_a_private_part_without_a_hash_in_the_text(desk):
    event = desk.write(Kind.DECLINED, dossier=new_id())
    check(desk, SentEvent(event.text.decode(), "{}", bytes(16)), "broken-private")


def test_an_event_that_was_erased_before_it_was_sent_is_taken(desk):
    event = desk.receive()
    desk.take(SentEvent(event.text.decode(), None, None))


def test_an_identity_that_is_known_with_another_text(desk, begun):
    first = desk.act(Kind.PRINTED, begun)
    desk.take(first)
    check(desk, desk.act(Kind.PRINTED, begun, {"copy": 2}, id_=first.id), "identity-reused")
    assert len(desk.fed()) == 5


def test_an_identity_of_another_units_log(desk):
    other = desk.real.desk()
    theirs = other.receive()
    other.take(theirs)
    public, private = theirs.public, theirs.private
    planted = desk.write(Kind.RECEIVED, public, private, dossier=new_id(), id_=theirs.id)
    check(desk, planted, "identity-reused")
    assert theirs.id not in desk.fed()


def test_the_same_identity_twice_in_a_batch(desk):
    one = desk.receive()
    two = desk.write(Kind.DECLINED, dossier=new_id(), id_=one.id)
    answers = desk.offer(one, two)
    assert isinstance(answers[0], Accepted)
    assert answers[1].kind == "identity-reused"


def test_a_scope_that_is_not_the_dossiers_home(desk, begun):
    check(desk, desk.act(Kind.PRINTED, begun, scope=new_id()), "foreign-scope")


def test_a_dossier_of_a_unit_that_does_not_take_part(desk, begun):
    other = desk.real.desk()
    check(other, other.act(Kind.PRINTED, begun, scope=desk.unit), "foreign-scope")
    check(other, other.act(Kind.PRINTED, begun), "foreign-scope")


def test_a_beginning_in_another_units_scope(desk):
    other = desk.real.desk()
    planted = other.write(Kind.DECLINED, dossier=new_id(), scope=desk.unit)
    check(other, planted, "foreign-scope")


def test_another_units_officers(desk):
    other = desk.real.desk()
    planted = other.register_officer(new_id(), Role.SUPERVISOR)
    moved = rewritten(other, planted, scope=str(desk.unit))
    check(other, moved, "foreign-scope")


def test_an_officer_in_the_citys_scope(desk):
    event = desk.write(Kind.UNIT_PROFILED, {}, scope=desk.city)
    check(desk, event, "foreign-scope")


def test_an_event_of_a_dossier_nobody_began(desk):
    check(desk, desk.act(Kind.PRINTED, new_id()), "no-beginning")


def test_an_author_nobody_registered(desk, begun):
    check(desk, desk.act(Kind.PRINTED, begun, by=new_id()), "unknown-author")


def test_an_officer_of_another_unit(desk, begun):
    other = desk.real.desk()
    check(desk, desk.act(Kind.PRINTED, begun, by=other.officer), "unknown-author")


def test_a_role_the_author_never_held(desk, begun):
    clerk = new_id()
    desk.take(desk.register_officer(clerk, Role.RECEPTION))
    planted = desk.act(Kind.TAKEN, begun, by=clerk, role=Role.PROCESSING)
    check(desk, planted, "role-may-not")


def test_a_role_that_may_not_do_the_act(desk, begun):
    check(desk, desk.act(Kind.TAKEN, begun, role=Role.RECEPTION), "role-may-not")


def test_a_role_held_once_is_enough_for_what_was_written_then(desk, begun):
    clerk = new_id()
    desk.take(desk.register_officer(clerk, Role.PROCESSING))
    desk.take(desk.register_officer(clerk, Role.RECEPTION))
    desk.take(desk.act(Kind.TAKEN, begun, by=clerk, role=Role.PROCESSING))


def test_what_passes_by_itself_needs_no_role_of_its_author(desk, begun):
    clerk = new_id()
    desk.take(desk.register_officer(clerk, Role.RECEPTION))
    desk.take(desk.act(Kind.STOPPED, begun, by=clerk, role=Role.LIMIT))
    check(desk, desk.act(Kind.TAKEN, begun, by=clerk, role=Role.LIMIT), "role-may-not")


def test_reception_finishes_what_has_one_step(desk, begun):
    desk.take(desk.act(Kind.FINISHED, begun, {"outcome": "positive"}, role=Role.RECEPTION))


def test_a_clerk_cannot_make_administrators(desk):
    clerk, friend = new_id(), new_id()
    desk.take(desk.register_officer(clerk, Role.RECEPTION))
    planted = desk.register_officer(friend, Role.ADMINISTRATOR, by=clerk)
    check(desk, planted, "role-may-not")
    check(desk, desk.register_officer(friend, Role.ADMINISTRATOR, by=friend), "unknown-author")


def test_a_transfer_to_a_unit_the_city_does_not_know(desk, begun):
    nowhere = {"unit": {"id": None, "code": "H99.1", "name": "?"}, "components": []}
    check(desk, desk.act(Kind.TRANSFERRED, begun, nowhere), "unknown-unit")


def test_a_kind_nobody_knows_is_taken_from_an_officer(desk, begun):
    planted = rewritten(desk, desk.act(Kind.PRINTED, begun), kind="signed-in-blood")
    desk.take(planted)
    stranger = rewritten(desk, desk.act(Kind.PRINTED, begun, by=new_id()), kind="signed-in-blood")
    check(desk, stranger, "unknown-author")


def test_dates_are_moved_by_a_calendar_in_a_supervisors_name_alone(desk, begun):
    desk.take(desk.act(Kind.RESCHEDULED, begun, role=Role.SUPERVISOR))
    check(desk, desk.act(Kind.RESCHEDULED, begun, role=Role.LEADER), "role-may-not")

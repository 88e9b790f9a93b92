"""A server or a desk restored from an older copy, and a desk that lives twice."""

import shutil

import pytest

from tests.faults import truth


def test_what_a_restored_centre_lost_is_offered_again(city):
    a, b, c, _ = city.desks
    number = city.back_up()
    dossier = a.receive()
    city.sync_all()
    b.correct(dossier.id, note="B")
    c.receive()
    city.sync_all()
    had = city.events()
    city.go_back(number)
    assert len(city.events()) < len(had)
    city.sync_all()
    truth.check(city)
    assert city.events() == had


def test_an_act_offered_before_its_dossier_is_taken_when_that_has_come(city):
    a, b, *_ = city.desks
    number = city.back_up()
    dossier = a.receive()
    city.sync_all()
    b.correct(dossier.id, note="B")
    city.sync_all()
    city.go_back(number)
    assert b.run().rejected == 1  # its dossier is not there yet
    city.sync_all()
    truth.check(city)


def test_a_guests_acts_come_before_the_transfer_that_made_it_a_guest(city):
    a, b, c, d = city.desks
    number = city.back_up()
    dossier = a.receive()
    a.transfer(dossier.id, city.units()[1])
    city.sync_all()
    c.perform(dossier.id, "arrived")
    city.sync_all()
    city.go_back(number)
    for desk in (c, d, b, a):
        desk.run()
    city.sync_all()
    truth.check(city)
    assert a.dossier(dossier.id).stay.arrived_at is not None


def test_acts_come_before_the_officers_who_did_them(city):
    """The centre is restored to before the unit had any officer at all."""
    a, b, *_ = city.desks
    number = city.back_up()
    with city.asked() as asked:
        named = asked.execute("SELECT count(*) FROM counter.members").fetchone()[0]
    assert named > 0
    b.receive()
    a.receive()
    city.sync_all()
    city.go_back(number)
    with city.asked() as asked:
        for table in ("members", "feed", "events", "dossiers_home", "participants"):
            asked.execute(f"DELETE FROM counter.{table}")
        asked.execute("UPDATE counter.scopes SET head = 0")
    assert b.run().rejected > 0
    city.sync_all()
    truth.check(city)


def test_a_desk_restored_from_a_copy_goes_on_in_a_new_life(city, tmp_path):
    a, b, *_ = city.desks
    copy = a.copied(tmp_path / "copy")
    sent = a.receive()
    city.sync_all()
    unsent = a.receive()
    assert city.restored(a, copy)
    again = a.receive()  # it has not heard of the centre yet: its old life goes on
    city.sync_all()
    truth.check(city)
    assert {sent.id, again.id} <= set(b.dossiers())
    assert unsent.id not in b.dossiers()
    assert a.receive().code not in {sent.code, again.code, unsent.code}


def test_a_clone_and_its_original_both_go_on(city, tmp_path):
    a, b, *_ = city.desks
    waiting = a.receive()
    shutil.copytree(a.copied(tmp_path / "copy"), tmp_path / "twin")
    twin = city.open("twin", a.unit)
    theirs = [desk.receive() for desk in (a, twin, a, twin)]
    for desk in (twin, a, twin, a):
        desk.run()
    city.sync_all()
    truth.check(city)
    assert {one.id for one in (waiting, *theirs)} <= set(b.dossiers())
    assert len({one.code for one in (waiting, *theirs)}) == 5


def test_a_centre_filled_again_to_the_same_last_row_is_noticed(city, tmp_path):
    """Two desks offer again in the other order; a third finds its remembered row where it was."""
    a, b, *_ = city.desks
    dossier = a.receive()
    city.sync_all()
    shutil.copytree(b.copied(tmp_path / "copy"), tmp_path / "third")
    third = city.open("third", b.unit)
    number = city.back_up()
    for desk, said in ((a, {"note": "A"}), (b, {"note": "B"}), (a, {"content": "A"})):
        desk.correct(dossier.id, **said)
        desk.run()
    city.sync_all()
    remembered = third.store.sync_log.cursor(third.store.identity.unit)
    city.go_back(number)
    b.run()
    a.run()
    sql = "SELECT event FROM counter.feed WHERE scope = %s AND position = %s"
    assert city.rows(sql, remembered.scope, remembered.position) == [(remembered.event,)]
    city.sync_all()
    truth.check(city)


def lose(city, desk, copy, number):
    """The centre and ``desk`` are both as they were; what the desk wrote since, by its identity."""
    lost = desk.own().keys()
    city.go_back(number)
    desk.replaced_by(copy)
    lost -= desk.own().keys()
    assert not lost & city.events().keys()
    return lost


def has_relayed(city, desk, *events):
    sql = "SELECT id FROM counter.events WHERE relayed_by = %s"
    return {event for (event,) in city.rows(sql, desk.store.identity.id)} == set(*events)


@pytest.mark.parametrize("first", ["the author", "the other"])
def test_what_the_centre_and_its_author_lost_comes_back_from_another_desk(city, tmp_path, first):
    """Whoever is heard first: the author begins anew, or goes on in its chain beside the lost."""
    a, b, *_ = city.desks
    number, copy = city.back_up(), a.copied(tmp_path / "copy")
    dossier = a.receive()
    a.correct(dossier.id, note="mất")
    later = a.receive()
    city.sync_all()
    lost = lose(city, a, copy, number)
    assert len(lost) == 3
    order = (a, b) if first == "the author" else (b, a)
    again = a.receive()
    for desk in order:
        desk.run()
    city.sync_all()
    truth.check(city)
    assert has_relayed(city, b, lost)
    assert {dossier.id, later.id, again.id} <= set(a.dossiers())
    assert a.dossier(dossier.id).note == "mất"
    assert a.receive().code not in {one.code for one in (dossier, later, again)}


def test_acts_of_several_lost_desks_on_one_dossier_come_back_in_any_order(city, tmp_path):
    """A third desk has them all, and each waits for what another one wrote."""
    a, b, *_ = city.desks
    shutil.copytree(b.copied(tmp_path / "empty"), tmp_path / "third")
    third = city.open("third", b.unit)
    third.receive()  # it is not b: it begins a life of its own
    city.sync_all()
    number = city.back_up()
    copies = [desk.copied(tmp_path / f"copy {desk.name}") for desk in (a, b)]
    dossier = b.receive()
    for desk, note in ((a, "A"), (b, "B"), (a, "A nữa")):
        city.sync_all()
        desk.correct(dossier.id, note=note)
    city.sync_all()
    had = third.dossier(dossier.id)
    city.go_back(number)
    for desk, copy in zip((a, b), copies, strict=True):
        desk.replaced_by(copy)
    city.sync_all()
    truth.check(city)
    assert third.dossier(dossier.id).note == had.note == "A nữa"
    assert a.dossier(dossier.id).conflicts == ()


def test_what_was_erased_comes_back_without_what_was_private(city, tmp_path):
    a, b, *_ = city.desks
    number, copy = city.back_up(), a.copied(tmp_path / "copy")
    dossier = a.receive()
    a.perform(dossier.id, "withdraw")
    city.sync_all()
    b.erase(dossier.id)
    city.sync_all()
    lose(city, a, copy, number)
    city.sync_all()
    truth.check(city)
    sql = "SELECT count(*), count(private), count(salt) FROM counter.events WHERE dossier = %s"
    assert city.rows(sql, dossier.id) == [(3, 0, 0)]
    assert a.dossier(dossier.id).erased


def test_an_older_centre_is_left_as_it_is(city, tmp_path):
    """It knows nothing of relaying: the desk goes on without, and brings the rest as always."""
    a, b, *_ = city.desks
    number, copy = city.back_up(), a.copied(tmp_path / "copy")
    a.receive()
    own = b.receive()
    city.sync_all()
    lost = lose(city, a, copy, number)
    with city.asked() as asked:
        asked.execute("DROP FUNCTION counter_api.relay_v1")
    city.sync_all()
    assert not lost & city.events().keys()
    assert own.id in a.dossiers()


def test_a_life_the_centre_lost_is_heard_of_again_though_its_desk_writes_nothing(city, tmp_path):
    """Only then may another desk bring what was written in it: an hour later it tries again."""
    _, b, *_ = city.desks
    shutil.copytree(b.copied(tmp_path / "copy of b"), tmp_path / "third")
    number = city.back_up()
    third = city.open("third", b.unit)  # it is not b: it begins a life of its own
    copy = third.copied(tmp_path / "copy")
    third.receive()
    city.sync_all()
    lost = lose(city, third, copy, number)
    assert len(lost) == 1
    city.sync_all()
    assert not lost & city.events().keys()
    city.sync_for_hours(1)
    assert lost <= city.events().keys()
    truth.check(city)

"""A server or a desk restored from an older copy, and a desk that lives twice."""

import shutil

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
    had = a.own()
    sent = a.receive()
    city.sync_all()
    unsent = a.receive()
    assert city.restored(a, copy, had)
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

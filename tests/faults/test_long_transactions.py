"""Somebody holds a transaction open at the server: desks wait or come again, nothing is lost."""

from contextlib import closing
from threading import Thread

import psycopg

from tests.faults import truth
from tests.faults.scenarios import PATIENCE_S, wait_until

_WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND wait_event_type = 'Lock'"
)
_LOCK = "SELECT FROM counter.scopes WHERE id = %s FOR UPDATE"


def opened(city):
    return closing(psycopg.connect(city.server.url(city.database)))


def test_an_old_snapshot_hinders_nobody(city):
    with opened(city) as old:
        old.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        before = old.execute("SELECT count(*) FROM counter.events").fetchone()
        for desk in city.desks:
            desk.receive()
        city.sync_all()
        truth.check(city)
        assert old.execute("SELECT count(*) FROM counter.events").fetchone() == before


def test_a_held_scope_is_waited_for_and_other_units_do_not_wait(city):
    a, _, c, _ = city.desks
    a.receive()
    theirs = c.receive()
    with opened(city) as holder:
        holder.execute(_LOCK, (a.store.identity.unit,))
        waiting = Thread(target=a.sync)
        waiting.start()
        wait_until(lambda: city.rows(_WAITING)[0][0] > 0)
        c.run()
        assert theirs.last_event in city.events()
        holder.rollback()
        waiting.join(PATIENCE_S)
    assert a.store.sync_log.outbox().waiting == 0
    city.sync_all()
    truth.check(city)


def test_who_gives_up_waiting_may_have_been_served_all_the_same(city):
    """The desk hangs up; the server's process gets the lock later, and comes to its COMMIT or not."""
    a = city.desks[0]
    a.receive()
    a.counter.hang_up()
    city.patience_s = 1.0
    with opened(city) as holder:
        holder.execute(_LOCK, (a.store.identity.unit,))
        assert a.sync() is None
        holder.rollback()
    wait_until(lambda: city.rows(_WAITING)[0][0] == 0)
    city.patience_s = PATIENCE_S
    city.sync_all()
    truth.check(city)

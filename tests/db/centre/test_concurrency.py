"""Several desks at once: positions in the order of commits, without a gap; nobody waits in a ring."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from time import sleep

import psycopg
import pytest

from counter_app.domain.errors import CentreUnreachable
from counter_app.domain.event import Kind
from counter_app.services.centre_port import (
    Accepted,
)
from tests.real_centre import WritingDesk

pytestmark = pytest.mark.postgres


def colleagues(desk, count):
    """Further desks of the same unit with the same officer."""
    unit = desk.credentials.unit_code
    return [
        WritingDesk.enrolled(desk.real, desk.real.enrol(unit, 10 + n), officer=desk.officer)
        for n in range(count)
    ]


def together(work, desks):
    with ThreadPoolExecutor(len(desks)) as pool:
        return list(pool.map(work, desks))


def test_pushes_of_many_connections_leave_no_gap_and_double_nothing(desk):
    desks = [desk, *colleagues(desk, 3)]

    def work(one):
        for _ in range(8):
            one.take(*[one.receive() for _ in range(5)])

    together(work, desks)
    fed = desk.fed()  # checks that there is no gap
    assert len(fed) == len(set(fed)) == 2 + 4 * 8 * 5


def test_a_reader_never_misses_what_commits_late(desk):
    desks = colleagues(desk, 3)
    seen = []

    def work(one):
        if one is desk:
            while len(seen) < 90:
                page = desk.centre.pull(desk.unit, len(seen) + 3, 1000)
                seen.extend(row.position for row in page)
            return
        for _ in range(10):
            one.take(*[one.receive() for _ in range(3)])

    together(work, [desk, *desks])
    assert seen == list(range(3, 93))


def test_the_same_batch_over_two_connections_is_taken_once(desk):
    twins = [desk, WritingDesk(desk.real, desk.real.reach(desk.credentials), **same(desk))]
    for _ in range(5):
        events = [desk.receive() for _ in range(20)]
        one, two = together(lambda twin, events=events: twin.push(*events), twins)
        assert one.answers == two.answers
        assert all(isinstance(answer, Accepted) for answer in one.answers)
        assert not one.forked
        assert not two.forked
    assert len(desk.fed()) == 102


def same(desk):
    names = ("credentials", "unit", "city", "id", "incarnation", "officer")
    return {name: getattr(desk, name) for name in names}


def test_units_that_transfer_to_one_another_do_not_stop_each_other(desk):
    units = [desk, desk.real.desk(), desk.real.desk()]

    def work(one):
        others = [unit for unit in units if unit is not one]
        for number in range(6):
            there = others[number % 2].credentials.unit_code
            said = {"unit": {"id": None, "code": there, "name": "?"}, "components": []}
            received = one.receive()
            one.take(received, one.act(Kind.TRANSFERRED, received.dossier, said))

    together(work, units)
    for unit in units:
        fed = unit.fed()
        assert len(fed) == len(set(fed)) == 2 + 12 + 12
        own = [row for row in unit.pull() if row.home == unit.unit]
        assert all(a.position < b.position for a, b in pairwise(own))


def test_a_stranger_who_holds_the_scope_makes_it_late_not_lost(desk):
    event = desk.receive()
    with psycopg.connect(desk.real.url) as stranger:
        stranger.execute("SELECT FROM counter.scopes WHERE id = %s FOR UPDATE", (desk.unit,))
        desk.centre._timeout_s = 1.0
        desk.centre.close()
        with pytest.raises(CentreUnreachable):
            desk.push(event)
    assert desk.take(event) == (3,)
    assert desk.fed().count(event.id) == 1


WAITING = (
    "SELECT pid FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
LOCK = "SELECT id FROM counter.scopes WHERE id = %s FOR UPDATE"
# In the place of the function whose name it has: undone, the number of times given here.
UNDO = """
CREATE SEQUENCE counter.tries;
GRANT USAGE ON SEQUENCE counter.tries TO counter_functions;
CREATE OR REPLACE FUNCTION counter.note_rejections(
    batch counter.offered[], own_incarnation uuid
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    IF nextval('counter.tries') <= {} THEN
        RAISE serialization_failure;
    END IF;
END $$
"""


@contextmanager
def waiting(desk, call):
    """``call`` in a thread, which waits for a lock when the block begins."""
    with ThreadPoolExecutor(1) as pool:
        called = pool.submit(call)
        while not desk.real.rows(WAITING) and not called.done():
            sleep(0.02)
        assert not called.done(), "nobody made it wait"
        yield called


def moved(desk, other):
    """A dossier of ``desk`` that ``other`` takes part in."""
    received = desk.receive()
    unit = {"id": None, "code": other.credentials.unit_code, "name": "?"}
    said = {"unit": unit, "components": []}
    desk.take(received, desk.act(Kind.TRANSFERRED, received.dossier, said))
    return received.dossier


def test_a_push_beside_which_a_unit_came_to_take_part_is_made_again(desk):
    other, received = desk.real.desk(), desk.receive()
    desk.take(received)
    event = desk.act(Kind.PRINTED, received.dossier)
    with psycopg.connect(desk.real.url) as stranger:
        stranger.execute(LOCK, (desk.unit,))
        with waiting(desk, lambda: desk.take(event)) as pushed:
            stranger.execute(
                "INSERT INTO counter.participants VALUES (%s, %s)", (received.dossier, other.unit)
            )
            stranger.commit()
            assert pushed.result(60) == (4,)
    assert other.fed()[-1] == desk.fed()[-1] == event.id


def test_a_push_that_the_server_undid_to_end_a_ring_is_made_again(desk):
    other = desk.real.desk()
    dossier = moved(desk, other)
    event = desk.act(Kind.PRINTED, dossier)
    low, high = sorted([desk.unit, other.unit])
    with psycopg.connect(desk.real.url) as stranger:
        stranger.execute("SET deadlock_timeout = '1min'")  # it is the desk that gives way
        stranger.execute(LOCK, (high,))
        with waiting(desk, lambda: desk.take(event)) as pushed:
            stranger.execute(LOCK, (low,))
            stranger.commit()
            assert pushed.result(60) == (5,)
    assert desk.fed().count(event.id) == 1


def test_a_call_that_is_undone_again_and_again_ends(real):
    desk = real.desk()
    real.rows(UNDO.format(4))
    desk.take(desk.receive())
    real.rows("ALTER SEQUENCE counter.tries RESTART")
    real.rows(UNDO.format(5).partition("counter_functions;")[2])
    with pytest.raises(CentreUnreachable, match="40001"):
        desk.push(desk.receive())

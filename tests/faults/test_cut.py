"""The line is cut at any byte in either direction, falls silent or is slow."""

from threading import Event, Thread

import pytest

from counter_app.domain.errors import CentreUnreachable
from tests.faults import truth
from tests.faults.proxy import Proxy

SHORT_PATIENCE_S = 0.5
CUT_EVERY_S = 0.05


@pytest.fixture
def cuttable(city):
    made = Proxy(("127.0.0.1", city.server.port))
    city.port = made.port
    for desk in city.desks:
        desk.counter.hang_up()
    yield made
    made.close()


def cut_round(desk):
    """One round that may be cut; whether it was."""
    desk.receive()
    try:
        desk.run()
    except CentreUnreachable:
        return True
    finally:
        desk.counter.hang_up()
    return False


@pytest.mark.parametrize("direction", ["asked", "answered"])
def test_a_line_cut_after_any_byte_loses_and_doubles_nothing(city, cuttable, length, direction):
    """From the first byte to the last of a whole round: between COMMIT and its answer too."""
    a, count, cuts, was_cut = city.desks[0], 1, 0, True
    while was_cut:
        with cuttable.be(**{f"cut_after_{direction}": count}):
            was_cut = cut_round(a)
        cuts += was_cut
        count += length.of(701, 37)
        a.run()  # level again: every round has the same to say
        a.counter.hang_up()
    assert cuts > 5
    length.tell(f"cut while {direction}", cuts=cuts, bytes=count)
    city.sync_all()
    truth.check(city)


def test_a_silent_line_is_given_up_and_nothing_is_lost(city, cuttable, length):
    a = city.desks[0]
    city.patience_s = SHORT_PATIENCE_S
    silent = 0
    for count in range(3000, 9000, length.of(2500, 500)):
        with cuttable.be(silent_after_answered=count):
            silent += cut_round(a)
    assert silent
    length.tell("half-open", rounds=silent)
    city.sync_all()
    truth.check(city)


def test_a_slow_line_is_waited_for(city, cuttable):
    a, b, *_ = city.desks
    dossier = a.receive()
    with cuttable.be(delay_s=0.2):
        a.run()
    b.run()
    assert dossier.id in b.dossiers()
    city.sync_all()
    truth.check(city)


def test_everybody_is_cut_off_in_the_middle_again_and_again(city, cuttable, length):
    a, b, *_ = city.desks
    stopped, unanswered = Event(), 0

    def cut():
        while not stopped.wait(CUT_EVERY_S):
            cuttable.cut_all()

    cutting = Thread(target=cut)
    cutting.start()
    for _ in range(length.of(5, 40)):
        for desk in (a, b):
            desk.receive()
            unanswered += desk.sync() is None
    stopped.set()
    cutting.join()
    assert unanswered
    length.tell("cut off together", rounds=unanswered)
    for desk in city.desks:
        desk.counter.hang_up()
    city.sync_all()
    truth.check(city)

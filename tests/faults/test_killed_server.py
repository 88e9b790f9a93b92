"""SIGKILL and SIGQUIT of the server and of its processes at random points, while desks sync."""

import os
import random
import signal
import time
from contextlib import suppress
from threading import Event, Thread

import psycopg
import pytest

from benchmarks.server import own_server
from tests.faults import truth
from tests.faults.city import draw_up

PATIENCE_S = 60.0
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


@pytest.fixture
def fragile(tmp_path):
    """A city on a server of its own that waits for the disk, as a real one does."""
    (tmp_path / "blueprint").mkdir()
    with own_server() as server:
        blueprint = draw_up(server, tmp_path / "blueprint")
        (tmp_path / "city").mkdir()
        with blueprint.built(tmp_path / "city") as city:
            yield city


def kill_a_backend(city, chance):
    """The postmaster throws everybody out and recovers."""
    with suppress(psycopg.OperationalError):
        pids = [pid for (pid,) in city.rows(_BACKENDS, city.database)]
        if pids:
            os.kill(chance.choice(pids), signal.SIGKILL)


def crash(city, _chance):
    city.server.stop(signal.SIGQUIT)
    city.server.start()


def kill_the_postmaster(city, _chance):
    """Its children notice by themselves; until they are gone nobody can start again."""
    city.server.stop(signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return city.server.start()
        except RuntimeError:
            if time.monotonic() > deadline:
                raise


DEATHS = (kill_a_backend, crash, kill_the_postmaster)


def until(stopped, desk):
    """Acts and rounds, whatever they meet, until the event says stop."""
    while not stopped.is_set():
        desk.receive()
        desk.sync()


def test_a_server_that_dies_again_and_again_forgets_nothing(fragile, length):
    chance = random.Random(20261202)
    stopped = Event()
    busy = [Thread(target=until, args=(stopped, desk)) for desk in fragile.desks[::2]]
    for thread in busy:
        thread.start()
    try:
        deaths = length.of(3, 15)  # each kind as often, and the last one is over when it returns
        for number in range(deaths):
            time.sleep(chance.uniform(0.1, length.of(0.6, 1.5)))
            DEATHS[number % len(DEATHS)](fragile, chance)
    finally:
        stopped.set()
        for thread in busy:
            thread.join(PATIENCE_S * 2)
    wait_for(fragile)
    acknowledged = {event for desk in fragile.desks for event, at in desk.has().items() if at}
    assert acknowledged <= set(fragile.events())  # before anything is offered again
    length.tell("server", deaths=deaths, events=len(fragile.written))
    for desk in fragile.desks:
        desk.sync()  # who was not calling when the server died hears of it now
    fragile.sync_all()
    truth.check(fragile)


def wait_for(city):
    """Until it answers again."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return city.rows("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)

"""``centre project`` and ``centre check``: once, watching, killed at any moment, refused."""

import signal
import subprocess
import sys
from contextlib import contextmanager
from itertools import count
from random import Random
from time import sleep

import pytest

from counter_app.domain.event import Kind
from tests import make
from tests.cli.conftest import ROOT
from tests.feeds import feeds_of, new_centre

pytestmark = pytest.mark.postgres


@pytest.fixture
def url(postgres):
    return new_centre(postgres)


@pytest.fixture
def feeds(url):
    with feeds_of(url) as feeds:
        yield feeds


def stories(number):
    """Dossiers of one unit, each received and then taken."""
    for n in range(number):
        told = make.Story(dossier=make.identity(0x5000 + n), numbers=count(10 * n + 100))
        told.receive()
        told.add(Kind.TAKEN)
        yield told


@contextmanager
def watching(url):
    """The real program, told to end when the block is left."""
    command = [sys.executable, "-m", "counter_app", "centre", "project", url, "--watch", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        try:
            yield run
        finally:
            run.kill()


def wait_for(condition):
    while not condition():
        sleep(0.02)


def test_what_is_there_is_projected_and_the_second_call_finds_nothing(feeds, url, call):
    for told in stories(3):
        feeds.bring(told.events)
    assert call("centre", "project", url, json=True).document == {"projected": 6, "set_aside": 0}
    assert len(feeds.numbers()) == 3
    ended = call("centre", "project", url)
    assert (ended.status, ended.err) == (0, "")
    assert "0 sự kiện mới" in ended.out


def test_again_reads_everything_from_the_first_event(feeds, url, call):
    (told,) = stories(1)
    feeds.bring(told.events)
    call("centre", "project", url)
    feeds.rows("UPDATE dossiers SET holder = 'ai' RETURNING 1")
    assert call("centre", "project", url, "--again", json=True).document["projected"] == 2
    assert feeds.rows("SELECT holder FROM dossiers") == [(str(make.identity(701)),)]


def test_what_could_not_be_projected_is_told(feeds, url, call):
    (told,) = stories(1)
    told.add(Kind.FORWARDED, {"to": None})
    feeds.bring(told.events)
    assert call("centre", "project", url, json=True).document == {"projected": 3, "set_aside": 1}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_watching_projects_what_comes_and_ends_in_an_orderly_way(feeds, url, number):
    first, second = stories(2)
    feeds.bring(first.events)
    with watching(url) as run:
        wait_for(lambda: len(feeds.numbers()) == 1)
        feeds.bring(second.events)
        wait_for(lambda: len(feeds.numbers()) == 2)
        run.send_signal(number)
        out, err = run.communicate()
    assert (run.returncode, err) == (0, b"")
    assert out == b'{"projected": 4, "set_aside": 0}\n'


def test_watching_survives_a_lost_connection(feeds, url):
    first, second = stories(2)
    feeds.bring(first.events)
    with watching(url) as run:
        wait_for(lambda: len(feeds.numbers()) == 1)
        ended = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> %s"
            " AND datname = current_database() AND application_name = 'counter-app projector'"
        )
        assert len(feeds.rows(ended, feeds.projector.connection.info.backend_pid)) == 1
        feeds.bring(second.events)
        wait_for(lambda: len(feeds.numbers()) == 2)
        run.send_signal(signal.SIGTERM)
        assert "trung tâm" in run.communicate()[1].decode()
    assert run.returncode == 0


@pytest.mark.slow
def test_killed_at_any_moment_it_loses_and_doubles_nothing(feeds, url, call):
    random = Random(4)
    waiting = list(stories(120))
    while waiting:
        for told in waiting[:20]:
            feeds.bring(told.events)
        waiting = waiting[20:]
        with watching(url) as run:
            seen = len(feeds.numbers())
            wait_for(lambda seen=seen: len(feeds.numbers()) > seen or run.poll() is not None)
            sleep(random.random() / 20)
    assert call("centre", "project", url).status == 0
    assert len(feeds.numbers()) == 120
    assert feeds.rows("SELECT key, count FROM counters WHERE facet = 'status'") == [
        ("H26.12/4", 120)
    ]
    assert feeds.rows("SELECT position FROM projected") == [(240,)]


def test_check_without_a_report_has_nothing_to_say(url, call):
    ended = call("centre", "check", url, json=True)
    assert (ended.status, ended.out) == (0, "")


def test_check_names_the_desk_that_has_something_else(feeds, url, call):
    (told,) = stories(1)
    feeds.bring(told.events)
    unit = make.identity(1)
    feeds.connection.execute("INSERT INTO counter.units VALUES (%s, 'H26.12', 'Đơn vị')", (unit,))
    feeds.connection.execute(
        "INSERT INTO counter.digests VALUES (%s, 3, %s, 2, 2, %s, 1, %s, now())",
        (unit, unit, "0" * 64, "0" * 64),
    )
    ended = call("centre", "check", url, json=True)
    assert ended.status == 1
    assert ended.items == [
        {
            "unit": "H26.12",
            "desk": 3,
            "scope": str(unit),
            "position": 2,
            "verdict": "differs",
            "part": "events",
        }
    ]
    assert "khác: sự kiện" in call("centre", "check", url).out


def test_check_names_the_desk_that_brought_anothers_events(feeds, url, call):
    """Shown, and no reason to end otherwise."""
    (told,) = stories(1)
    feeds.bring(told.events)
    unit, author, other = make.identity(1), told.events[0].place.desk, make.identity(99)
    feeds.connection.execute("INSERT INTO counter.units VALUES (%s, 'H26.12', 'Đơn vị')", (unit,))
    for desk, number in ((author, 3), (other, 4)):
        sql = "INSERT INTO counter.installations VALUES (%s, %s, %s)"
        feeds.connection.execute(sql, (desk, unit, number))
    feeds.connection.execute("UPDATE counter.events SET relayed_by = %s", (other,))
    ended = call("centre", "check", url, json=True)
    assert ended.status == 0
    assert ended.document == {"unit": "H26.12", "desk": 3, "relayed_by": 4, "events": 2}
    assert "quầy 4 đã gửi lại 2 việc của quầy 3" in call("centre", "check", url).out


@pytest.mark.parametrize("command", ["project", "check"])
def test_a_database_that_is_no_centre_is_refused(postgres, call, command):
    ended = call("centre", command, postgres.url(postgres.new_database()), json=True)
    assert (ended.status, ended.refused) == (1, "CentreNotSetUp")


@pytest.mark.parametrize("command", ["project", "check"])
def test_a_server_that_is_not_there_is_the_environments_fault(call, command):
    url = "postgresql://nobody@127.0.0.1:1/centre?sslmode=disable"
    ended = call("centre", command, url, json=True)
    assert (ended.status, ended.refused) == (3, "CentreUnreachable")


def test_watching_needs_the_server_at_first(call):
    url = "postgresql://nobody@127.0.0.1:1/centre?sslmode=disable"
    ended = call("centre", "project", url, "--watch", json=True)
    assert (ended.status, ended.refused) == (3, "CentreUnreachable")

"""A new desk stores everything first and projects each dossier once; it may be stopped at any time."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.domain.acts import ACTS
from tests import make
from tests.small_centre import CITY, UNIT

ROOT = Path(__file__).parents[2]


@pytest.fixture
def stored(enrolled, centre, monkeypatch):
    """A desk that has stored the feed of another and projected nothing."""
    monkeypatch.setattr("db.first_sync.BATCH", 2)
    a, b = enrolled(2)
    dossiers = [a.receive(procedure=make.GUARDIAN) for _ in range(5)]
    centre.push(a)
    for dossier in dossiers:
        a.append(ACTS["take"], dossier)
    centre.push(a)
    centre.pull(b, limit=4, projecting=False)
    return a, b


def projected(desk):
    return desk.rows("SELECT count(*) FROM dossiers")[0][0]


def test_each_dossier_is_projected_once_with_progress(stored, centre):
    a, b = stored
    log, said = b.store.sync_log, []
    assert log.has_unprojected()
    assert projected(b) == 0
    assert log.digest(UNIT) is None
    assert log.project_stored(lambda *progress: said.append(progress) or True)
    assert said == [(2, 5), (4, 5), (5, 5)]
    assert not log.has_unprojected()
    centre.sync(a, b)
    assert b.counter.health.rebuild().changed == 0
    assert log.digest(UNIT) == a.store.sync_log.digest(UNIT)


def test_officers_may_sign_in_before_anything_is_projected(stored):
    a, b = stored
    logins = {o.id for o in b.counter.questions.reference().officers()}
    assert a.officer("xuly").id in logins


def test_it_stops_where_it_is_told_to_and_goes_on(stored):
    _, b = stored
    log, said = b.store.sync_log, []
    assert not log.project_stored(lambda done, total: done < 2)
    assert (projected(b), log.has_unprojected()) == (2, True)
    again = b.reopened()
    assert again.store.sync_log.project_stored(lambda *p: said.append(p) or True)
    again.close()
    assert said == [(4, 5), (5, 5)]
    assert b.counter.health.rebuild().changed == 0


def test_an_exact_number_of_batches_ends_too(stored, monkeypatch):
    monkeypatch.setattr("db.first_sync.BATCH", 5)
    _, b = stored
    assert b.store.sync_log.project_stored(lambda done, total: True)
    assert not b.store.sync_log.has_unprojected()
    assert projected(b) == 5


def test_what_is_stored_meanwhile_is_projected_too(enrolled, centre, monkeypatch):
    """An old dossier of a desk that was off-line for long lies before those that are done."""
    monkeypatch.setattr("db.first_sync.BATCH", 2)
    a, b, c = enrolled(3)
    old = c.receive()
    for _ in range(3):
        a.receive()
    centre.push(a)
    centre.pull(b, projecting=False)
    log = b.store.sync_log
    assert not log.project_stored(lambda done, total: False)
    centre.push(c)
    centre.pull(b, projecting=False)
    assert log.project_stored(lambda done, total: True)
    assert [line.code for line in b.counter.search(old.code)] == [old.code]
    assert projected(b) == 4
    assert b.counter.health.rebuild().changed == 0


def test_an_officer_may_act_on_a_dossier_that_is_not_projected_yet(stored):
    _, b = stored
    ((identity,), *_) = b.rows("SELECT DISTINCT dossier FROM events WHERE dossier IS NOT NULL")
    (dossier,) = b.counter.questions.identify(identity)
    b.append(ACTS["pause"], b.counter.questions.dossier(dossier))
    assert projected(b) == 1
    assert b.rows("SELECT count(*) FROM pauses") == [(1,)]
    b.store.sync_log.project_stored(lambda done, total: True)
    assert b.counter.health.rebuild().changed == 0


def test_pages_may_be_projected_again_before_the_first_sync_is_over(stored, centre):
    a, b = stored
    late = a.receive()
    centre.push(a)
    centre.pull(b)
    assert b.dossier(late).code == late.code
    assert b.store.sync_log.has_unprojected()
    b.store.sync_log.project_stored(lambda done, total: True)
    assert b.counter.health.rebuild().changed == 0


def test_reference_data_alone_is_no_first_sync(enrolled, centre):
    a, b = enrolled(2)
    centre.push(a)
    centre.pull(b, projecting=False)
    assert not b.store.sync_log.has_unprojected()
    assert b.store.sync_log.project_stored(lambda done, total: True)
    assert b.store.sync_log.cursor(CITY).position == 0


KILLED = """
import os, signal, sys
from pathlib import Path
from counter_app.bootstrap import open_store
import db.first_sync
db.first_sync.BATCH = 2
log = open_store(Path(sys.argv[1])).sync_log
log.project_stored(lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_killed_first_sync_goes_on(stored):
    _, b = stored
    for count in (2, 4):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(b.folder)], cwd=ROOT, check=False)
        assert ended.returncode == -signal.SIGKILL
        assert projected(b) == count
    assert b.store.sync_log.project_stored(lambda done, total: True)
    assert b.counter.health.rebuild().changed == 0

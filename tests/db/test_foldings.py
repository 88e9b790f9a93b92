"""Folds remembered from page to page come to the same rows as folding every dossier anew."""

import pytest

from counter_app.domain.act import Act, Move
from counter_app.domain.acts import ACTS
from counter_app.domain.errors import StorageFailed
from counter_app.domain.event import Kind
from counter_app.services.acting import Correction
from db.foldings import Foldings
from tests import make
from tests.small_centre import UNIT

ERASE = Act("erase", Kind.ERASED, frozenset(), Move.STAY, ())
REFUSE = "CREATE TRIGGER full BEFORE UPDATE ON cursors BEGIN SELECT RAISE(ABORT, 'full'); END"


@pytest.fixture(autouse=True)
def remembering(monkeypatch):
    """Also pages as small as these are a catch-up."""
    monkeypatch.setattr("db.sync_log.MANY", 0)


@pytest.fixture
def busy(enrolled, centre):
    """Two desks; the first has done something, act by act, on several dossiers."""
    a, b = enrolled(2)
    dossiers = [a.receive(procedure=make.GUARDIAN) for _ in range(5)]
    for act in ("take", "pause", "resume", "request-supplement", "supplement"):
        for dossier in dossiers:
            a.append(ACTS[act], a.dossier(dossier), number=dossiers.index(dossier))
    centre.push(a)
    return a, b, dossiers


def read_texts(monkeypatch):
    """Counts the events that are read back from the store."""
    read = []
    plain = Foldings.from_store

    def counted(self, connection, dossiers, at_hand):
        read.extend(dossiers)
        return plain(self, connection, dossiers, at_hand)

    monkeypatch.setattr(Foldings, "from_store", counted)
    return read


def assert_as_rebuilt(*desks):
    for desk in desks:
        assert desk.counter.health.rebuild().changed == 0


@pytest.mark.parametrize("limit", [2, 3, 7])
def test_page_by_page_no_dossier_is_folded_anew(busy, centre, monkeypatch, limit):
    a, b, dossiers = busy
    read = read_texts(monkeypatch)
    centre.pull(b, limit=limit)
    assert read == []
    assert [b.dossier(d) for d in dossiers] == [a.dossier(d) for d in dossiers]
    assert_as_rebuilt(b)


def test_a_fold_that_had_to_make_room_is_read_again(busy, centre, monkeypatch):
    _, b, _ = busy
    b.store.sync_log._foldings = Foldings(limit=2)
    read = read_texts(monkeypatch)
    centre.pull(b, limit=3)
    assert read
    assert_as_rebuilt(b)


def test_an_own_act_between_two_pages_is_not_overlooked(busy, centre):
    a, b, dossiers = busy
    feed = centre.feeds[UNIT]
    b.store.sync_log.apply(UNIT, feed[:-3])
    correction = Correction(applicant=make.person("Nguyễn Thị B"))
    b.counter.correct(dossiers[-1].id, correction, "sai", b.officer("giamsat"))
    centre.pull(b, limit=2)
    assert b.dossier(dossiers[-1]).applicant.name == "Nguyễn Thị B"
    assert_as_rebuilt(b)
    centre.sync(b, a, limit=2)
    assert a.dossier(dossiers[-1]) == b.dossier(dossiers[-1])
    assert_as_rebuilt(a, b)


def test_a_page_that_was_rolled_back_is_applied_as_if_for_the_first_time(busy, centre):
    _, b, _ = busy
    feed = centre.feeds[UNIT]
    b.store.sync_log.apply(UNIT, feed[:-6])
    before = b.dump()
    b.write(REFUSE)
    with pytest.raises(StorageFailed):
        b.store.sync_log.apply(UNIT, feed[-7:])
    assert b.dump() == before
    b.write("DROP TRIGGER full")
    b.store.sync_log.apply(UNIT, feed[-7:-3])  # and the rest only later
    assert_as_rebuilt(b)
    centre.pull(b)
    assert_as_rebuilt(b)


def test_what_is_erased_is_folded_without_its_private_parts(busy, centre):
    a, b, dossiers = busy
    centre.pull(b, limit=3)
    a.append(ERASE, a.dossier(dossiers[0]))
    a.append(ACTS["take"], a.dossier(dossiers[1]))
    centre.push(a)
    centre.pull(b, limit=2)
    erased = b.dossier(dossiers[0])
    assert erased.erased
    assert erased.applicant.name == ""
    assert_as_rebuilt(b)

"""A file on its way to a desk while its dossier's erasure comes there: in the end it is gone.

Whoever fetches stands still before and after everything it does, in turn, while the erasure comes
and goes by; the other way round the erasure is there first.
"""

from functools import partial
from threading import Event, Thread

import pytest

from counter_app.domain.errors import CounterError, UnknownBlob
from counter_app.services import blobs
from db.attachments import ATTACHMENTS
from tests.faults import planted
from tests.scans import pdf

PATIENCE_S = 60.0
CHUNK = 400  # bytes: the file is a few of them
SEAMS = 40  # more than there are places to stand still at


class Stopped:
    """Counts the places a fetch passes; at the one with this number it waits to be let go on."""

    def __init__(self, at):
        self.at, self.passed = at, []
        self.reached, self.go_on = Event(), Event()

    def __call__(self, place):
        self.passed.append(place)
        if len(self.passed) == self.at + 1:
            self.reached.set()
            assert self.go_on.wait(PATIENCE_S)


class Watched:
    """Each call to what it stands for has a place before it and one after it."""

    def __init__(self, real, stop, *calls):
        self._real, self._stop, self._calls = real, stop, calls

    def __getattr__(self, name):
        call = getattr(self._real, name)
        return self.passing(name, call) if name in self._calls else call

    def passing(self, name, call):
        def run(*said):
            self._stop(f"before {name}")
            answer = call(*said)
            self._stop(f"after {name}")
            return answer

        return run


def watch(desk, monkeypatch, stop):
    """The desk's real folder, database and line, with places to stand still at."""
    find = desk.counter.attachments.look.read
    files = Watched(find.files, stop, "staged", "begin", "add", "keep")
    asked = files.passing("asking", find.files._forget_if_erased)
    monkeypatch.setattr(find.files, "_forget_if_erased", asked)
    centre, lull = Watched(find.centre(), stop, "get_blob"), blobs.Lull(desk.clock)
    keep_there = files.passing("keep_there", find.keep_there)
    return blobs.FindFile(lambda: centre, files, lull, keep_there)


def outcome_of(find, attachment, met):
    try:
        met.append(find(attachment.sha256, attachment.event))
    except CounterError as refused:
        met.append(refused)


def fetch_while(desk, attachment, erasure, stop, monkeypatch):
    """Whether the fetch stood still for ``erasure``; False: it was over before."""
    met = []
    with monkeypatch.context() as patched:
        find = watch(desk, patched, stop)
        fetching = Thread(target=outcome_of, args=(find, attachment, met))
        fetching.start()
        while not stop.reached.wait(0.01) and fetching.is_alive():
            pass
        erasure()
        stop.go_on.set()
        fetching.join(PATIENCE_S)
    assert len(met) == 1, "the fetch never ended"
    return stop.reached.is_set()


def by_another_desk(a, b, dossier):
    a.erase(dossier.id)
    a.run()
    b.run()


def by_itself(_a, b, dossier):
    b.erase(dossier.id)


def every_order(city, erasing, monkeypatch):
    """For each place a dossier with a file of its own; which places there were."""
    monkeypatch.setattr(blobs, "CHUNK", CHUNK)
    a, b, *_ = city.desks
    for at in range(SEAMS):
        dossier = a.receive()
        a.attach(dossier.id, pdf(text=f"{at}"))
        for desk in (a, b):
            desk.run()
        (attachment,) = b.dossier(dossier.id).attachments
        stop = Stopped(at)
        erasure = partial(erasing, a, b, dossier)
        stood_still = fetch_while(b, attachment, erasure, stop, monkeypatch)
        assert b.dossier(dossier.id).erased
        left = [file.name for file in (b.folder / ATTACHMENTS).glob(f"*{attachment.sha256}*")]
        assert not left, f"stays when it stood still {stop.passed[at : at + 1]}"
        assert not b.store.sync_log.blobs_waiting(9), "waits to be sent"
        if not stood_still:
            return stop.passed
    raise AssertionError("more places than there were thought to be")


@pytest.mark.parametrize("erasing", [by_another_desk, by_itself])
def test_a_file_that_is_being_fetched_goes_with_its_dossier(city, monkeypatch, erasing):
    passed = every_order(city, erasing, monkeypatch)
    assert {"before begin", "before asking", "after asking", "after keep"} <= set(passed)
    assert passed.count("after add") > 1


@pytest.mark.parametrize(
    ("fault", "place"),
    [(planted.parts_are_made_anew, "after asking"), (planted.nobody_asks_before, "before staged")],
)
def test_a_file_that_outlives_its_erasure_is_found(city, monkeypatch, fault, place):
    fault(monkeypatch)
    with pytest.raises(AssertionError, match=f"stays when .*{place}"):
        every_order(city, by_itself, monkeypatch)


def test_a_file_another_dossier_names_is_fetched_all_the_same(city, monkeypatch):
    """Of two dossiers with one file the one is erased while it is fetched for the other."""
    monkeypatch.setattr(blobs, "CHUNK", CHUNK)
    a, b, *_ = city.desks
    gone, kept = a.receive(), a.receive()
    for dossier in (gone, kept):
        a.attach(dossier.id, pdf(text="chung"))
    a.run()
    b.run()
    (attachment,) = b.dossier(kept.id).attachments
    stop = Stopped(8)
    assert fetch_while(b, attachment, lambda: b.erase(gone.id), stop, monkeypatch)
    assert attachment.sha256 in b.files()
    (b.folder / ATTACHMENTS / attachment.sha256).unlink()
    (erased,) = a.dossier(gone.id).attachments
    with pytest.raises(UnknownBlob):
        b.counter.attachments.look.content(erased)
    assert b.counter.attachments.look.content(attachment) == pdf(text="chung")

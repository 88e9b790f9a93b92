"""Projections: what is written act by act is what a rebuild writes; counters; search text."""

import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.acts import ACTS
from counter_app.domain.dossier import Lifecycle
from counter_app.services.acting import Correction
from tests import make
from tests.sample_desk import SampleDesk

CHOICES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=10)
LIVES = st.lists(st.tuples(st.sampled_from(["one", "three", "declined"]), CHOICES), max_size=3)
MANY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def fresh(template):
    """A desk of its own for each example of Hypothesis."""
    folder = Path(tempfile.mkdtemp())
    desk = SampleDesk.copied(template, folder / "desk")
    try:
        yield desk
    finally:
        desk.close()
        shutil.rmtree(folder)


def live(desk, lives):
    """Begin dossiers and go on with each of them in turn, as its state allows."""
    begun = []
    for beginning, choices in lives:
        desk.clock.forward(hours=7)
        begun.append((begin(desk, beginning), choices))
    for turn in range(10):
        for dossier, choices in begun:
            if turn < len(choices):
                desk.clock.forward(minutes=1)
                act_on(desk, desk.dossier(dossier), *choices[turn])


def begin(desk, beginning):
    if beginning == "declined":
        return desk.counter.reception.decline(make.request(), "thiếu", desk.officer())
    procedure = make.BIRTH if beginning == "one" else make.GUARDIAN
    return desk.receive(procedure=procedure, submitter=make.person("Trần Văn Đức"))


def act_on(desk, dossier, which, number):
    acts = make.legal_acts(dossier)
    desk.append(acts[which % len(acts)], dossier, number)


def full_count(desk):
    """The counters as somebody else would count them."""
    count = Counter()
    columns = (
        "lifecycle, status, procedure_code, field, channel, received_at, ended, ended_at, finisher,"
        " unit_code, place_code"
    )
    for lifecycle, status, procedure, field, channel, *more in desk.rows(
        f"SELECT {columns} FROM dossiers"
    ):
        received_ms, ended, ended_ms, finisher, home, place = more
        if lifecycle == Lifecycle.VOID:
            count["lifecycle", f"{home}/void"] += 1
            continue
        count["status", f"{home}/{status}"] += 1
        count["received", f"{home}/{day(received_ms)}/{channel}/{procedure}/{field}"] += 1
        if ended:
            count["ended", f"{home}/{day(ended_ms)}/{ended}/{procedure}/{field}"] += 1
        if status in (9, 10):
            count["ended-by", f"{home}/{day(ended_ms)}/{ended}/{finisher}"] += 1
        count["visiting", f"{place}/{status}"] += place != home
    count = +count
    return sorted((*key, number) for key, number in count.items())


def day(moment_ms):
    """The local day of a moment, from 1970."""
    return (moment_ms // 1000 + 7 * 3600) // 86400


@MANY
@given(LIVES)
def test_a_rebuild_gives_identical_rows(sample_folder, lives):
    with fresh(sample_folder) as desk:
        live(desk, lives)
        before = desk.dump()
        rebuilt = desk.counter.health.rebuild()
        assert desk.dump() == before
        assert (rebuilt.dossiers, rebuilt.changed) == (len(lives), 0)
        assert sorted(desk.rows("SELECT * FROM counters")) == full_count(desk)
        desk.write("INSERT INTO dossiers_text (dossiers_text, rank) VALUES ('integrity-check', 1)")
        assert desk.counter.health.audit().dossiers == len(lives)


@MANY
@given(LIVES)
def test_a_dossiers_row_says_what_its_fold_does(sample_folder, lives):
    with fresh(sample_folder) as desk:
        live(desk, lives)
        for line in desk.counter.search("", 100):
            dossier = desk.dossier(line)
            assert (line.code, line.status, line.lifecycle) == (
                dossier.code,
                dossier.status,
                dossier.lifecycle,
            )
            assert (line.due_at, line.received_at) == (dossier.due_at, dossier.received_at)
            assert line.applicant == dossier.applicant.name
            ((components, pauses),) = desk.rows(
                "SELECT (SELECT count(*) FROM components WHERE dossier_row = row),"
                " (SELECT count(*) FROM pauses WHERE dossier_row = row) FROM dossiers WHERE id = ?",
                dossier.id.hex,
            )
            assert (components, pauses) == (len(dossier.papers), len(dossier.pauses))


@MANY
@given(LIVES)
def test_a_dossier_is_the_same_just_written_and_read_back(sample_folder, lives):
    with fresh(sample_folder) as desk:
        live(desk, [(beginning, choices[:-1]) for beginning, choices in lives])
        for beginning, choices in lives:
            written = begin(desk, beginning)
            assert desk.dossier(written) == written
            for which, number in choices[-1:]:
                acts = make.legal_acts(written)
                after = desk.append(acts[which % len(acts)], written, number)
                assert desk.dossier(written) == after


def test_whatever_is_lost_in_projections_a_rebuild_brings_back(desk):
    live(desk, [("one", [(3, 1), (20, 2)]), ("three", [(1, 1), (2, 2), (3, 3)])])
    before = desk.dump()
    for table in ("dossiers", "components", "pauses", "counters", "officers", "unit_profiles",
                  "procedure_versions"):  # fmt: skip
        desk.write(f"DELETE FROM {table}")
    rebuilt = desk.counter.health.rebuild()
    assert desk.dump() == before
    assert rebuilt.changed > 50
    assert [line.code for line in desk.counter.search("hieu")]


def test_a_rebuild_that_fails_leaves_everything_as_it_was(desk):
    desk.receive()
    before = desk.dump()

    def torn(done, total):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        desk.counter.health.rebuild(torn)
    assert desk.dump() == before
    assert desk.receive().code.endswith("2")


def test_large_histories_are_rebuilt_in_batches(desk, monkeypatch):
    monkeypatch.setattr("db.maintenance._BATCH", 2)
    for _ in range(5):
        desk.receive()
    before, said = desk.dump(), []
    desk.counter.health.rebuild(lambda *progress: said.append(progress))
    assert desk.dump() == before
    assert said == [(2, 5), (4, 5), (5, 5)]


def test_a_corrected_name_is_found_and_the_old_one_is_not(desk):
    dossier = desk.receive()
    person = make.person("Phạm Thị Yến", phone="0333444555")
    desk.counter.correct(dossier.id, Correction(applicant=person), "sai", desk.officer())
    assert [line.id for line in desk.counter.search("yen pham")] == [dossier.id]
    assert [line.id for line in desk.counter.search("0333444555")] == [dossier.id]
    assert desk.counter.search("hieu") == desk.counter.search("0912345678") == ()
    desk.write("INSERT INTO dossiers_text (dossiers_text, rank) VALUES ('integrity-check', 1)")


def test_a_correction_of_something_else_leaves_the_search_text(desk):
    dossier = desk.receive()
    desk.counter.correct(dossier.id, Correction(sets=2), "sai", desk.officer())
    assert [line.id for line in desk.counter.search("hieu")] == [dossier.id]


def test_a_dossier_without_a_single_paper_has_no_component_rows(desk):
    desk.receive(components=(), missing_reason="mai nộp")
    assert desk.rows("SELECT * FROM components") == []
    assert desk.counter.health.rebuild().changed == 0


def test_a_void_dossier_is_counted_as_such_alone(desk):
    first, _ = desk.receive(), desk.receive()
    desk.counter.void(first.id, "nhầm", desk.officer("giamsat"), desk.officer())
    counters = {(f, k): n for f, k, n in desk.rows("SELECT * FROM counters")}
    assert counters["lifecycle", "H26.12/void"] == 1
    assert counters["status", "H26.12/2"] == 1
    assert sorted(desk.rows("SELECT * FROM counters")) == full_count(desk)


def test_days_are_counted_by_hanois_midnight(desk):
    for moment in [(2026, 11, 16, 23, 59), (2026, 11, 17, 0, 0)]:
        desk.clock.set(*moment)
        desk.receive()
    days = desk.rows("SELECT key, count FROM counters WHERE facet = 'received' ORDER BY key")
    assert [count for _, count in days] == [1, 1]
    first, second = (int(key.split("/")[1]) for key, _ in days)
    assert second - first == 1


def test_a_pause_is_a_row_and_a_line_says_that_it_lasts(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.append(ACTS["pause"], dossier)
    (line,) = desk.counter.search("hieu")
    assert (line.paused, line.due_at) == (True, None)
    assert desk.rows("SELECT kind, until FROM pauses") == [("posting", None)]
    desk.append(ACTS["resume"], dossier)
    assert not desk.counter.search("hieu")[0].paused


def test_an_illegal_act_is_stored_and_marked_for_review(desk):
    dossier = desk.receive()
    after = desk.append(ACTS["hand-over"], dossier)
    assert after.needs_review
    assert desk.rows("SELECT needs_review, status FROM dossiers") == [(1, 2)]


def test_the_events_a_centre_has_ordered_come_first(desk):
    """Two of this desk's acts got positions the other way round: the fold follows the positions."""
    dossier = desk.receive()
    for number in (1, 2):
        desk.append(ACTS["forward"], desk.dossier(dossier), number)
    for position, seq in enumerate(desk.rows("SELECT seq FROM events WHERE dossier IS NOT NULL"
                                             " ORDER BY kind DESC, seq DESC"), 1):  # fmt: skip
        desk.write("UPDATE events SET position = ? WHERE seq = ?", position, *seq)
    assert desk.dossier(dossier).holder == "officer-1"
    desk.append(ACTS["forward"], dossier, 5)
    assert desk.dossier(dossier).holder == "officer-5"

"""Desks that exchange what they wrote: each ends with the same dossiers, whatever the order."""

import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.acts import ACTS
from counter_app.domain.event import Kind
from counter_app.domain.forms import PageSize
from counter_app.services.acting import Correction
from tests import make
from tests.sample_desk import SampleDesk
from tests.small_centre import CITY, UNIT, SmallCentre

PARTS = "SELECT p.* FROM {} p JOIN dossiers d ON d.row = p.dossier_row"


def shared(desk):
    """What must be the same on every desk that is in step."""
    dossiers = {row[1]: row[2:] for row in desk.rows("SELECT * FROM dossiers")}
    rows = dict(desk.rows("SELECT row, id FROM dossiers"))
    parts = [
        Counter((rows[part[0]], *part[1:]) for part in desk.rows(PARTS.format(table)))
        for table in ("components", "pauses")
    ]
    events = desk.rows("SELECT id, text, position, feed, private, salt FROM events ORDER BY id")
    reference = desk.rows("SELECT id, login, name, roles, active, position FROM officers")
    counters = desk.rows("SELECT * FROM counters")
    return dossiers, parts, events, sorted(reference), sorted(counters)


def assert_in_step(*desks):
    """Equal everywhere, sound everywhere, and a rebuild changes nothing."""
    for desk in desks:
        assert shared(desk) == shared(desks[0])
        assert desk.counter.health.rebuild().changed == 0
        assert desk.counter.health.audit().events == len(desk.rows("SELECT 1 FROM events"))
        desk.write("INSERT INTO dossiers_text (dossiers_text, rank) VALUES ('integrity-check', 1)")
    for scope in (UNIT, CITY):
        digests = {desk.store.sync_log.digest(scope) for desk in desks}
        assert len(digests) == 1
        assert None not in digests


def rename(desk, dossier, name):
    """The applicant's name, corrected at ``desk``."""
    correction = Correction(applicant=make.person(name))
    return desk.counter.correct(dossier.id, correction, "sai", desk.officer("giamsat"))


def test_what_one_desk_receives_the_other_sees(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive()
    centre.sync(a, b)
    assert b.dossier(dossier) == a.dossier(dossier)
    assert [line.id for line in b.counter.search("hieu")] == [dossier.id]
    assert_in_step(a, b)


def test_work_goes_on_at_the_other_desk_and_comes_back(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive(procedure=make.GUARDIAN)
    centre.sync(a, b)
    b.append(ACTS["take"], dossier)
    centre.sync(b, a)
    a.append(ACTS["pause"], dossier)
    centre.sync(a, b)
    assert [entry.kind for entry in b.dossier(dossier).history] == ["received", "taken", "paused"]
    assert a.dossier(dossier).conflicts == ()
    assert_in_step(a, b)


def test_both_values_of_a_field_are_kept_at_both_desks(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive()
    centre.sync(a, b)
    rename(a, dossier, "Nguyễn Thị A")
    rename(b, dossier, "Nguyễn Thị B")
    centre.sync(b, a)  # b comes first in order, though it wrote later
    for desk in (a, b):
        (conflict,) = desk.dossier(dossier).conflicts
        assert conflict.values == ("Nguyễn Thị B", "Nguyễn Thị A")
        assert [line.id for line in desk.counter.questions.disputed(5)] == [dossier.id]
        assert [line.id for line in desk.counter.search("thi a")] == [dossier.id]
    assert_in_step(a, b)


def test_own_acts_lie_on_top_until_the_centre_has_ordered_them(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive()
    centre.sync(a, b)
    rename(a, dossier, "Nguyễn Thị A")
    rename(b, dossier, "Nguyễn Thị B")
    centre.push(b)
    centre.pull(a)
    assert a.dossier(dossier).applicant.name == "Nguyễn Thị A"
    centre.push(a)
    answered = a.dossier(dossier)
    centre.pull(a)
    assert a.dossier(dossier) == answered
    centre.pull(b)
    assert b.dossier(dossier) == answered


def test_an_answer_that_was_lost_is_made_up_for_by_the_feed(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive()
    _, events = a.store.sync_log.unsent(1000, 1_000_000)
    for event in events:
        centre.take(event, a.counter.desk.id)  # and the reply never comes
    centre.sync(b)
    centre.pull(a)
    assert a.store.sync_log.outbox().waiting > 0
    centre.sync(a, b)
    assert len(centre.feeds[UNIT]) == len(a.rows("SELECT 1 FROM events"))
    assert b.dossier(dossier) == a.dossier(dossier)
    assert_in_step(a, b)


def test_what_waits_is_not_seen_as_sent(enrolled, centre):
    (a,) = enrolled(1)
    dossier = a.receive()

    def has_unsent():
        with a.store.unit_of_work() as work:
            return work.has_unsent(dossier.id)

    assert has_unsent()
    centre.sync(a)
    assert not has_unsent()
    a.store.sync_log.forget_positions(UNIT)
    assert has_unsent()


def test_a_centre_that_lost_events_gets_them_again(enrolled, centre):
    a, b = enrolled(2)
    first = a.receive()
    centre.sync(a, b)
    kept = len(centre.feeds[UNIT])
    lost = [a.receive(), b.receive()]
    rename(b, first, "Nguyễn Thị B")
    centre.sync(a, b)
    for event in centre.feeds[UNIT][kept:]:
        centre.positions = {i: p for i, p in centre.positions.items() if p != event.position}
    del centre.feeds[UNIT][kept:]
    before = shared(a)[0]
    for desk in (b, a):  # in another order than before
        desk.store.sync_log.forget_positions(UNIT)
        assert shared(desk)[0] == before
        centre.push(desk)
    centre.sync(a, b)
    assert {line.id for line in b.counter.search("")} == {first.id, *(d.id for d in lost)}
    assert_in_step(a, b)


def test_an_unknown_act_is_kept_to_the_letter_and_locks_the_dossier(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive()
    with a.store.unit_of_work() as work:
        draft = make.draft(ACTS["take"], dossier, a.clock(), ({"x": 1}, None), dossier.last_event)
        made = work.append(draft)
        work.commit()
    strange = made.text.decode().replace('"kind":"taken"', '"kind":"weighed"')
    a.write("UPDATE events SET text = ?, kind = 'weighed' WHERE id = ?", strange, made.id.hex)
    centre.sync(b)
    centre.push(a)
    centre.pull(b)
    assert b.dossier(dossier).locked
    assert b.rows("SELECT text, kind FROM events WHERE id = ?", made.id.hex) == [
        (strange, "weighed")
    ]
    assert b.counter.health.audit().dossiers == 1
    assert b.counter.health.rebuild().changed == 0


def test_a_dossier_begun_by_an_unknown_act_is_kept_and_stops_nothing(enrolled, centre):
    a, b = enrolled(2)
    strange, plain = a.receive(), a.receive()
    sql = 'UPDATE events SET text = replace(text, \'"kind":"received"\', \'"kind":"guessed"\'), kind = \'guessed\' WHERE dossier = ?'
    a.write(sql, strange.id.hex)
    centre.push(a)
    centre.pull(b)
    assert [line.id for line in b.counter.search("")] == [plain.id]
    assert b.rows("SELECT kind FROM events WHERE dossier = ?", strange.id.hex) == [("guessed",)]
    assert b.counter.health.rebuild().changed == 0


def erase(desk, dossier):
    from counter_app.domain.acts import Act, Move

    return desk.append(Act("erase", Kind.ERASED, frozenset(), Move.STAY, ()), dossier)


@pytest.mark.parametrize("new", [True, False], ids=["a new dossier", "a known one"])
def test_an_erasure_empties_private_parts_everywhere(enrolled, centre, new):
    a, b = enrolled(2)
    dossier = a.receive()
    if not new:
        centre.sync(a, b)
    rename(a, dossier, "Nguyễn Thị A")
    erase(a, dossier)
    centre.sync(a, b)
    for desk in (a, b):
        sql = "SELECT private, salt FROM events WHERE dossier = ?"
        assert set(desk.rows(sql, dossier.id.hex)) == {(None, None)}
        assert desk.dossier(dossier).erased
        assert desk.counter.search("nguyen") == ()
    assert_in_step(a, b)


def test_what_comes_after_an_erasure_has_no_private_part_either(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive()
    centre.sync(a, b)
    erase(a, dossier)
    rename(b, dossier, "Nguyễn Thị B")
    centre.sync(a, b)
    assert a.dossier(dossier).applicant.name == b.dossier(dossier).applicant.name == ""
    assert_in_step(a, b)


def test_recent_procedures_are_those_of_this_desk(enrolled, centre):
    a, b = enrolled(2)
    a.receive()
    centre.sync(a, b)
    b.receive(procedure=make.GUARDIAN)
    recent = b.counter.questions.recent_procedures(b.counter.desk.id, 5)
    assert recent == (make.GUARDIAN,)


def test_what_a_restored_desk_lost_comes_back_from_the_centre(enrolled, centre, tmp_path):
    a, b = enrolled(2)
    kept = a.receive(procedure=make.GUARDIAN)
    centre.sync(a, b)
    waiting = a.receive()
    a.close()
    shutil.copy(a.file, tmp_path / "backup")
    lost_life = a.reopened()
    lost = lost_life.receive()
    lost_life.append(ACTS["take"], kept)
    centre.sync(lost_life, b)
    unsent = lost_life.receive()
    lost_life.close()
    shutil.copy(tmp_path / "backup", a.file)
    restored = a.reopened()
    assert restored.store.suspicion == "restored"
    again = restored.receive()
    assert again.code not in {dossier.code for dossier in (kept, waiting, lost, unsent)}
    centre.sync(restored, b)
    assert {line.id for line in restored.counter.search("")} == {
        dossier.id for dossier in (kept, waiting, lost, again)
    }
    assert [entry.kind for entry in restored.dossier(kept).history] == ["received", "taken"]
    assert_in_step(restored, b)
    restored.close()


def test_two_desks_that_were_one_both_go_on(enrolled, centre, tmp_path):
    (a,) = enrolled(1)
    first = a.receive()
    a.close()
    shutil.copytree(a.folder, tmp_path / "clone")
    desks = [a.reopened(), SampleDesk(tmp_path / "clone", a.clock)]
    made = [desk.receive() for desk in desks]
    centre.sync(*desks)
    assert {line.id for line in desks[0].counter.search("")} == {first.id, *(d.id for d in made)}
    assert made[0].code != made[1].code
    assert_in_step(*desks)
    for desk in desks:
        desk.close()


@pytest.mark.parametrize("projecting", [True, False])
def test_an_erasure_takes_the_files_of_every_desk_that_has_them(enrolled, centre, *, projecting):
    a, b = enrolled(2)
    dossier = a.receive()
    centre.sync(a, b)
    sha256 = b.counter.paper.receipts.show(dossier.id, PageSize.A5).sha256
    file = b.folder / "attachments" / sha256
    assert file.exists()
    fetched = b.folder / "attachments" / ("ab" * 32)
    fetched.write_bytes(b"%PDF-")
    note_printed(a, dossier, fetched.name)
    erase(a, dossier)
    centre.push(a)
    centre.pull(b, projecting=projecting)
    assert not file.exists()
    assert not fetched.exists()
    assert b.rows("SELECT * FROM documents") == []
    assert a.rows("SELECT * FROM blob_sends") == []


def test_a_file_of_an_erased_dossier_is_offered_no_more(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive()
    event = note_printed(a, dossier, "ab" * 32)
    centre.refused[event] = "unknown-author"
    centre.sync(a, b)
    erase(b, b.dossier(dossier))
    centre.sync(a, b)
    centre.refused.clear()
    a.store.sync_log.try_again(event)
    centre.sync(a, b)
    assert a.store.sync_log.outbox().rejected == 0
    assert a.rows("SELECT * FROM blob_sends") == []


def note_printed(desk, dossier, sha256):
    """An event that names a paper of this digest; its identity."""
    said = {"form": "receipt", "issue": 1, "page": "A5", "sha256": sha256}
    with desk.store.unit_of_work() as work:
        base = work.last_seen(dossier.id)
        event = work.append(make.draft(ACTS["print"], dossier, desk.clock(), (said, {}), base))
        work.commit()
    return event.id


def test_what_no_row_can_hold_stops_no_feed(enrolled, centre):
    a, b = enrolled(2)
    strange, plain = a.receive(), a.receive()
    for path, value in (("$.private", "null"), ("$.public.channel", "[1]")):
        told = f"json_set(text, '{path}', json('{value}'))"
        a.write(f"UPDATE events SET text = {told} WHERE dossier = ?", strange.id.hex)
    a.write("UPDATE events SET private = NULL, salt = NULL WHERE dossier = ?", strange.id.hex)
    centre.push(a)
    centre.pull(b)
    assert [line.id for line in b.counter.search("")] == [plain.id]
    assert b.rows("SELECT count(*) FROM events WHERE dossier = ?", strange.id.hex) == [(1,)]
    assert b.counter.health.rebuild().changed == 0
    more = a.receive()
    centre.push(a)
    centre.pull(b)
    assert {line.id for line in b.counter.search("")} == {plain.id, more.id}


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("unit-profiled", "$.public.unit", "7"),
        ("officer-registered", "$.public.roles", '["x-new"]'),
        ("procedure-version-issued", "$.public.components", "5"),
    ],
)
def test_reference_data_nobody_can_read_stops_no_feed(enrolled, centre, kind, path, value):
    a, b = enrolled(2)
    sql = "UPDATE events SET text = json_set(text, ?, json(?)) WHERE kind = ? AND seq ="
    last = " (SELECT max(seq) FROM events WHERE kind = ?)"
    a.write(sql + last, path, value, kind, kind)
    dossier = a.receive()
    centre.push(a)
    centre.pull(b)
    assert b.dossier(dossier).code == dossier.code
    assert b.counter.questions.reference().procedures()
    assert len(b.counter.questions.reference().officers()) >= 6
    assert b.counter.health.rebuild().changed == 0


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),  # the desk
        st.sampled_from(["begin", "act", "act", "act", "push", "pull", "sync"]),
        st.integers(0, 60),
        st.integers(0, 9),
    ),
    max_size=25,
)


@contextmanager
def three_desks(templates, centre):
    with tempfile.TemporaryDirectory() as folder:
        desks = [SampleDesk.copied(t, Path(folder) / str(n)) for n, t in enumerate(templates)]
        for number, desk in enumerate(desks, 3):
            centre.enrol(desk, number)
        yield desks
        for desk in desks:
            desk.close()


def step(desk, centre, what, which, number):
    if what == "begin":
        desk.receive(procedure=make.GUARDIAN if which % 2 else make.BIRTH)
    elif what == "act":
        known = desk.counter.search("", 50)
        if known:
            dossier = desk.dossier(known[which % len(known)])
            acts = make.legal_acts(dossier)
            if acts:
                desk.append(acts[number % len(acts)], dossier, number)
    elif what == "sync":
        centre.sync(desk, limit=number + 1)
    else:
        getattr(centre, what)(desk, limit=number + 2)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_desks_that_have_met_are_equal_whatever_happened(templates, steps):
    centre = SmallCentre()
    with three_desks(templates, centre) as desks:
        for which, *what in steps:
            step(desks[which], centre, *what)
        centre.sync(*desks)
        centre.sync(*desks)
        assert_in_step(*desks)
        assert len(centre.feeds[UNIT]) == len(desks[0].rows("SELECT 1 FROM events"))

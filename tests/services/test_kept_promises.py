"""Groups of promises kept at a calendar's change are known as decided when the file is looked at again."""

from datetime import timedelta

import pytest

from counter_app.domain.calendar_entries import read_entries
from tests import make

TUESDAY = make.MONDAY.date() + timedelta(days=1)
CLOSED = read_entries({"off": [TUESDAY.isoformat()], "source": "QĐ 5"})
FOSTER = "1.004845"  # two working days


@pytest.fixture
def waiting(desk):
    """Two promises of one procedure and one of another, all of which Tuesday would move."""
    late = [desk.receive(procedure=make.GUARDIAN) for _ in range(2)]
    return [*late, desk.receive(procedure=FOSTER, missing_reason="bổ sung sau")]


def decide(desk, chosen, entries=CLOSED):
    impact = desk.counter.promises.impact(entries)
    shifts = [shift for shift in impact.shifts if shift.code in {d.code for d in chosen}]
    return desk.counter.promises.reschedule(impact, shifts, "QĐ 5", desk.officer("giamsat"))


def groups(desk, entries=CLOSED):
    found = desk.counter.promises.impact(entries).groups
    return [(group.procedure_code, group.is_kept) for group in found]


def test_a_kept_group_is_shown_as_decided_and_the_moved_one_no_more(desk, waiting):
    assert groups(desk) == [(make.GUARDIAN, False), (FOSTER, False)]
    decide(desk, waiting[:2])
    assert groups(desk) == [(FOSTER, True)]


def test_a_group_of_which_one_was_moved_is_not_decided(desk, waiting):
    decide(desk, waiting[:1])
    assert groups(desk) == [(make.GUARDIAN, False), (FOSTER, True)]


def test_what_was_kept_can_still_be_moved(desk, waiting):
    decide(desk, ())
    assert [is_kept for _code, is_kept in groups(desk)] == [True, True]
    decide(desk, waiting)
    assert desk.dossier(waiting[2]).due_at == waiting[2].due_at + timedelta(days=1)
    assert groups(desk) == []


def test_the_same_decision_again_writes_nothing(desk, waiting):
    decide(desk, ())
    before = desk.dump()
    decide(desk, ())
    assert desk.dump() == before


def test_a_calendar_somebody_imported_decided_on_nothing_until_somebody_does(desk, waiting):
    desk.counter.change_calendar(CLOSED, desk.officer("giamsat"))
    assert [is_kept for _code, is_kept in groups(desk)] == [False, False]
    version = desk.counter.questions.reference().calendar().version
    decide(desk, ())
    assert [is_kept for _code, is_kept in groups(desk)] == [True, True]
    assert desk.counter.questions.reference().calendar().version == version


def test_a_decision_counts_for_its_own_file_and_its_own_unit(desk, waiting):
    decide(desk, ())
    another = read_entries({"off": [TUESDAY.isoformat()], "source": "QĐ 6"})
    assert [is_kept for _code, is_kept in groups(desk, another)] == [False, False]
    kept = desk.counter.promises.impact.decisions.kept
    assert len(kept(CLOSED, {"H26.12"})) == 2
    assert kept(CLOSED, {"H26.15"}) == frozenset()


@pytest.mark.parametrize("said", ['{"unit":"H26.12"}', '{"kept":[{"x":1}],"unit":"H26.12"}'])
def test_what_another_program_decided_in_its_own_words_decides_nothing_here(desk, waiting, said):
    decide(desk, ())
    desk.write("UPDATE events SET private = ? WHERE kind = 'calendar-changed'", said)
    assert [is_kept for _code, is_kept in groups(desk)] == [False, False]


def test_the_reason_stands_in_the_private_part_beside_what_was_kept(desk, waiting):
    decide(desk, waiting[:2])
    ((text, private),) = desk.rows(
        "SELECT text, private FROM events WHERE kind = 'calendar-changed'"
    )
    assert '"kept"' not in text
    assert (FOSTER in private, "QĐ 5" in private, make.GUARDIAN in private) == (True, True, False)

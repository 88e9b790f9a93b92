"""Calendar entries on top of the shipped calendar."""

from datetime import timedelta

import pytest

from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.errors import InvalidCalendar, RoleMayNot
from tests import make

TUESDAY = make.MONDAY.date() + timedelta(days=1)
CLOSED = read_entries({"off": [TUESDAY.isoformat()], "source": "QĐ 5"})
SATURDAY = TUESDAY + timedelta(days=4)
SWAP = read_entries({"worked": [{"date": SATURDAY.isoformat(), "instead_of": TUESDAY.isoformat()}]})


def change(desk, entries, by="giamsat"):
    return desk.counter.change_calendar(entries, desk.officer(by))


def test_an_imported_closure_moves_the_next_promise_and_no_earlier_one(desk):
    before = desk.receive(procedure=make.GUARDIAN)
    changed = change(desk, CLOSED)
    after = desk.receive(procedure=make.GUARDIAN)
    assert not changed.is_working_day(TUESDAY)
    assert after.due_at - before.due_at == timedelta(days=1)
    assert desk.dossier(before).due_at == before.due_at
    assert after.calendar != before.calendar


def test_changes_lie_on_top_of_one_another_also_after_a_restart(desk):
    change(desk, CLOSED)
    changed = change(desk, SWAP, by="quantri")
    again = desk.reopened()
    assert again.counter.questions.reference().calendar() == changed
    again.close()
    assert not changed.is_working_day(TUESDAY)
    assert changed.is_working_day(SATURDAY)


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao"])
def test_not_everybody_changes_the_calendar(desk, login):
    with pytest.raises(RoleMayNot):
        change(desk, CLOSED, by=login)


def test_a_change_the_calendar_cannot_have_leaves_no_trace(desk):
    before = desk.dump()
    beyond = read_entries({"off": ["2300-01-01"]})
    with pytest.raises(InvalidCalendar):
        change(desk, beyond)
    assert desk.dump() == before

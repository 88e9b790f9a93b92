"""What a calendar file would move, against a slow recount; and that deciding moves just that."""

from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.dossier import ClockState, Lifecycle, Status
from counter_app.domain.due import due
from counter_app.domain.ending import Ending, end_of
from counter_app.domain.errors import (
    CalendarChangedSince,
    InvalidCalendar,
    MissingActData,
    PromiseInThePast,
    RoleMayNot,
)
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.work_clock import WorkClock
from counter_app.services.promise import parsed
from counter_app.services.reckoning import pauses_of, rules_of
from tests import make
from tests.histories import LIVES, SOME, desks, everything, live

TUESDAY = make.MONDAY.date() + timedelta(days=1)
SATURDAY = TUESDAY + timedelta(days=4)
CLOSED = read_entries({"off": [TUESDAY.isoformat()], "source": "QĐ 5"})
OPENED = read_entries({"worked": [TUESDAY.isoformat()], "source": "QĐ 7"})
# some of the weeks after the histories begin: closures, and Saturdays worked instead
FILES = st.lists(
    st.tuples(st.integers(0, 45), st.booleans()), min_size=1, max_size=4, unique_by=lambda d: d[0]
)


FEW = settings(SOME, max_examples=15)  # each of them decides twice and looks at every row


@pytest.fixture
def fresh(sample_folder, tmp_path):
    with desks(sample_folder, tmp_path) as open_desk:
        yield open_desk


def entries_of(choices, calendar):
    """A file a government could have published: it contradicts neither itself nor the calendar."""
    off, worked = [], []
    for number, swapped in choices:
        day = make.MONDAY.date() + timedelta(days=number)
        if calendar.is_working_day(day):
            off.append(day.isoformat())
        elif swapped:
            worked.append(day.isoformat())
    return read_entries({"off": off, "worked": worked, "source": "QĐ thử"})


def recounted(desk, entries):
    """Every move, dossier by dossier from its events, in words of its own."""
    reference, now = desk.counter.questions.reference(), desk.clock()
    calendar = reference.calendar().overlaid(entries)
    found = {}
    for dossier in everything(desk):
        is_open = dossier.lifecycle is Lifecycle.OPEN and dossier.unit.code in reference.codes()
        if not is_open or dossier.clock is not ClockState.RUNNING or dossier.due_at is None:
            continue
        begins = (dossier.counted_from or dossier.received_at).astimezone(now.tzinfo)
        hours = OfficeHours.from_json(dossier.hours)
        pauses = pauses_of(dossier.pauses, now)
        clock = WorkClock(calendar, hours)
        after = due(parsed(dossier.term), begins, clock, rules_of(dossier), pauses).moment
        last = max(after, dossier.due_at.astimezone(now.tzinfo)).date()
        old = reference.calendar_as_of(dossier.calendar)
        days = tuple(
            day
            for day in sorted(entries.days)
            if begins.date() <= day <= last
            and old.is_working_day(day) != calendar.is_working_day(day)
        )
        if after != dossier.due_at and days:
            found[dossier.id] = (dossier.due_at, after, days)
    return found


def said(impact):
    return {s.dossier: (s.before, s.after, s.days) for s in impact.shifts}


def decide(desk, impact, chosen=None, by="giamsat", reason="Nghỉ theo QĐ", **more):
    shifts = impact.shifts if chosen is None else chosen
    return desk.counter.promises.reschedule(impact, shifts, reason, desk.officer(by), **more)


@FEW
@given(LIVES, st.integers(0, 20), FILES, FILES)
def test_the_impact_is_a_slow_recounts_and_deciding_moves_exactly_what_was_shown(
    fresh, lives, span, first, second
):
    desk = fresh()
    live(desk, lives)
    desk.clock.forward(days=span)
    for choices in (first, second):  # the second one comes on top of what the first one moved
        entries = entries_of(choices, desk.counter.questions.reference().calendar())
        untouched = desk.dump()
        impact = desk.counter.promises.impact(entries)
        assert said(impact) == recounted(desk, entries)
        assert desk.dump() == untouched  # nothing moves by being looked at
        before = {dossier.id: dossier for dossier in everything(desk)}
        chosen = [s for g in impact.groups if not g.is_past for s in g.shifts][::2]
        decided = decide(desk, impact, chosen)
        assert (list(decided.moved), decided.left_out) == (chosen, ())
        moved = {shift.dossier: shift.after for shift in chosen}
        for dossier in everything(desk):
            assert dossier.due_at == moved.get(dossier.id, before[dossier.id].due_at)
            assert len(dossier.history) - len(before[dossier.id].history) == (dossier.id in moved)
            assert dossier.needs_review == before[dossier.id].needs_review
    assert desk.counter.health.rebuild().dossiers == len(before)


def test_a_closure_moves_what_lies_across_it_and_says_why(desk):
    across = desk.receive(procedure=make.GUARDIAN)
    [group] = desk.counter.promises.impact(CLOSED).groups
    [shift] = group.shifts
    assert (shift.code, shift.days, shift.by_days, shift.is_later) == (
        across.code,
        (TUESDAY,),
        1,
        True,
    )
    assert (shift.before, shift.after - shift.before) == (across.due_at, timedelta(days=1))
    assert (group.procedure_code, group.by_days, group.is_past, group.days) == (
        make.GUARDIAN, 1, False, (TUESDAY,),
    )  # fmt: skip


def test_a_day_worked_instead_makes_up_for_a_day_off(desk):
    desk.clock.forward(days=2)
    desk.receive(procedure=make.GUARDIAN)  # three working days: due on Monday
    thursday = (TUESDAY + timedelta(days=2)).isoformat()
    swapped = {"date": SATURDAY.isoformat(), "instead_of": thursday}
    closed, swap = (
        desk.counter.promises.impact(read_entries({"off": [thursday], "worked": worked}))
        for worked in ([], [swapped])
    )
    assert [shift.by_days for shift in closed.shifts] == [2]  # Tuesday the 24th is a holiday
    assert swap.shifts == ()


def test_what_is_paused_finished_or_visiting_has_no_date_that_could_move(desk):
    paused, finished, sent = (desk.receive(procedure=make.GUARDIAN) for _ in range(3))
    desk.counter.perform(
        paused.id, "pause", {"kind": "posting", "document": "1/TB"}, desk.officer("giamsat")
    )
    desk.counter.perform(finished.id, "withdraw", {"reason": "không cần"}, desk.officer())
    assert [s.code for s in desk.counter.promises.impact(CLOSED).shifts] == [sent.code]


def test_a_kept_promise_has_no_event_and_the_calendar_is_in_force(desk):
    kept = desk.receive(procedure=make.GUARDIAN)
    before = desk.kinds()
    decided = decide(desk, desk.counter.promises.impact(CLOSED), ())
    assert (decided.moved, desk.kinds(), desk.dossier(kept).due_at) == ((), before, kept.due_at)
    assert desk.counter.questions.reference().calendar() == decided.calendar
    assert not decided.calendar.is_working_day(TUESDAY)


def test_a_kept_promise_is_named_by_a_day_after_it_that_todays_calendar_would_reach(desk):
    kept = desk.receive(procedure=make.GUARDIAN)  # due on Thursday; without Tuesday on Friday
    decide(desk, desk.counter.promises.impact(CLOSED), ())
    friday = TUESDAY + timedelta(days=3)
    [shift] = desk.counter.promises.impact(read_entries({"off": [friday.isoformat()]})).shifts
    assert (shift.before, shift.days) == (kept.due_at, (friday,))
    assert shift.before.date() < friday < shift.after.date()


def test_a_moved_promise_is_what_early_and_late_are_judged_by(desk):
    moved = desk.receive(procedure=make.GUARDIAN)
    decide(desk, desk.counter.promises.impact(CLOSED))
    after = desk.dossier(moved)
    assert after.due_at == moved.due_at + timedelta(days=1)
    assert (after.first_due_at, after.first_derivation) == (moved.first_due_at, moved.derivation)
    assert after.derivation != moved.derivation
    assert (after.calendar, after.extended_to) == (
        desk.counter.questions.reference().calendar().version,
        None,
    )
    assert after.history[-1].kind == "rescheduled"
    ended = replace(after, status=Status.FINISHED, finished_at=moved.due_at + timedelta(hours=1))
    assert end_of(ended).how is Ending.EARLY
    assert end_of(replace(ended, due_at=moved.due_at)).how is Ending.LATE


def test_a_pause_after_the_move_is_reckoned_by_the_calendar_it_moved_to(desk):
    moved = desk.receive(procedure=make.GUARDIAN)
    decide(desk, desk.counter.promises.impact(CLOSED))
    by = desk.officer("giamsat")
    desk.counter.perform(moved.id, "pause", {"kind": "posting", "document": "1/TB"}, by)
    again = desk.counter.perform(moved.id, "resume", {}, by)
    assert again.due_at == moved.due_at + timedelta(days=1)


def test_a_day_that_is_given_back_moves_the_date_back(desk):
    moved = desk.receive(procedure=make.GUARDIAN)
    decide(desk, desk.counter.promises.impact(CLOSED))
    back = desk.counter.promises.impact(OPENED)
    assert [s.after for s in back.shifts] == [moved.due_at]
    decide(desk, back)
    assert desk.dossier(moved).due_at == moved.due_at
    assert [s.days for s in desk.counter.promises.impact(CLOSED).shifts] == [(TUESDAY,)]


def test_the_explanation_of_a_moved_date_skips_the_day_it_moved_for(desk):
    moved = desk.receive(procedure=make.GUARDIAN)
    decide(desk, desk.counter.promises.impact(CLOSED))
    after = desk.dossier(moved)
    told = desk.counter.explain.at(after.id, after.last_event)
    assert (told.due_at, told.is_moved) == (after.due_at, False)
    assert [day.counted for day in told.days if day.day == TUESDAY] == [False]


def test_what_changed_meanwhile_is_left_out_and_named(desk):
    paused, resumed, gone, other = (desk.receive(procedure=make.GUARDIAN) for _ in range(4))
    impact = desk.counter.promises.impact(CLOSED)
    by, pause = desk.officer("giamsat"), {"kind": "posting", "document": "1/TB"}
    for dossier in (paused, resumed):
        desk.counter.perform(dossier.id, "pause", pause, by)
    desk.clock.forward(hours=1)
    desk.counter.perform(resumed.id, "resume", {}, by)  # its date is another one since
    desk.counter.perform(gone.id, "withdraw", {"reason": "không cần"}, desk.officer())
    decided = decide(desk, impact)
    assert [s.code for s in decided.left_out] == [paused.code, resumed.code, gone.code]
    assert [s.code for s in decided.moved] == [other.code]
    assert desk.kinds().count("rescheduled") == 1


def test_a_calendar_that_changed_meanwhile_asks_for_another_list(desk):
    desk.receive(procedure=make.GUARDIAN)
    impact = desk.counter.promises.impact(CLOSED)
    day = (TUESDAY + timedelta(days=1)).isoformat()
    desk.counter.change_calendar(read_entries({"off": [day]}), desk.officer("giamsat"))
    before = desk.dump()
    with pytest.raises(CalendarChangedSince):
        decide(desk, impact)
    assert desk.dump() == before


def test_a_file_that_was_imported_before_can_still_be_decided_on(desk):
    moved = desk.receive(procedure=make.GUARDIAN)
    impact = desk.counter.promises.impact(CLOSED)
    desk.counter.change_calendar(CLOSED, desk.officer("giamsat"))
    events = len(desk.rows("SELECT 1 FROM events"))
    assert said(desk.counter.promises.impact(CLOSED)) == said(impact)
    decide(desk, impact)
    assert desk.dossier(moved).due_at > moved.due_at
    assert len(desk.rows("SELECT 1 FROM events")) == events + 1


def test_a_moment_that_is_over_is_never_promised(desk):
    late = desk.receive(procedure=make.GUARDIAN)
    desk.clock.moment = late.due_at.astimezone(make.ZONE) + timedelta(days=10)
    impact = desk.counter.promises.impact(CLOSED)
    assert [group.is_past for group in impact.groups] == [True]
    before = desk.dump()
    with pytest.raises(PromiseInThePast, match=late.code):
        decide(desk, impact)
    assert desk.dump() == before


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao", "quantri"])
def test_only_a_supervisor_moves_promises(desk, login):
    desk.receive(procedure=make.GUARDIAN)
    before = desk.dump()
    with pytest.raises(RoleMayNot):
        decide(desk, desk.counter.promises.impact(CLOSED), by=login)
    with pytest.raises(MissingActData):
        decide(desk, desk.counter.promises.impact(CLOSED), reason=" ")
    assert desk.dump() == before


def test_who_stops_it_half_way_finds_everything_as_it_was(desk):
    for _ in range(60):
        desk.receive(procedure=make.GUARDIAN)
    impact, before = desk.counter.promises.impact(CLOSED), desk.dump()
    with pytest.raises(CancelledError):
        decide(desk, impact, progress=lambda done, _all: done < 50)
    assert desk.dump() == before


def test_a_file_without_days_moves_nothing(desk):
    desk.receive(procedure=make.GUARDIAN)
    assert desk.counter.promises.impact(read_entries({})).groups == ()


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ({"worked": ["2026-11-22", "2026-11-22"]}, "worked_twice"),  # a Sunday
        ({"off": ["2026-11-22"], "worked": ["2026-11-22"]}, "off_and_worked"),
        ({"worked": ["2026-11-23"]}, "already_worked"),
        ({"off": ["2300-01-01"]}, "year_not_covered"),
    ],
)
def test_a_file_that_contradicts_itself_or_the_calendar_is_refused(desk, file, reason):
    with pytest.raises(InvalidCalendar) as refusal:
        desk.counter.promises.impact(read_entries(file))
    assert refusal.value.reason == reason

"""What was late, by step and agency and cause: equal to what somebody counts who reads every event."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier import ClockState
from counter_app.domain.ending import Ending, end_of
from counter_app.domain.errors import CounterError
from counter_app.domain.folding import fold
from counter_app.domain.late_causes import LateCause
from counter_app.domain.lateness import CAUSES, UNNAMED, UNTOLD, Extension, LateLine, lateness_of
from counter_app.domain.period_report import Period
from counter_app.services.figure_ports import WORKED_ON
from db import lateness_store
from tests import make
from tests.histories import SOME, desks, everything
from tests.sample_desk import UNIT

ALL = Period(date(2026, 1, 1), date(2027, 12, 31))
CAUSED = st.sampled_from([*LateCause, None])
MOVES = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 6)),
    st.tuples(st.just("extend"), CAUSED),
    st.tuples(st.sampled_from(["take", "forward", "finish", "withdraw"]), st.none()),
)
WHOLE = st.lists(
    st.tuples(st.sampled_from([make.GUARDIAN, make.BIRTH]), st.lists(MOVES, max_size=8)),
    min_size=1,
    max_size=4,
)
DATA = {
    "take": ({}, "xuly"),
    "forward": ({"to": "next"}, "xuly"),
    "finish": ({"outcome": "positive"}, "xuly"),
    "withdraw": ({"reason": "không cần"}, "tiepnhan"),
}


@pytest.fixture
def fresh(sample_folder, tmp_path):
    with desks(sample_folder, tmp_path) as open_desk:
        yield open_desk


def extend(desk, dossier, cause, days=40):
    until = (desk.clock() + timedelta(days=days)).date().isoformat()
    said = {"cause": cause.value} if cause else {}
    data = {"until": until, "reason": "vì hồ sơ cần thế"} | said
    return desk.counter.perform(dossier.id, "extend", data, desk.officer("giamsat"))


def lead(desk, lives):
    """Dossiers with these lives, one after another; what is not allowed just then is left out."""
    for procedure, moves in lives:
        dossier = desk.receive(procedure=procedure)
        for number, (move, what) in enumerate(moves):
            with suppress(CounterError):
                if move == "wait":
                    desk.clock.forward(days=what)
                elif move == "extend":
                    extend(desk, dossier, what, 40 + number)
                else:
                    data, login = DATA[move]
                    desk.counter.perform(dossier.id, move, data, desk.officer(login))


def recounted(desk, period):
    """Each late dossier where its own history had it when its date passed."""
    found = Counter()
    for dossier in everything(desk):
        end, due_at, now = end_of(dossier), dossier.due_at, desk.clock()
        is_open = dossier.status in WORKED_ON and dossier.clock is ClockState.RUNNING
        is_late = end.how is Ending.LATE if end else is_open and due_at is not None and due_at < now
        if not is_late or not period.begins <= due_at < period.ends:
            continue
        events = desk.counter.questions.events(dossier.id)
        then = fold([event for event in events if event.desk_time <= due_at])
        step = then.step or (then.steps_done[-1].step if then.steps_done else None)
        promised = [
            event.public.get("cause", UNNAMED) for event in events if event.kind == "extended"
        ]
        found[step.name if step else "", promised[-1] if promised else UNTOLD] += 1
    return found


def counted(desk, period):
    lines = desk.counter.promises.count_late(period)
    return Counter({(line.step, cause): n for line in lines for cause, n in line.causes.items()})


@SOME
@given(WHOLE, st.integers(0, 20), st.integers(-3, 30), st.integers(0, 30))
def test_every_late_dossier_counts_once_where_and_why_a_slow_recount_says(
    fresh, lives, span, start, length
):
    desk = fresh()
    lead(desk, lives)
    desk.clock.forward(days=span)
    first = make.MONDAY.date() + timedelta(days=start)
    for period in (ALL, Period(first, first + timedelta(days=length))):
        assert counted(desk, period) == recounted(desk, period)


def test_causes_are_counted_by_the_step_that_had_the_dossier_when_its_date_passed(desk):
    late = [desk.receive(procedure=make.GUARDIAN) for _ in range(4)]
    desk.counter.perform(late[0].id, "forward", {"to": "next"}, desk.officer())
    desk.clock.moment = late[0].due_at.astimezone(make.ZONE) + timedelta(days=2)
    desk.counter.perform(late[1].id, "forward", {"to": "next"}, desk.officer())  # too late
    extend(desk, late[0], LateCause.STAFF)
    extend(desk, late[1], LateCause.STAFF)
    extend(desk, late[1], LateCause.SYSTEM, 60)
    extend(desk, late[2], None)
    route = desk.counter.catalogue.versions(make.GUARDIAN)[0].steps
    first, second = (step.name for step in route[:2])
    assert desk.counter.promises.count_late(ALL) == (
        LateLine(first, UNIT.name, {"system": 1, UNNAMED: 1, UNTOLD: 1}),
        LateLine(second, UNIT.name, {"staff": 1}),
    )


def test_another_agencys_step_counts_as_its_own(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.counter.perform(dossier.id, "take", {}, desk.officer("xuly"))
    desk.counter.perform(
        dossier.id, "transfer", {"unit": "H26.15", "components": ["tp1"]}, desk.officer("xuly")
    )
    desk.counter.perform(dossier.id, "arrived", {}, desk.officer("xuly"))
    desk.clock.moment = dossier.due_at.astimezone(make.ZONE) + timedelta(days=1)
    [line] = desk.counter.promises.count_late(ALL)
    assert (line.agency, line.total) == ("H26.15", 1)  # the directory has no name for it


def test_what_is_not_late_yet_does_not_count(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    extend(desk, dossier, LateCause.VOLUME)
    assert desk.counter.promises.count_late(ALL) == ()
    desk.clock.moment = dossier.due_at.astimezone(make.ZONE) + timedelta(minutes=1)
    assert [line.total for line in desk.counter.promises.count_late(ALL)] == [1]


def test_a_cause_nobody_knows_here_is_an_unnamed_one():
    story = make.Story()
    story.receive()
    state = replace(story.fold(), extended_to=make.MONDAY)
    one = Extension(make.MONDAY, "vacation")
    assert lateness_of(state, [one]).cause == UNNAMED
    assert lateness_of(state, [Extension(make.MONDAY, "staff")]).cause == "staff"
    assert lateness_of(state, []).cause == UNNAMED
    assert set(CAUSES) == {*(cause.value for cause in LateCause), UNNAMED, UNTOLD}


def test_only_indexes_are_walked(desk):
    for sql in (lateness_store._ENDED, lateness_store._OPEN):
        [line] = [plan[-1] for plan in desk.rows(f"EXPLAIN QUERY PLAN {sql}", "H26.12", 0, 1)]
        assert "USING COVERING INDEX" in line
    sql = lateness_store._EXTENSIONS.format("?, ?")
    plan = [line[-1] for line in desk.rows(f"EXPLAIN QUERY PLAN {sql}", "a", "b")]
    assert plan[0].startswith("SEARCH events USING INDEX ix_events_dossier")

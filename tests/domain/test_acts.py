"""The acts table against design.md §6, written again by hand, and what decides about an act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.acts import (
    ACTS,
    BY_KIND,
    RESCHEDULE,
    Grant,
    Move,
    Role,
    Standing,
    act_named,
    closes,
    role_for,
    why_not,
)
from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.errors import ActNotAllowed, RoleMayNot, UnknownAct
from counter_app.domain.event import Kind

ANY = "1 2 3 4 5 6 7 8 9 10"
# act: from, to, who (see below), what it needs
TABLE = """
receive            | –          | 2    | reception supervisor              |
register           | –          | 1    | portal                            |
accept             | 1          | 2    | reception                         |
decline            | – 1        | 3    | reception                         | reason
take               | 2 4        | 4    | processing                        |
forward            | 2 4        | 4    | reception processing leader       | to
request-supplement | 2 4        | 5    | reception@2 processing supervisor | components reason
supplement         | 5          | back | reception processing              | components
request-payment    | 2 4        | 6    | processing                        | kind amount
pay                | 2 4 6 9    | when paid | reception                    | kind amount receipt_number
reverse            | *          | stay | reception                         | receipt_number reason
pause              | 2 4        | stay | processing supervisor             | kind document
resume             | 2 4        | stay | processing supervisor             |
extend             | 2 4 5 6    | stay | leader supervisor                 | until reason
finish             | 2 4        | 9    | processing leader                 | outcome
hand-over          | 9          | 10   | reception                         | recipient method
withdraw           | 1 2 4 5 6  | 7    | reception                         |
stop               | 2 4 5 6    | 8    | processing supervisor limit@5     | reason
reopen             | 7 8 9      | 4    | supervisor                        | reason
transfer           | 2 4        | 4    | processing reception              | unit components
arrived            | 2 4        | stay | reception processing              |
correct            | *          | stay | reception supervisor              | fields reason
void               | *          | void | supervisor                        | reason seconded_by
attach             | 2 4 5 6 9  | stay | reception processing leader supervisor | sha256
detach             | 2 4 5 6 9  | stay | reception processing leader supervisor | attachment reason
print              | *          | stay | reception processing leader supervisor |
resolve            | *          | stay | reception processing leader supervisor |
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]


def sources(text):
    every = (ANY if text == "*" else text).split()
    return frozenset(None if word == "–" else Status(int(word)) for word in every)


def said(grant):
    return f"{grant.role}@{int(grant.only_at)}" if grant.only_at else str(grant.role)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_table_is_the_designs(row):
    name, origin, target, who, needs = row
    act = act_named(name)
    assert act.sources == sources(origin)
    assert act.target == (Status(int(target)) if target.isdigit() else Move(target))
    assert " ".join(map(said, act.grants)) == who
    assert " ".join(act.needs) == needs


def test_the_design_has_every_act_and_every_act_its_kind():
    assert [row[0] for row in ROWS] == list(ACTS)
    assert set(BY_KIND) == {act.kind.value for act in (*ACTS.values(), RESCHEDULE)}
    assert len(BY_KIND) == len(ACTS) + 1
    reference = {Kind.UNIT_PROFILED, Kind.DESK_ENROLLED, Kind.OFFICER_REGISTERED,
                 Kind.PROCEDURE_VERSION_ISSUED, Kind.CALENDAR_CHANGED, Kind.PROCEDURE_DRAFTED,
                 Kind.DRAFT_CHECKED, Kind.DRAFT_DROPPED, Kind.SUGGESTION_FILED,
                 Kind.SUGGESTION_ANSWERED}  # fmt: skip
    apart = {Kind.ERASED, Kind.RATED, Kind.RATING_ANSWERED, Kind.COMPLAINT_JUDGED}
    assert {kind.value for kind in set(Kind) - reference - apart} == set(BY_KIND)


def test_reception_corrects_on_the_day_of_reception_alone():
    assert act_named("correct").grants == (
        Grant(Role.RECEPTION, same_day=True),
        Grant(Role.SUPERVISOR),
    )


def test_an_unknown_act_is_refused_with_those_there_are():
    with pytest.raises(UnknownAct) as refusal:
        act_named("approve")
    assert "finish" in refusal.value.acts


@pytest.mark.parametrize("status", Status)
def test_declined_withdrawn_stopped_and_returned_are_closed(status):
    assert closes(status) == (int(status) in {3, 7, 8, 10})


def allowed(act, standing):
    return not why_not(act_named(act), standing)


@given(st.sampled_from(sorted(ACTS)), st.sampled_from([None, *Status]))
def test_an_act_is_allowed_in_its_sources_alone(name, status):
    reason = why_not(act_named(name), Standing(status, paused=name == "resume"))
    assert (reason == "") == (status in act_named(name).sources)
    assert reason in {"", "status"}


@given(st.sampled_from(sorted(ACTS)), st.sampled_from(Status))
def test_a_void_dossier_may_still_be_printed_and_nothing_else(name, status):
    reason = why_not(act_named(name), Standing(status, Lifecycle.VOID))
    assert (reason == "") == (name == "print")


@pytest.mark.parametrize("status", [3, 7, 8, 10])
def test_a_closed_dossier_is_reopened_corrected_or_voided_but_not_worked_on(status):
    standing = Standing(Status(status), Lifecycle.CLOSED)
    open_to = {name for name in ACTS if allowed(name, standing)}
    reopened = {"reopen"} if status in {7, 8} else set()
    assert open_to == {"correct", "void", "print", "reverse", "resolve"} | reopened


def test_an_act_on_a_closed_dossier_whose_status_would_allow_it_is_refused():
    assert why_not(act_named("finish"), Standing(Status.RECEIVED, Lifecycle.CLOSED)) == "closed"


@given(st.sampled_from(sorted(ACTS)), st.sampled_from(Status))
def test_an_unknown_kind_locks_moves_of_the_status_alone(name, status):
    act = act_named(name)
    free = why_not(act, Standing(status))
    locked = why_not(act, Standing(status, locked=True))
    assert locked == (free or ("" if act.target is Move.STAY else "locked"))


def test_only_a_one_step_procedure_is_finished_straight_from_reception():
    finish = act_named("finish")
    assert why_not(finish, Standing(Status.RECEIVED, one_step=False)) == "steps"
    assert why_not(finish, Standing(Status.IN_PROCESS, one_step=False)) == ""
    assert why_not(finish, Standing(Status.RECEIVED, one_step=True)) == ""


@pytest.mark.parametrize("name", ["pause", "request-supplement", "request-payment"])
def test_no_second_pause_begins_while_one_is_open(name):
    assert why_not(act_named(name), Standing(Status.IN_PROCESS, paused=True)) == "paused"
    assert why_not(act_named(name), Standing(Status.IN_PROCESS, paused=False)) == ""


def test_only_a_standing_clock_runs_again():
    assert why_not(act_named("resume"), Standing(Status.IN_PROCESS)) == "running"


def role(name, *roles, **standing):
    return role_for(act_named(name), Standing(**standing), roles)


def test_the_officer_acts_in_the_first_role_that_may():
    both = (Role.SUPERVISOR, Role.RECEPTION)
    assert role("correct", *both, status=Status.RECEIVED) is Role.RECEPTION
    assert role("correct", *both, status=Status.RECEIVED, same_day=False) is Role.SUPERVISOR


def test_reception_corrects_no_more_the_day_after():
    with pytest.raises(RoleMayNot) as refusal:
        role("correct", Role.RECEPTION, status=Status.RECEIVED, same_day=False)
    assert refusal.value.details == {
        "act": "correct",
        "roles": ("reception",),
        "allowed": ("supervisor",),
    }


def test_reception_asks_for_a_supplement_only_before_processing_began():
    assert role("request-supplement", Role.RECEPTION, status=Status.RECEIVED) is Role.RECEPTION
    with pytest.raises(RoleMayNot):
        role("request-supplement", Role.RECEPTION, status=Status.IN_PROCESS)


@pytest.mark.parametrize("asking", [Role.RECEPTION, Role.PROCESSING])
def test_a_second_supplement_is_asked_for_by_a_supervisor(asking):
    assert role("request-supplement", asking, status=Status.RECEIVED) is asking
    with pytest.raises(RoleMayNot):
        role("request-supplement", asking, status=Status.RECEIVED, supplements=1)
    both = (asking, Role.SUPERVISOR)
    assert (
        role("request-supplement", *both, status=Status.RECEIVED, supplements=1) is Role.SUPERVISOR
    )


def test_reception_finishes_a_procedure_of_one_step():
    assert role("finish", Role.RECEPTION, status=Status.RECEIVED) is Role.RECEPTION
    with pytest.raises(RoleMayNot):
        role("finish", Role.RECEPTION, status=Status.IN_PROCESS, one_step=False)


def test_the_state_is_judged_before_the_role():
    with pytest.raises(ActNotAllowed) as refusal:
        role("finish", status=Status.RETURNED, lifecycle=Lifecycle.CLOSED)
    assert refusal.value.details == {"act": "finish", "status": Status.RETURNED, "reason": "status"}


@given(st.sampled_from(sorted(ACTS)), st.sets(st.sampled_from(Role)), st.sampled_from(Status))
def test_nobody_acts_in_a_role_they_do_not_have(name, roles, status):
    try:
        found = role(name, *roles, status=status)
    except (ActNotAllowed, RoleMayNot):
        return
    granted = {grant.role for grant in act_named(name).grants}
    assert found in roles
    assert found in granted | {Role.RECEPTION}


def test_an_act_names_the_fields_it_may_have():
    assert act_named("extend").fields() == {"until", "reason", "document", "cause"}

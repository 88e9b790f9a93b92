"""A dossier among units: who may act where, what the fold makes of it, on every desk the same."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.act import Role
from counter_app.domain.acts import ACTS, ERASE, Side, Standing, role_for, why_not
from counter_app.domain.dossier import Lifecycle, Status, UnitRef
from counter_app.domain.errors import ActNotAllowed
from counter_app.domain.event import Kind, moment_text
from counter_app.domain.event_parts import unit_json
from counter_app.domain.folding import fold
from counter_app.domain.route import StepRun
from counter_app.domain.side import side_of, why_not_from
from tests import make

HOME = make.visit().unit
OFFICE = UnitRef("H26.15", "Sở Tư pháp", make.identity(15))
AGENCY = UnitRef("H26.16", "Sở Y tế", make.identity(16))
PAPER_ONLY = UnitRef("H26.99", "Công an huyện")  # a unit no desk belongs to
DESK = {HOME.code: 1, OFFICE.code: 2, AGENCY.code: 3}
WITH_RECEPTION = {"correct", "print", "void", "withdraw", "resolve", "attach", "detach", "reverse",
                  "pay", "supplement", "hand-over", "reopen", "erase"}  # fmt: skip
HOMES_ALONE = {"receive", "register", "accept", "decline", "correct", "void", "withdraw", "pay",
               "reverse", "hand-over", "erase"}  # fmt: skip


@pytest.fixture
def story():
    begun = make.Story()
    begun.receive(procedure=make.steps(3))
    return begun


def add(story, unit, kind, public=None, private=None, **more):
    """An event by a desk of ``unit``, as that desk writes it."""
    public = dict(public or {})
    if unit.code != HOME.code:
        public["acting_unit"] = {"code": unit.code, "name": unit.name}
    return story.add(kind, public, private, desk=DESK[unit.code], **more)


def send(story, by, to, **more):
    return add(story, by, Kind.TRANSFERRED, {"unit": unit_json(to)}, **more)


def arrive(story, unit, **step):
    run = StepRun(2, "Thẩm định", "processing", make.MONDAY, make.MONDAY + timedelta(days=1),
                  unit=unit.name)  # fmt: skip
    public = {"step": replace(run, **step).to_json(), "to": "role:processing"}
    return add(story, unit, Kind.ARRIVED, public)


def test_a_transferred_dossier_is_away_until_it_comes_back(story):
    sent = send(story, HOME, OFFICE)
    away = story.fold()
    assert (away.is_away, away.place, away.competent_unit) == (True, OFFICE, OFFICE)
    assert (away.stay.since, away.stay.arrived_at, away.holder) == (sent.desk_time, None, "")
    there = arrive(story, OFFICE)
    assert story.fold().stay.arrived_at == there.desk_time
    send(story, OFFICE, HOME)
    back = story.fold()
    assert (back.is_away, back.place, back.competent_unit) == (False, HOME, None)
    assert (back.stay.unit, back.stay.arrived_at) == (HOME, None)
    assert not back.needs_review


def test_each_unit_has_its_own_step_its_date_and_whether_it_was_late(story):
    printed = story.fold().first_due_at
    send(story, HOME, OFFICE)
    arrive(story, OFFICE)
    assert story.fold().step_due_at == make.MONDAY + timedelta(days=1)
    assert story.fold().holder == "role:processing"
    send(story, OFFICE, AGENCY, at=make.MONDAY + timedelta(days=2))
    assert (story.fold().step, story.fold().step_due_at) == (None, None)
    arrive(story, AGENCY, number=3, due_at=make.MONDAY + timedelta(days=9))
    add(story, AGENCY, Kind.FINISHED, {"outcome": "positive"}, at=make.MONDAY + timedelta(days=3))
    dossier = story.fold()
    done = [(d.step.unit, d.was_late) for d in dossier.steps_done]
    assert done == [("Sở Tư pháp", True), ("Sở Y tế", False)]
    assert dossier.first_due_at == dossier.due_at == printed
    assert (dossier.place, dossier.needs_review) == (HOME, False)


def test_a_competent_unit_from_the_first_is_the_same_thing():
    story = make.Story()
    story.receive(competent_unit=OFFICE, procedure=make.steps(3))
    sent = story.fold()
    assert (sent.stay.unit, sent.stay.since) == (OFFICE, sent.received_at)
    assert (sent.is_away, sent.place) == (True, OFFICE)
    arrive(story, OFFICE)
    assert story.fold().stay.arrived_at is not None


def test_the_first_acknowledgement_counts_and_a_second_is_no_fault(story):
    send(story, HOME, OFFICE)
    first = arrive(story, OFFICE)
    arrive(story, OFFICE, name="khác")
    dossier = story.fold()
    assert (dossier.stay.arrived_at, dossier.step.name) == (first.desk_time, "Thẩm định")
    assert (dossier.needs_review, dossier.conflicts) == (False, ())


def test_an_arrival_of_what_was_never_sent_changes_nothing(story):
    before = story.fold()
    arrive(story, HOME)
    after = story.fold()
    assert replace(after, history=(), last_event=before.last_event) == replace(before, history=())


def test_home_acts_for_a_unit_without_desks(story):
    send(story, HOME, PAPER_ONLY)
    arrive(story, HOME)
    add(story, HOME, Kind.FINISHED, {"outcome": "positive"})
    dossier = story.fold()
    assert (dossier.status, dossier.needs_review) == (Status.FINISHED, False)
    assert (dossier.is_away, dossier.competent_unit) == (False, PAPER_ONLY)


def test_a_unit_known_by_its_code_alone_takes_part_once_it_acknowledges(story):
    send(story, HOME, replace(OFFICE, id=None))
    assert not story.fold().is_away
    arrive(story, OFFICE)
    assert story.fold().is_away
    add(story, HOME, Kind.TAKEN)
    assert story.fold().needs_review


@pytest.mark.parametrize(
    ("unit", "kind", "reason"),
    [
        (HOME, Kind.TAKEN, "elsewhere"),
        (HOME, Kind.FINISHED, "elsewhere"),
        (OFFICE, Kind.WITHDRAWN, "home"),
        (OFFICE, Kind.CORRECTED, "home"),
        (AGENCY, Kind.TAKEN, "elsewhere"),
        (AGENCY, Kind.ATTACHED, "elsewhere"),
    ],
)
def test_what_arrives_from_the_wrong_unit_is_kept_for_review(story, unit, kind, reason):
    send(story, HOME, OFFICE)
    arrive(story, OFFICE)
    before = story.fold()
    add(story, unit, kind, {"outcome": "positive"}, {"reason": "lạc"})
    after = story.fold()
    assert (after.needs_review, after.history[-1].in_force) == (True, False)
    assert (after.status, after.holder) == (before.status, before.holder)
    assert why_not_from(side_of(HOME, before.stay, unit.code), kind, is_away=True, is_awaited=False) == reason  # fmt: skip


def test_the_other_unit_acknowledges_before_it_acts(story):
    send(story, HOME, OFFICE)
    add(story, OFFICE, Kind.TAKEN)
    assert story.fold().needs_review


def test_home_calls_back_what_nobody_has_acknowledged(story):
    send(story, HOME, OFFICE)
    send(story, HOME, AGENCY)
    assert (story.fold().place, story.fold().needs_review) == (AGENCY, False)
    arrive(story, AGENCY)
    send(story, HOME, OFFICE)
    assert (story.fold().place, story.fold().needs_review) == (AGENCY, True)


def test_what_a_unit_does_after_it_sent_the_dossier_on_is_kept_for_review(story):
    send(story, HOME, OFFICE)
    there = arrive(story, OFFICE)
    send(story, OFFICE, AGENCY, saw=there)
    add(story, OFFICE, Kind.TAKEN, saw=there)
    assert story.fold().needs_review  # it had left already


def test_an_act_says_at_which_unit_it_was_done(story):
    send(story, HOME, OFFICE)
    arrive(story, OFFICE)
    assert [entry.unit for entry in story.fold().history] == ["", "", "Sở Tư pháp"]


def test_a_resolution_about_the_unit_says_where_the_dossier_is(story):
    first = story.events[0]
    send(story, HOME, replace(OFFICE, id=None))
    story.add(Kind.TRANSFERRED, {"unit": unit_json(replace(AGENCY, id=None))}, desk=9, saw=first)
    assert [c.field for c in story.fold().conflicts] == ["competent_unit"]
    story.add(Kind.RESOLVED, {"fields": {"competent_unit": unit_json(OFFICE)}})
    assert (story.fold().place, story.fold().conflicts) == (OFFICE, ())
    story.add(Kind.RESOLVED, {"fields": {"competent_unit": None}})
    assert story.fold().place == HOME


@pytest.mark.parametrize("act", [*ACTS.values(), ERASE], ids=lambda act: act.name)
def test_while_a_dossier_is_away_home_does_what_reception_does_and_the_unit_the_rest(act):
    away = {"is_away": True, "is_awaited": False}
    assert (why_not_from(Side.HOME, act.kind, **away) == "") == (act.name in WITH_RECEPTION)
    assert (why_not_from(Side.THERE, act.kind, **away) == "") == (act.name not in HOMES_ALONE)
    assert (why_not_from(Side.OUTSIDE, act.kind, **away) == "") == (act.name == "print")
    assert why_not_from(Side.HOME, act.kind, is_away=False, is_awaited=False) == ""


def test_what_was_acknowledged_is_not_acknowledged_again():
    with pytest.raises(ActNotAllowed, match="arrived"):
        role_for(ACTS["arrived"], Standing(Status.IN_PROCESS, is_awaited=False), (Role.RECEPTION,))
    with pytest.raises(ActNotAllowed, match="here"):
        role_for(ACTS["arrived"], Standing(Status.IN_PROCESS, was_sent=False), (Role.RECEPTION,))


def test_personal_data_is_erased_by_an_administrator_once_the_dossier_is_closed():
    closed = Standing(Status.RETURNED, Lifecycle.CLOSED)
    assert role_for(ERASE, closed, (Role.ADMINISTRATOR,)) is Role.ADMINISTRATOR
    assert why_not(ERASE, Standing(Status.RECEIVED)) == "open"
    assert why_not(ERASE, Standing(Status.RECEIVED, Lifecycle.VOID)) == ""
    for act in (ERASE, ACTS["print"], ACTS["correct"]):
        assert why_not(act, replace(closed, erased=True)) == "erased"


UNITS = (HOME, OFFICE, AGENCY)
MOVES = (
    "transfer",
    "arrived",
    "take",
    "finish",
    "withdraw",
    "pause",
    "resume",
    "correct",
    "reopen",
)
PUBLIC = {
    "finish": {"outcome": "positive"},
    "pause": {"kind": "posting", "document": "1"},
    "correct": {"fields": {"sets": 2}},
    "resume": {"due_at": moment_text(make.MONDAY)},
    "reopen": {"due_at": moment_text(make.MONDAY)},
}
ACTED = st.tuples(
    st.sampled_from(MOVES), st.sampled_from(UNITS), st.sampled_from(UNITS), st.integers(0, 3)
)


def lived(acts, competent=None):
    """Whatever three units do, seen late or not, in some order of home."""
    story = make.Story()
    story.receive(procedure=make.steps(3), competent_unit=competent)
    for name, unit, to, back in acts:
        saw = story.events[max(0, len(story.events) - 1 - back)]
        if name == "transfer":
            send(story, unit, to, saw=saw)
        elif name == "arrived":
            arrive(story, unit)
        else:
            add(story, unit, ACTS[name].kind, PUBLIC.get(name), {"reason": "x"}, saw=saw)
    return story


@settings(max_examples=200)
@given(st.lists(ACTED, max_size=14), st.sampled_from([None, OFFICE]), st.permutations(range(15)))
def test_any_life_among_three_units_folds_the_same_and_in_one_place(acts, competent, order):
    story = lived(acts, competent)
    dossier = story.fold()
    kept = {e.id: make.reread(e) for e in (story.events[n] for n in order if n < len(story.events))}
    assert fold(kept[event.id] for event in story.events) == dossier
    assert dossier.first_due_at == make.acceptance().promise.due_at
    there = dossier.competent_unit or HOME
    assert (dossier.stay.unit.code if dossier.stay else HOME.code) == there.code
    for place, entry in enumerate(dossier.history):
        if not place or entry.kind not in (Kind.TAKEN, Kind.FINISHED) or not entry.in_force:
            continue
        before = fold(story.events[:place])
        acting = entry.unit or HOME.name
        assert acting == (before.stay.unit.name if before.is_away else HOME.name)
    assert dossier.needs_review == any(not entry.in_force for entry in dossier.history)

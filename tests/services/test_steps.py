"""A route's steps, each with a clock of its own, as officers pass a dossier along it."""

import pytest

from tests import make

STEPS_IN_HOURS = "2.000908"  # 2, 3, 2 and 1 working hours


@pytest.fixture
def dossier(desk):
    """Received on Monday at nine."""
    return desk.receive(procedure=STEPS_IN_HOURS, components=(), missing_reason="Nộp bổ sung sau")


@pytest.fixture
def act(desk, dossier):
    """An act at a moment of that Monday or a later day."""

    def performed(name, login, data, **at):
        desk.clock.moment = make.MONDAY.replace(**at)
        return desk.counter.perform(dossier.id, name, data, desk.officer(login))

    return performed


def test_each_step_has_its_own_hours_from_the_moment_it_is_entered(dossier, act):
    assert dossier.step_due_at == make.MONDAY.replace(hour=11)
    after = act("forward", "tiepnhan", {"to": "next"}, hour=10)
    assert (after.step.number, after.step.term) == (2, "3 working_hours")
    assert after.step_due_at == make.MONDAY.replace(hour=14)  # the noon hour is nobody's
    after = act("forward", "xuly", {"to": "next"}, hour=16)
    assert after.step_due_at == make.MONDAY.replace(day=17, hour=9)


def test_a_step_left_after_its_hours_stays_late(dossier, act):
    act("forward", "tiepnhan", {"to": "next"}, hour=10)
    after = act("forward", "xuly", {"to": "next"}, hour=16)
    assert [(done.step.number, done.was_late) for done in after.steps_done] == [
        (1, False),
        (2, True),
    ]


def test_a_pause_gives_the_step_back_the_hours_it_had_left(dossier, act):
    asked = {"components": ["Giấy uỷ quyền"], "reason": "thiếu"}
    paused = act("request-supplement", "tiepnhan", asked, hour=9, minute=30)
    assert paused.step_due_at is None
    brought = {"components": ["Giấy uỷ quyền"]}
    after = act("supplement", "tiepnhan", brought, day=18, hour=14)
    assert after.step_due_at == make.MONDAY.replace(day=18, hour=15, minute=30)

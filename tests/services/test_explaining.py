"""Why a date was the date, for every moment of a life: what anybody would have been told then."""

from datetime import date, timedelta

import pytest

from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.due import DueRules, due
from counter_app.domain.errors import UnknownDossier
from counter_app.domain.event import moment_text
from counter_app.domain.pause import Pause, PauseKind
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock
from tests import make
from tests.lives import Life, with_five_pauses


def asked_then(desk, life, pauses=()):
    """The domain's own answer, with the desk's calendar and hours of this moment."""
    reference = desk.counter.questions.reference()
    clock = WorkClock(reference.calendar(), reference.unit().hours)
    received = life.dossier.received_at.astimezone(make.ZONE)
    rules = DueRules(reference.unit().hour_rule)
    return due(Term.parse(life.dossier.term), received, clock, rules, pauses)


def after(desk, life, number=-1):
    """The explanation for the dossier's event ``number``."""
    dossier = desk.dossier(life.dossier)
    return desk.counter.explain.at(dossier.id, dossier.history[number].id)


def test_every_moment_of_a_life_is_told_as_it_was_asked_then(desk):
    life = Life(desk, procedure=make.GUARDIAN)
    told = [asked_then(desk, life)]
    begins = make.MONDAY + timedelta(days=1)
    for number, kind in enumerate((PauseKind.SUPPLEMENT, PauseKind.POSTING, PauseKind.PAYMENT)):
        start = begins + timedelta(days=2 * number)
        ends = start + timedelta(days=1, hours=2)
        pauses = told[-1].pauses
        life.at(*start.timetuple()[:5]).pause(kind.value, ends.timetuple()[:5])
        told.append(asked_then(desk, life, (*pauses, Pause(start, None, kind))))
        told.append(asked_then(desk, life, (*pauses, Pause(start, ends, kind))))
    closing = read_entries({"off": ["2026-11-17", "2026-11-18"], "source": "QĐ 5"})
    desk.counter.change_calendar(closing, desk.officer("giamsat"))
    assert len(life.dossier.history) == len(told) == 7
    for number, then in enumerate(told):
        answer = after(desk, life, number)
        assert answer.days == then.derivation, number
        assert (answer.due_at, answer.reckoned_at) == (then.moment, then.moment), number
        assert answer.start == then.start
        assert answer.is_paused is then.is_paused is (number % 2 == 1)
        assert answer.calendar_version == then.calendar_version
        assert len(answer.pauses) == (number + 1) // 2


def test_what_came_later_changes_no_earlier_answer(desk):
    life = Life(desk, procedure=make.GUARDIAN)
    first = after(desk, life, 0)
    life.at(2026, 11, 17, 9, 0).pause("verification", (2026, 11, 20, 9, 0))
    assert after(desk, life, 0) == first
    assert after(desk, life).due_at > first.due_at


def test_an_open_pause_ends_the_days_where_it_began(desk):
    life = Life(desk, procedure=make.GUARDIAN)
    life.at(2026, 11, 17, 9, 0).act("pause", {"kind": "posting"})
    answer = after(desk, life)
    assert answer.is_paused
    assert (answer.due_at, answer.is_moved) == (None, False)
    assert answer.days[-1].day == date(2026, 11, 17)
    assert answer.days[-1].reason.startswith("paused_left")


def test_a_moved_promise_is_told_beside_what_the_days_lead_to(desk):
    life = (
        Life(desk, procedure=make.GUARDIAN).at(2026, 11, 16, 10, 0).act("pause", {"kind": "other"})
    )
    later = make.MONDAY + timedelta(days=8)
    life.at(2026, 11, 16, 11, 0).act("resume", {"due_at": moment_text(later)})
    answer = after(desk, life)
    assert answer.is_moved
    assert (answer.due_at, answer.reckoned_at) == (later, make.MONDAY.replace(day=19, hour=10))


def test_an_extension_leaves_the_due_moment_where_it_was(desk):
    life = with_five_pauses(desk)
    kinds = [entry.kind for entry in life.dossier.history]
    answer = after(desk, life, kinds.index("extended"))
    assert answer.extended_to.date() == date(2026, 12, 14)
    assert not answer.is_moved
    assert after(desk, life, 0).extended_to is None


def test_a_step_s_own_due_moment_stands_beside_the_dossier_s(desk):
    step = {"number": 2, "name": "Thẩm định", "role": "processing", "term": "1 working_days",
            "since": "2026-11-16T03:00:00.000Z", "due_at": "2026-11-17T03:00:00.000Z"}  # fmt: skip
    life = Life(desk, procedure=make.GUARDIAN).at(2026, 11, 16, 10, 0)
    life.act("forward", {"to": "role:processing", "step": step})
    assert after(desk, life).step_due_at == make.MONDAY.replace(day=17, hour=10)


def test_without_a_term_there_is_nothing_to_count(desk):
    life = Life(desk, procedure=make.NO_TERM, case="thoa-thuan", missing_reason="bổ sung sau")
    answer = after(desk, life)
    assert (answer.term, answer.due_at, answer.reckoned_at, answer.days) == ("none", None, None, ())


def test_an_event_of_another_dossier_is_not_explained(desk):
    life, other = Life(desk), Life(desk, applicant=make.person("Trần Văn Đức"))
    for event in (other.dossier.history[0].id, make.identity(5)):
        with pytest.raises(UnknownDossier):
            desk.counter.explain.at(life.dossier.id, event)
    with pytest.raises(UnknownDossier):
        desk.counter.explain.at(make.identity(6), other.dossier.history[0].id)


def test_days_off_are_those_of_the_dossier_s_own_calendar(desk):
    life = Life(desk, procedure=make.GUARDIAN)
    closing = read_entries({"off": ["2026-11-18"], "source": "QĐ 5"})
    desk.counter.change_calendar(closing, desk.officer("giamsat"))
    until = make.MONDAY + timedelta(days=7)
    weekend = (date(2026, 11, 21), date(2026, 11, 22))
    assert desk.counter.explain.days_off(life.dossier, until) == weekend
    again = Life(desk, procedure=make.GUARDIAN, applicant=make.person("Trần Văn Đức"))
    assert desk.counter.explain.days_off(again.dossier, until) == (date(2026, 11, 18), *weekend)


def test_days_beyond_the_calendar_are_left_out(desk):
    life = Life(desk)
    beyond = make.MONDAY.replace(year=2300)
    assert desk.counter.explain.days_off(life.dossier, beyond)[-1].year < 2300

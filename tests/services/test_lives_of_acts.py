"""Any life of a dossier: whatever officers try, the desk keeps to the table, the clock and the money."""

from collections import Counter
from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from counter_app.domain.acts import ACTS, why_not
from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import ClockState, Lifecycle, Status
from counter_app.domain.errors import (
    ActNotAllowed,
    CounterError,
    RoleMayNot,
    SecondPersonNeeded,
)
from counter_app.domain.event import Kind
from counter_app.domain.folding import fold
from counter_app.services.acting import Correction, standing_of
from tests import make
from tests.domain.due_oracle import Office, Oracle
from tests.domain.test_acts import ROWS, sources
from tests.sample_desk import SampleDesk

LOGINS = ("tiepnhan", "xuly", "lanhdao", "giamsat")
ROLES = {
    "tiepnhan": "reception",
    "xuly": "processing",
    "lanhdao": "leader",
    "giamsat": "supervisor",
}
STEPS_IN_HOURS = "2.000908"
PROCEDURES = (make.BIRTH, make.GUARDIAN, "1.013225", make.TWO_PHASES, STEPS_IN_HOURS)
GOES_ON = {
    Status.SUPPLEMENT: ("supplement", "tiepnhan"),
    Status.PAYMENT: ("pay", "tiepnhan"),
    Status.WITHDRAWN: ("reopen", "giamsat"),
    Status.STOPPED: ("reopen", "giamsat"),
}
PERFORMED = tuple(
    name for name in ACTS if name not in ("receive", "register", "accept", "print", "attach",
                                          "detach", "correct", "void", "resolve", "decline")
)  # fmt: skip
FULL_COUNT = """
SELECT 'status', unit_code || '/' || status, count(*) FROM dossiers WHERE lifecycle <> 'void'
    GROUP BY 2
UNION ALL SELECT 'received', unit_code || '/' || ((received_at / 3600000 + 7) / 24) || '/'
    || channel || '/' || procedure_code || '/' || field, count(*)
    FROM dossiers WHERE lifecycle <> 'void' GROUP BY 2
UNION ALL SELECT 'ended', unit_code || '/' || ((ended_at / 3600000 + 7) / 24) || '/'
    || ended || '/' || procedure_code || '/' || field, count(*)
    FROM dossiers WHERE lifecycle <> 'void' AND ended_at IS NOT NULL GROUP BY 2
UNION ALL SELECT 'ended-by', unit_code || '/' || ((ended_at / 3600000 + 7) / 24) || '/'
    || ended || '/' || finisher, count(*)
    FROM dossiers WHERE lifecycle <> 'void' AND status IN (9, 10) GROUP BY 2
UNION ALL SELECT 'visiting', place_code || '/' || status, count(*) FROM dossiers
    WHERE lifecycle <> 'void' AND place_code <> unit_code GROUP BY 2
UNION ALL SELECT 'lifecycle', unit_code || '/void', count(*) FROM dossiers
    WHERE lifecycle = 'void' GROUP BY 2
"""
MORNING, NOON, AFTERNOON, EVENING = time(8), time(12), time(13), time(17)
HOURS = {weekday: [(MORNING, NOON), (AFTERNOON, EVENING)] for weekday in range(5)}
TABLE = {name: (sources(origin), who.split()) for name, origin, _, who, _ in ROWS}


def office(desk):
    """The office as the oracle knows it, from the calendar's plain entries."""
    calendar = desk.counter.questions.reference().calendar()
    swapped = {w.day: (w.instead_of or w.day).weekday() % 5 for w in calendar.worked}
    return Office({o.day for o in calendar.off} - set(swapped), swapped, HOURS)


def data_of(act, dossier, number):
    """Data that may be right; ``number`` makes it differ."""
    kind = ("phi", "le_phi")[number % 2]
    owed = unpaid_of(dossier)
    taken = [p.receipt_number for p in dossier.payments if p.amount > 0]
    until = f"20{27 + number % 3}-0{1 + number % 9}-1{number % 10}"
    return {
        "take": {},
        "forward": {"to": ("next", "leader", "xuly", "2", "nobody")[number % 5]},
        "request-supplement": {"components": ["Giấy uỷ quyền"], "reason": "thiếu"},
        "supplement": {"components": [{"name": "Giấy uỷ quyền", "photocopies": 1}]},
        "request-payment": {"kind": kind, "amount": 1000 * (1 + number)},
        "pay": {
            "kind": next(iter(owed), kind),
            "amount": max(1, next(iter(owed.values()), 1) // (1 + number % 2)),
            "receipt_number": f"BL{len(dossier.payments)}",
        },
        "reverse": {"receipt_number": taken[number % len(taken)] if taken else "0", "reason": "x"},
        "pause": {"kind": "verification", "document": f"{number}/CV"},
        "extend": {"until": until, "reason": "xác minh"},
        "finish": {"outcome": "positive" if number % 2 else "negative", "reason": "đủ điều kiện"},
        "hand-over": {"recipient": "applicant", "method": "counter"},
        "withdraw": {"reason": "đổi ý"},
        "stop": {"reason": "không đủ căn cứ"},
        "reopen": {"reason": "sai sót"},
        "transfer": {"unit": {"code": "H26.15", "name": "Sở"}, "components": ["Tờ khai"]},
    }.get(act, {})


class Life(RuleBasedStateMachine):
    """One dossier of one procedure, acted on by anybody, while time goes by."""

    desk: SampleDesk

    @initialize(procedure=st.sampled_from(PROCEDURES), minute=st.integers(0, 7 * 60))
    def receive(self, procedure, minute):
        self.desk.clock.moment = make.MONDAY.replace(hour=8) + timedelta(minutes=minute)
        request = {"procedure": procedure, "components": (), "missing_reason": "mai nộp"}
        if procedure == "1.013225":
            request["case"] = "nha-o"
        self.dossier = self.desk.receive(**request)
        self.first_due = self.dossier.first_due_at
        self.supplements = 0

    @rule(minutes=st.integers(1, 60) | st.integers(1, 3 * 24 * 60))  # steps are done in hours
    def time_goes_by(self, minutes):
        self.desk.clock.forward(minutes=minutes)

    @rule(act=st.sampled_from(PERFORMED), login=st.sampled_from(LOGINS), number=st.integers(0, 60))
    def act(self, act, login, number):
        before = self.dossier
        data = data_of(act, before, number)
        after, _refusal = self.tried(act, login, self.desk.counter.perform, act, data)
        if after is None:
            return
        assert len(after.history) == len(before.history) + 1
        assert after.history[-1].in_force
        self.supplements += act == "request-supplement"
        self.check_due()

    @rule(data=st.data(), number=st.integers(0, 60))
    def a_likely_act(self, data, number):
        standing = self.standing()
        likely = {
            act: logins
            for act in PERFORMED
            if not why_not(ACTS[act], standing)
            and (logins := [login for login in LOGINS if self.may(act, login)])
        }
        if likely:
            act = data.draw(st.sampled_from(sorted(likely)))
            self.act(act, data.draw(st.sampled_from(likely[act])), number)

    @precondition(lambda self: self.dossier.clock is not ClockState.RUNNING)
    @rule(number=st.integers(0, 60), minutes=st.integers(1, 5 * 24 * 60))
    def go_on(self, number, minutes):
        """What was asked for comes after a while, what was interrupted runs again."""
        self.desk.clock.forward(minutes=minutes)
        act, login = GOES_ON.get(self.dossier.status, ("resume", "xuly"))
        self.act(act, login, number)

    @precondition(lambda self: len(self.dossier.history) % 4 == 3)  # else they are most of a life
    @rule(login=st.sampled_from(LOGINS), number=st.integers(0, 60))
    def correct(self, login, number):
        before, correction = self.dossier, Correction(note=f"ghi chú {number}")
        if before.note == correction.note:
            return
        after, _ = self.tried("correct", login, self.desk.counter.correct, correction, "ghi sai")
        if after is not None:
            stays = ("status", "lifecycle", "clock", "due_at", "pauses", "payments")
            assert all(getattr(after, name) == getattr(before, name) for name in stays)
            assert after.issue == before.issue + 1

    @precondition(lambda self: len(self.dossier.history) > 9)  # nothing comes after it
    @rule(login=st.sampled_from(LOGINS), second=st.sampled_from(LOGINS))
    def void(self, login, second):
        counter, other = self.desk.counter, self.desk.officer(second)
        is_alone = login == second and self.may("void", login)
        after, refusal = self.tried(
            "void", login, lambda which, officer: counter.void(which, "nhập nhầm", officer, other)
        )
        assert isinstance(refusal, SecondPersonNeeded) == is_alone
        assert after is None or after.lifecycle is Lifecycle.VOID

    def tried(self, act, login, use_case, *data):
        """What ``act`` made of the dossier, or why it was refused: rightly, with nothing written."""
        before, may = self.dossier, self.may(act, login)
        refusal = None
        try:
            self.dossier = use_case(before.id, *data, self.desk.officer(login))
        except CounterError as error:
            refusal = error
        if refusal is None:
            assert may, f"{act} by {login} at {before.status!r}"
            return self.dossier, None
        assert self.desk.dossier(before) == before
        if isinstance(refusal, ActNotAllowed | RoleMayNot):
            assert not may or why_not(ACTS[act], self.standing())
        return None, refusal

    def check_due(self):
        """Where the clock runs, the due moments are what a walk through all minutes finds."""
        dossier = self.dossier
        if dossier.clock is not ClockState.RUNNING:
            return
        zone = self.desk.clock().tzinfo
        pauses = [(p.since.astimezone(zone), p.until.astimezone(zone)) for p in dossier.pauses]
        oracle = Oracle(office(self.desk))
        if dossier.due_at is not None:
            begun = (dossier.counted_from or dossier.received_at).astimezone(zone)
            assert dossier.due_at == oracle.due(dossier.term, begun, pauses)
        if dossier.step_due_at is not None:
            begun = dossier.step.since.astimezone(zone)
            own = oracle.due(dossier.step.term, begun, pauses) if dossier.step.term else None
            # a step the route gives no term, at a unit it came to, has what is left of all
            assert dossier.step_due_at == (dossier.due_at if dossier.step.takes_rest else own)

    def standing(self):
        return standing_of(self.dossier, self.desk.clock())

    def may(self, act, login):
        """What `design.md` §6, written again by hand in the table of the acts' tests, says."""
        origin, who = TABLE[act]
        status = self.dossier.status
        if status not in origin or self.dossier.lifecycle is Lifecycle.VOID:
            return False
        role = ROLES[login]
        if act == "request-supplement" and self.supplements and role != "supervisor":
            return False
        if act == "finish" and status is Status.RECEIVED and self.dossier.procedure.steps != 1:
            return False
        if act == "correct" and role == "reception":
            zone = self.desk.clock().tzinfo
            entered = self.dossier.entered_at.astimezone(zone)
            return entered.date() == self.desk.clock().date()
        if act == "finish" and role == "reception":
            return self.dossier.procedure.steps == 1
        return role in who or f"{role}@{int(status)}" in who

    @invariant()
    def the_promise_on_paper_never_moves(self):
        if hasattr(self, "dossier"):
            assert self.dossier.first_due_at == self.first_due

    @invariant()
    def the_state_is_one_of_the_laws(self):
        if not hasattr(self, "dossier"):
            return
        dossier = self.dossier
        closed = {Status.DECLINED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED}
        is_void = dossier.lifecycle is Lifecycle.VOID
        assert is_void or (dossier.lifecycle is Lifecycle.CLOSED) == (dossier.status in closed)
        open_pauses = [p for p in dossier.pauses if p.until is None]
        assert bool(open_pauses) == (dossier.clock is ClockState.PAUSED)
        assert dossier.due_at is None or not open_pauses
        if dossier.status in (Status.SUPPLEMENT, Status.PAYMENT):
            assert dossier.clock is (ClockState.STOPPED if is_void else ClockState.PAUSED)
        assert not dossier.needs_review
        assert not dossier.conflicts

    @invariant()
    def money_is_what_was_taken_less_what_was_given_back(self):
        if not hasattr(self, "dossier"):
            return
        by_number = Counter()
        for line in self.dossier.payments:
            by_number[line.receipt_number] += line.amount
        assert all(total >= 0 for total in by_number.values())
        given_back = {e.id for e in self.dossier.history if e.kind == Kind.REVERSED}
        reversed_numbers = {
            p.receipt_number for p in self.dossier.payments if p.event in given_back
        }
        assert all(by_number[number] == 0 for number in reversed_numbers)

    def teardown(self):
        if not hasattr(self, "dossier"):
            return
        with self.desk.store.unit_of_work() as work:
            assert fold(work.events_of(self.dossier.id)) == self.dossier
        stored = self.desk.rows("SELECT facet, key, count FROM counters")
        assert sorted(stored) == sorted(self.desk.rows(FULL_COUNT))


@pytest.mark.slow
def test_any_life_keeps_to_the_table_the_clock_and_the_money(desk):
    class Here(Life):
        pass

    Here.desk = desk
    checked = settings(
        max_examples=100,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    Here.TestCase.settings = checked
    Here.TestCase().runTest()


def test_every_act_but_the_ones_of_their_own_is_performed():
    from counter_app.services.performing.perform import BUILDERS

    own = {"receive", "register", "accept", "correct", "void", "print", "attach", "detach"}
    assert set(BUILDERS) == set(ACTS) - own

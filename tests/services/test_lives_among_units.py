"""Any life of a dossier among three units, each offline at times: nothing lost, one fold everywhere."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from counter_app.domain.errors import CounterError
from tests import make, units

CODES = ("H26.12", "H26.15", "H26.16")
LOGINS = ("tiepnhan", "xuly", "lanhdao", "giamsat")
ACTS = ("arrived", "take", "forward", "transfer", "finish", "pause", "resume", "withdraw", "stop",
        "reopen", "hand-over", "request-supplement", "supplement")  # fmt: skip


def data_of(act, number):
    return {
        "forward": {"to": ("next", "leader", "processing", "xuly")[number % 4], "reason": "x"},
        "transfer": {"unit": CODES[number % 3], "components": ["tp1"], "reason": "x"},
        "finish": {"outcome": "positive", "reason": "đủ"},
        "pause": {"kind": "verification", "document": f"{number}/CV"},
        "withdraw": {"reason": "đổi ý"},
        "stop": {"reason": "không đủ căn cứ"},
        "reopen": {"reason": "nhầm"},
        "hand-over": {"recipient": "applicant", "method": "counter"},
        "request-supplement": {"components": ["Giấy uỷ quyền"], "reason": "thiếu"},
        "supplement": {"components": ["Giấy uỷ quyền"]},
    }.get(act, {})


class Lives(RuleBasedStateMachine):
    """One dossier; a unit acts on what it has seen, and is carried along when it is online."""

    city: units.City

    @initialize(competent=st.sampled_from([None, "H26.15"]))
    def receive(self, competent):
        self.city.clock.moment = make.MONDAY
        unit = make.UnitRef(competent, competent) if competent else None
        home = self.city.desks[CODES[0]]
        self.dossier = home.receive(procedure=make.GUARDIAN, competent_unit=unit)
        self.written = 1
        self.city.only(self.dossier)
        self.city.carry()

    @rule(
        code=st.sampled_from(CODES),
        act=st.sampled_from(ACTS),
        login=st.sampled_from(LOGINS),
        number=st.integers(0, 11),
    )
    def act(self, code, act, login, number):
        desk = self.city.desks[code]
        self.city.clock.forward(minutes=7)
        try:
            after = desk.counter.perform(self.dossier.id, act, data_of(act, number), desk.officer(login))  # fmt: skip
        except CounterError:
            return
        self.written += 1
        assert after.history[-1].in_force  # nobody is let do what the fold would not take

    @rule(offline=st.sets(st.sampled_from(CODES), max_size=2))
    def carry(self, offline):
        self.city.carry(*offline)

    @invariant()
    def the_promise_on_paper_never_moves(self):
        if hasattr(self, "dossier"):
            for desk in self.city.desks.values():
                assert desk.dossier(self.dossier).first_due_at == self.dossier.first_due_at

    def teardown(self):
        if not hasattr(self, "dossier"):
            return
        self.city.carry()
        after = self.city.same(self.dossier)
        assert len(after.history) == self.written
        assert after.needs_review == any(not entry.in_force for entry in after.history)
        rows = [_projected(desk, after) for desk in self.city.desks.values()]
        assert rows[0] == rows[1] == rows[2]


def _projected(desk, dossier):
    """The dossier's row as this desk has it, but for its own numbering."""
    sql = "SELECT * FROM dossiers WHERE id = ?"
    ((_row, *rest),) = desk.rows(sql, dossier.id.hex)
    return rest


@pytest.mark.slow
def test_any_life_among_units_is_the_same_everywhere(tmp_path, monkeypatch):
    city = units.City(tmp_path / "city").open(units.HOME, units.OFFICE, units.AGENCY)
    units.knows(monkeypatch, city)

    class Here(Lives):
        pass

    Here.city = city
    Here.TestCase.settings = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    Here.TestCase().runTest()
    for desk in city.desks.values():
        before = desk.dump()
        assert desk.counter.health.rebuild().changed == 0
        assert desk.dump() == before
    city.close()

"""What two desks wrote without having seen each other, and how a person settles it."""

from datetime import timedelta

import pytest

from counter_app.domain.conflict import SEEN
from counter_app.domain.dossier import Status
from counter_app.domain.errors import UnknownDossier
from counter_app.domain.event import Kind, moment_text
from counter_app.services.acting import Correction
from counter_app.services.disputes import disputed_of
from tests import make
from tests.two_desks import OTHER_DESK, OtherDesk


@pytest.fixture
def other(desk):
    return OtherDesk(desk)


@pytest.fixture
def dossier(desk):
    return desk.receive(procedure=make.GUARDIAN)


def correct(desk, dossier, **changed):
    """This desk's correction, not seen by the other one."""
    return desk.counter.correct(dossier.id, Correction(**changed), "ghi sai", desk.officer())


def asked(desk, dossier):
    return disputed_of(desk.counter.questions, dossier.id)


def settle(desk, dossier, data):
    return desk.counter.perform(dossier.id, "resolve", data, desk.officer())


def both(desk, other, dossier):
    """A note written here and there."""
    correct(desk, dossier, note="theo quầy này")
    fields = {"fields": {"note": "theo quầy kia"}, "reason": "nghe lại"}
    return other.write(dossier, Kind.CORRECTED, {"fields": {}, "issue": 2}, fields)


def test_both_values_are_there_with_who_wrote_them(desk, other, dossier):
    both(desk, other, dossier)
    [dispute] = asked(desk, dossier).disputes
    here, there = dispute.sides
    assert (dispute.field, dispute.present) == ("note", "theo quầy kia")
    assert (here.value, here.author, here.role) == (
        "theo quầy này", desk.officer().id, "reception"
    )  # fmt: skip
    assert (there.value, there.desk) == ("theo quầy kia", OTHER_DESK)
    assert dispute.takes_text


@pytest.mark.parametrize("chosen", [0, 1])
def test_either_value_can_be_chosen(desk, other, dossier, chosen):
    both(desk, other, dossier)
    [dispute] = asked(desk, dossier).disputes
    side = dispute.sides[chosen]
    after = settle(desk, dossier, dispute.settled_by(side))
    assert (after.note, after.conflicts) == (side.value, ())


def test_an_act_names_what_its_base_had_not_seen(desk, other, dossier):
    """So whoever folds it knows that both values had been seen, in whatever order they come."""
    here = correct(desk, dossier, note="theo quầy này")
    assert SEEN not in desk.counter.questions.events(dossier.id)[-1].public
    fields = {"fields": {"note": "theo quầy kia"}}
    other.write(dossier, Kind.CORRECTED, {"fields": {}, "issue": 2}, fields)
    correct(desk, dossier, content="thêm")
    assert desk.counter.questions.events(dossier.id)[-1].public[SEEN] == [str(here.last_event)]
    settle(desk, dossier, {"acknowledged": ["note"]})
    assert desk.counter.questions.events(dossier.id)[-1].public[SEEN] == []


def test_a_third_desk_adds_a_third_value(desk, other, dossier):
    both(desk, other, dossier)
    third = OtherDesk(desk, sequence=50, id=make.identity(77))
    fields = {"fields": {"note": "theo quầy thứ ba"}, "reason": "nghe lại"}
    third.write(dossier, Kind.CORRECTED, {"fields": {}, "issue": 2}, fields)
    [dispute] = asked(desk, dossier).disputes
    values = ["theo quầy này", "theo quầy kia", "theo quầy thứ ba"]
    assert [side.value for side in dispute.sides] == values
    assert settle(desk, dossier, dispute.settled_by(dispute.sides[1])).note == values[1]


def test_who_holds_it_is_chosen_by_login_or_role(desk, other, dossier):
    desk.counter.perform(dossier.id, "take", {}, desk.officer("xuly"))
    step = {"number": 2, "name": "Trình ký", "role": "leader", "since": moment_text(desk.clock())}
    other.write(dossier, Kind.FORWARDED, {"to": "role:leader", "step": step})
    disputes = {d.field: d for d in asked(desk, dossier).disputes}
    assert set(disputes) >= {"holder"}
    here, there = disputes["holder"].sides
    assert (here.answer, there.answer) == ("xuly", "leader")
    data = disputes["holder"].settled_by(here)
    assert settle(desk, dossier, data).holder == str(desk.officer("xuly").id)


def test_a_date_two_leaders_gave_is_chosen(desk, other, dossier):
    first, second = (desk.clock() + timedelta(days=n) for n in (5, 9))
    data = {"until": first.isoformat(), "reason": "phức tạp"}
    desk.counter.perform(dossier.id, "extend", data, desk.officer("lanhdao"))
    payload = {"until": moment_text(second)}
    other.write(dossier, Kind.EXTENDED, payload, {"reason": "chờ ý kiến"})
    [dispute] = asked(desk, dossier).disputes
    assert settle(desk, dossier, dispute.settled_by(dispute.sides[0])).extended_to == first


def test_papers_two_desks_corrected_are_chosen(desk, other, dossier):
    before = dossier.papers
    here = correct(desk, dossier, papers=(before[0],))
    components = [{"id": "", "name": "", "originals": 1, "certified": 0, "photocopies": 0}]
    private = {"fields": {}, "extra_papers": {"0": "Giấy khác"}, "reason": "nhầm"}
    other.write(dossier, Kind.CORRECTED, {"fields": {"components": components}, "issue": 2}, private)  # fmt: skip
    dispute = next(d for d in asked(desk, dossier).disputes if d.field == "papers")
    after = settle(desk, dossier, dispute.settled_by(dispute.sides[0]))
    assert after.papers == here.papers
    assert "papers" not in {c.field for c in after.conflicts}


def test_what_only_another_act_could_bring_back_can_be_kept_alone(desk, other, dossier):
    desk.counter.perform(dossier.id, "withdraw", {"reason": "đổi ý"}, desk.officer())
    desk.counter.perform(dossier.id, "reopen", {"reason": "nhầm"}, desk.officer("giamsat"))
    other.write(dossier, Kind.WITHDRAWN, {}, {"reason": "rút theo đơn"})
    for dispute in asked(desk, dossier).disputes:
        assert dispute.may_choose(dispute.sides[-1])
        settle(desk, dossier, dispute.settled_by(dispute.sides[-1]))
    assert asked(desk, dossier).disputes == ()


def test_an_act_without_effect_says_what_stood_in_its_way(desk, other, dossier):
    desk.counter.perform(dossier.id, "withdraw", {"reason": "đổi ý"}, desk.officer())
    other.write(dossier, Kind.STOPPED, {}, {"reason": "quá hạn"}, role="supervisor")
    [review] = asked(desk, dossier).reviews
    assert (review.entry.kind, review.reason, review.status) == (
        "stopped", "status", Status.WITHDRAWN
    )  # fmt: skip
    after = settle(desk, dossier, {"reviewed": True})
    assert not after.needs_review
    assert asked(desk, dossier).reviews == ()


def test_what_was_reviewed_is_not_asked_again(desk, other, dossier):
    desk.counter.perform(dossier.id, "withdraw", {"reason": "đổi ý"}, desk.officer())
    other.write(dossier, Kind.STOPPED, {}, {"reason": "một"}, role="supervisor")
    settle(desk, dossier, {"reviewed": True})
    other.write(dossier, Kind.STOPPED, {}, {"reason": "hai"}, role="supervisor")
    assert [dict(r.entry.facts)["reason"] for r in asked(desk, dossier).reviews] == ["hai"]


def test_a_dossier_nobody_disputes_has_nothing_to_settle(desk, dossier):
    assert asked(desk, dossier).disputes == asked(desk, dossier).reviews == ()


def test_an_unknown_dossier_is_refused(desk):
    with pytest.raises(UnknownDossier):
        disputed_of(desk.counter.questions, make.identity(99))

"""Drafts: imported by one officer, checked, issued by another; decisions that replace and repeal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.domain.drafting import DraftCheck, DraftState
from counter_app.domain.errors import (
    DraftNotChecked,
    EffectiveTooEarly,
    IncompleteDecision,
    OverlappingVersions,
    OwnDraft,
    ProcedureRepealed,
    ReplacesUnknown,
    RoleMayNot,
    UnknownDraft,
    UnknownProcedure,
)
from counter_app.domain.procedure import Decision, DecisionKind
from counter_app.services.reference_ports import Reach
from db.reference_store import StoredReference
from tests import make

TODAY = make.MONDAY.date()
JANUARY = date(2026, 1, 1)
JUNE = date(2026, 6, 1)
TOMORROW = TODAY + timedelta(days=1)


def plain(desk, code="9.1", number="1/QĐ", effective=JANUARY, **changed):
    known = desk.counter.catalogue.versions(make.BIRTH)[0]
    kind = changed.pop("kind", DecisionKind.NEW)
    return replace(known, code=code, decision=Decision(number, kind, None, effective), **changed)


def write(desk, *versions, by="kiemsoat"):
    return desk.counter.procedures.drafting.write(versions, desk.officer(by))


def check(desk, *written, by="kiemsoat"):
    for one in written:
        found = DraftCheck(one.version.decision)
        desk.counter.procedures.drafting.check(one.version.id, found, desk.officer(by))


def issue(desk, *written, by="quantri"):
    drafts = [one.version.id for one in written]
    return desk.counter.procedures.drafting.issue(drafts, desk.officer(by))


def bring(desk, *versions):
    """Through all three steps."""
    written = write(desk, *versions)
    check(desk, *written)
    return issue(desk, *written)


def numbers(desk, code="9.1"):
    return [version.decision.number for version in desk.counter.catalogue.versions(code)]


def waiting(desk):
    return [draft.version.code for draft in desk.counter.procedures.drafting.waiting()]


@pytest.fixture
def stands(monkeypatch):
    """Say what the desk belongs to, as its enrolment would."""
    return lambda reach: monkeypatch.setattr(StoredReference, "reach", lambda _: reach)


def test_a_draft_is_not_in_force(desk):
    (written,) = write(desk, plain(desk))
    assert written.is_new
    assert waiting(desk) == ["9.1"]
    with pytest.raises(UnknownProcedure):
        desk.counter.catalogue.versions("9.1")
    with pytest.raises(UnknownProcedure):
        desk.receive(procedure="9.1")
    assert desk.counter.health.rebuild().changed == 0


def test_a_checked_draft_that_another_issues_is_received(desk):
    (issued,) = bring(desk, plain(desk))
    assert waiting(desk) == []
    assert desk.counter.catalogue.versions("9.1") == (issued,)
    assert issued.checked_by == desk.officer("kiemsoat").name
    assert desk.receive(procedure="9.1").procedure.version == issued.id
    assert desk.counter.health.rebuild().changed == 0
    assert desk.counter.health.audit().events == len(desk.rows("SELECT 1 FROM events"))


def test_nobody_issues_what_they_wrote_or_checked_themselves(desk):
    (written,) = write(desk, plain(desk))
    with pytest.raises(DraftNotChecked):
        issue(desk, written)
    check(desk, written, by="quantri")
    for login, part in (("kiemsoat", "drafted"), ("quantri", "checked")):
        with pytest.raises(OwnDraft) as refused:
            issue(desk, written, by=login)
        assert refused.value.part == part
    assert waiting(desk) == ["9.1"]
    check(desk, written)
    issue(desk, written)
    assert numbers(desk) == ["1/QĐ"]


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao", "giamsat"])
def test_only_who_writes_the_catalogue_drafts_checks_drops_and_issues(desk, login):
    (written,) = write(desk, plain(desk))
    drafting = desk.counter.procedures.drafting
    officer, draft = desk.officer(login), written.version.id
    before = desk.dump()
    for act in (
        lambda: write(desk, plain(desk, "9.2"), by=login),
        lambda: drafting.check(draft, DraftCheck(Decision("1")), officer),
        lambda: drafting.drop(draft, "sai", officer),
        lambda: issue(desk, written, by=login),
    ):
        with pytest.raises(RoleMayNot):
            act()
    assert desk.dump() == before


def test_the_check_names_the_decision_a_source_left_out(desk):
    (written,) = write(desk, plain(desk, number="", effective=None))
    with pytest.raises(IncompleteDecision) as refused:
        check(desk, written)
    assert refused.value.lacking == ("number", "effective")
    decision = Decision("7/QĐ", DecisionKind.AMEND, JANUARY, JUNE, TODAY)  # published last
    found = DraftCheck(decision, official=True)
    desk.counter.procedures.drafting.check(written.version.id, found, desk.officer("kiemsoat"))
    (draft,) = desk.counter.procedures.drafting.waiting()
    assert (draft.state, draft.version.decision) == (DraftState.CHECKED, decision)
    assert draft.written.decision.number == ""
    (issued,) = issue(desk, written)
    assert (issued.decision, issued.official) == (decision, True)


def test_a_file_is_drafted_once_before_and_after_it_is_issued(desk):
    (written,) = write(desk, plain(desk))
    assert [one.is_new for one in write(desk, plain(desk))] == [False]
    check(desk, written)
    issue(desk, written)
    assert [one.is_new for one in write(desk, plain(desk))] == [False]
    grown = write(desk, plain(desk), plain(desk, number="2/QĐ", effective=JUNE))
    assert [one.is_new for one in grown] == [False, True]


def test_what_set_up_has_issued_is_not_drafted_again(desk):
    everything = desk.counter.catalogue.everything()
    assert {one.is_new for one in write(desk, *everything)} == {False}
    assert waiting(desk) == []


def test_a_dropped_draft_waits_no_more_and_may_come_again(desk):
    (written,) = write(desk, plain(desk))
    desk.counter.procedures.drafting.drop(written.version.id, "nhập nhầm", desk.officer("quantri"))
    assert waiting(desk) == []
    (dropped,) = desk.counter.questions.reference().drafts("9.1")
    assert (dropped.state, dropped.reason) == (DraftState.DROPPED, "nhập nhầm")
    for act in (lambda: check(desk, written), lambda: issue(desk, written)):
        with pytest.raises(UnknownDraft):
            act()
    assert [one.is_new for one in write(desk, plain(desk))] == [True]


def test_two_decisions_are_not_in_force_from_the_same_day(desk):
    with pytest.raises(OverlappingVersions):
        write(desk, plain(desk), plain(desk, number="2/QĐ"))
    assert waiting(desk) == []
    bring(desk, plain(desk))
    with pytest.raises(OverlappingVersions):
        write(desk, plain(desk, number="2/QĐ"))
    bring(desk, plain(desk, field="Sửa lại"))  # the same decision's text put right
    assert numbers(desk) == ["1/QĐ", "1/QĐ"]


def test_a_decision_does_not_begin_before_the_version_it_replaces(desk):
    bring(desk, plain(desk, effective=JUNE))
    with pytest.raises(EffectiveTooEarly) as refused:
        write(desk, plain(desk, number="2/QĐ"))
    assert (refused.value.effective, refused.value.begun) == (JANUARY, JUNE)
    other = plain(desk, "9.2", "3/QĐ", kind=DecisionKind.REPLACE, replaces=("9.1",))
    with pytest.raises(EffectiveTooEarly):
        write(desk, other)


def test_what_overlaps_by_the_time_it_is_issued_is_refused_then(desk):
    first = write(desk, plain(desk))
    second = write(desk, plain(desk, number="2/QĐ"))
    check(desk, *first, *second)
    issue(desk, *first)
    with pytest.raises(OverlappingVersions):
        issue(desk, *second)
    assert numbers(desk) == ["1/QĐ"]


def test_an_unknown_procedure_is_not_replaced(desk):
    wanted = plain(desk, kind=DecisionKind.REPLACE, replaces=("9.404",))
    with pytest.raises(ReplacesUnknown) as refused:
        write(desk, wanted)
    assert refused.value.replaced == "9.404"
    earlier = write(desk, plain(desk, "9.404"))  # a draft of it will do to write, not to issue
    (written,) = write(desk, wanted)
    check(desk, written)
    with pytest.raises(ReplacesUnknown):
        issue(desk, written)
    desk.counter.procedures.drafting.drop(earlier[0].version.id, "", desk.officer("quantri"))


def replacing(desk, *codes, by, number="5/QĐ", effective=TOMORROW):
    kind = DecisionKind.REPLACE
    return [plain(desk, code, number, effective, kind=kind, replaces=by) for code in codes]


def test_one_is_replaced_by_several_from_the_effective_day(desk):
    bring(desk, plain(desk, "9.1"))
    bring(desk, *replacing(desk, "9.2", "9.3", by=("9.1",)))
    assert desk.receive(procedure="9.1").procedure.code == "9.1"  # today
    with pytest.raises(UnknownProcedure):
        desk.receive(procedure="9.2")
    desk.clock.forward(days=1)
    with pytest.raises(ProcedureRepealed):
        desk.receive(procedure="9.1")
    assert [desk.receive(procedure=code).procedure.code for code in ("9.2", "9.3")] == [
        "9.2",
        "9.3",
    ]
    assert numbers(desk, "9.1") == ["1/QĐ", "5/QĐ"]  # ended once, whoever came second


def test_several_are_replaced_by_one(desk):
    bring(desk, plain(desk, "9.1"), plain(desk, "9.2"))
    bring(desk, *replacing(desk, "9.3", by=("9.1", "9.2")))
    desk.clock.forward(days=1)
    codes = {version.code for version in desk.counter.catalogue.in_force()}
    assert codes & {"9.1", "9.2", "9.3"} == {"9.3"}


def test_a_repeal_stops_reception_and_no_running_dossier(desk):
    (first,) = bring(desk, plain(desk, make.GUARDIAN, effective=JANUARY))
    dossier = desk.receive(procedure=make.GUARDIAN)
    repeal = plain(
        desk, make.GUARDIAN, "8/QĐ", TODAY, kind=DecisionKind.REPEAL, cases=(), components=()
    )
    added = [plain(desk, code, "8/QĐ", TODAY) for code in ("9.1", "9.2")]
    bring(desk, repeal, *added)
    with pytest.raises(ProcedureRepealed):
        desk.receive(procedure=make.GUARDIAN)
    assert desk.dossier(dossier).procedure.version == first.id
    assert desk.counter.questions.reference().version(first.id) == first
    assert desk.receive(procedure="9.2").procedure.code == "9.2"


def test_drafts_are_issued_together_or_not_at_all(desk):
    good = write(desk, plain(desk, "9.1"))
    bad = write(desk, plain(desk, "9.2"))
    check(desk, *good)
    with pytest.raises(DraftNotChecked):
        issue(desk, *good, *bad)
    assert waiting(desk) == ["9.1", "9.2"]


def test_a_units_draft_becomes_the_units_proposal(desk, stands):
    stands(Reach.UNIT)
    (issued,) = bring(desk, plain(desk))
    sql = "SELECT scope FROM events WHERE kind IN ('procedure-drafted', 'draft-checked')"
    assert {scope for (scope,) in desk.rows(sql)} == {desk.counter.desk.unit.hex}
    (proposal,) = desk.counter.catalogue.proposals()
    assert proposal.version == issued
    stands(Reach.CITY)  # at the city's unit the drafts of others are not its business
    assert desk.counter.questions.reference().drafts("9.1") == ()

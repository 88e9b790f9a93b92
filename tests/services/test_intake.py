"""Receiving a dossier: what is stored, what is refused, and that a refusal leaves no trace."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.domain.acts import Role
from counter_app.domain.dossier import Paper, Status, UnitRef
from counter_app.domain.errors import (
    AmbiguousTerm,
    DayFull,
    DueOutOfRange,
    InvalidDeskNumber,
    InvalidTerm,
    MissingComponents,
    ProcedureNotForChannel,
    ProcedureRepealed,
    ReceivedAtOutOfRange,
    RoleMayNot,
    UnknownCase,
    UnknownProcedure,
    UnknownTerm,
)
from counter_app.domain.event import Kind
from counter_app.domain.procedure import Channel, Decision, DecisionKind, Offer
from counter_app.services.promise import Choice
from tests import make
from tests.issuing import issue as issued_at_once

FRIDAY = make.MONDAY - timedelta(days=3)


def version(desk, code=make.BIRTH):
    return desk.counter.catalogue.versions(code)[-1]


def issue(desk, version, **changed):
    issued_at_once(desk.counter, [replace(version, **changed)], desk.officer("kiemsoat"))


def offering(version, *offers):
    return {"cases": (replace(version.cases[0], offers=offers),)}


def test_a_dossier_and_its_event_are_stored_together(desk):
    accepted = desk.counter.reception.intake(make.request(), desk.officer())
    assert desk.kinds() == ["received"]
    assert desk.dossier(accepted.dossier) == accepted.dossier
    assert accepted.event == accepted.dossier.received_event
    assert not accepted.repeated


def test_the_dossier_says_what_was_asked_and_promised(desk):
    dossier = desk.receive(
        content="cấp 2 bản", note="gấp", sets=2, result_channel=Channel.POST,
        submitter=make.person("Trần Văn Đức"), channel=Channel.POST,
    )  # fmt: skip
    assert (dossier.status, dossier.code) == (Status.RECEIVED, "H26.12-261116-030001")
    assert dossier.procedure.name == "Đăng ký khai sinh"
    assert (dossier.channel, dossier.result_channel, dossier.sets) == ("post", "post", 2)
    assert (dossier.content, dossier.note) == ("cấp 2 bản", "gấp")
    assert dossier.submitter.name == "Trần Văn Đức"
    assert dossier.due_at == make.MONDAY.replace(hour=17)
    assert len(dossier.lookup_secret) == 8
    assert dossier.procedure.version == version(desk).id
    assert dossier.profile == desk.counter.questions.reference().unit().version
    assert dossier.received_at == dossier.entered_at == make.MONDAY


def test_author_and_role_stand_in_the_event(desk):
    dossier = desk.receive()
    entry = desk.dossier(dossier).history[0]
    assert (entry.author, entry.role) == (desk.officer().id, "reception")


def ready(desk):
    """Some versions that are refused, and a reception before everything that is tried."""
    plain = version(desk)
    counter, again = Channel.COUNTER, Decision("2/QĐ", DecisionKind.REPEAL)
    issue(desk, plain, code="9.1", decision=again)
    offers = (Offer(counter, "3 working_days"), Offer(counter, "5 working_days"))
    issue(desk, plain, code="9.2", **offering(plain, *offers))
    issue(desk, plain, code="9.3", **offering(plain, Offer(counter, None)))
    issue(
        desk,
        plain,
        code="9.4",
        **offering(plain, Offer(counter, "120 months + 120 months + 120 months + 120 months")),
    )
    desk.receive()


REFUSED = [
    (MissingComponents, {"components": ("tp1",)}),
    (MissingComponents, {"components": ()}),
    (UnknownProcedure, {"procedure": "9.999"}),
    (UnknownProcedure, {"procedure": "\ud800"}),
    (ProcedureRepealed, {"procedure": "9.1"}),
    (AmbiguousTerm, {"procedure": "9.2"}),
    (AmbiguousTerm, {"procedure": "9.2", "term": "4 working_days"}),
    (UnknownTerm, {"procedure": "9.3"}),
    (InvalidTerm, {"procedure": "9.3", "term": "mai"}),
    (DueOutOfRange, {"procedure": "9.4"}),
    (UnknownCase, {"case": "khac"}),
    (UnknownCase, {"procedure": make.SEVERAL_CASES}),
    (ProcedureNotForChannel, {"procedure": "2.000815", "channel": Channel.ONLINE}),
    (ReceivedAtOutOfRange, {"received_at": make.MONDAY + timedelta(minutes=2)}),
    (ReceivedAtOutOfRange, {"received_at": FRIDAY - timedelta(days=1)}),
    (ReceivedAtOutOfRange, {"received_at": make.MONDAY.replace(year=1900)}),
]


@pytest.mark.parametrize(("refusal", "asked"), REFUSED)
def test_a_refused_dossier_leaves_no_trace(desk, refusal, asked):
    ready(desk)
    before = desk.dump()
    with pytest.raises(refusal):
        desk.receive(**asked)
    assert desk.dump() == before
    assert desk.receive().code == "H26.12-261116-030002"


@pytest.mark.parametrize("login", ["xuly", "lanhdao", "kiemsoat", "quantri"])
def test_only_reception_and_supervisors_receive(desk, login):
    before = desk.dump()
    with pytest.raises(RoleMayNot):
        desk.receive(login=login)
    assert desk.dump() == before


def test_the_missing_papers_are_named(desk):
    with pytest.raises(MissingComponents) as refusal:
        desk.receive(components=("tp3",))
    names = tuple(c.name for c in version(desk).components[:2])
    assert refusal.value.details == {"procedure": make.BIRTH, "names": names}


def test_a_paper_without_a_single_sheet_is_missing(desk):
    request = make.request()
    papers = (request.papers[0], replace(request.papers[1], originals=0))
    with pytest.raises(MissingComponents):
        desk.counter.reception.intake(replace(request, papers=papers), desk.officer())


def test_missing_papers_are_accepted_with_a_reason(desk):
    dossier = desk.receive(components=("tp1",), missing_reason="mai nộp")
    assert dossier.missing == (version(desk).components[1].name,)
    assert dossier.missing_reason == "mai nộp"


def test_a_reason_for_nothing_is_not_kept(desk):
    dossier = desk.receive(missing_reason="mai nộp")
    assert (dossier.missing, dossier.missing_reason) == ((), "")


def test_papers_are_matched_by_identity_or_by_name_without_marks(desk):
    first, second, *_ = version(desk).components
    dossier = desk.receive(components=(first.name.upper(), "tp2", "Thư của bà Hiếu"))
    assert [(p.id, p.name) for p in dossier.papers] == [
        ("tp1", first.name),
        ("tp2", second.name),
        ("", "Thư của bà Hiếu"),
    ]


def test_the_name_of_an_extra_paper_is_private(desk):
    desk.receive(components=("tp1", "tp2", "Thư của bà Hiếu"))
    ((text, private),) = desk.rows("SELECT text, private FROM events WHERE kind = 'received'")
    assert "Hiếu" not in text
    assert "Thư của bà Hiếu" in private


def test_papers_outside_any_procedure_are_extra(desk):
    dossier = desk.receive(components=("tp1", "tp2", "!!!"))
    assert dossier.papers[-1] == Paper("", "!!!", 1, 0, 0)


@pytest.mark.parametrize("code", ["H26.12", "h26.12 "])
def test_the_own_unit_as_competent_unit_forwards_nothing(desk, code):
    desk.clock.set(2026, 11, 16, 15, 30)
    other = desk.receive(procedure=make.GUARDIAN, competent_unit=UnitRef(code, "Chúng tôi"))
    own = desk.receive(procedure=make.GUARDIAN)
    assert other.start_at == own.start_at == desk.clock()


@pytest.mark.parametrize(("hour", "day"), [(14, 16), (15, 17)])
def test_another_competent_unit_gets_the_dossier_before_three_or_the_next_day(desk, hour, day):
    desk.clock.set(2026, 11, 16, hour)
    dossier = desk.receive(procedure=make.GUARDIAN, competent_unit=UnitRef("H26.15", "Sở Tư pháp"))
    start = make.MONDAY.replace(day=day, hour=8 if day == 17 else hour)
    assert (dossier.start_at, dossier.competent_unit.name) == (start, "Sở Tư pháp")


def test_the_same_key_gives_the_same_dossier_again(desk):
    request = make.request(idempotency_key="phiếu 7")
    first = desk.counter.reception.intake(request, desk.officer())
    before = desk.dump()
    desk.clock.forward(days=1)
    again = desk.counter.reception.intake(replace(request, procedure="9.999"), desk.officer())
    assert again.repeated
    assert (again.dossier, again.event) == (first.dossier, first.event)
    assert desk.dump() == before
    assert not desk.counter.reception.intake(
        make.request(idempotency_key="phiếu 8"), desk.officer()
    ).repeated


def test_a_key_of_any_text_is_stored_as_a_digest_alone(desk):
    request = make.request(idempotency_key="Hiếu \ud800\0")
    first = desk.counter.reception.intake(request, desk.officer())
    assert desk.counter.reception.intake(request, desk.officer()).event == first.event
    assert len(first.dossier.request_key) == 64


@pytest.mark.parametrize(
    ("login", "days", "works"),
    [("tiepnhan", 3, True), ("tiepnhan", 4, False), ("giamsat", 7, True), ("giamsat", 8, False)],
)
def test_reception_goes_back_one_working_day_and_a_supervisor_five(desk, login, days, works):
    """Monday: three days back is Friday, seven the Monday before."""
    at = make.MONDAY - timedelta(days=days)
    if not works:
        with pytest.raises(ReceivedAtOutOfRange):
            desk.receive(login=login, received_at=at)
        return
    dossier = desk.receive(login=login, received_at=at)
    assert (dossier.received_at, dossier.entered_at) == (at, make.MONDAY)
    assert dossier.due_at.date() == at.date()
    assert dossier.code == "H26.12-261116-030001"


def test_who_is_also_a_supervisor_goes_back_as_one(desk):
    both = replace(desk.officer(), roles=(Role.RECEPTION, Role.SUPERVISOR))
    request = make.request(received_at=FRIDAY - timedelta(days=1))
    dossier = desk.counter.reception.intake(request, both).dossier
    assert dossier.history[0].role == "supervisor"
    assert (
        desk.counter.reception.intake(make.request(), both).dossier.history[0].role == "reception"
    )


def test_a_clock_a_little_behind_another_programs_is_forgiven(desk):
    at = make.MONDAY + timedelta(seconds=50)
    assert desk.receive(received_at=at).received_at == at


def test_a_moment_in_another_zone_is_the_same_moment(desk):
    from datetime import UTC

    at = make.MONDAY.astimezone(UTC)
    assert desk.receive(received_at=at).received_at == make.MONDAY


def test_the_days_number_begins_anew_at_midnight_of_hanoi_and_at_new_year(desk):
    codes = []
    for moment in [(2026, 12, 31, 23, 59), (2026, 12, 31, 23, 59), (2027, 1, 1, 0, 0),
                   (2027, 1, 1, 6, 59), (2027, 1, 1, 7, 0), (2027, 1, 2, 0, 0)]:  # fmt: skip
        desk.clock.set(*moment)
        codes.append(desk.receive().code[7:])
    assert codes == ["261231-030001", "261231-030002", "270101-030001", "270101-030002",
                     "270101-030003", "270102-030001"]  # fmt: skip


def test_a_clock_set_back_to_an_earlier_day_never_gives_a_number_twice(desk):
    codes = []
    for day in (16, 17, 16, 15, 17, 16):
        desk.clock.set(2026, 11, day, 9)
        codes.append(desk.receive().code)
    assert len(set(codes)) == len(codes)
    again = desk.reopened()
    assert again.receive().code == "H26.12-261116-030004"
    again.close()


def test_a_full_day_is_refused_and_the_next_is_not(desk):
    unit = desk.counter.questions.reference().unit()
    desk.counter.describe_unit(replace(unit, serial_width=4), desk.officer("quantri"))
    desk.write("UPDATE desk SET serial_day = '2026-11-16', received = 998")
    assert desk.receive().code == "H26.12-261116-3999"
    before = desk.dump()
    with pytest.raises(DayFull):
        desk.receive()
    assert desk.dump() == before
    desk.clock.forward(days=1)
    assert desk.receive().code == "H26.12-261117-3001"


def test_a_person_chooses_among_contradictory_terms(desk):
    ready(desk)
    assert desk.receive(procedure="9.2", term="5 working_days").term == "5 working_days"
    assert desk.receive(procedure="9.3", term="2 working_days").term == "2 working_days"


def test_the_case_is_named_where_there_are_several(desk):
    dossier = desk.receive(
        procedure=make.SEVERAL_CASES, case="nha-o", components=("tp1", "tp2", "tp3")
    )
    assert dossier.procedure.case == version(desk, make.SEVERAL_CASES).case("nha-o").name
    assert dossier.term == "15 calendar_days"


def test_a_later_phase_has_no_date_yet(desk):
    dossier = desk.receive(procedure=make.TWO_PHASES)
    first, second = dossier.phases
    assert (first.term, first.due_at) == ("10 working_days", dossier.due_at)
    assert (second.term, second.due_at) == ("5 working_days", None)


def test_without_a_term_there_is_no_due_moment(desk):
    dossier = desk.receive(
        procedure=make.NO_TERM, case="thoa-thuan", components=("tp1", "tp2", "tp3")
    )
    assert (dossier.term, dossier.due_at, dossier.derivation) == ("none", None, None)


def test_fees_are_kept_as_the_tariff_had_them(desk):
    offer = version(desk).offer(None, Channel.COUNTER)
    found = [(fee.kind, fee.amount, fee.note) for fee in desk.receive().fees]
    assert found == [(fee.kind.value, fee.amount, fee.note) for fee in offer.fees]


def test_the_preview_is_what_is_then_promised(desk):
    choice = Choice(make.GUARDIAN)
    shown = desk.counter.reception.preview(choice)
    assert shown.due.moment == desk.receive(procedure=make.GUARDIAN).due_at
    later = desk.counter.reception.preview(choice, make.MONDAY + timedelta(days=1))
    assert later.due.moment > shown.due.moment


def test_a_new_version_binds_new_dossiers_only(desk):
    before = desk.receive()
    plain = version(desk)
    issue(desk, plain, **offering(plain, Offer(Channel.COUNTER, "7 working_days")))
    after = desk.receive()
    assert (before.term, after.term) == ("same_day", "7 working_days")
    assert desk.dossier(before).procedure.version != after.procedure.version


def test_a_version_of_the_future_is_not_in_force(desk):
    plain = version(desk)
    decision = Decision("9/QĐ", effective=make.MONDAY.date() + timedelta(days=1))
    issue(desk, plain, decision=decision, code="9.5")
    with pytest.raises(UnknownProcedure):
        desk.receive(procedure="9.5")
    desk.clock.forward(days=1)
    assert desk.receive(procedure="9.5").procedure.decision == "9/QĐ"


def test_the_desks_number_must_fit_the_unit(desk):
    desk.write("UPDATE desk SET number = 100")
    again = desk.reopened()
    with pytest.raises(InvalidDeskNumber):
        again.receive()
    again.close()
    assert desk.kinds() == []


def test_events_of_a_reception_form_a_chain(desk):
    for _ in range(3):
        desk.receive()
    assert desk.counter.health.audit().dossiers == 3
    assert {event.kind for event in desk.counter.questions.chain()} >= {Kind.RECEIVED}

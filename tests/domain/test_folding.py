"""The fold: whatever legal things happen, what a dossier must be; what is illegal or unknown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counter_app.domain.acts import ACTS
from counter_app.domain.dossier import ClockState, Lifecycle, Paper, Status, UnitRef
from counter_app.domain.errors import NoBeginning
from counter_app.domain.event import Kind, moment_text
from counter_app.domain.folding import fold
from counter_app.domain.person import PersonKind
from tests import make

CHOICES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=12)
BEGINNINGS = st.sampled_from(["receive", "register", "decline"])
CLOSED = {Lifecycle.CLOSED, Lifecycle.VOID}
LATER = make.MONDAY + timedelta(days=9)
DUE = {"due_at": moment_text(LATER)}


@st.composite
def stories(draw, desks=1):
    story = make.Story()
    getattr(story, draw(BEGINNINGS))()
    if draw(st.booleans()) and story.events[0].kind == Kind.RECEIVED:
        story = make.Story()
        story.receive(procedure=make.steps(3))
    return make.lived(story, draw(CHOICES), desks)


def prefixes(story):
    """The dossier after each event, with that event."""
    for length in range(1, len(story.events) + 1):
        yield story.events[length - 1], fold(story.events[:length])


def received(**changed):
    story = make.Story()
    story.receive(**changed)
    return story


def paused(story, **public):
    return story.add(Kind.PAUSED, {"kind": "posting", **public})


@given(stories())
def test_any_legal_history_keeps_what_a_dossier_must_be(story):
    before = None
    for event, dossier in prefixes(story):
        assert dossier.status in Status
        assert sum(pause.until is None for pause in dossier.pauses) <= 1
        assert (dossier.clock is ClockState.PAUSED) == any(p.until is None for p in dossier.pauses)
        if dossier.clock is ClockState.PAUSED:
            assert dossier.due_at is None
        assert dossier.owed >= 0
        assert not dossier.needs_review
        assert not dossier.locked
        assert dossier.last_event == event.id
        if before is not None:
            check_step(before, dossier, event)
        before = dossier


def check_step(before, after, event):
    assert len(after.history) == len(before.history) + 1
    assert after.history[:-1] == before.history
    assert after.history[-1].in_force
    assert after.issue == before.issue + (event.kind == Kind.CORRECTED)
    assert (after.id, after.scope, after.desk) == (before.id, before.scope, before.desk)
    assert after.entered_at == before.entered_at or event.kind == Kind.ACCEPTED
    if before.code:
        assert (after.code, after.alias) == (before.code, before.alias)
        assert after.first_due_at == before.first_due_at
        assert after.lookup_secret == before.lookup_secret
    if before.lifecycle is Lifecycle.VOID:
        assert after.lifecycle is Lifecycle.VOID
        assert event.kind == Kind.PRINTED
    if before.lifecycle is Lifecycle.CLOSED and event.kind not in {Kind.REOPENED, Kind.VOIDED}:
        assert (after.status, after.lifecycle) == (before.status, Lifecycle.CLOSED)


@given(stories(desks=3))
def test_replays_are_equal_also_after_storing(story):
    assert story.fold() == story.fold()
    assert fold(map(make.reread, story.events)) == story.fold()


@given(stories())
def test_one_desk_never_disagrees_with_itself(story):
    assert story.fold().conflicts == ()


@given(stories(desks=3))
def test_desks_that_had_seen_everything_never_disagree(story):
    assert story.fold().conflicts == ()


@given(stories(), st.sampled_from(sorted(ACTS)))
def test_an_illegal_act_is_kept_for_review_and_changes_nothing_else(story, name):
    before = story.fold()
    act = ACTS[name]
    assume(act not in make.legal_acts(before))
    event = story.add(act.kind, *make.payloads_of(act, 3, before))
    after = story.fold()
    assert after.needs_review
    assert not after.history[-1].in_force
    assert after == replace(before, needs_review=True, history=after.history, last_event=event.id)


def test_a_second_reception_of_the_same_dossier_is_kept_for_review():
    story = received()
    story.receive(code=make.acceptance().code)
    assert story.fold().needs_review


@pytest.mark.parametrize("kind", [Kind.TAKEN, Kind.ACCEPTED, Kind.ERASED, Kind.UNIT_PROFILED])
def test_a_dossier_begins_with_a_beginning(kind):
    story = make.Story()
    story.add(kind)
    with pytest.raises(NoBeginning) as refusal:
        story.fold()
    assert refusal.value.event_kind == kind


def test_no_events_are_no_dossier():
    with pytest.raises(NoBeginning):
        fold([])


def test_a_reception_is_everything_it_said():
    given_all = make.acceptance(
        applicant=make.person(email="a@b.vn", kind=PersonKind.BUSINESS, tax_code="0101234567"),
        submitter=make.person("Trần Văn Đức"),
        content="cấp\nbản sao",
        note="gấp",
        papers=(Paper("tp1", "Tờ khai", 1, 0, 2), Paper("", "Thư tay", 0, 1, 0)),
        competent_unit=UnitRef("H26.15", "Sở Tư pháp"),
        missing=("Giấy chứng sinh",),
        missing_reason="mai nộp",
        request_key="k" * 64,
        sets=2,
    )
    story = make.Story()
    event = story.receive(**{
        name: getattr(given_all if hasattr(given_all, name) else given_all.visit, name)
        for name in ("applicant", "submitter", "content", "note", "papers", "competent_unit",
                     "missing", "missing_reason", "request_key", "sets")
    })  # fmt: skip
    dossier, visit, promise = story.fold(), given_all.visit, given_all.promise
    for name in ("unit", "procedure", "channel", "result_channel", "applicant", "submitter",
                 "content", "note", "papers", "received_at", "request_key", "profile"):  # fmt: skip
        assert getattr(dossier, name) == getattr(visit, name), name
    for name in ("competent_unit", "missing", "missing_reason", "sets", "fees", "lookup_secret"):
        assert getattr(dossier, name) == getattr(given_all, name), name
    for name in ("term", "policy", "hour_rule", "calendar", "start_at", "due_at", "phases",
                 "derivation"):  # fmt: skip
        assert getattr(dossier, name) == getattr(promise, name), name
    assert dossier.code == str(given_all.code)
    assert dossier.alias == given_all.code.alias
    assert dossier.first_due_at == promise.due_at
    assert (dossier.id, dossier.scope, dossier.desk) == (
        event.dossier,
        event.scope,
        make.identity(1),
    )
    assert (dossier.received_event, dossier.short_hash) == (event.id, event.short_hash)
    assert dossier.receiver == event.author.officer


def test_personal_data_stands_in_the_private_part_alone():
    story = make.Story()
    event = story.receive(
        submitter=make.person("Trần Văn Đức"), content="cấp bản sao", note="gấp",
        papers=(Paper("", "Thư của bà Hiếu", 1, 0, 0),), missing_reason="bà Hiếu ốm",
    )  # fmt: skip
    text = event.text.decode()
    for word in ("Hiếu", "Đức", "001190012345", "0912345678", "bản sao", "gấp", "23456789"):
        assert word not in text


def test_a_refusal_at_the_counter_has_a_number_and_no_code():
    story = make.Story()
    story.decline()
    dossier = story.fold()
    assert (dossier.status, dossier.lifecycle) == (Status.DECLINED, Lifecycle.CLOSED)
    assert (dossier.code, dossier.decline_number) == ("", "261116-030001/PTC")
    assert dossier.reason == "không đúng tuyến"
    assert dossier.clock is ClockState.STOPPED


def test_an_online_registration_gets_its_code_when_it_is_accepted():
    story = make.Story()
    story.register()
    assert (story.fold().status, story.fold().code) == (Status.REGISTERED, "")
    story.add(Kind.ACCEPTED, *make.payloads_of(ACTS["accept"], 1, story.fold()))
    assert story.fold().status is Status.RECEIVED
    assert story.fold().code == "H26.12-261116-030001"


def test_an_online_registration_may_be_declined():
    story = make.Story()
    story.register()
    story.add(Kind.DECLINED, {}, {"reason": "trùng"})
    dossier = story.fold()
    assert (dossier.status, dossier.reason) == (Status.DECLINED, "trùng")
    assert dossier.applicant.name == "Nguyễn Thị Hiếu"


@pytest.mark.parametrize("start", [Status.RECEIVED, Status.IN_PROCESS])
def test_a_supplement_leads_back_to_where_the_dossier_was(start):
    story = received()
    if start is Status.IN_PROCESS:
        story.add(Kind.TAKEN)
    papers = [{"id": "tp2", "name": "Giấy chứng sinh", "originals": 1, "certified": 0,
               "photocopies": 0}]  # fmt: skip
    story.add(Kind.SUPPLEMENT_REQUESTED, {"components": papers}, {"reason": "thiếu"})
    waiting = story.fold()
    assert (waiting.status, waiting.clock, waiting.due_at) == (
        Status.SUPPLEMENT,
        ClockState.PAUSED,
        None,
    )
    assert waiting.pauses[0].reason == "thiếu"
    story.add(Kind.SUPPLEMENTED, {"components": papers, **DUE})
    dossier = story.fold()
    assert (dossier.status, dossier.clock) == (start, ClockState.RUNNING)
    assert (dossier.due_at, dossier.supplements) == (LATER, 1)
    assert [paper.id for paper in dossier.papers] == ["tp1", "tp2"]
    assert dossier.pauses[0].until == story.events[-1].desk_time


def test_payments_lead_on_when_all_is_paid():
    story = received()
    story.add(Kind.PAYMENT_REQUESTED, {"kind": "phi", "amount": 3000})
    paid = {"kind": "phi", "amount": 2000, "receipt_number": "7"}
    story.add(Kind.PAID, paid)
    assert (story.fold().status, story.fold().owed) == (Status.PAYMENT, 1000)
    story.add(Kind.REVERSED, paid, {"reason": "nhầm"})
    assert (story.fold().status, story.fold().owed) == (Status.PAYMENT, 3000)
    story.add(Kind.PAID, paid | {"amount": 9000} | DUE)
    dossier = story.fold()
    assert (dossier.status, dossier.owed, dossier.due_at) == (Status.IN_PROCESS, 0, LATER)
    assert [payment.amount for payment in dossier.payments] == [2000, -2000, 9000]
    story.add(Kind.REVERSED, paid, {"reason": "nhầm"})
    assert (story.fold().status, story.fold().owed) == (Status.IN_PROCESS, 0)


@pytest.mark.parametrize("kind", [Kind.FINISHED, Kind.STOPPED, Kind.WITHDRAWN, Kind.VOIDED])
def test_a_pause_ends_with_the_case(kind):
    story = received()
    paused(story, document="12/TB")
    public = {"outcome": "negative", "seconded_by": "x"} if kind != Kind.STOPPED else {}
    story.add(kind, public | DUE)
    dossier = story.fold()
    assert dossier.clock is ClockState.STOPPED
    assert dossier.due_at == LATER
    assert dossier.pauses[0].until == story.events[-1].desk_time
    assert dossier.pauses[0].document == "12/TB"


def test_a_case_that_ends_while_its_clock_runs_keeps_its_due_moment():
    story = received()
    story.add(Kind.FINISHED, {"outcome": "positive"})
    assert story.fold().due_at == story.fold().first_due_at
    story.add(Kind.HANDED_OVER, {})
    assert story.fold().lifecycle is Lifecycle.CLOSED


def test_a_reopened_case_runs_again():
    story = received()
    story.add(Kind.STOPPED, {}, {"reason": "hết hạn"})
    story.add(Kind.REOPENED, DUE)
    dossier = story.fold()
    assert (dossier.status, dossier.lifecycle) == (Status.IN_PROCESS, Lifecycle.OPEN)
    assert (dossier.clock, dossier.due_at) == (ClockState.RUNNING, LATER)
    assert (dossier.finished_at, dossier.closed_at) == (None, None)


def test_an_act_entered_later_counts_from_its_own_moment():
    story = received()
    story.add(Kind.FINISHED, {"outcome": "positive", "at": moment_text(make.MONDAY)}, at=LATER)
    dossier = story.fold()
    assert dossier.finished_at == dossier.history[-1].at == make.MONDAY


def moved_to(moment):
    """What a calendar change says of a dossier."""
    said = {"due_at": moment_text(moment), "derivation": {"counted": 4}, "calendar": "vn-2"}
    return said | {"step_due_at": moment_text(moment)}


def test_a_calendar_change_moves_the_date_itself_and_no_extension():
    story = received()
    story.add(Kind.RESCHEDULED, moved_to(LATER), {"reason": "QĐ 5"})
    after = story.fold()
    assert (after.due_at, after.step_due_at, after.extended_to) == (LATER, LATER, None)
    assert (after.calendar, after.derivation) == ("vn-2", {"counted": 4})
    assert after.first_due_at < LATER
    assert not after.needs_review


def test_a_date_moved_while_another_desk_stopped_the_clock_stays_unknown():
    story = received()
    story.add(Kind.PAUSED, {"kind": "posting", "document": "1/TB"})
    story.add(Kind.RESCHEDULED, moved_to(LATER), {"reason": "QĐ 5"}, desk=2, saw=story.events[0])
    after = story.fold()
    assert (after.due_at, after.calendar, after.conflicts) == (None, "vn-2", ())
    assert not after.needs_review


def test_what_is_finished_is_moved_by_no_calendar():
    story = received()
    story.add(Kind.FINISHED, {"outcome": "positive"})
    story.add(Kind.RESCHEDULED, moved_to(LATER), {"reason": "QĐ 5"})
    assert story.fold().due_at == story.fold().first_due_at
    assert story.fold().needs_review


def test_other_acts_write_what_they_are_about():
    story = received()
    story.add(Kind.TAKEN)
    assert story.fold().holder == str(story.events[-1].author.officer)
    story.add(Kind.FORWARDED, {"to": "leader"})
    assert story.fold().holder == "leader"
    story.add(Kind.EXTENDED, {"until": moment_text(LATER)}, {"reason": "xác minh"})
    assert (story.fold().extended_to, story.fold().due_at) == (LATER, story.fold().first_due_at)
    story.add(Kind.TRANSFERRED, {"unit": {"code": "H26.15", "name": "Sở Tư pháp", "id": None}})
    assert story.fold().competent_unit == UnitRef("H26.15", "Sở Tư pháp")
    before = story.fold()
    there = replace(before.stay, arrived_at=story.add(Kind.ARRIVED).desk_time)
    assert replace(story.fold(), history=(), last_event=before.last_event) == replace(
        before, history=(), stay=there
    )


def test_a_correction_writes_the_fields_it_names():
    story = received()
    public = {"fields": {"sets": 3, "result_channel": "post", "missing": ["A"],
                         "components": [{"originals": 2, "certified": 0, "photocopies": 0}]},
              "issue": 2}  # fmt: skip
    private = {
        "fields": {"applicant.name": "Nguyễn Thị Hiền", "applicant.kind": "business",
                   "submitter.name": "Trần Văn Đức", "note": "mới"},
        "extra_papers": {"0": "Thư tay"}, "reason": "ghi sai tên",
    }  # fmt: skip
    story.add(Kind.CORRECTED, public, private)
    dossier = story.fold()
    assert (dossier.sets, dossier.result_channel, dossier.note) == (3, "post", "mới")
    assert dossier.papers == (Paper("", "Thư tay", 2, 0, 0),)
    assert dossier.applicant == make.person("Nguyễn Thị Hiền", kind=PersonKind.BUSINESS)
    assert dossier.submitter.name == "Trần Văn Đức"
    assert (dossier.issue, dossier.reissue_reason) == (2, "ghi sai tên")
    assert dossier.missing == ("A",)


def test_a_correction_cannot_write_what_is_not_its_own():
    story = received()
    before = story.fold()
    stolen = {"code": "H26.12-261116-039999", "status": 10, "first_due_at": None, "nonsense": 1,
              "applicant": {}, "receiver.name": "x", "applicant.__class__": "x"}  # fmt: skip
    story.add(Kind.CORRECTED, {"fields": stolen}, {"fields": stolen})
    after = story.fold()
    assert replace(after, history=(), last_event=before.last_event) == replace(before, history=())


def test_printed_papers_are_counted_one_by_one():
    story = received()
    for number in (1, 2):
        story.add(*(Kind.PRINTED, make.payloads_of(ACTS["print"], number, story.fold())[0]))
    assert [paper.copy for paper in story.fold().printed] == [2, 3]


def test_an_unknown_kind_is_kept_and_locks_moves_of_the_status():
    story = received()
    story.add_foreign(kind="praised", public={"stars": 5})
    locked = story.fold()
    assert locked.locked
    assert [entry.kind for entry in locked.history] == ["received", "praised"]
    assert locked.history[-1].in_force
    assert not locked.needs_review
    story.add(Kind.FINISHED, {"outcome": "positive"})
    assert (story.fold().status, story.fold().needs_review) == (Status.RECEIVED, True)
    story.add(Kind.CORRECTED, {"fields": {"sets": 2}, "issue": 2})
    assert story.fold().sets == 2


def test_a_known_kind_of_a_newer_schema_locks_too():
    story = received()
    story.add_foreign(kind="taken", schema=2, public={})
    assert (story.fold().status, story.fold().locked) == (Status.RECEIVED, True)


def test_an_erased_dossier_has_no_people_and_everything_else():
    story = make.Story()
    story.receive(submitter=make.person(), papers=(Paper("", "Thư", 1, 0, 0),))
    for which in range(8):
        make.lived(story, [(which, which)])
    story.add(Kind.ERASED)
    whole = story.fold()
    emptied = fold(replace(event, private=None, salt=None) for event in story.events)
    assert (whole.erased, emptied.erased) == (True, True)
    assert (emptied.applicant.name, emptied.lookup_secret, emptied.note) == ("", "", "")
    assert emptied.papers[0].name == ""
    for name in ("status", "code", "due_at", "printed", "issue", "payments"):
        assert getattr(emptied, name) == getattr(whole, name)


@settings(max_examples=50)
@given(stories())
def test_any_history_folds_after_its_erasure(story):
    whole = story.fold()
    emptied = fold(replace(event, private=None, salt=None) for event in story.events)
    assert emptied.status == whole.status
    assert emptied.due_at == whole.due_at
    assert len(emptied.history) == len(whole.history)


def test_the_history_tells_facts_in_words():
    story = received()
    story.add(Kind.FORWARDED, {"to": "leader"}, {"reason": "trình ký"})
    assert story.fold().history[-1].facts == (("reason", "trình ký"), ("to", "leader"))


def test_a_correction_of_several_fields_tells_the_same_before_and_after_it_was_stored():
    story = received()
    private = {"fields": {"note": "mới", "applicant.name": "Trần Thị Ba"}, "reason": "ghi sai"}
    story.add(Kind.CORRECTED, {"fields": {"sets": 3, "result_channel": "post"}}, private)
    told = story.fold().history[-1].facts
    assert dict(told)["fields"] == "applicant.name; note; result_channel; sets"
    assert fold(map(make.reread, story.events)).history[-1].facts == told


@pytest.mark.parametrize(
    ("kind", "public"),
    [
        (Kind.FORWARDED, {}),
        (Kind.TAKEN, {"step": {"number": 1}}),
        (Kind.FINISHED, {"outcome": "positive", "at": "bao giờ"}),
        (Kind.TRANSFERRED, {"unit": "H26.15"}),
        (Kind.TAKEN, {"step": [], "acting_unit": {"code": 5}}),
        (Kind.CORRECTED, {"fields": []}),
    ],
)
def test_what_cannot_be_read_is_kept_for_review_and_stops_nothing(kind, public):
    story = received()
    before = story.fold()
    story.add(kind, public)
    after = story.fold()
    assert (after.needs_review, after.history[-1].in_force) == (True, False)
    assert (after.status, after.holder) == (before.status, before.holder)
    story.add(Kind.WITHDRAWN, {}, {"reason": "đổi ý"})
    assert story.fold().status is Status.WITHDRAWN


def test_a_resolution_that_cannot_be_read_waits_for_review_too():
    story = received()
    story.add(Kind.FORWARDED, {"to": "a"}, saw=None, desk=2)
    story.add(Kind.FORWARDED, {"to": "b"}, saw=None, desk=3)
    story.add(Kind.RESOLVED, {"acknowledged": 7})
    after = story.fold()
    assert (after.needs_review, after.history[-1].in_force) == (True, False)
    assert [conflict.field for conflict in after.conflicts] == ["holder"]


def test_a_beginning_that_cannot_be_read_begins_nothing():
    story = make.Story()
    story.add(Kind.RECEIVED, {"procedure": 7})
    with pytest.raises(NoBeginning):
        story.fold()

"""Correcting with a reissue, voiding with a second person, and who may."""

from dataclasses import replace

import pytest

from counter_app.domain.acts import ACTS, Role
from counter_app.domain.dossier import Lifecycle, Paper
from counter_app.domain.errors import (
    ActNotAllowed,
    InvalidActData,
    MissingActData,
    NothingToCorrect,
    RoleMayNot,
    SecondPersonNeeded,
    TextTooLong,
    UnknownDossier,
)
from counter_app.domain.person import PersonKind
from counter_app.domain.procedure import Channel
from counter_app.services.acting import Correction, check_fields
from tests import make
from tests.issuing import issue as issued_at_once

WHY = "ghi sai"


@pytest.fixture
def dossier(desk):
    return desk.receive()


def correct(desk, dossier, login="tiepnhan", reason=WHY, **fields):
    return desk.counter.correct(dossier.id, Correction(**fields), reason, desk.officer(login))


def void(desk, dossier, login="giamsat", second="tiepnhan", reason="nhập nhầm"):
    return desk.counter.void(dossier.id, reason, desk.officer(login), desk.officer(second))


def test_a_correction_changes_the_field_and_calls_for_a_new_receipt(desk, dossier):
    after = correct(desk, dossier, content="cấp 3 bản", result_channel=Channel.POST, sets=3)
    assert (after.content, after.result_channel, after.sets) == ("cấp 3 bản", "post", 3)
    assert (after.issue, after.reissue_reason, after.code) == (2, WHY, dossier.code)
    assert desk.dossier(dossier) == after
    assert correct(desk, dossier, note="gấp").issue == 3


def test_the_event_names_the_changed_fields_alone(desk, dossier):
    before = dossier.applicant
    correct(desk, dossier, applicant=replace(before, name="Nguyễn Thị Hiền"), content="")
    sql = "SELECT text, private FROM events WHERE kind = 'corrected'"
    ((text, private),) = desk.rows(sql)
    assert '"fields":{}' in text
    assert private == '{"fields":{"applicant.name":"Nguyễn Thị Hiền"},"reason":"ghi sai"}'


def test_a_submitter_is_added_and_a_kind_corrected(desk, dossier):
    business = replace(dossier.applicant, kind=PersonKind.BUSINESS, tax_code="0101234567")
    after = correct(desk, dossier, submitter=make.person("Trần Văn Đức"), applicant=business)
    assert after.submitter == make.person("Trần Văn Đức")
    assert after.applicant == business


def test_corrected_papers_replace_the_old_and_say_what_is_missing_now(desk):
    dossier = desk.receive(components=("tp1",), missing_reason="mai nộp")
    first, second, *_ = desk.counter.catalogue.versions(make.BIRTH)[0].components
    brought = (Paper("tp2", second.name, 1, 0, 0), Paper("", " Thư tay ", 0, 1, 0))
    after = correct(desk, dossier, papers=brought)
    assert after.papers == (brought[0], Paper("", "Thư tay", 0, 1, 0))
    assert after.missing == (first.name,)


def test_what_is_missing_is_judged_by_the_version_of_reception(desk):
    old = desk.counter.catalogue.versions(make.BIRTH)[-1]
    newer = replace(old, components=old.components[1:])
    issued_at_once(desk.counter, [newer], desk.officer("kiemsoat"))
    dossier = desk.receive(components=("tp2",))
    issued_at_once(desk.counter, [replace(old, field="khác")], desk.officer("kiemsoat"))
    after = correct(desk, dossier, papers=(Paper("", "Thư tay", 1, 0, 0),))
    assert after.missing == (old.components[1].name,)


def test_what_was_missing_stays_so_under_a_version_this_desk_does_not_know(desk):
    dossier = desk.receive(components=("tp1",), missing_reason="mai nộp")
    desk.write("DELETE FROM procedure_versions")
    again = desk.reopened()
    after = correct(again, dossier, papers=(Paper("tp2", "Giấy chứng sinh", 1, 0, 0),))
    again.close()
    assert after.missing == dossier.missing


REFUSED = [
    (NothingToCorrect, {}),
    (NothingToCorrect, {"content": " ", "sets": 1, "result_channel": Channel.COUNTER}),
    (MissingActData, {"content": "x", "reason": " \n"}),
    (TextTooLong, {"content": "x" * 1001}),
    (TextTooLong, {"content": "x", "reason": "x" * 1001}),
    (TextTooLong, {"applicant": make.person("x" * 301)}),
    (InvalidActData, {"applicant": make.person(" ")}),
    (InvalidActData, {"sets": 0}),
    (InvalidActData, {"papers": (Paper("", "", 1, 0, 0),)}),
    (InvalidActData, {"papers": (Paper("tp1", "Tờ khai", -1, 0, 0),)}),
]


@pytest.mark.parametrize(("refusal", "asked"), REFUSED)
def test_a_refused_correction_leaves_no_trace(desk, dossier, refusal, asked):
    before = desk.dump()
    with pytest.raises(refusal):
        correct(desk, dossier, **asked)
    assert desk.dump() == before


@pytest.mark.parametrize("login", ["xuly", "lanhdao", "kiemsoat", "quantri"])
def test_only_reception_and_supervisors_correct(desk, dossier, login):
    with pytest.raises(RoleMayNot):
        correct(desk, dossier, login, content="x")


def test_reception_corrects_until_midnight_and_a_supervisor_later(desk, dossier):
    desk.clock.set(2026, 11, 16, 23, 59)
    assert correct(desk, dossier, content="một").issue == 2
    desk.clock.set(2026, 11, 17, 0, 0)
    with pytest.raises(RoleMayNot):
        correct(desk, dossier, content="hai")
    after = correct(desk, dossier, "giamsat", content="hai")
    assert (after.issue, after.history[-1].role) == (3, "supervisor")


def test_a_back_dated_reception_may_still_be_corrected_on_the_day_of_its_entry(desk):
    from datetime import timedelta

    dossier = desk.receive(received_at=make.MONDAY - timedelta(days=3))
    assert correct(desk, dossier, content="x").issue == 2


def test_voiding_takes_a_supervisor_and_a_second_person(desk, dossier):
    after = void(desk, dossier)
    assert (after.lifecycle, after.reason) == (Lifecycle.VOID, "nhập nhầm")
    assert after.seconded_by == str(desk.officer("tiepnhan").id)
    assert desk.counter.search.duplicates(dossier.applicant.id_number, make.BIRTH) == ()
    with pytest.raises(ActNotAllowed) as refusal:
        void(desk, dossier)
    assert refusal.value.reason == "void"
    with pytest.raises(ActNotAllowed):
        correct(desk, dossier, content="x")


@pytest.mark.parametrize(
    ("refusal", "asked"),
    [
        (SecondPersonNeeded, {"second": "giamsat"}),
        (RoleMayNot, {"login": "tiepnhan", "second": "giamsat"}),
        (MissingActData, {"reason": ""}),
        (TextTooLong, {"reason": "x" * 1001}),
    ],
)
def test_a_refused_voiding_leaves_no_trace(desk, dossier, refusal, asked):
    before = desk.dump()
    with pytest.raises(refusal):
        void(desk, dossier, **asked)
    assert desk.dump() == before


def test_an_inactive_second_person_is_none(desk, dossier):
    second = replace(desk.officer("tiepnhan"), active=False)
    with pytest.raises(SecondPersonNeeded):
        desk.counter.void(dossier.id, "nhầm", desk.officer("giamsat"), second)


def test_an_unknown_dossier_is_refused(desk):
    with pytest.raises(UnknownDossier):
        desk.counter.correct(make.identity(9), Correction(note="x"), WHY, desk.officer())


def test_a_locked_dossier_may_be_corrected_but_not_voided_away(desk, dossier):
    desk.append(ACTS["take"], dossier)
    desk.write(
        "UPDATE events SET text = replace(text, '\"taken\"', '\"praised\"') WHERE kind='taken'"
    )
    assert correct(desk, dossier, note="x").locked
    with pytest.raises(ActNotAllowed) as refusal:
        void(desk, dossier)
    assert refusal.value.reason == "locked"


def test_two_roles_act_in_the_one_that_may(desk, dossier):
    both = replace(desk.officer(), roles=(Role.SUPERVISOR, Role.RECEPTION))
    desk.clock.forward(days=1)
    after = desk.counter.correct(dossier.id, Correction(note="x"), WHY, both)
    assert after.history[-1].role == "supervisor"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"until": "x", "reason": "y", "foreign": 1}, InvalidActData),
        ({"until": "x"}, MissingActData),
        ({"until": "x", "reason": ""}, MissingActData),
    ],
)
def test_an_acts_object_lacks_nothing_and_holds_nothing_foreign(data, refusal):
    with pytest.raises(refusal):
        check_fields(ACTS["extend"], data)


def test_an_acts_object_may_hold_what_it_may_have():
    check_fields(ACTS["extend"], {"until": "x", "reason": "y", "document": "z"})

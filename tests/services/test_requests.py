"""Requests are clean before anything else sees them; JSON of other programs is read strictly."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier import UnitRef
from counter_app.domain.errors import (
    CounterError,
    InvalidBirthDate,
    InvalidIntake,
    InvalidMoment,
    TextTooLong,
    UnreadableCard,
)
from counter_app.domain.person import PERSON_FIELDS, Person, PersonKind
from counter_app.domain.procedure import Channel
from counter_app.domain.text import clean
from counter_app.services.reading_intake import read_intake, read_moment
from counter_app.services.requests import LIMITS, IntakeRequest, PaperRequest
from tests import make

CARD = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|Số 5, Hà Nội|01012021"
PLAIN = {"procedure": make.BIRTH, "channel": "counter", "applicant": {"name": "Hiếu"}}
FULL = {
    "idempotency_key": "k",
    "procedure": make.BIRTH,
    "case": "chung",
    "channel": "post",
    "received_at": "2026-11-16T09:00:00",
    "competent_unit": {"code": "h26.15", "name": "Sở Tư pháp"},
    "applicant": {
        "kind": "business", "name": "Cty A", "id_number": "1", "birth_date": "1990", "phone": "09",
        "email": "a@b.vn", "address": "Hà Nội", "tax_code": "0101",
    },
    "submitter": {"name": "Đức"},
    "components": [{"id": "tp1", "originals": 2, "certified": 1, "photocopies": 3}, "Thư tay"],
    "missing_reason": "mai",
    "content": "một\nhai",
    "result_channel": "online",
    "note": "gấp",
    "term": "same_day",
    "sets": 2,
}  # fmt: skip


def test_a_full_object_is_read_to_its_last_field():
    request = read_intake(FULL)
    assert request == IntakeRequest(
        procedure=make.BIRTH,
        applicant=Person(
            "Cty A", PersonKind.BUSINESS, "1", "1990", "09", "a@b.vn", "Hà Nội", "0101"
        ),
        channel=Channel.POST,
        case="chung",
        submitter=Person("Đức"),
        papers=(PaperRequest("tp1", 2, 1, 3), PaperRequest("Thư tay")),
        competent_unit=UnitRef("H26.15", "Sở Tư pháp"),
        received_at=make.MONDAY,
        content="một\nhai",
        note="gấp",
        result_channel=Channel.ONLINE,
        missing_reason="mai",
        idempotency_key="k",
        term="same_day",
        sets=2,
    )


def test_null_and_empty_mean_absent():
    for nothing in (None, ""):
        optional = set(FULL) - set(PLAIN) - {"components", "sets", "submitter"}
        assert read_intake(PLAIN | dict.fromkeys(optional, nothing)) == read_intake(PLAIN)
    assert read_intake(PLAIN | {"components": None, "sets": None, "submitter": None}) == (
        read_intake(PLAIN)
    )
    paper = {"name": "x", "originals": None}
    assert read_intake(PLAIN | {"components": [paper]}).papers == (PaperRequest("x"),)


@pytest.mark.parametrize("key", sorted(PLAIN))
def test_what_is_required_is_asked_for(key):
    for without in ({k: v for k, v in PLAIN.items() if k != key}, PLAIN | {key: None}):
        with pytest.raises(InvalidIntake) as refusal:
            read_intake(without)
        assert (refusal.value.path, refusal.value.reason) == (key, "missing")


WRONG = [
    ([], "$", "not_an_object"),
    (None, "$", "not_an_object"),
    ("x", "$", "not_an_object"),
    (PLAIN | {"priority": 1}, "priority", "unknown_key"),
    (PLAIN | {"x" * 1000: 1}, "x" * 80, "unknown_key"),
    (PLAIN | {"procedure": 1.5}, "procedure", "not_text"),
    (PLAIN | {"channel": "fax"}, "channel", "unknown_value"),
    (PLAIN | {"result_channel": []}, "result_channel", "not_text"),
    (PLAIN | {"received_at": "hôm qua"}, "received_at", "not_a_moment"),
    (PLAIN | {"received_at": "0001-01-01T00:00+14:00"}, "received_at", "not_a_moment"),
    (PLAIN | {"applicant": "Hiếu"}, "applicant", "not_an_object"),
    (PLAIN | {"applicant": {}}, "applicant.name", "missing"),
    (PLAIN | {"applicant": {"name": "\0"}}, "applicant.name", "missing"),
    (PLAIN | {"applicant": {"name": ["x"]}}, "applicant.name", "not_text"),
    (PLAIN | {"applicant": {"name": "x", "kind": "ghost"}}, "applicant.kind", "unknown_value"),
    (PLAIN | {"applicant": {"name": "x", "age": 3}}, "applicant.age", "unknown_key"),
    (PLAIN | {"submitter": {"phone": "1"}}, "submitter.name", "missing"),
    (PLAIN | {"submitter": {"name": " "}}, "submitter.name", "missing"),
    (PLAIN | {"components": {}}, "components", "not_a_list"),
    (PLAIN | {"components": [1]}, "components[0]", "not_an_object"),
    (PLAIN | {"components": [{}]}, "components[0].name", "missing"),
    (PLAIN | {"components": [""]}, "components[0].name", "missing"),
    (PLAIN | {"components": ["a", {"name": "x", "originals": "1"}]},
     "components[1].originals", "not_a_whole_number"),
    (PLAIN | {"components": [{"name": "x", "certified": True}]},
     "components[0].certified", "not_a_whole_number"),
    (PLAIN | {"components": [{"name": "x", "photocopies": -1}]}, "components[0]", "range"),
    (PLAIN | {"components": [{"name": "x", "photocopies": 1000}]}, "components[0]", "range"),
    (PLAIN | {"components": ["x"] * 201}, "components", "too_many"),
    (PLAIN | {"competent_unit": {"name": "Sở"}}, "competent_unit.code", "missing"),
    (PLAIN | {"competent_unit": 5}, "competent_unit", "not_an_object"),
    (PLAIN | {"sets": 0}, "sets", "range"),
    (PLAIN | {"sets": 2.0}, "sets", "not_a_whole_number"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "path", "reason"), WRONG)
def test_every_refusal_names_its_place(data, path, reason):
    with pytest.raises(InvalidIntake) as refusal:
        read_intake(data)
    assert (refusal.value.path, refusal.value.reason) == (path, reason)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*FULL, "card_qr", "x"]), JSON))
def test_whatever_json_comes_is_read_or_refused(changes):
    for data in (PLAIN | changes, FULL | changes):
        try:
            read_intake(data)
        except CounterError as refusal:
            json.dumps(refusal.details, default=str)


def test_a_unit_may_be_given_by_its_code_or_name_alone():
    def unit(text):
        return read_intake(PLAIN | {"competent_unit": text}).competent_unit

    assert unit("h26.15") == UnitRef("H26.15", "h26.15")
    assert unit("Sở Tư pháp") == UnitRef("Sở Tư pháp", "Sở Tư pháp")
    assert unit({"code": "H26.15"}) == UnitRef("H26.15", "H26.15")


def test_a_card_fills_in_what_was_not_given():
    applicant = read_intake(
        {k: v for k, v in PLAIN.items() if k != "applicant"} | {"card_qr": CARD}
    ).applicant
    assert applicant == Person(
        "Nguyễn Thị Hiếu", id_number="001190012345", birth_date="1990-05-17", address="Số 5, Hà Nội"
    )
    given_more = {"phone": "0912345678", "address": "nơi khác"}
    read = read_intake(PLAIN | {"applicant": given_more, "card_qr": CARD}).applicant
    assert (read.name, read.phone, read.address) == ("Nguyễn Thị Hiếu", "0912345678", "nơi khác")


def test_a_card_without_a_birth_date_gives_none():
    card = CARD.replace("17051990", "")
    assert read_intake(PLAIN | {"card_qr": card}).applicant.birth_date == ""


def test_what_is_no_card_is_refused():
    with pytest.raises(UnreadableCard):
        read_intake(PLAIN | {"card_qr": "https://example.vn"})


@pytest.mark.parametrize(
    "text", ["2026-11-16T09:00", "2026-11-16T02:00Z", "2026-11-16 09:00+07:00"]
)
def test_a_moment_without_an_offset_is_hanois(text):
    moment = read_moment(text)
    assert moment == make.MONDAY
    assert moment.utcoffset() == make.MONDAY.utcoffset()


@pytest.mark.parametrize("text", ["", "9 giờ", "2026-13-01", "9999-12-31T23:59-14:00", "x" * 500])
def test_another_text_is_no_moment(text):
    with pytest.raises(InvalidMoment) as refusal:
        read_moment(text)
    assert len(refusal.value.text) <= 80


def test_texts_are_cleaned_before_anybody_sees_them():
    person = make.person(" Nguye\u0302\u0303n\0\u202e  Thị ", address="Hà\nNội")
    request = IntakeRequest(
        " 1.001193 ", person, content=" một \r\n\0 hai \n", competent_unit=UnitRef(" a\0 ", "b\n"),
        papers=(PaperRequest(" Tờ  khai\t"),), case=" ", term="",
    )  # fmt: skip
    assert (request.procedure, request.applicant.name) == (make.BIRTH, "Nguyễn Thị")
    assert (request.applicant.address, request.content) == ("Hà Nội", "một\nhai")
    assert request.papers[0].name == "Tờ khai"
    assert request.competent_unit == UnitRef("a", "b")
    assert (request.case, request.term) == (None, None)


_BIRTH_DATES = st.sampled_from(["", " 17/5/1990", "1990-05-17", "5/1990", "1990\0"])
_TEXTS = dict.fromkeys(PERSON_FIELDS, st.text(max_size=10)) | {"birth_date": _BIRTH_DATES}


@given(st.builds(Person, **_TEXTS))
def test_an_accepted_person_is_clean(person):
    if not clean(person.name):
        with pytest.raises(InvalidIntake):
            IntakeRequest(make.BIRTH, person)
        return
    applicant = IntakeRequest(make.BIRTH, person).applicant
    for name in PERSON_FIELDS:
        assert clean(getattr(applicant, name)) == getattr(applicant, name)


@pytest.mark.parametrize("text", ["1990-13-01", "30/2/1990", "17/5/90", "hôm qua", "0"])
def test_a_birth_date_nobody_can_have_is_refused(text):
    with pytest.raises(InvalidBirthDate):
        IntakeRequest(make.BIRTH, replace(make.person(), birth_date=text))


def test_a_birth_date_is_kept_in_one_shape():
    request = IntakeRequest(make.BIRTH, replace(make.person(), birth_date="17/5/1990"))
    assert request.applicant.birth_date == "1990-05-17"


@pytest.mark.parametrize("name", sorted(set(LIMITS) - {"reason"}))
def test_nothing_longer_than_its_limit_is_taken(name):
    limit = LIMITS[name]

    def of_length(length):
        text = "17/05/1990".ljust(length, "x") if name == "birth_date" else "x" * length
        plain = make.request()
        if name in PERSON_FIELDS:
            return replace(plain, applicant=replace(make.person(), **{name: text}))
        if name == "component":
            return replace(plain, papers=(PaperRequest(text),))
        if name.startswith("unit_"):
            unit = UnitRef(*(text if name == f"unit_{part}" else "x" for part in ("code", "name")))
            return replace(plain, competent_unit=unit)
        return replace(plain, **{name: text})

    of_length(limit)
    with pytest.raises(TextTooLong) as refusal:
        of_length(limit + 1)
    assert (refusal.value.length, refusal.value.limit) == (limit + 1, limit)


def test_ten_megabytes_are_refused_by_their_length():
    with pytest.raises(TextTooLong) as refusal:
        read_intake(PLAIN | {"applicant": {"name": "x" * 10_000_000}})
    assert refusal.value.details == {
        "path": "applicant.name",
        "length": 10_000_000,
        "limit": LIMITS["name"],
    }


def test_a_moment_keeps_the_counters_zone():
    assert read_intake(PLAIN | {"received_at": "2026-11-16T02:00:00Z"}).received_at == (
        datetime(2026, 11, 16, 9, tzinfo=make.ZONE)
    )

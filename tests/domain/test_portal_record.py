"""Records of the national portal: every known trap, and damage nobody has seen yet."""

import copy
import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import AmbiguousTerm, UnreadableRecord
from counter_app.domain.portal_findings import made_unique
from counter_app.domain.portal_record import is_portal_record, read_portal_record
from counter_app.domain.portal_text import (
    amounts,
    condition_in,
    durations,
    names_other_money,
    says_free,
)
from counter_app.domain.procedure import NO_ID, Channel, Fee, FeeKind, Need
from counter_app.domain.term import Term

OWN = Path(__file__).parents[1] / "data" / "portal"
DONG = "019b3fb2-b5b8-70ac-85e2-9409ec1eaffa"
GIVEN = Path(__file__).parents[3] / "shared" / "data" / "portal-records"


def record(name):
    return json.loads((OWN / f"{name}.json").read_text("utf-8"))


def plain(**changes):
    return {**record("plain"), **changes}


def method(**changes):
    return {**record("plain")["executionMethods"][0], **changes}


def read(name):
    return read_portal_record(record(name))


def doubts(version):
    return {doubt.what: doubt.found for doubt in version.doubts}


def refusal(value):
    with pytest.raises(UnreadableRecord) as caught:
        read_portal_record(value)
    return caught.value.path, caught.value.reason


def terms(version, channel=Channel.COUNTER):
    return [offer.term for offer in version.cases[0].offers_through(channel)]


def test_a_record_without_contradictions_becomes_an_unchecked_version():
    version = read("plain")
    assert version.doubts == ()
    assert (version.id, version.official, version.checked_by) == (NO_ID, False, None)
    assert (version.code, version.field, version.level) == ("1.900001", "Lĩnh vực thử", "commune")
    assert version.decision.number == "12/QĐ-THU"
    assert version.result == "Thẻ thử nghiệm"
    assert version.source.endswith("/00000000-0000-7000-8000-000000000001")
    assert [case.id for case in version.cases] == ["1.900001.01"]
    assert version.offer(None, Channel.ONLINE).term == "5 working_days"
    assert [(c.id, c.originals, c.need) for c in version.components] == [
        ("T.01", 1, Need.UNKNOWN),
        ("T.02", 2, Need.UNKNOWN),
    ]
    assert not version.is_one_step


def test_a_channel_and_a_case_that_disagree_stand_side_by_side():
    version = read("channel_against_case")
    assert terms(version) == ["5 working_days", "10 calendar_days"]
    assert doubts(version) == {"term": ("DIRECT: 5 WORKING_DAY", "1.900001.01: 10 DAY")}
    with pytest.raises(AmbiguousTerm) as caught:
        version.offer(None, Channel.COUNTER)
    assert caught.value.terms == ("5 working_days", "10 calendar_days")
    assert version.offer(None, Channel.COUNTER, "10 calendar_days").fees[0].amount == 0


def test_a_unit_the_portal_does_not_name_gives_no_term():
    version = read("unit_other")
    assert terms(version) == [None]
    assert doubts(version) == {"term": ("DIRECT: 0 OTHER", "1.900001.01: 24 OTHER")}


def test_a_case_without_a_readable_time_stands_beside_the_channels():
    value = plain()
    value["cases"][0]["processingDay"] = {"qty": 0, "type": "OTHER"}
    version = read_portal_record(value)
    assert terms(version) == ["5 working_days", None]
    with pytest.raises(AmbiguousTerm) as caught:
        version.offer(None, Channel.COUNTER)
    assert caught.value.terms == ("5 working_days",)


def test_several_rows_of_one_channel_keep_their_own_terms_and_fees():
    version = read("two_rows_one_channel")
    offers = version.cases[0].offers_through(Channel.COUNTER)
    assert [(o.term, o.fees) for o in offers] == [
        ("3 working_days", (Fee(FeeKind.LE_PHI, 40000, "Lệ phí cấp thẻ"),)),
        ("3 calendar_days", (Fee(FeeKind.PHI, 90000, "Phí thẩm định"),)),
    ]
    assert doubts(version) == {"term": ("DIRECT: 3 WORKING_DAY", "DIRECT: 3 DAY")}


def test_two_stages_are_neither_added_nor_chosen():
    version = read("two_stages")
    assert terms(version, Channel.POST) == ["15 calendar_days", "3 calendar_days"]
    assert doubts(version) == {"term": ("POSTAL: 15 DAY", "POSTAL: 3 DAY")}


def test_a_description_that_names_other_times_is_kept_beside_the_number():
    version = read("month_against_text")
    number, text = version.cases[0].offers_through(Channel.COUNTER)
    assert (number.term, text.term) == ("6 months", None)
    assert text.source_text.startswith("Trong thời hạn 04 tháng")
    assert doubts(version)["term"] == (
        "DIRECT: 6 MONTH",
        "Trong thời hạn 04 tháng kể từ ngày nhận đủ hồ sơ.",
        "Có thể kéo dài không quá 02 tháng.",
    )


def test_a_description_that_says_the_same_is_no_contradiction():
    row = method(description="Trong thời hạn 05 (năm) ngày làm việc, từ ngày 5 tháng 01 năm 2026.")
    assert read_portal_record(plain(executionMethods=[row])).doubts == ()


def test_a_description_cannot_contradict_a_row_without_a_term():
    row = method(processingTimeUnit="OTHER", description="Trong 3 ngày.")
    assert terms(read_portal_record(plain(executionMethods=[row], cases=[]))) == [None]


def test_money_that_only_the_text_names_is_reported():
    version = read("fee_only_in_text")
    assert version.cases[0].offers[0].fees == (Fee(FeeKind.PHI, 800000, "Phí thẩm định"),)
    assert doubts(version) == {
        "fee_text": (
            "Lệ phí cấp thẻ: 100.000 đồng.",
            "Từ 01/01/2026 nộp phí bằng 50% mức thu.",
        )
    }


def test_decomposed_letters_are_composed():
    version = read("decomposed")
    assert version == read("plain")
    assert unicodedata.is_normalized("NFC", version.name.vi)


def test_control_characters_and_outer_spaces_leave_names_and_codes():
    assert read("dirty_codes") == read("plain")


def test_repeated_codes_become_unique_and_are_reported():
    version = read("repeated_codes")
    assert [case.id for case in version.cases] == ["1.900001.01", "1.900001.01-3", "1.900001.01-2"]
    assert [component.id for component in version.components] == ["T.01", "T.01-2"]
    assert doubts(version) == {"case_code": ("1.900001.01",), "component_code": ("T.01",)}


def test_cases_of_one_name_cannot_be_told_apart():
    value = record("repeated_codes")
    value["cases"][1]["name"] = ""  # then it bears the procedure's
    assert doubts(read_portal_record(value))["case_name"] == ("Cấp thẻ thử nghiệm",)


def test_a_sentence_instead_of_a_number_is_kept_as_words():
    version = read("sentence_time")
    offer = version.offer(None, Channel.ONLINE)
    assert (offer.term, offer.source_text) == (None, "Ngay khi gửi thông tin lên hệ thống.")
    assert doubts(version) == {"term": ("ONLINE: Ngay khi gửi thông tin lên hệ thống.",)}
    assert [(case.id, case.name) for case in version.cases] == [("chung", version.name.vi)]


def test_foreign_money_has_no_amount_and_stays_in_the_note():
    version = read("foreign_money")
    words = "SERVICE_FEE 100 USD (100 USD/thẻ.)"
    assert version.cases[0].offers[0].fees == (Fee(FeeKind.LE_PHI, None, words),)
    assert doubts(version) == {"fee": (f"DIRECT: {words}",)}


def test_papers_of_several_situations_carry_their_name_and_remarks_are_no_papers():
    version = read("papers_by_case")
    assert [(c.name, c.photocopies, c.need, c.condition) for c in version.components] == [
        ("Đơn đề nghị (nếu có)", 0, Need.CONDITIONAL, "Cấp mới; nếu có"),
        ("Bản sao thẻ cũ có chứng thực", 1, Need.CONDITIONAL, "Cấp lại"),
    ]
    assert doubts(version) == {
        "component_case": ("Cấp mới", "Cấp lại"),
        "component_remark": ("Lưu ý: xuất trình căn cước",),
        "component_copies": ("Bản sao thẻ cũ có chứng thực",),
    }


def test_the_heading_of_the_only_list_is_kept_but_makes_no_paper_conditional():
    value = plain()
    value["executionCases"][0]["name"] = "*Lưu ý: nộp một bộ"
    component = read_portal_record(value).components[0]
    assert (component.need, component.condition) == (Need.UNKNOWN, "*Lưu ý: nộp một bộ")


def test_a_number_of_copies_nobody_gives_is_none():
    value = plain()
    value["executionCases"][0]["profileComponents"][0].update(originalQty=None, copyQty=3)
    component = read_portal_record(value).components[0]
    assert (component.originals, component.photocopies) == (0, 3)


def test_a_paper_among_the_cases_is_reported():
    value = plain()
    value["cases"][0]["profileComponents"] = [{"name": "Giấy lạ"}]
    assert doubts(read_portal_record(value)) == {"component_case": ("Giấy lạ",)}


def test_an_internal_record_is_taken_and_said_to_be_one():
    assert doubts(read("internal")) == {
        "fee": ("DIRECT: fees []",),
        "component_missing": ("profileComponents: []",),
        "internal": ("STANDARD_INTERNAL",),
    }


def test_hours_are_working_hours_until_a_person_says_otherwise():
    version = read("hours")
    assert terms(version) == ["1 working_hour"]
    assert terms(version, Channel.ONLINE) == ["1 calendar_day"]
    assert doubts(version) == {"term_unit": ("DIRECT: 1 HOUR",)}


def test_hours_of_a_case_are_doubted_too():
    value = plain()
    value["cases"][0]["processingDay"] = {"qty": 15, "type": "HOUR"}
    assert doubts(read_portal_record(value))["term_unit"] == ("1.900001.01: 15 HOUR",)


@pytest.mark.parametrize(
    ("quantity", "unit", "term"),
    [
        ("15", "DAY", "15 calendar_days"),
        (3.0, "WORKING_DAY", "3 working_days"),
        (1.5, "DAY", None),
        (None, "DAY", None),
        ("", "DAY", None),
        (0, "DAY", None),
        (-3, "DAY", None),
        (10**9, "MONTH", None),
        (3, "WEEK", None),
        (3, None, None),
        ("07 ngày", "DAY", None),
    ],
)
def test_a_quantity_is_a_term_only_where_it_has_one_meaning(quantity, unit, term):
    row = method(processingTime=quantity, processingTimeUnit=unit)
    version = read_portal_record(plain(executionMethods=[row], cases=[]))
    assert terms(version) == [term]
    assert ("term" in doubts(version)) == (term is None)


def test_a_case_may_state_no_time():
    value = plain()
    value["cases"][0]["processingDay"] = None
    assert read_portal_record(value).doubts == ()


@pytest.mark.parametrize(
    ("fee", "kind", "amount", "doubted"),
    [
        ({"type": "FEE", "value": 0, "description": "Miễn phí."}, "phi", 0, set()),
        ({"type": "FEE", "value": 0, "description": ""}, "phi", None, {"fee"}),
        ({"type": "FEE", "value": 0, "description": "Không quy định."}, "phi", None, {"fee"}),
        ({"type": "FEE", "value": None, "description": "Theo HĐND"}, "phi", None, {"fee"}),
        ({"type": "FEE", "value": "Theo HĐND"}, "phi", None, {"fee"}),
        ({"type": "FEE", "value": 2000.5}, "phi", None, {"fee"}),
        ({"type": "FEE", "value": 20000, "description": "Lệ phí"}, "phi", 20000, {"fee_kind"}),
        (
            {"type": "SERVICE_FEE", "value": 9000, "description": "Phí"},
            "le_phi",
            9000,
            {"fee_kind"},
        ),
        ({"type": "SERVICE_FEE", "value": 9000, "description": "Lệ phí"}, "le_phi", 9000, set()),
        ({"type": "CHARGE", "value": 9000, "description": ""}, "phi", 9000, {"fee_kind"}),
        ({"type": "FEE", "value": 9000, "currencyName": "Việt Nam Đồng"}, "phi", 9000, set()),
        ({"type": "FEE", "value": 9000, "currencyId": DONG}, "phi", 9000, set()),
        ({"type": "FEE", "value": 9000, "currencyId": "unknown"}, "phi", None, {"fee"}),
    ],
)
def test_a_fee_has_an_amount_only_where_it_is_clear(fee, kind, amount, doubted):
    version = read_portal_record(plain(executionMethods=[method(fees=[fee])]))
    (found,) = version.cases[0].offers[0].fees
    assert (found.kind, found.amount) == (kind, amount)
    assert set(doubts(version)) == doubted


def test_two_prices_for_the_same_thing_are_both_kept():
    paid = method(fees=[{"type": "SERVICE_FEE", "value": 20000, "description": ""}])
    exempt = method(fees=[{"type": "SERVICE_FEE", "value": 0, "description": "Miễn"}])
    version = read_portal_record(plain(executionMethods=[paid, exempt]))
    assert [fee.amount for fee in version.offer(None, Channel.COUNTER).fees] == [20000, 0]
    assert doubts(version) == {"fee": ("DIRECT: le_phi 20000", "DIRECT: le_phi 0 Miễn")}


def test_an_unknown_way_of_submission_is_reported_with_its_words():
    version = read_portal_record(plain(executionMethods=[method(submissionMethod="KIOSK")]))
    assert version.cases[0].offers == ()
    assert doubts(version) == {"channel": ("KIOSK: 5 WORKING_DAY",)}


def test_a_record_without_any_channel_offers_nothing():
    version = read_portal_record(plain(executionMethods=[]))
    assert version.cases[0].offers == ()
    assert doubts(version) == {"channel": ("executionMethods: []",)}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (1767200400000, date(2026, 1, 1)),  # midnight +07:00, the day before in UTC
        (1750636800000, date(2025, 6, 23)),  # midnight UTC
        (None, None),
    ],
)
def test_a_decision_is_dated_in_ho_chi_minh_time(moment, day):
    value = plain(procedureProposal={"proposalNumber": "12/QĐ-THU", "decisionDate": moment})
    assert read_portal_record(value).decision.issued == day


@pytest.mark.parametrize(
    ("changes", "what", "found"),
    [
        ({"procedureProposal": {"proposalNumber": "2017"}}, "decision", ("2017",)),
        ({"procedureProposal": {"proposalNumber": "QĐ/0001-X"}}, "decision", ("QĐ/0001-X",)),
        ({"procedureProposal": None}, "decision", ("",)),
        ({"categoriesDetails": []}, "field", ("",)),
        ({"category": {"name": "Lĩnh vực khác"}}, "field", ("Lĩnh vực thử", "Lĩnh vực khác")),
        ({"isWard": False}, "level", ("",)),
        ({"isWard": False, "isVertical": True}, "level", ("vertical",)),
        ({"isUndetermined": True}, "level", ("commune", "undetermined")),
        ({"codeNotation": "1.900002"}, "code", ("1.900001", "1.900002")),
        ({"code": "Z", "codeNotation": "Z"}, "code", ("Z",)),
    ],
)
def test_what_is_unclear_about_the_record_itself_is_reported(changes, what, found):
    assert doubts(read_portal_record(plain(**changes))) == {what: found}


def test_the_old_place_of_the_decision_number_is_read_too():
    value = plain(procedureProposal={}, decisionNo="7/QĐ-THU", category={"name": ""})
    assert read_portal_record(value).decision.number == "7/QĐ-THU"


@pytest.mark.parametrize(
    ("changes", "path", "reason"),
    [
        ({"code": None}, "$.code", "missing"),
        ({"code": " . "}, "$.code", "missing"),
        ({"name": " \t"}, "$.name", "missing"),
        ({"name": 7}, "$.name", "wrong_type"),
        ({"name": "a" * 2001}, "$.name", "too_long"),
        ({"executionMethods": None}, "$.executionMethods", "missing"),
        ({"executionMethods": {}}, "$.executionMethods", "wrong_type"),
        ({"executionMethods": ["DIRECT"]}, "$.executionMethods[0]", "wrong_type"),
        ({"cases": [{}] * 1001}, "$.cases", "too_long"),
        ({"cases": [{"processingDay": 5}]}, "$.cases[0].processingDay", "wrong_type"),
        ({"isWard": "yes"}, "$.isWard", "wrong_type"),
        ({"procedureProposal": []}, "$.procedureProposal", "wrong_type"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_path(changes, path, reason):
    assert refusal(plain(**changes)) == (path, reason)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("originalQty", "1", "wrong_type"),
        ("originalQty", True, "wrong_type"),
        ("copyQty", -1, "out_of_range"),
        ("name", "", "missing"),
    ],
)
def test_a_damaged_paper_is_refused_with_its_path(key, value, reason):
    damaged = plain()
    damaged["executionCases"][0]["profileComponents"][1][key] = value
    path = f"$.executionCases[0].profileComponents[1].{key}"
    assert refusal(damaged) == (path, reason)


@pytest.mark.parametrize("value", [True, [], {}])
def test_a_time_or_an_amount_of_another_type_is_refused(value):
    at = "$.executionMethods[0]"
    row = method(processingTime=value)
    assert refusal(plain(executionMethods=[row])) == (f"{at}.processingTime", "wrong_type")
    row = method(fees=[{"type": "FEE", "value": value}])
    assert refusal(plain(executionMethods=[row])) == (f"{at}.fees[0].value", "wrong_type")


def test_a_negative_amount_is_refused():
    row = method(fees=[{"type": "FEE", "value": -1}])
    path = "$.executionMethods[0].fees[0].value"
    assert refusal(plain(executionMethods=[row])) == (path, "out_of_range")


@pytest.mark.parametrize(
    ("moment", "reason"),
    [("2026", "wrong_type"), (10**30, "out_of_range"), (-(10**13), "out_of_range")],
)
def test_a_date_that_is_none_is_refused(moment, reason):
    value = plain(procedureProposal={"proposalNumber": "1/QĐ-A", "decisionDate": moment})
    assert refusal(value) == ("$.procedureProposal.decisionDate", reason)


@pytest.mark.parametrize("value", [None, [], "record", 3])
def test_what_is_no_object_is_no_record(value):
    assert not is_portal_record(value)
    assert refusal(value) == ("$", "wrong_type")


def test_what_a_refusal_shows_is_short():
    with pytest.raises(UnreadableRecord) as caught:
        read_portal_record(plain(name=["x" * 10_000]))
    assert len(caught.value.found) <= 81


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Trong thời hạn 04 tháng, thêm không quá 02 tháng", ("4 months", "2 months")),
        ("05 ngày làm việc hoặc 3 ngày", ("5 working_days", "3 calendar_days")),
        ("nhận sau 15 giờ; trong 24 giờ", ("24 working_hours",)),
        ("sau 15 ngày kể từ khi thông báo", ("15 calendar_days",)),
        ("ngày 5 tháng 01 năm 2015, ngày 30/6/2023, 0 ngày", ()),
    ],
)
def test_durations_are_found_and_dates_are_not(line, found):
    assert durations(line) == found


@pytest.mark.parametrize("line", ["thu 5 USD", "$ 5", "20 nghìn đồng", "giảm 50% phí"])
def test_money_no_list_of_fees_can_hold_is_noticed(line):
    assert names_other_money(line)


@pytest.mark.parametrize("line", ["giảm 50% diện tích", "Mẫu 05", "phí theo quy định"])
def test_other_sentences_speak_of_no_money(line):
    assert not names_other_money(line)


def test_amounts_are_found_with_any_separator():
    assert amounts("100.000 đồng, 8,000đ và 20000 VNĐ; Mẫu 2026, 5 đồng") == (100000, 8000, 20000)


@pytest.mark.parametrize("words", ["Không", "không.", "Miễn phí", "Không thu lệ phí"])
def test_words_that_say_free(words):
    assert says_free(words)


@pytest.mark.parametrize("words", ["", "Không quy định.", "Miễn cho người nghèo"])
def test_words_that_do_not_say_free(words):
    assert not says_free(words)


def test_only_brackets_hold_a_condition():
    assert condition_in("Giấy ủy quyền (đối với trường hợp ủy quyền).").startswith("đối với")
    assert condition_in("Tờ khai (mẫu)") == ""


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "b"])))
def test_codes_made_unique_are_unique_and_keep_their_order(codes):
    given_codes, repeated = made_unique(codes)
    assert len(set(given_codes)) == len(codes)
    assert all(new.startswith(old) for new, old in zip(given_codes, codes, strict=True))
    assert set(repeated) == {code for code in codes if codes.count(code) > 1}


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
NAMES = sorted(path.stem for path in OWN.glob("*.json"))


def places(value, path=()):
    yield path
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in inner:
            yield from places(one, (*path, key))


@given(st.sampled_from(NAMES), st.data())
def test_a_mutilated_record_is_read_or_refused_but_never_breaks_anything(name, data):
    value = record(name)
    for _ in range(data.draw(st.integers(1, 4))):
        value = mutilated(value, data)
    try:
        version = read_portal_record(value)
    except UnreadableRecord as error:
        assert error.path.startswith("$")  # noqa: PT017
        return
    assert version.code
    assert version.name.vi
    assert not version.official
    assert len({case.id for case in version.cases}) == len(version.cases)
    for offer in (offer for case in version.cases for offer in case.offers):
        assert offer.term is None or str(Term.parse(offer.term)) == offer.term


def mutilated(value, data):
    *path, last = data.draw(st.sampled_from([place for place in places(value) if place] or [("",)]))
    value = copy.deepcopy(value)
    target = value
    for key in path:
        target = target[key]
    if data.draw(st.booleans()) and isinstance(target, dict):
        target.pop(last, None)
    else:
        target[last] = data.draw(JUNK)
    return value


given_only = pytest.mark.skipif(not GIVEN.is_dir(), reason="the given records are not here")
EXPECTED = {
    "1.001010": {"fee", "term", "component_copies"},
    "1.005071": {"case_code", "case_name", "term", "component_copies"},
    "1.009067": {"fee", "term", "decision"},
    "1.013979": {"fee", "term"},
    "2.000992": {"case_name", "term", "term_unit"},
    "3.000116": {"term", "term_unit", "component_case"},
    "5.003812": {"fee", "component_missing", "internal"},
}


def read_given(code):
    return read_portal_record(json.loads((GIVEN / f"{code}.json").read_text("utf-8")))


@given_only
def test_every_given_record_is_expected_here():
    assert {path.stem for path in GIVEN.glob("*.json")} == set(EXPECTED)


@given_only
@pytest.mark.parametrize("code", EXPECTED)
def test_a_given_record_imports_with_exactly_its_doubts(code):
    version = read_given(code)
    assert version.code == code
    assert set(doubts(version)) == EXPECTED[code]
    assert not version.official
    assert version.checked_by is None
    assert unicodedata.is_normalized("NFC", repr(version))


@given_only
def test_the_permanent_residence_card_keeps_six_months_beside_its_text():
    version = read_given("1.001010")
    assert terms(version) == ["6 months", None]
    assert version.cases[0].offers[0].fees[0].amount is None
    assert "100 USD" in version.cases[0].offers[0].fees[0].note
    assert version.decision.issued == date(2026, 8, 5)
    assert any("04 tháng" in line for line in doubts(version)["term"])
    assert len(version.components) == 6


@given_only
def test_the_train_driving_licence_keeps_both_rows_of_every_channel():
    version = read_given("1.005071")
    assert [case.id for case in version.cases] == ["1.005071.01", "1.005071.01-2"]
    for channel in Channel:
        offers = version.cases[1].offers_through(channel)
        assert [(o.term, o.fees[0].kind, o.fees[0].amount) for o in offers] == [
            ("3 working_days", FeeKind.LE_PHI, 100000),
            ("3 calendar_days", FeeKind.PHI, 950000),
        ]


@given_only
def test_the_translators_signature_keeps_three_cases_beside_a_time_nobody_stated():
    version = read_given("2.000992")
    assert [[o.term for o in case.offers] for case in version.cases] == [
        [None, "1 working_day"],
        [None, "15 working_hours"],
        [None, "1 working_day"],
    ]
    assert version.decision.issued == date(2025, 10, 31)


@given_only
def test_the_gift_of_land_keeps_the_time_of_its_case_beside_that_of_two_channels():
    version = read_given("1.013979")
    assert terms(version, Channel.ONLINE) == ["10 working_days", "20 working_days"]
    assert terms(version, Channel.POST) == ["10 working_days", "20 working_days"]
    assert terms(version) == ["20 working_days"]
    assert version.decision.issued == date(2025, 6, 23)


@given_only
def test_the_treasury_keeps_an_hour_beside_a_day_and_its_free_service():
    version = read_given("3.000116")
    assert terms(version) == ["1 working_hour", "1 calendar_day"]
    assert {fee.amount for offer in version.cases[0].offers for fee in offer.fees} == {0}
    assert {component.need for component in version.components} == {Need.CONDITIONAL}


@given_only
def test_the_customs_procedure_has_a_sentence_and_no_term():
    version = read_given("1.009067")
    assert terms(version) == [None]
    assert version.decision.number == "2017"
    assert doubts(version)["decision"] == ("2017",)

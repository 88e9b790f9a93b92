"""Reading catalogue files of both formats; whatever is wrong is refused record by record."""

import copy
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from counter_app.domain.procedure import Need
from counter_app.domain.procedure_file import procedure_from_versions
from counter_app.services import catalogue_reading
from counter_app.services.catalogue_reading import Read, Refusal, read_catalogue

SCHEMA = json.loads(resources.path("catalogue/procedure.schema.json").read_text("utf-8"))
SAMPLE = resources.path("catalogue/sample.json").read_bytes()
PORTAL = Path(__file__).parents[1] / "data" / "portal"
FACTS = Path(__file__).parents[3] / "shared" / "data" / "procedures.json"
TOOL = Path(__file__).parents[2] / "tools" / "make_sample_catalogue.py"
RECORDS = sorted(PORTAL.glob("*.json")) + sorted(FACTS.parent.glob("portal-records/*.json"))
RECORD = (PORTAL / "plain.json").read_bytes()
OWN = json.loads(SAMPLE)[0]


def read(content, name="a.json"):
    return list(read_catalogue([(name, content)], SCHEMA))


def encoded(value):
    return json.dumps(value, ensure_ascii=False).encode()


def refused(content):
    (found,) = read(content)
    assert isinstance(found, Refusal)
    return found.error.path, found.error.reason


def own(**changes):
    value = copy.deepcopy(OWN)
    value["versions"][0].update(changes)
    return value


def test_a_portal_record_is_recognised_by_its_keys():
    (found,) = read(RECORD)
    assert isinstance(found, Read)
    assert (found.place, [v.code for v in found.versions]) == ("a.json", ["1.900001"])


def test_an_own_procedure_gives_all_its_versions():
    value = own()
    value["versions"] *= 2
    (found,) = read(encoded(value))
    assert [v.code for v in found.versions] == ["1.001193", "1.001193"]


def test_a_list_may_mix_both_formats_and_goes_on_after_a_refusal():
    found = read(encoded([OWN, json.loads(RECORD), 7, {"x": 1}, OWN]))
    assert [type(one) for one in found] == [Read, Read, Refusal, Refusal, Read]
    assert [one.place for one in found] == [f"a.json[{n}]" for n in range(5)]
    assert {one.error.reason for one in found if isinstance(one, Refusal)} == {"not_a_procedure"}


def test_json_lines_are_read_one_by_one_and_a_cut_line_is_refused_alone():
    content = encoded(OWN) + b"\r\n\n" + encoded(json.loads(RECORD)) + b"\n" + RECORD[:1]
    found = read(content, "b.jsonl")
    assert [type(one) for one in found] == [Read, Read, Refusal]
    assert [one.place for one in found] == ["b.jsonl:1", "b.jsonl:3", "b.jsonl:4"]


def test_a_line_separator_inside_a_text_ends_no_json_line():
    value = own(result="một\u2028hai")
    found = read(encoded(value) + b"\n" + encoded(OWN))
    assert [type(one) for one in found] == [Read, Read]


def test_several_files_are_answered_in_their_order():
    found = list(read_catalogue([("a", b""), ("b", RECORD)], SCHEMA))
    assert [(one.place, type(one)) for one in found] == [("a", Refusal), ("b", Read)]


def test_a_byte_order_mark_does_no_harm():
    assert isinstance(read(b"\xef\xbb\xbf" + RECORD)[0], Read)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"[]", "empty"),
        (RECORD[:300], "truncated"),
        (RECORD[:-3], "truncated"),
        (b'{"code": "1.0', "truncated"),
        (b"<html></html>", "not_json"),
        (b"{'code': 1}", "not_json"),
        (b'{"code": NaN}', "not_json"),
        (b'{"code": ' + b"9" * 5000 + b"}", "not_json"),
        (b"[" * 100_000, "too_deep"),
        (RECORD.decode().encode("utf-16"), "not_utf8"),
        (b'{"code": "\xff"}', "not_utf8"),
        (b"null", "not_a_procedure"),
        (b'"text"', "not_a_procedure"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_whole(content, reason):
    assert refused(content) == ("$", reason)


@pytest.mark.parametrize("depth", [41, 300, 600, 900, 980, 5000])
@pytest.mark.parametrize("key", ["code", "executionCases", "x"])
def test_a_record_nested_without_end_is_refused(key, depth):
    content = f'{{"{key}": {"[" * depth}{"]" * depth}}}'.encode()
    assert refused(content) == ("$", "too_deep")


def test_a_file_larger_than_any_catalogue_is_refused(monkeypatch):
    monkeypatch.setattr(catalogue_reading, "LARGEST_FILE", 10)
    assert refused(RECORD) == ("$", "too_large")


def test_a_damaged_portal_record_is_refused_with_its_path():
    assert refused(encoded({**json.loads(RECORD), "name": None})) == ("$.name", "missing")


@pytest.mark.parametrize(
    ("value", "path", "reason"),
    [
        ({"code": "1.1"}, "$", "missing"),
        ({**OWN, "colour": "red"}, "$", "unknown_key"),
        ({**OWN, "versions": []}, "$.versions", "empty"),
        ({**OWN, "name": {"vi": " "}}, "$.name.vi", "wrong_form"),
        ({**OWN, "name": {"vi": "a\u0000"}}, "$.name.vi", "control_character"),
        ({**OWN, "name": {"vi": "a\n"}}, "$.name.vi", "control_character"),
        ({**OWN, "name": {"vi": "a" * 10_000_000}}, "$", "too_large"),
        ({**OWN, "name": {"vi": "a" * 10_000}}, "$.name.vi", "too_long"),
        ({**OWN, "code": "1.1\n"}, "$.code", "wrong_form"),
        (own(cases=[]), "$.versions[0].cases", "empty"),
        (own(official="yes"), "$.versions[0].official", "wrong_type"),
        (own(supplement_policy="none"), "$.versions[0].supplement_policy", "unknown_value"),
        (
            own(decision={"number": "1", "issued": "1/2/26"}),
            "$.versions[0].decision.issued",
            "wrong_form",
        ),
        (
            own(steps=[{"name": "x", "role": "king"}]),
            "$.versions[0].steps[0].role",
            "unknown_value",
        ),
        (
            own(components=[{"id": "a", "name": "x", "originals": 1.5}]),
            "$.versions[0].components[0].originals",
            "wrong_type",
        ),
        (own(components=[{"id": "a", "name": "x"}] * 2), "$.versions[0].components", "repeated"),
    ],
)
def test_an_own_record_against_the_schema_is_refused_with_the_rule_it_broke(value, path, reason):
    assert refused(encoded(value)) == (path, reason)


def test_a_lone_surrogate_is_refused():
    content = json.dumps({**OWN, "field": "a"}).replace('"a"', r'"\ud800"').encode()
    assert refused(content) == ("$.field", "control_character")


@pytest.mark.parametrize("amount", [-1, 10**13, 1.5, "5"])
def test_an_amount_that_is_no_whole_number_of_dong_is_refused(amount):
    value = own()
    value["versions"][0]["cases"][0]["channels"][0]["fees"][0]["amount"] = amount
    path, reason = refused(encoded(value))
    assert path == "$.versions[0].cases[0].channels[0].fees[0].amount"
    assert reason in {"out_of_range", "wrong_type"}


def test_a_repeal_needs_no_cases():
    (found,) = read(encoded(own(decision={"number": "9/QĐ", "kind": "repeal"}, cases=[])))
    assert found.versions[0].is_repeal


def test_decomposed_texts_are_composed_before_anything_else():
    content = unicodedata.normalize("NFD", encoded(OWN).decode()).encode()
    assert read(content)[0].versions == read(encoded(OWN))[0].versions


def test_what_a_refusal_shows_is_short():
    (found,) = read(encoded({**OWN, "name": {"vi": "a" * 10_000}}))
    assert len(found.error.found) <= 81


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


PLACES = [OWN, json.loads((PORTAL / "repeated_codes.json").read_bytes())]
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just([]) | st.just({})


@given(st.sampled_from(PLACES), st.data())
def test_a_mutilated_record_is_read_or_refused(value, data):
    value = copy.deepcopy(value)
    target = value
    while True:
        key = data.draw(
            st.sampled_from(sorted(target) if isinstance(target, dict) else range(len(target)))
        )
        inner = target[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        target = inner
    if data.draw(st.booleans()):
        del target[key]
    else:
        target[key] = data.draw(JUNK)
    (found,) = read(encoded(value))
    assert isinstance(found, Read) or found.error.path.startswith("$")


def test_every_rule_of_the_schema_has_a_reason():
    keywords = {"$ref", "properties", "items", "then", "if", "const", "uniqueItems"}
    assert rules(SCHEMA["$defs"]) - keywords <= set(catalogue_reading._REASONS)


def rules(value):
    """The schema's keywords: keys of schema objects, not the names of properties."""
    found = set()
    for schema in value.values():
        names = set(schema) - {"description", "title"}
        found |= names
        for key in ("properties", "items", "then", "if", "not"):
            inner = schema.get(key)
            if inner and key != "not":
                found |= rules(inner if key == "properties" else {key: inner})
    return found


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_an_imported_record_can_be_written_in_the_own_format_and_read_again(path):
    (found,) = read(path.read_bytes())
    again = read(encoded(procedure_from_versions(found.versions)))
    assert again == [Read("a.json", found.versions)]


@pytest.fixture(scope="module")
def sample():
    found = read(SAMPLE)
    assert all(isinstance(one, Read) for one in found)
    return {one.versions[0].code: one.versions[0] for one in found if isinstance(one, Read)}


def test_the_sample_has_64_procedures_and_nothing_in_it_is_official(sample):
    assert len(sample) == len(json.loads(SAMPLE)) == 64
    assert not any(v.official or v.checked_by for v in sample.values())
    assert {v.decision.number for v in sample.values()} == {"MẪU – chưa kiểm tra"}
    assert all("mẫu" in v.source for v in sample.values())
    assert unicodedata.is_normalized("NFC", SAMPLE.decode())


def test_the_sample_shows_every_kind_of_procedure(sample):
    offers = [o for v in sample.values() for c in v.cases for o in c.offers]
    assert len(sample["1.012782"].cases[0].offers[0].phases) == 2
    assert sample["1.000288"].cases[0].offers[0].term == "2 months + 15 working_days"
    assert {o.term for c in sample["1.013225"].cases for o in c.offers} == {
        "20 calendar_days",
        "15 calendar_days",
    }
    route = [(s.role, s.term) for s in sample["2.000908"].steps]
    assert route == [
        ("reception", "2 working_hours"),
        ("processing", "3 working_hours"),
        ("leader", "2 working_hours"),
        ("reception", "1 working_hour"),
    ]
    assert any(o.term == "none" for o in offers)
    assert sample["1.001193"].is_one_step


def test_the_sample_keeps_a_lower_price_online(sample):
    prices = {o.channel.value: o.fees[0].amount for o in sample["1.004222"].cases[0].offers}
    assert prices == {"counter": 20000, "post": None, "online": 10000}


@pytest.mark.skipif(not FACTS.is_file(), reason="the facts are not here")
def test_the_shipped_sample_is_what_the_tool_writes_today(tmp_path):
    out = tmp_path / "sample.json"
    subprocess.run([sys.executable, str(TOOL), str(FACTS), str(out)], check=True)
    assert out.read_bytes() == SAMPLE


@pytest.mark.skipif(not FACTS.is_file(), reason="the facts are not here")
def test_the_sample_agrees_with_the_facts_it_was_made_from(sample):
    facts = {fact["code"]: fact for fact in json.loads(FACTS.read_text("utf-8"))}
    assert set(sample) == set(facts)
    for code, fact in facts.items():
        version = sample[code]
        assert version.name.vi == unicodedata.normalize("NFC", fact["name_vi"])
        assert (version.field, version.level) == (fact["field_vi"], fact["level"])
        assert [c.name for c in version.components] == fact["documents"]
        assert version.result == fact["result_vi"]
        assert fact["fee_vnd"] in {f.amount for f in version.cases[0].offers[0].fees}
        conditional = {c.name for c in version.components if c.need is Need.CONDITIONAL}
        assert conditional == {name for name in fact["documents"] if "(nếu" in name}
        assert expected_term(fact) in {o.term for c in version.cases for o in c.offers}


def expected_term(fact):
    days, kind = fact["processing_days"], fact["day_kind"]
    if fact["code"] == "1.000288":
        return "2 months + 15 working_days"
    return f"{days} {kind}_days" if days else "same_day"

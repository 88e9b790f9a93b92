"""Procedure versions as JSON and as files of the own format."""

import json
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import UnreadableRecord
from counter_app.domain.procedure import (
    NO_ID,
    Case,
    Channel,
    Component,
    Decision,
    DecisionKind,
    Doubt,
    Fee,
    FeeKind,
    Need,
    Offer,
    ProcedureVersion,
    Step,
    SupplementPolicy,
    Title,
)
from counter_app.domain.procedure_file import procedure_from_versions, versions_from_procedure
from counter_app.domain.procedure_json import version_from_json, version_to_json

TEXTS = st.text(alphabet="aăđê ộ.1", max_size=6)
LINES = TEXTS.map(lambda text: f"x{text}")
TERMS = st.sampled_from(["none", "same_day", "1 working_day", "2 months + 15 working_days"])
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1))


def tuples(of, size=3, by=None):
    return st.lists(of, max_size=size, unique_by=by).map(tuple)


FEES = st.builds(Fee, st.sampled_from(FeeKind), st.none() | st.integers(0, 10**12), TEXTS)
OFFERS = st.builds(
    Offer, st.sampled_from(Channel), st.none() | TERMS, tuples(TERMS), tuples(FEES), TEXTS
)
CASES = st.builds(Case, LINES, LINES, st.lists(OFFERS, min_size=1, max_size=3).map(tuple))
COUNTS = st.integers(0, 9)
COMPONENTS = st.builds(
    Component, LINES, LINES, COUNTS, COUNTS, COUNTS, st.sampled_from(Need), TEXTS
)
ROLES = st.sampled_from(["reception", "processing", "leader", "supervisor"])
FLAGS = st.booleans()
STEPS = st.builds(Step, LINES, ROLES, st.none() | LINES, st.none() | TERMS, FLAGS, FLAGS, FLAGS)
VERSIONS = st.builds(
    ProcedureVersion,
    id=st.just(NO_ID),
    code=st.just("1.001193"),
    name=st.builds(Title, LINES, st.none() | LINES),
    field=LINES,
    level=LINES,
    decision=st.builds(Decision, LINES, st.sampled_from(DecisionKind), DAYS, DAYS),
    cases=st.lists(CASES, min_size=1, max_size=3, unique_by=lambda c: c.id).map(tuple),
    components=tuples(COMPONENTS, by=lambda c: c.id),
    steps=tuples(STEPS),
    replaces=tuples(st.just("2.000815")),
    supplement_policy=st.sampled_from(SupplementPolicy),
    result=TEXTS,
    official=FLAGS,
    checked_by=st.none() | LINES,
    source=TEXTS,
    doubts=tuples(st.builds(Doubt, LINES, tuples(TEXTS))),
)


@given(VERSIONS)
def test_a_version_written_as_json_can_be_read_back(version):
    text = json.dumps(version_to_json(version))
    assert version_from_json(NO_ID, json.loads(text)) == version


@given(VERSIONS)
def test_a_procedure_written_as_a_file_can_be_read_back(version):
    text = json.dumps(procedure_from_versions([version]))
    assert versions_from_procedure(json.loads(text)) == (version,)


def test_a_version_takes_the_id_it_is_given():
    version = versions_from_procedure(procedure())[0]
    assert version_from_json(UUID(int=5), version_to_json(version)).id == UUID(int=5)


def test_several_versions_share_their_name():
    data = procedure()
    data["versions"] *= 2
    versions = versions_from_procedure(data)
    assert [v.name.vi for v in versions] == ["Khai sinh", "Khai sinh"]
    assert procedure_from_versions(versions)["versions"][1]["cases"][0]["id"] == "a"


def test_a_procedure_without_versions_cannot_be_written():
    with pytest.raises(ValueError, match="at least one"):
        procedure_from_versions([])


def test_what_a_file_leaves_out_has_the_plainest_meaning():
    (version,) = versions_from_procedure(procedure())
    assert (version.official, version.checked_by, version.steps) == (False, None, ())
    assert version.supplement_policy is SupplementPolicy.REMAINING
    assert version.decision == Decision("1/QĐ-THU")
    assert version.components == (Component("tp1", "Tờ khai", need=Need.UNKNOWN),)


def test_terms_get_their_canonical_wording():
    data = procedure(term="1 working_days + 3 month", phases=["1  working_day"])
    data["versions"][0]["steps"] = [{"name": "Nhận", "role": "reception", "term": "2 working_hour"}]
    (version,) = versions_from_procedure(data)
    offer = version.cases[0].offers[0]
    assert (offer.term, offer.phases) == ("1 working_day + 3 months", ("1 working_day",))
    assert version.steps[0].term == "2 working_hours"


def procedure(**offer):
    channel = {"channel": "counter", "term": "same_day", **offer}
    return {
        "code": "1.001193",
        "name": {"vi": "Khai sinh"},
        "field": "Hộ tịch",
        "level": "commune",
        "versions": [
            {
                "decision": {"number": "1/QĐ-THU"},
                "cases": [{"id": "a", "name": "Một", "channels": [channel]}],
                "components": [{"id": "tp1", "name": "Tờ khai"}],
            }
        ],
    }


def refusal(data):
    with pytest.raises(UnreadableRecord) as caught:
        versions_from_procedure(data)
    return caught.value.path, caught.value.reason, caught.value.found


def test_a_term_that_is_none_is_refused_with_its_place():
    at = "$.versions[0].cases[0].channels[0]"
    assert refusal(procedure(term="soon")) == (f"{at}.term", "invalid_term", "soon")
    assert refusal(procedure(phases=["same_day", ""]))[:2] == (f"{at}.phases[1]", "invalid_term")


def test_a_step_with_a_term_that_is_none_is_refused():
    data = procedure()
    data["versions"][0]["steps"] = [{"name": "Nhận", "role": "reception", "term": "0 months"}]
    assert refusal(data)[:2] == ("$.versions[0].steps[0].term", "invalid_term")


def test_a_day_that_never_was_is_refused():
    data = procedure()
    data["versions"][0]["decision"]["effective"] = "2026-02-30"
    found = ("$.versions[0].decision.effective", "invalid_date", "2026-02-30")
    assert refusal(data) == found


@pytest.mark.parametrize("key", ["cases", "components"])
def test_an_id_that_names_two_things_is_refused(key):
    data = procedure()
    data["versions"][0][key] *= 2
    assert refusal(data)[:2] == (f"$.versions[0].{key}", "repeated")

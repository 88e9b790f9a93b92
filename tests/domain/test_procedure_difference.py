"""What changed between two versions, as data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.domain.portal_record import read_portal_record
from counter_app.domain.procedure import Channel, Fee, FeeKind, Need, Step
from counter_app.domain.procedure_difference import Change, difference

RECORD = Path(__file__).parents[1] / "data" / "portal" / "two_rows_one_channel.json"


@pytest.fixture
def old():
    return read_portal_record(json.loads(RECORD.read_text("utf-8")))


def with_offers(version, *offers):
    return replace(version, cases=(replace(version.cases[0], offers=offers),))


def test_a_version_does_not_differ_from_itself(old):
    assert difference(old, old) == ()


def test_a_plain_field_is_named_with_both_values(old):
    new = replace(old, result="Thẻ mới", decision=replace(old.decision, number="13/QĐ-THU"))
    assert difference(old, new) == (
        Change("decision.number", "12/QĐ-THU", "13/QĐ-THU"),
        Change("result", "Thẻ thử nghiệm", "Thẻ mới"),
    )


def test_the_second_row_of_a_channel_has_a_place_of_its_own(old):
    first, second = old.cases[0].offers
    new = with_offers(old, first, replace(second, term="4 calendar_days"))
    path = "cases[chung].channels[counter 2].term"
    assert difference(old, new) == (Change(path, "3 calendar_days", "4 calendar_days"),)


def test_a_changed_fee_is_found_inside_its_channel(old):
    first, second = old.cases[0].offers
    new = with_offers(
        old, replace(first, fees=(Fee(FeeKind.LE_PHI, 50000, "Lệ phí cấp thẻ"),)), second
    )
    path = "cases[chung].channels[counter].fees[0].amount"
    assert difference(old, new) == (Change(path, 40000, 50000),)


def test_what_is_only_new_or_only_old_is_reported_whole(old):
    first, second = old.cases[0].offers
    new = with_offers(old, first, second, replace(first, channel=Channel.POST))
    (added,) = difference(old, new)
    assert (added.path, added.before) == ("cases[chung].channels[post]", None)
    assert added.after["term"] == "3 working_days"
    (removed,) = difference(new, old)
    assert (removed.path, removed.before, removed.after) == (added.path, added.after, None)


def test_components_are_compared_by_their_id_wherever_they_stand(old):
    paper, photo = old.components
    new = replace(old, components=(photo, replace(paper, need=Need.YES)))
    assert difference(old, new) == (Change("components[T.01].required", "unknown", "yes"),)


def test_steps_are_compared_by_their_place(old):
    new = replace(old, steps=(Step("Nhận", "reception"),))
    (change,) = difference(old, new)
    assert (change.path, change.before, change.after["name"]) == ("steps[0]", None, "Nhận")


def test_a_doubt_that_is_settled_is_a_change(old):
    (change,) = difference(old, replace(old, doubts=()))
    assert (change.path, change.after) == ("doubts[term]", None)

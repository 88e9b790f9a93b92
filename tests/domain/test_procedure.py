"""Procedure versions: what is offered, what is ambiguous, which one is in force."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import AmbiguousTerm, ProcedureNotForChannel, UnknownCase
from counter_app.domain.procedure import (
    Case,
    Channel,
    Decision,
    DecisionKind,
    Doubt,
    Fee,
    FeeKind,
    Offer,
    ProcedureVersion,
    Step,
    Title,
    published_by,
    version_at,
)

DAY = date(2026, 11, 23)
PHI = Fee(FeeKind.PHI, 950_000)
LE_PHI = Fee(FeeKind.LE_PHI, 100_000)


def version(*offers, more=(), **changes):
    cases = (Case("a", "Một", tuple(offers)), *more)
    values = {
        "id": UUID(int=0),
        "code": "1.001193",
        "name": Title("Đăng ký khai sinh"),
        "field": "Hộ tịch",
        "level": "commune",
        "decision": Decision("1/QĐ"),
        "cases": cases,
        "components": (),
    }
    return ProcedureVersion(**{**values, **changes})


def counter(term, *fees, text=""):
    return Offer(Channel.COUNTER, term, (), fees, text)


def test_the_only_case_needs_no_name():
    offer = counter("5 working_days", PHI)
    assert version(offer).offer(None, Channel.COUNTER) is offer


def test_one_of_several_cases_must_be_named():
    several = version(counter("same_day"), more=(Case("b", "Hai", (counter("none"),)),))
    assert several.offer("b", Channel.COUNTER).term == "none"
    with pytest.raises(UnknownCase) as caught:
        several.case(None)
    assert caught.value.cases == ("a", "b")


def test_a_case_that_does_not_exist_is_refused():
    with pytest.raises(UnknownCase):
        version(counter("same_day")).case("b")


def test_a_channel_that_is_not_offered_is_refused_with_those_that_are():
    with pytest.raises(ProcedureNotForChannel) as caught:
        version(counter("same_day")).offer(None, Channel.POST)
    assert caught.value.channels == ("counter",)


def test_contradicting_terms_are_never_picked_silently():
    torn = version(counter("3 working_days", LE_PHI), counter("3 calendar_days", PHI))
    with pytest.raises(AmbiguousTerm) as caught:
        torn.offer(None, Channel.COUNTER)
    assert caught.value.terms == ("3 working_days", "3 calendar_days")
    assert torn.offer(None, Channel.COUNTER, "3 calendar_days").fees == (PHI,)


def test_a_term_nobody_offers_cannot_be_chosen():
    with pytest.raises(AmbiguousTerm):
        version(counter("3 working_days")).offer(None, Channel.COUNTER, "same_day")


def test_an_unread_time_beside_a_term_is_ambiguous_and_only_the_term_can_be_chosen():
    torn = version(counter("6 months"), counter(None, text="04 tháng"))
    with pytest.raises(AmbiguousTerm) as caught:
        torn.offer(None, Channel.COUNTER)
    assert caught.value.terms == ("6 months",)
    assert torn.offer(None, Channel.COUNTER, "6 months").term == "6 months"


def test_rows_of_one_term_are_one_offer_with_all_fees():
    offer = version(counter("same_day", PHI, LE_PHI), counter("same_day", LE_PHI)).offer(
        None, Channel.COUNTER
    )
    assert offer.fees == (PHI, LE_PHI)


@pytest.mark.parametrize(("count", "alone"), [(0, False), (1, True), (2, False)])
def test_only_a_single_step_is_finished_at_the_counter(count, alone):
    steps = (Step("Tiếp nhận", "reception"),) * count
    assert version(counter("same_day"), steps=steps).is_one_step is alone


def test_a_repeal_is_one():
    assert version(decision=Decision("2/QĐ", DecisionKind.REPEAL)).is_repeal
    assert not version().is_repeal


def test_a_decision_a_person_names_settles_the_doubt_about_it_and_no_other():
    doubtful = version(doubts=(Doubt("decision", ("2017",)), Doubt("term", ("0 OTHER",))))
    named = published_by(doubtful, Decision("3152/QĐ-BTP", effective=DAY))
    assert named.decision == Decision("3152/QĐ-BTP", effective=DAY)
    assert [doubt.what for doubt in named.doubts] == ["term"]


def test_a_title_prints_as_its_vietnamese_name():
    assert str(Title("Khai sinh", "Birth")) == "Khai sinh"


def test_the_later_of_two_versions_of_one_day_is_in_force():
    first = version(decision=Decision("1/QĐ", effective=DAY))
    second = version(decision=Decision("2/QĐ", effective=DAY))
    assert version_at((first, second), DAY) is second


def test_before_the_first_version_nothing_is_in_force():
    assert (
        version_at((version(decision=Decision("1/QĐ", effective=DAY)),), date(2026, 1, 1)) is None
    )
    assert version_at((), DAY) is None


@given(st.lists(st.none() | st.integers(-3, 3), min_size=1), st.integers(-4, 4))
def test_the_version_in_force_is_the_latest_that_has_begun(starts, today):
    day = DAY + timedelta(days=today)
    versions = [
        replace(
            version(),
            id=UUID(int=n),
            decision=Decision(
                str(n), effective=None if start is None else DAY + timedelta(days=start)
            ),
        )
        for n, start in enumerate(starts)
    ]
    begun = [(-9 if s is None else s, n) for n, s in enumerate(starts) if s is None or s <= today]
    found = version_at(versions, day)
    assert (found.id.int if found else None) == (max(begun)[1] if begun else None)

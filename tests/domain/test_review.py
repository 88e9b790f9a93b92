"""The review of procedures: what the program finds by itself, and a quarter's counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.procedure import Component, Decision, DecisionKind, Step
from counter_app.domain.review import (
    ENOUGH_FINISHED,
    Candidate,
    Quarter,
    Use,
    candidates,
    review_of,
)
from counter_app.domain.suggestion import Flaw, Outcome, Suggestion, SuggestionText
from tests import make
from tests.domain.test_procedure import version

ROUTE = (Step("Tiếp nhận", "reception"), Step("Thẩm định", "processing", "Phòng Tư pháp"))
USED = Use(1, 0, 0)


def procedure(code, *papers, **more):
    components = tuple(Component(f"tp{n}", name) for n, name in enumerate(papers))
    return version(code=code, components=components, **more)


def found(flaw, *versions, uses=None):
    uses = dict.fromkeys((v.code for v in versions), USED) | (uses or {})
    return [one for one in candidates(versions, uses) if one.flaw is flaw]


def test_the_same_paper_on_one_route_is_found_however_it_is_written():
    first = procedure("1", "Giấy tờ chứng minh chỗ ở", steps=ROUTE)
    second = procedure("2", "GIẤY TỜ  chứng minh chỗ ở", "Hộ chiếu", steps=ROUTE)
    expected = Candidate(Flaw.OVERLAPPING, ("1", "2"), "Giấy tờ chứng minh chỗ ở")
    assert found(Flaw.OVERLAPPING, first, second) == [expected]


@pytest.mark.parametrize(
    "other",
    [{"steps": ROUTE[:1]}, {"steps": ()}, {"steps": ROUTE, "field": "Đất đai"},
     {"steps": ROUTE, "level": "province"}],
)  # fmt: skip
def test_another_route_may_ask_for_it_again(other):
    first = procedure("1", "Hộ chiếu", steps=ROUTE)
    assert found(Flaw.OVERLAPPING, first, procedure("2", "Hộ chiếu", **other)) == []


@pytest.mark.parametrize(
    ("result", "paper", "is_needless"),
    [
        ("Giấy khai sinh", "Bản sao giấy khai sinh của con", True),
        ("Giấy khai sinh", "Tờ khai cấp giấy khai sinh", False),
        ("Giấy chứng nhận", "Giấy chứng nhận quyền sở hữu", False),
        ("Giấy chứng nhận", "giấy chứng nhận", True),
        ("Bằng", "Bằng cấp ngôn ngữ", False),
        ("", "Hộ chiếu", False),
    ],
)
def test_the_result_of_another_procedure_need_not_be_brought(result, paper, is_needless):
    first, second = procedure("1", result=result), procedure("2", paper)
    expected = [Candidate(Flaw.NEEDLESS_COMPONENT, ("2", "1"), paper)] if is_needless else []
    assert found(Flaw.NEEDLESS_COMPONENT, first, second) == expected
    assert found(Flaw.NEEDLESS_COMPONENT, procedure("3", paper, result=result)) == []  # its own


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_a_term_is_never_met_when_enough_ended_and_none_in_time(received, finished, on_time):
    on_time = min(on_time, finished)
    uses = {"1": Use(received, finished, on_time)}
    never = found(Flaw.TERM_NEVER_MET, procedure("1"), uses=uses)
    assert bool(never) == (finished >= ENOUGH_FINISHED and on_time == 0)
    assert bool(found(Flaw.UNUSED, procedure("1"), uses=uses)) == (received == 0)


def test_what_nobody_counted_was_not_used():
    assert candidates((procedure("1"),), {}) == (Candidate(Flaw.UNUSED, ("1",)),)


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_every_day_is_in_exactly_one_quarter(day):
    quarter = Quarter.of(day)
    assert quarter.holds(day)
    assert Quarter.parse(str(quarter)) == quarter
    after = Quarter.of(quarter.last + timedelta(days=1))
    assert after.first == quarter.last + timedelta(days=1)
    assert not after.holds(day)
    assert not quarter.holds(None)


@pytest.mark.parametrize("text", ["2026", "2026-Q5", "2026-Q0", "x-Q1", "0-Q1", "9999-Q4"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        Quarter.parse(text)


def decided(code, kind, issued=None, effective=None, number="1", **more):
    return procedure(code, decision=Decision(number, kind, issued, effective), **more)


def filed(at, outcome=Outcome.FILED):
    said = SuggestionText(Flaw.TERM_TOO_LONG, ("1",), "Quá dài")
    return Suggestion(make.identity(1), said, make.identity(2), at, outcome)


def test_a_quarter_counts_what_its_decisions_did():
    quarter, day = Quarter(2026, 4), date(2026, 11, 2)
    kind = DecisionKind
    versions = [
        decided("new", kind.NEW, day),
        decided("amended", kind.AMEND, day),
        decided("amended", kind.AMEND, date(2026, 12, 1)),  # twice in the quarter: one procedure
        decided("gone", kind.REPEAL, None, day),
        decided("old", kind.REPEAL, day),
        decided("instead-1", kind.REPLACE, day, replaces=("old",)),
        decided("instead-2", kind.REPLACE, day, replaces=("old",)),
        decided("itself", kind.REPLACE, day),
        decided("before", kind.NEW, date(2026, 9, 30), day),
        decided("sample", kind.NEW),
    ]
    suggestions = (
        filed(datetime(2026, 9, 30, 17, 0, tzinfo=UTC), Outcome.ACCEPTED),  # 1 October in Hà Nội
        filed(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)),
    )
    review = review_of(quarter, versions, suggestions, ())
    assert review.decided == {
        kind.NEW: ("instead-1", "instead-2", "new"),
        kind.AMEND: ("amended",),
        kind.REPLACE: ("itself", "old"),
        kind.REPEAL: ("gone",),
    }
    assert [review.count(one) for one in kind] == [3, 1, 2, 1]
    assert review.suggestions == suggestions[:1]
    assert (review.answered(Outcome.ACCEPTED), review.answered(Outcome.FILED)) == (1, 0)

"""What a decision may do to the versions that are known."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.decision_rules import (
    check_complete,
    check_replaced,
    check_series,
    closings,
    in_order_of_issue,
)
from counter_app.domain.errors import (
    EffectiveTooEarly,
    IncompleteDecision,
    OverlappingVersions,
    ReplacesUnknown,
)
from counter_app.domain.procedure import Decision, DecisionKind, procedures_in_force, version_at
from tests.domain.test_procedure import DAY, version

days = st.dates(date(2020, 1, 1), date(2020, 1, 12))


def at(day, number="1/QĐ", kind=DecisionKind.NEW, **more):
    return version(decision=Decision(number, kind, None, day), **more)


@given(st.lists(days, min_size=1, max_size=6))
def test_exactly_rising_days_may_follow_one_another(effective):
    series = [at(day, str(n)) for n, day in enumerate(effective)]
    if all(before < after for before, after in pairwise(effective)):
        check_series(series)
    else:
        with pytest.raises((OverlappingVersions, EffectiveTooEarly)):
            check_series(series)


@given(st.lists(days, min_size=1, max_size=5, unique=True).map(sorted), days)
def test_what_may_follow_has_one_version_in_force_on_every_day(effective, day):
    series = [at(begun, str(n)) for n, begun in enumerate(effective)]
    check_series(series)
    begun = [v for v in series if v.decision.effective <= day]
    assert version_at(reversed(series), day) is (begun[-1] if begun else None)  # in any order


def test_the_same_decision_may_be_put_right():
    check_series([at(DAY), at(DAY, field="Khác")])


def test_a_version_that_was_always_in_force_leaves_no_room_for_another_such():
    check_series([at(None, "MẪU"), at(DAY)])
    with pytest.raises(OverlappingVersions) as refused:
        check_series([at(DAY, "2")], [at(DAY)])
    assert (refused.value.decision, refused.value.other) == ("2", "1/QĐ")


@pytest.mark.parametrize(
    ("decision", "lacking"),
    [
        (Decision(" ", effective=DAY), ("number",)),
        (Decision("1/QĐ"), ("effective",)),
        (Decision(""), ("number", "effective")),
    ],
)
def test_a_decision_without_number_or_day_is_incomplete(decision, lacking):
    with pytest.raises(IncompleteDecision) as refused:
        check_complete(version(decision=decision))
    assert refused.value.lacking == lacking
    assert check_complete(at(DAY)) == DAY


def known(*versions):
    by_code = {}
    for one in versions:
        by_code.setdefault(one.code, []).append(one)
    return lambda code: by_code.get(code, ())


def test_what_is_replaced_must_be_known_and_have_begun_before():
    new = at(DAY, "2", DecisionKind.REPLACE, code="9.2", replaces=("9.1",))
    check_replaced(new, known(at(DAY - timedelta(days=1), code="9.1")))
    with pytest.raises(ReplacesUnknown):
        check_replaced(new, known())
    with pytest.raises(EffectiveTooEarly):
        check_replaced(new, known(at(DAY + timedelta(days=1), code="9.1")))
    with pytest.raises(OverlappingVersions):
        check_replaced(new, known(at(DAY, code="9.1")))
    itself = at(DAY, "2", DecisionKind.REPLACE, code="9.2", replaces=("9.2",))
    check_replaced(itself, known())
    undated = at(None, "2", DecisionKind.REPLACE, code="9.2", replaces=("9.1",))
    check_replaced(undated, known(at(DAY, code="9.1")))


@given(st.permutations(["9.2", "9.3", "9.4"]), st.integers(1, 3), days)
def test_from_the_effective_day_on_only_what_replaces_is_received(codes, many, day):
    """1→n as well as n→1, in whatever order they are issued."""
    old = [at(date(2019, 1, 1), code=f"1.{n}") for n in range(many)]
    replaced = tuple(v.code for v in old)
    issued = list(old)
    for code in codes:
        new = at(day, "2", DecisionKind.REPLACE, code=code, replaces=replaced)
        check_replaced(new, known(*issued))
        issued += [*closings(new, known(*issued)), new]
    before = {v.code for v in procedures_in_force(issued, day - timedelta(days=1))}
    after = {v.code for v in procedures_in_force(issued, day)}
    assert (before, after) == (set(replaced), set(codes))
    assert len(issued) == many * 2 + len(codes)  # each is ended once


def test_what_ends_is_issued_before_what_begins_and_earlier_days_first():
    new, repeal = at(DAY, code="9.2"), at(DAY, kind=DecisionKind.REPEAL, code="9.1")
    earlier = at(DAY - timedelta(days=1), code="9.3")
    assert in_order_of_issue([new, repeal, earlier]) == [earlier, repeal, new]

"""Figures of ratings: intervals, and that no small group can be reckoned from what is told."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.estimate import mean, share
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_counts import COUNTED, DOUBLE, FORM, RatingCount, Stage
from counter_app.domain.rating_results import results_of
from counter_app.domain.rating_suppression import SMALLEST, hidden
from counter_app.rating_parts import rating_scales
from tests import make

[SCALE] = rating_scales()
NOW = Quarter(2026, 3)
SIZES = st.dictionaries(st.integers(0, 6), st.integers(0, 12), max_size=7)


def reckoned(told):
    """Every group of members that some sum of the told groups, with any factors, stands for."""
    members = sorted({member for group in told for member in group})
    rows = [[Fraction(member in group) for member in members] for group in told]
    for size in range(1, len(members) + 1):
        for group in combinations(members, size):
            row = [Fraction(member in group) for member in members]
            if rank([*rows, row]) == rank(rows):
                yield group


def rank(rows):
    """Of a matrix, by elimination."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for below in rows[found + 1 :]:
            factor = below[column] / rows[found][column]
            below[:] = [a - factor * b for a, b in zip(below, rows[found], strict=True)]
        found += 1
    return found


@given(SIZES, st.sets(st.integers(0, 6)))
def test_no_group_of_fewer_than_five_follows_from_what_is_told(sizes, besides):
    untold = hidden(sizes, besides)
    assert {key for key, size in sizes.items() if size < SMALLEST} <= untold
    total = sum(sizes.values())
    told = [{key} for key in sizes if key not in untold]
    if total >= SMALLEST:
        told.append({key for key, size in sizes.items() if size})
    for group in reckoned(told):
        assert sum(sizes[key] for key in group) >= SMALLEST
        # nor does one officer's group, be it as large as it may, that was to stay hidden
        assert len(group) > 1 or group[0] not in untold or sizes[group[0]] == total


@given(SIZES)
def test_no_more_is_hidden_than_it_takes(sizes):
    untold = hidden(sizes)
    if all(size >= SMALLEST for size in sizes.values()):
        assert untold == frozenset()


def count(officer, answer, times, quarter=NOW, *, stage=Stage.GIVEN, question="3"):
    identity = make.identity(officer)
    return RatingCount("H26.12", identity, quarter, SCALE.id, stage, question, answer, times)


def forms(officer, times, quarter=NOW):
    """``times`` forms whose third criterion is answered by two points."""
    yield count(officer, COUNTED, times, quarter, question=FORM)
    for stage in Stage:
        yield count(officer, "2", times, quarter, stage=stage)


def officers(results):
    return {group.officer.int: group.forms for group in results.officers}


def test_a_small_group_is_not_told_nor_the_one_it_could_be_reckoned_by():
    counts = [*forms(1, 20), *forms(2, 7), *forms(3, 3)]
    results = results_of(counts, SCALE, [NOW], [make.identity(4)])
    assert results.whole.forms == 30
    assert officers(results) == {1: 20, 2: None, 3: None, 4: None}
    silent = results.officers[1]
    assert (silent.satisfied, silent.total, silent.complaints) == (None, None, {})
    assert all(one.given is None and one.verified is None for one in silent.criteria)


def test_a_unit_with_fewer_than_five_says_nothing_at_all():
    results = results_of([*forms(1, 2), *forms(2, 2)], SCALE, [NOW], [])
    assert results.whole.forms is None
    assert results.double is None
    assert officers(results) == {1: None, 2: None}


def test_a_question_few_answered_is_not_told_although_the_group_is():
    counts = [count(1, COUNTED, 9, question=FORM), count(1, "0", 4), *forms(2, 9)]
    group = results_of(counts, SCALE, [NOW], []).officers[0]
    assert group.forms == 9
    assert group.criteria[2].given is None


def test_two_periods_tell_nothing_about_the_quarter_between_them():
    earlier = NOW.previous
    counts = [*forms(1, 9, earlier), *forms(2, 9, earlier), *forms(1, 9), *forms(2, 9),
              *forms(3, 2), *forms(3, 9, earlier)]  # fmt: skip
    alone = results_of(counts, SCALE, [earlier], [])
    both = results_of(counts, SCALE, [earlier, NOW], [])
    assert officers(alone) == {1: 9, 2: 9, 3: 9}
    assert officers(both)[3] == 9  # the two of the later quarter are not in it
    assert both.whole.forms == 27 + 20


def test_doubles_are_counted_apart():
    counts = [*forms(1, 6), count(1, DOUBLE, 2, question=FORM)]
    results = results_of(counts, SCALE, [NOW], [])
    assert (results.whole.forms, results.double) == (6, 2)


@given(st.integers(1, 500), st.data())
def test_a_share_lies_in_its_interval(n, data):
    hits = data.draw(st.integers(0, n))
    found = share(hits, n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.high > found.low


def test_wilsons_interval_is_the_textbooks():
    found = share(8, 10)
    assert (round(found.low, 4), round(found.high, 4)) == (0.4902, 0.9433)


@given(st.dictionaries(st.sampled_from([0, 1, 2]), st.integers(1, 200), min_size=1))
def test_a_mean_lies_in_its_interval_which_is_never_a_point(counts):
    found = mean(counts, 2)
    assert 0 <= found.low <= found.value <= found.high <= 2
    assert found.high > found.low


@pytest.mark.parametrize(("freedom", "t"), [(4, 2.776), (9, 2.262), (29, 2.045), (999, 1.962)])
def test_students_interval_is_the_tables(freedom, t):
    n = freedom + 1
    found = mean({0: n // 2, 10_000: n - n // 2}, 10_000)
    deviation = (sum((x - found.value) ** 2 * c for x, c in ((0, n // 2), (10_000, n - n // 2)))
                 / freedom / n) ** 0.5  # fmt: skip
    half = min(found.value - found.low, found.high - found.value)
    if found.low > 0:
        assert half / deviation == pytest.approx(t, abs=0.002)

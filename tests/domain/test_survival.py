"""Kaplan and Meier's estimate, against counting by hand and the plain share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.survival import Spell, Survival

TIMES = st.integers(1, 20).map(float)
SPELLS = st.lists(st.builds(Spell, TIMES, st.booleans()), max_size=30)


def test_it_is_what_the_books_reckon():
    """Six spells, two of them cut off: 1 - 1/6, then 3/4 of it, then half of that."""
    ended = [Spell(1.0, True), Spell(3.0, True), Spell(4.0, True)]
    cut_off = [Spell(2.0, False), Spell(3.0, False), Spell(5.0, False)]
    known = Survival.of([*ended, *cut_off])
    assert [known.beyond(t) for t in (0.5, 1, 2, 3, 4, 9)] == pytest.approx(
        [1, 5 / 6, 5 / 6, 5 / 8, 5 / 16, 5 / 16]
    )


@given(st.lists(TIMES, min_size=1, max_size=30), TIMES)
def test_without_any_cut_off_it_is_the_plain_share(times, moment):
    known = Survival.of(Spell(time, True) for time in times)
    longer = sum(time > moment for time in times)
    assert known.beyond(moment) == pytest.approx(longer / len(times))


@given(st.lists(TIMES, min_size=1, max_size=30), TIMES, TIMES)
def test_what_has_gone_on_is_compared_with_what_went_on_as_long(times, since, more):
    known = Survival.of(Spell(time, True) for time in times)
    going = [time for time in times if time > since]
    longer = sum(time > since + more for time in going)
    expected = longer / len(going) if going else 1.0
    assert known.beyond_if_going(since + more, since) == pytest.approx(expected)


@given(SPELLS)
def test_it_never_rises_whatever_the_order_it_is_told_in(spells):
    known = Survival.of(spells)
    assert list(known.left) == sorted(known.left, reverse=True)
    assert known == Survival.of(reversed(spells))


@given(SPELLS.filter(any), TIMES)
def test_a_spell_that_still_goes_on_never_makes_things_end_sooner(spells, moment):
    known = Survival.of(spells)
    assert Survival.of([*spells, Spell(20.0, False)]).beyond(moment) >= known.beyond(moment) - 1e-12

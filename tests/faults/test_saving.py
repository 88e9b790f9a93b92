"""The model of what comes back after restores: right where it would be wrong to hope or to excuse."""

from uuid import UUID

import pytest

from tests.faults.saving import Fates, Holding, Known, Written, fates

LIFE, OTHER_LIFE = UUID(int=101), UUID(int=102)
FIRST, SECOND, THIRD = (UUID(int=n) for n in (1, 2, 3))
CHAIN = {
    FIRST: Written("1", LIFE, "0", True, 0),
    SECOND: Written("2", LIFE, "1", False, 0),
    THIRD: Written("3", LIFE, "2", False, 0),
}


def known(*events, lives=(LIFE,), rejected=()):
    return Known(frozenset(events), frozenset(lives), frozenset(rejected))


def holding(*has, unit=0, own=(), lives=()):
    return Holding(unit, frozenset(own), frozenset({*has, *own}), frozenset(lives))


@pytest.mark.parametrize(
    ("there", "holdings", "relayed"),
    [
        (known(FIRST), [holding(own=(FIRST, SECOND, THIRD))], ()),
        (known(FIRST), [holding(FIRST, SECOND, THIRD)], (SECOND, THIRD)),
        (known(), [holding(FIRST), holding(SECOND), holding(THIRD)], (FIRST, SECOND, THIRD)),
        (known(FIRST), [holding(THIRD), holding(own=(SECOND,))], (THIRD,)),
        (known(FIRST, SECOND, lives=()), [holding(THIRD), holding(lives=(LIFE,))], (THIRD,)),
    ],
    ids=["its author", "another", "several", "its author has one", "its desk knows the life"],
)
def test_what_somebody_of_the_unit_can_offer_comes_back(there, holdings, relayed):
    assert fates(CHAIN, there, holdings) == Fates(relayed=frozenset(relayed))


@pytest.mark.parametrize(
    ("there", "one", "kept"),
    [
        (known(FIRST), holding(THIRD), {THIRD}),
        (known(FIRST), holding(SECOND, THIRD, unit=1), {SECOND, THIRD}),
        (known(lives=(OTHER_LIFE,)), holding(FIRST, SECOND, THIRD), {FIRST, SECOND, THIRD}),
    ],
    ids=["behind what is gone", "of another unit", "of an unknown life"],
)
def test_what_nobody_may_offer_stays_with_who_has_it(there, one, kept):
    assert fates(CHAIN, there, [one]).kept == kept


def test_what_nobody_has_is_gone_and_what_was_rejected_keeps_its_place():
    assert fates(CHAIN, known(FIRST), [holding()]) == Fates(gone=frozenset({SECOND, THIRD}))
    there = known(FIRST, rejected=("2",))
    after = fates(CHAIN, there, [holding(THIRD)])
    assert after == Fates(relayed=frozenset({THIRD}), gone=frozenset({SECOND}))

"""When the next round is due."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.services.backoff import Pace


def least(_bound):
    return 0


def most(bound):
    return bound - 1


def test_a_desk_in_step_asks_every_five_seconds_give_or_take_a_fifth():
    assert 4 <= Pace(least).after_success() < 4.01
    assert Pace(most).after_success() == 6


def test_each_failure_doubles_the_bound_up_to_five_minutes():
    pace = Pace(most)
    assert [pace.after_failure() for _ in range(11)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_the_jitter_is_full():
    pace = Pace(least)
    assert [0 < pace.after_failure() < 0.31 for _ in range(12)] == [True] * 12


def test_a_success_forgets_the_failures():
    pace = Pace(most)
    for _ in range(5):
        pace.after_failure()
    pace.after_success()
    assert pace.after_failure() == 1


@given(st.integers(0, 5000), st.integers(0, 999))
def test_no_wait_is_ever_nothing_or_longer_than_five_minutes(failures, drawn):
    pace = Pace(lambda _bound: drawn, failures)
    assert 0 < pace.after_failure() <= 300

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import InvalidPeriod
from counter_app.domain.period import Period

DAYS = st.dates(date(1900, 1, 1), date(2198, 12, 31))


@given(DAYS, st.integers(0, 365))
def test_a_period_is_one_day_up_to_a_year(first, more):
    last = first + timedelta(days=more)
    assert Period(first, last).last == last


@given(DAYS, st.integers(1, 5000))
def test_days_in_the_wrong_order_are_refused(last, more):
    with pytest.raises(InvalidPeriod) as refused:
        Period(last + timedelta(days=more), last)
    assert refused.value.reason == "reversed"


@given(DAYS, st.integers(366, 5000))
def test_more_than_a_year_is_refused(first, more):
    with pytest.raises(InvalidPeriod) as refused:
        Period(first, first + timedelta(days=more))
    assert refused.value.reason in ("too_long", "out_of_range")


def test_a_leap_year_is_a_year():
    assert Period(date(2028, 1, 1), date(2028, 12, 31))


def test_the_end_of_the_calendar_is_refused_before_anything_is_reckoned_with_it():
    with pytest.raises(InvalidPeriod) as refused:
        Period(date(9999, 12, 1), date(9999, 12, 31))
    assert refused.value.reason == "out_of_range"

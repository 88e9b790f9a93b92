import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import InvalidOfficeHours
from counter_app.domain.office_hours import OfficeHours

USUAL = {day: ["08:00-12:00", "13:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
borders = st.lists(st.integers(0, 1439), min_size=2, max_size=8, unique=True).map(
    lambda minutes: sorted(minutes)[: len(minutes) // 2 * 2]
)


def written(some):
    clock = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in some]
    return [f"{a}-{b}" for a, b in zip(clock[::2], clock[1::2], strict=True)]


@given(st.tuples(*[borders.map(written)] * 5))
def test_hours_survive_being_stored(days):
    value = dict(zip(USUAL, days, strict=True))
    assert OfficeHours.from_json(value).to_json() == value


@given(borders, st.integers(0, 1439))
def test_office_time_of_a_day_is_the_minutes_one_counts(some, minute):
    day = OfficeHours.from_json(USUAL | {"mon": written(some)}).days[0]
    spans = list(zip(some[::2], some[1::2], strict=True))
    minutes = [m for m in range(1440) if any(a <= m < b for a, b in spans)]
    us = 60_000_000
    assert day.length_us == len(minutes) * us
    nth = minute % len(minutes)
    assert day.at_elapsed((nth + 1) * us) == (minutes[nth] + 1) * us


def test_the_usual_hours_are_eight_a_day():
    assert OfficeHours.usual().to_json() == USUAL
    assert OfficeHours.usual() == OfficeHours.from_json(USUAL)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "not_an_object"),
        (USUAL | {"sat": ["08:00-11:30"]}, "unknown_weekday"),
        (USUAL | {"mon": []}, "no_hours"),
        ({"mon": ["08:00-12:00"]}, "no_hours"),
        (USUAL | {"mon": "08:00-12:00"}, "no_hours"),
        (USUAL | {"mon": ["8-12"]}, "not_a_span"),
        (USUAL | {"mon": [480]}, "not_a_span"),
        (USUAL | {"mon": ["08:00-24:00"]}, "not_a_span"),
        (USUAL | {"mon": ["12:00-08:00"]}, "not_in_order"),
        (USUAL | {"mon": ["08:00-12:00", "12:00-17:00"]}, "not_in_order"),
    ],
)
def test_hours_that_cannot_be_are_refused(value, reason):
    with pytest.raises(InvalidOfficeHours) as refusal:
        OfficeHours.from_json(value)
    assert refusal.value.reason == reason

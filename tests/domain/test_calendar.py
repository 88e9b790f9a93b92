import json
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import OffDay, WorkedDay, read_entries
from counter_app.domain.errors import DueOutOfRange, InvalidCalendar

SHIPPED = json.loads(
    (Path(__file__).parents[2] / "resources/calendar/vn.json").read_text(encoding="utf-8")
)
CALENDAR = Calendar.from_json(SHIPPED)
SMALL = {"name": "small", "first_year": 2025, "last_year": 2026, "official_until": 2025}
PACKAGE = holidays.country_holidays("VN", years=range(2000, 2061), language="vi")
days = st.dates(date(2003, 1, 1), date(2057, 12, 31))


def naive(day):
    """Whether the package itself calls ``day`` worked."""
    return day in PACKAGE.weekend_workdays or (day.weekday() < 5 and day not in PACKAGE)


def test_the_shipped_calendar_is_the_packages_with_every_swap():
    assert {o.day: o.name for o in CALENDAR.off} == dict(PACKAGE.items())
    assert {w.day for w in CALENDAR.worked} == PACKAGE.weekend_workdays
    assert (CALENDAR.first_year, CALENDAR.last_year) == (2000, 2060)
    assert date(2025, 4, 26) in PACKAGE.weekend_workdays  # every year was asked for


@given(days)
def test_a_day_is_worked_where_the_package_says_so(day):
    assert CALENDAR.is_working_day(day) == naive(day)


@given(days, st.integers(0, 400))
def test_counting_days_is_walking(day, count):
    left, reached = count, day
    while left or not naive(reached):
        reached += timedelta(1)
        left -= bool(left and naive(reached))
    assert CALENDAR.working_day_after(day, count) == reached


@given(days, st.integers(1, 60))
def test_counting_back_is_walking_back(day, count):
    left, reached = count, day
    while left:
        reached -= timedelta(1)
        left -= naive(reached)
    assert CALENDAR.working_day_before(day, count) == reached


@given(days, st.integers(-30, 400))
def test_working_days_between_are_those_one_meets(first, length):
    last = first + timedelta(length)
    met = sum(naive(first + timedelta(n)) for n in range(length + 1))
    assert CALENDAR.working_days_between(first, last) == met


def test_a_calendar_survives_being_stored():
    stored = json.loads(json.dumps(CALENDAR.to_json()))
    again = Calendar.from_json(stored)
    assert again == CALENDAR
    assert again.version == CALENDAR.version
    assert hash(again) == hash(CALENDAR)


def test_a_year_is_shown_with_what_is_an_estimate():
    year = CALENDAR.year(2026)
    assert year.official
    assert year.worked == (WorkedDay(date(2026, 8, 22), date(2026, 8, 31)),)
    assert OffDay(date(2026, 11, 24), "Ngày Văn hóa Việt Nam") in year.off
    assert year.working_days == sum(naive(date(2026, 1, 1) + timedelta(n)) for n in range(365))
    assert not CALENDAR.year(2027).official


@pytest.mark.parametrize("year", [1999, 2061])
def test_a_year_outside_is_refused(year):
    with pytest.raises(DueOutOfRange):
        CALENDAR.year(year)
    with pytest.raises(DueOutOfRange):
        CALENDAR.is_working_day(date(year, 6, 1))


def test_counting_beyond_the_borders_is_refused():
    with pytest.raises(DueOutOfRange):
        CALENDAR.working_day_before(date(2000, 1, 4), 1)
    with pytest.raises(DueOutOfRange):
        CALENDAR.working_day_after(date(2060, 12, 31), 1)
    closed = Calendar.from_json(SMALL | {"off": ["2026-12-31"]})
    with pytest.raises(DueOutOfRange):
        closed.working_day_after(date(2026, 12, 31), 0)


SWAP = {
    "off": ["2026-01-02"],
    "worked": [{"date": "2026-01-10", "instead_of": "2026-01-02"}],
    "source": "Công văn 12",
}


def test_entries_on_top_change_days_and_version():
    overlaid = CALENDAR.overlaid(read_entries(SWAP))
    assert not overlaid.is_working_day(date(2026, 1, 2))
    assert overlaid.is_working_day(date(2026, 1, 10))
    assert OffDay(date(2026, 1, 2), "Công văn 12") in overlaid.off
    assert overlaid.version != CALENDAR.version
    assert overlaid.version.startswith("vn-")
    assert overlaid.overlaid(read_entries(SWAP)) == overlaid
    assert CALENDAR.overlaid(read_entries({})).version == CALENDAR.version


def test_a_decision_may_take_an_estimated_holiday_back():
    decided = CALENDAR.overlaid(read_entries({"off": ["2027-02-11"], "worked": ["2027-02-04"]}))
    assert decided.is_working_day(date(2027, 2, 4))
    assert not decided.is_working_day(date(2027, 2, 11))
    assert decided.index.by_working_days[decided.index.offset(date(2027, 2, 4))].counted


def test_a_worked_saturday_may_be_taken_off_again():
    off = CALENDAR.overlaid(read_entries({"off": [{"date": "2026-08-22", "name": "bão"}]}))
    assert not off.is_working_day(date(2026, 8, 22))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "not_an_object"),
        ({"of": []}, "unknown_key"),
        ({"off": "2026-01-02"}, "not_a_list"),
        ({"off": [1]}, "not_a_date"),
        ({"off": ["20260102"]}, "not_a_date"),
        ({"off": ["2026-02-30"]}, "not_a_date"),
        ({"off": ["2026-W01-1"]}, "not_a_date"),
        ({"off": [{"date": "2026-01-02", "why": "x"}]}, "unknown_key"),
        ({"off": [{"name": "x"}]}, "not_a_date"),
        ({"worked": [{"date": "2026-01-10", "instead_of": 2}]}, "not_a_date"),
        ({"source": 5}, "no_source"),
        ({"off": ["2026-01-02", "2026-01-02"]}, "off_twice"),
        ({"worked": ["2026-01-11", {"date": "2026-01-11"}]}, "worked_twice"),
        ({"off": ["2026-01-10"], "worked": ["2026-01-10"]}, "off_and_worked"),
    ],
)
def test_files_that_contradict_themselves_are_refused(value, reason):
    with pytest.raises(InvalidCalendar) as refusal:
        read_entries(value)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("value", "reason", "day"),
    [
        ({"worked": ["2026-01-05"]}, "already_worked", "2026-01-05"),
        ({"off": ["2061-01-05"]}, "year_not_covered", "2061-01-05"),
        (
            {"worked": [{"date": "2026-01-10", "instead_of": "2026-01-05"}]},
            "replaced_day_not_off",
            "2026-01-05",
        ),
        (
            {"worked": [{"date": "2026-05-02", "instead_of": "2026-04-26"}]},  # a Sunday
            "replaced_day_not_off",
            "2026-04-26",
        ),
        (
            {"worked": [{"date": "2026-08-29", "instead_of": "2026-08-31"}]},
            "replaced_twice",
            "2026-08-31",
        ),
        ({"worked": ["2026-08-31"]}, "replaced_day_not_off", "2026-08-31"),
    ],
)
def test_entries_that_contradict_the_calendar_are_refused(value, reason, day):
    with pytest.raises(InvalidCalendar) as refusal:
        CALENDAR.overlaid(read_entries(value))
    assert refusal.value.details == {"reason": reason, "value": day}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (5, "not_an_object"),
        (SMALL | {"name": None}, "no_name"),
        (SMALL | {"first_year": "2025"}, "no_first_year"),
        (SMALL | {"official_until": True}, "no_official_until"),
        (SMALL | {"last_year": 2024}, "years"),
        (SMALL | {"first_year": 1}, "years"),
        (SMALL | {"off": ["2024-12-31"]}, "year_not_covered"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused(value, reason):
    with pytest.raises(InvalidCalendar) as refusal:
        Calendar.from_json(value)
    assert refusal.value.reason == reason

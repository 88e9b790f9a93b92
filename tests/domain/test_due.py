"""Borders of the due rules, one example each; the oracle covers the rest."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.derivation_summary import DerivationSummary
from counter_app.domain.due import DueRules, HourRule, Timeliness, due, due_moment, timeliness
from counter_app.domain.errors import (
    DueOutOfRange,
    InvalidDerivation,
    InvalidMoment,
    InvalidPause,
)
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.pause import Pause, PauseKind, merged
from counter_app.domain.procedure import SupplementPolicy
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar.from_json(
    json.loads((Path(__file__).parents[2] / "resources/calendar/vn.json").read_text("utf-8"))
)
CLOCK = WorkClock(CALENDAR, OfficeHours.usual())
RESTART = DueRules(policy=SupplementPolicy.RESTART)
CLOSING = DueRules(hour=HourRule.CLOSING)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def pause(begins, ends=None, kind=PauseKind.SUPPLEMENT):
    return Pause(at(begins), ends and at(ends), kind)


def ask(term, received, rules=None, *pauses, clock=CLOCK):
    return due(Term.parse(term), at(received), clock, rules or DueRules(), pauses)


def told(answer):
    return [(f"{d.day:%m-%d}", d.counted, d.reason) for d in answer.derivation]


def with_hours(**changed):
    return WorkClock(CALENDAR, OfficeHours.from_json(OfficeHours.usual().to_json() | changed))


@pytest.mark.parametrize(
    ("term", "received", "expected"),
    [
        ("same_day", "2026-03-02T15:00", "2026-03-02T17:00"),
        ("same_day", "2026-03-02T15:01", "2026-03-03T17:00"),
        ("same_day", "2026-03-01T09:00", "2026-03-02T17:00"),
        ("1 month", "2026-01-30T09:00", "2026-03-02T09:00"),  # 28 February is a Saturday
        ("1 month", "2028-01-31T09:00", "2028-02-29T09:00"),
        ("1 month + 1 month", "2028-01-31T09:00", "2028-03-29T09:00"),
        ("2 months + 15 working_days", "2026-03-02T09:00", "2026-05-22T09:00"),
        ("12 months", "2026-03-02T09:00", "2027-03-02T09:00"),
        ("1 working_day", "2026-03-02T17:00", "2026-03-04T08:00"),  # closing itself is outside
        ("1 working_day", "2026-03-02T12:00", "2026-03-03T13:00"),
        ("1 working_day", "2026-03-02T00:00", "2026-03-03T08:00"),
        ("8 working_hours", "2026-03-02T08:00", "2026-03-02T17:00"),
        ("1 working_hour", "2026-12-31T16:30", "2027-01-04T08:30"),
        ("4 working_hours + 2 working_days", "2026-03-02T10:00", "2026-03-04T15:00"),
        ("1 working_day + 4 working_hours", "2026-03-02T16:00", "2026-03-04T11:00"),
    ],
)
def test_a_term_ends_where_the_rules_say(term, received, expected):
    assert ask(term, received).moment == at(expected)
    assert due_moment(Term.parse(term), at(received), CLOCK) == at(expected)


def test_seconds_are_kept():
    assert ask("12 working_hours", "2026-03-06T15:00:37.000005").moment == at(
        "2026-03-10T10:00:37.000005"
    )


@pytest.mark.parametrize(
    ("received", "start"),
    [
        ("2026-03-06T14:59:59", "2026-03-06T14:59:59"),
        ("2026-03-06T15:00", "2026-03-09T08:00"),
        ("2026-03-06T12:30", "2026-03-06T13:00"),
        ("2026-03-07T10:00", "2026-03-09T08:00"),
        ("2026-03-07T18:00", "2026-03-09T08:00"),
    ],
)
def test_what_is_forwarded_starts_the_next_working_day_from_three_o_clock_on(received, start):
    answer = ask("1 working_day", received, DueRules(forwarded=True))
    assert answer.start == at(start)


def test_the_hour_is_an_office_hour_of_the_due_day():
    clock = with_hours(tue=["09:00-11:00", "14:00-16:00"])
    hours = {"08:30": "09:00", "10:00": "10:00", "11:30": "14:00", "16:30": "16:00"}
    for received, expected in hours.items():
        answer = ask("1 working_day", f"2026-03-02T{received}", clock=clock)
        assert answer.moment == at(f"2026-03-03T{expected}")
    assert ask("1 working_day", "2026-03-02T10:00", CLOSING, clock=clock).moment == at(
        "2026-03-03T16:00"
    )


def test_a_worked_saturday_has_the_hours_of_the_day_it_replaces_else_mondays():
    clock = with_hours(mon=["07:00-11:00"], fri=["08:00-10:00"])
    assert ask("same_day", "2026-08-22T08:00", clock=clock).moment == at("2026-08-22T11:00")
    for worked, closing in (
        ("2026-01-10", "11:00"),
        ({"date": "2026-01-10", "instead_of": "2026-01-02"}, "10:00"),
    ):
        overlay = read_entries({"off": ["2026-01-02"], "worked": [worked]})
        overlaid = WorkClock(CALENDAR.overlaid(overlay), clock.hours)
        answer = ask("same_day", "2026-01-10T08:00", clock=overlaid)
        assert answer.moment == at(f"2026-01-10T{closing}")


def test_overlapping_pauses_are_one_and_keep_that_they_hold_a_supplement():
    first = pause("2026-03-03T09:00", "2026-03-05T09:00", PauseKind.PAYMENT)
    second = pause("2026-03-04T09:00", "2026-03-06T09:00")
    inner = pause("2026-03-04T10:00", "2026-03-04T11:00", PauseKind.POSTING)
    apart = pause("2026-03-09T09:00", None, PauseKind.OTHER)
    touching = pause("2026-03-10T09:00", "2026-03-11T09:00", PauseKind.PAYMENT)
    assert merged([touching, inner, apart, second, first]) == (
        pause("2026-03-03T09:00", "2026-03-06T09:00"),
        pause("2026-03-09T09:00", None, PauseKind.OTHER),
    )


def test_a_restart_gives_the_whole_term_again_only_after_a_supplement():
    spans = ("2026-03-04T09:00", "2026-03-11T18:00")
    assert ask("5 working_days", "2026-03-02T09:00", RESTART, pause(*spans)).moment == at(
        "2026-03-19T08:00"
    )
    payment = pause(*spans, PauseKind.PAYMENT)
    assert ask("5 working_days", "2026-03-02T09:00", RESTART, payment).moment == at(
        "2026-03-16T17:00"
    )


def test_what_was_due_at_an_opening_stays_due_at_one():
    overnight = pause("2026-03-03T18:00", "2026-03-04T07:00")
    for received, expected in (("08:00", "2026-03-09T08:00"), ("12:30", "2026-03-09T13:00")):
        answer = ask("5 working_days", f"2026-03-02T{received}", None, overnight)
        assert answer.moment == at(expected) == answer.first_moment


def test_a_pause_that_begins_at_the_due_moment_still_moves_it():
    begins_then = pause("2026-03-09T09:00", "2026-03-10T18:00")
    assert ask("5 working_days", "2026-03-02T09:00", None, begins_then).moment == at(
        "2026-03-11T08:00"
    )


def test_a_pause_before_the_start_changes_nothing():
    early = pause("2026-03-01T09:00", "2026-03-02T08:00")
    answer = ask("5 working_days", "2026-02-28T09:00", None, early)
    assert answer.moment == at("2026-03-09T08:00")
    assert told(answer) == told(ask("5 working_days", "2026-02-28T09:00"))


def test_calendar_days_left_run_on_from_the_day_the_pause_ended():
    answer = ask(
        "10 calendar_days", "2026-03-02T10:00", None, pause("2026-03-05T09:00", "2026-03-07T16:00")
    )
    assert answer.moment == at("2026-03-16T10:00")  # 14 March is a Saturday
    assert told(answer) == [
        ("03-02", False, "day_zero"),
        *[(f"03-0{day}", True, "calendar_day") for day in (3, 4, 5)],
        ("03-06", False, "paused_left_days:7"),
        ("03-07", False, "paused"),
        *[(f"03-{day:02}", True, "calendar_day") for day in range(8, 15)],
        ("03-15", False, "weekend"),
        ("03-16", False, "rolled"),
    ]


def test_a_pause_between_the_unrolled_date_and_the_due_moment_leaves_no_day():
    sunday = pause("2026-03-15T09:00", "2026-03-18T09:00")
    monday = pause("2026-03-16T09:00", "2026-03-18T09:00")
    answer = ask("12 calendar_days", "2026-03-02T10:00", None, sunday)
    assert told(answer)[-4:] == [
        ("03-15", False, "paused_left_days:0"),
        *[(f"03-{day}", False, "paused") for day in (16, 17, 18)],
    ]
    for late in (sunday, monday):
        assert ask("12 calendar_days", "2026-03-02T10:00", None, late).moment == at(
            "2026-03-18T10:00"
        )


def test_calendar_terms_are_never_due_before_a_pause_ends():
    due_day = pause("2026-03-12T09:00", "2026-03-13T14:00")
    answer = ask("10 calendar_days", "2026-03-02T10:00", None, due_day)
    assert answer.moment == at("2026-03-16T10:00")
    assert told(answer)[-4:] == [
        ("03-13", False, "paused_left_days:0"),
        ("03-14", False, "weekend"),
        ("03-15", False, "weekend"),
        ("03-16", False, "rolled"),
    ]


def test_an_open_pause_leaves_only_a_projection():
    answer = ask("5 working_days", "2026-03-02T09:00", None, pause("2026-03-04T09:00"))
    assert answer.moment is None
    assert answer.is_paused
    assert answer.first_moment == at("2026-03-09T09:00")
    assert answer.if_ended(at("2026-03-11T09:00")).moment == at("2026-03-16T09:00")
    assert answer.if_ended(at("2026-03-03T09:00")).is_paused  # not begun by then
    assert told(answer) == [
        ("03-02", False, "day_zero"),
        ("03-03", True, "working_day"),
        ("03-04", False, "paused_left_minutes:1440"),
    ]
    calendar = ask("5 calendar_days", "2026-03-02T09:00", None, pause("2026-03-04T09:00"))
    assert told(calendar)[-1] == ("03-05", False, "paused_left_days:3")


def test_the_projection_leaves_pauses_that_ended_as_they_are():
    first = pause("2026-03-03T09:00", "2026-03-03T10:00")
    answer = ask("5 working_days", "2026-03-02T09:00", None, first, pause("2026-03-04T09:00"))
    assert answer.if_ended(at("2026-03-04T10:00")).moment == at("2026-03-09T11:00")


def test_the_derivation_of_a_pause_says_what_was_left_and_when_it_ran():
    answer = ask(
        "5 working_days", "2026-03-02T09:00", None, pause("2026-03-04T09:00", "2026-03-11T09:00")
    )
    assert told(answer) == [
        ("03-02", False, "day_zero"),
        ("03-03", True, "working_day"),
        ("03-04", False, "paused_left_minutes:1440"),
        ("03-05", False, "paused"),
        ("03-06", False, "paused"),
        ("03-07", False, "weekend"),
        ("03-08", False, "weekend"),
        ("03-09", False, "paused"),
        ("03-10", False, "paused"),
        ("03-11", True, "office_minutes:420"),
        ("03-12", True, "office_minutes:480"),
        ("03-13", True, "office_minutes:480"),
        ("03-14", False, "weekend"),
        ("03-15", False, "weekend"),
        ("03-16", True, "office_minutes:60"),
    ]


def test_the_derivation_of_a_restart_begins_with_a_new_day_zero():
    answer = ask(
        "1 working_day", "2026-03-02T09:00", RESTART, pause("2026-03-02T10:00", "2026-03-03T18:00")
    )
    assert told(answer) == [
        ("03-02", False, "day_zero"),
        ("03-02", False, "paused"),
        ("03-03", False, "after_hours"),
        ("03-04", False, "day_zero"),
        ("03-05", True, "working_day"),
    ]


def test_the_derivation_says_why_the_term_did_not_start_at_once():
    late = told(ask("1 working_day", "2026-03-06T18:00"))
    assert late == [
        ("03-06", False, "after_hours"),
        ("03-07", False, "weekend"),
        ("03-08", False, "weekend"),
        ("03-09", False, "day_zero"),
        ("03-10", True, "working_day"),
    ]
    forwarded = told(ask("1 working_day", "2026-03-03T15:00", DueRules(forwarded=True)))
    assert forwarded[0] == ("03-03", False, "after_cutoff")
    assert told(ask("same_day", "2026-11-23T15:05")) == [
        ("11-23", False, "after_cutoff"),
        ("11-24", False, "holiday:Ngày Văn hóa Việt Nam"),
        ("11-25", True, "same_day"),
    ]
    assert told(ask("same_day", "2026-11-23T15:00")) == [("11-23", True, "same_day")]


def test_a_derivation_is_answered_as_plain_values():
    day = ask("1 working_day", "2026-03-02T09:00").derivation[-1]
    assert day.to_json() == {"date": "2026-03-03", "counted": True, "reason": "working_day"}


def test_the_derivation_of_hours_gives_the_minutes_of_each_day():
    assert told(ask("12 working_hours", "2026-03-06T15:00")) == [
        ("03-06", True, "office_minutes:120"),
        ("03-07", False, "weekend"),
        ("03-08", False, "weekend"),
        ("03-09", True, "office_minutes:480"),
        ("03-10", True, "office_minutes:120"),
    ]


def test_a_pause_of_office_time_that_ends_after_hours_resumes_the_next_day():
    answer = ask(
        "4 working_hours", "2026-03-02T10:00", None, pause("2026-03-02T11:00", "2026-03-03T18:00")
    )
    assert answer.moment == at("2026-03-04T11:00")
    assert told(answer) == [
        ("03-02", True, "office_minutes:60"),
        ("03-02", False, "paused_left_minutes:180"),
        ("03-03", False, "after_hours"),
        ("03-04", True, "office_minutes:180"),
    ]


def test_a_pause_of_no_time_left_ends_at_the_next_opening():
    answer = ask(
        "4 working_hours", "2026-03-02T13:00", None, pause("2026-03-02T17:00", "2026-03-03T18:00")
    )
    assert answer.moment == at("2026-03-04T08:00")
    assert told(answer)[-1] == ("03-04", False, "rolled")


def test_the_summary_names_what_a_reader_would_not_expect():
    summary = ask("3 working_days", "2025-04-25T10:00").summary
    assert summary == DerivationSummary(date(2025, 4, 26), 3, (), (date(2025, 4, 26),), None)
    long = ask("3 working_days", "2025-04-29T10:00").summary
    assert long.skipped == (
        (date(2025, 4, 30), "holiday:Ngày Chiến thắng"),
        (date(2025, 5, 1), "holiday:Ngày Quốc tế Lao động"),
        (date(2025, 5, 2), "swapped:2025-04-26"),
    )
    assert ask("14 calendar_days", "2026-08-19T10:00").summary.rolled_to == date(2026, 9, 3)
    assert ask("8 working_hours", "2025-04-25T15:00").summary.worked == (date(2025, 4, 26),)


@given(
    st.sampled_from(["3 working_days", "14 calendar_days", "20 working_hours", "2 months", "none"]),
    st.integers(0, 1000).map(lambda days: at("2024-01-01T09:30") + timedelta(days)),
)
def test_a_summary_survives_its_event(term, received):
    summary = due(Term.parse(term), received, CLOCK).summary
    assert DerivationSummary.from_json(json.loads(json.dumps(summary.to_json()))) == summary


@pytest.mark.parametrize(
    "changed",
    [{"counted": "3"}, {"first_counted": "soon"}, {"skipped": [1]}, {"worked": [None]}],
)
def test_a_broken_summary_is_refused(changed):
    good = ask("3 working_days", "2025-04-25T10:00").summary.to_json()
    with pytest.raises(InvalidDerivation):
        DerivationSummary.from_json(good | changed)


def test_without_a_term_there_is_a_start_and_no_due_moment():
    answer = ask("none", "2026-03-06T18:00", None, pause("2026-03-09T09:00"))
    assert answer.start == at("2026-03-09T08:00")
    assert (answer.moment, answer.first_moment, answer.is_paused) == (None, None, False)
    assert answer.derivation == ()
    assert answer.summary == DerivationSummary(None, 0)
    assert due_moment(Term.parse("none"), at("2026-03-06T18:00"), CLOCK) is None


@pytest.mark.parametrize(
    ("term", "received"),
    [
        ("1 working_day", "1999-12-31T09:00"),
        ("1 working_day", "2061-01-03T09:00"),
        ("5 working_days", "2060-12-29T09:00"),
        ("2 calendar_days", "2060-12-30T09:00"),
        ("60 calendar_days", "2060-12-01T09:00"),
        ("1 month", "2060-12-10T09:00"),
        ("80 working_hours", "2060-12-29T09:00"),
        ("same_day", "2060-12-31T18:00"),
    ],
)
def test_beyond_the_calendar_nothing_is_invented(term, received):
    with pytest.raises(DueOutOfRange) as refusal:
        ask(term, received)
    assert refusal.value.details == {"first_year": 2000, "last_year": 2060}


def test_moments_must_know_their_zone():
    with pytest.raises(InvalidMoment):
        due(Term.parse("1 working_day"), datetime(2026, 3, 2, 9), CLOCK)  # noqa: DTZ001
    with pytest.raises(InvalidMoment):
        Pause(datetime(2026, 3, 2, 9))  # noqa: DTZ001
    with pytest.raises(InvalidMoment):
        timeliness(datetime(2026, 3, 2, 9), at("2026-03-02T09:00"))  # noqa: DTZ001


def test_pauses_may_be_in_another_zone():
    utc = Pause(datetime(2026, 3, 4, 2, tzinfo=UTC), datetime(2026, 3, 11, 2, tzinfo=UTC))
    assert ask("5 working_days", "2026-03-02T09:00", None, utc).moment == at("2026-03-16T09:00")


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(InvalidPause):
        pause("2026-03-02T09:00", "2026-03-02T08:59")
    assert pause("2026-03-02T09:00", "2026-03-02T09:00").ends


def test_the_calendar_version_is_part_of_the_answer():
    assert ask("1 working_day", "2026-03-02T09:00").calendar_version == CALENDAR.version


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        ("2026-03-08T23:59", Timeliness.EARLY),
        ("2026-03-09T00:00", Timeliness.ON_TIME),
        ("2026-03-09T09:00", Timeliness.ON_TIME),
        ("2026-03-09T09:00:01", Timeliness.LATE),
        ("2026-03-10T08:00", Timeliness.LATE),
    ],
)
def test_finishing_is_judged_by_the_due_day_and_moment(finished, expected):
    assert timeliness(at(finished), at("2026-03-09T09:00")) is expected
    assert timeliness(at(finished).astimezone(UTC), at("2026-03-09T09:00")) is expected

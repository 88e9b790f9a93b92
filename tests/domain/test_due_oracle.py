"""Due moments against an oracle that walks minute by minute and shares no code with them."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import OffDay, WorkedDay
from counter_app.domain.due import DueRules, HourRule, due, due_moment
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.pause import Pause
from counter_app.domain.procedure import SupplementPolicy
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock
from tests.domain.due_oracle import Office, Oracle

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SHIPPED = json.loads(
    (Path(__file__).parents[2] / "resources/calendar/vn.json").read_text(encoding="utf-8")
)
FIRST, LAST = 2024, 2029
NAMES = ("mon", "tue", "wed", "thu", "fri")
USUAL = ["08:00-12:00", "13:00-17:00"]
SOUTHERN = ["07:00-11:30", "13:30-17:00"]


@st.composite
def calendars(draw):
    """The shipped days of a few years, some more days off and some more worked weekend days."""
    off = {
        date.fromisoformat(o["date"]): o["name"]
        for o in SHIPPED["off"]
        if FIRST <= int(o["date"][:4]) <= LAST
    }
    worked = {
        date.fromisoformat(w["date"]): date.fromisoformat(w["instead_of"])
        for w in SHIPPED["worked"]
        if FIRST <= int(w["date"][:4]) <= LAST
    }
    near = st.integers(0, 200).map(lambda days: date(2026, 1, 1) + timedelta(days))
    for day in draw(st.lists(near, max_size=6)):
        if day.weekday() >= 5 and draw(st.booleans()):
            weekday = draw(st.integers(0, 4))
            replaced = day - timedelta(day.weekday() + 7 - weekday)
            if replaced not in worked.values() and replaced.year >= FIRST:
                off[replaced] = "closed"
                worked[day] = replaced if draw(st.booleans()) else None
                off.pop(day, None)
        elif day not in worked:
            off[day] = "closed"
    return Calendar(
        "test",
        FIRST,
        LAST,
        LAST,
        tuple(OffDay(day, name) for day, name in sorted(off.items())),
        tuple(WorkedDay(day, instead_of) for day, instead_of in sorted(worked.items())),
    )


@st.composite
def hours(draw):
    borders = st.lists(st.integers(6 * 12, 20 * 12), min_size=2, max_size=6, unique=True).map(
        lambda fives: sorted(fives)[: len(fives) // 2 * 2]
    )
    odd = borders.map(
        lambda b: [f"{_clock(a * 5)}-{_clock(c * 5)}" for a, c in zip(b[::2], b[1::2], strict=True)]
    )
    day = st.one_of(st.just(USUAL), st.just(USUAL), st.just(SOUTHERN), odd)
    return OfficeHours.from_json({name: draw(day) for name in NAMES})


def _clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


moments = st.one_of(
    st.integers(0, 150 * 24 * 60),
    st.builds(
        lambda day, clock: day * 24 * 60 + clock,
        st.integers(0, 150),
        st.sampled_from([0, 479, 480, 719, 720, 779, 780, 899, 900, 901, 1019, 1020, 1439]),
    ),
).map(lambda minutes: datetime(2026, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes))
single_terms = st.one_of(
    st.builds("{} working_days".format, st.integers(1, 25)),
    st.builds("{} calendar_days".format, st.integers(1, 60)),
    st.builds("{} months".format, st.integers(1, 5)),
    st.builds("{} working_hours".format, st.integers(1, 100)),
    st.just("same_day"),
)
terms = st.one_of(single_terms, st.lists(single_terms, min_size=2, max_size=3).map(" + ".join))
rules = st.builds(
    DueRules, st.sampled_from(HourRule), st.sampled_from(SupplementPolicy), st.booleans()
)


@st.composite
def pauses_after(draw, accepted):
    """Up to three pauses: before the start, during the term, overlapping, or after it."""
    spans = draw(st.lists(st.tuples(st.integers(-2000, 30000), st.integers(1, 20000)), max_size=3))
    begins = [accepted + timedelta(minutes=first) for first, _ in spans]
    return [(b, b + timedelta(minutes=s[1])) for b, s in zip(begins, spans, strict=True)]


def office(calendar, office_hours):
    weekday_hours = {
        number: [tuple(map(time.fromisoformat, span.split("-"))) for span in spans]
        for number, spans in enumerate(office_hours.to_json().values())
    }
    worked = {w.day: w.instead_of.weekday() if w.instead_of else 0 for w in calendar.worked}
    return Office({o.day for o in calendar.off}, worked, weekday_hours)


@dataclass(frozen=True)
class Question:
    calendar: Calendar
    hours: OfficeHours
    term: str
    at: datetime
    rules: DueRules
    spans: list[tuple[datetime, datetime]]

    def fast(self, *more):
        pauses = [*(Pause(*span) for span in self.spans), *more]
        return due(Term.parse(self.term), self.at, self.clock(), self.rules, pauses)

    def clock(self):
        return WorkClock(self.calendar, self.hours)

    def slow(self):
        return Oracle(
            office(self.calendar, self.hours),
            closing=self.rules.hour is HourRule.CLOSING,
            forwarded=self.rules.forwarded,
            restart=self.rules.policy is SupplementPolicy.RESTART,
        )


@st.composite
def questions(draw, terms=terms, rules=rules, paused=True):
    at = draw(moments)
    spans = draw(pauses_after(at)) if paused else []
    return Question(draw(calendars()), draw(hours()), draw(terms), at, draw(rules), spans)


@settings(max_examples=250, deadline=None)
@given(questions(paused=False))
def test_without_pauses_it_is_the_moment_one_finds_by_walking(question):
    answer = question.fast()
    assert answer.start == question.slow().start(question.at)
    assert answer.moment == question.slow().due(question.term, question.at)
    assert answer.first_moment == answer.moment
    term, clock = Term.parse(question.term), question.clock()
    assert due_moment(term, question.at, clock, question.rules) == answer.moment


@settings(max_examples=250, deadline=None)
@given(questions())
def test_with_pauses_too(question):
    slow = question.slow().due(question.term, question.at, question.spans)
    assert question.fast().moment == slow


@settings(max_examples=100, deadline=None)
@given(questions())
def test_a_pause_never_brings_the_moment_forward(question):
    answer = question.fast()
    plain = due_moment(Term.parse(question.term), question.at, question.clock(), question.rules)
    assert answer.first_moment == plain
    assert answer.moment >= plain


@settings(max_examples=100, deadline=None)
@given(questions(), st.integers(1, 5000))
def test_a_pause_after_the_due_moment_changes_nothing(question, minutes):
    before = question.fast()
    last = max([before.moment, *(end for _, end in question.spans)])
    answer = question.fast(Pause(last + timedelta(minutes=minutes)))
    assert answer.moment == before.moment
    assert not answer.is_paused


@settings(max_examples=150, deadline=None)
@given(questions())
def test_the_derivation_tells_every_day_up_to_the_due_day(question):
    answer = question.fast()
    days = [d.day for d in answer.derivation]
    assert days == sorted(days)
    assert days[0] == question.at.date()
    assert days[-1] == answer.moment.date()
    assert set(days) == {days[0] + timedelta(n) for n in range((days[-1] - days[0]).days + 1)}


remaining = st.builds(DueRules, st.sampled_from(HourRule))


@settings(max_examples=100, deadline=None)
@given(
    questions(
        st.sampled_from(["1 working_hour", "30 working_hours", "90 working_hours"]), remaining
    )
)
def test_the_minutes_of_a_derivation_add_up_to_the_term(question):
    told = [d.reason.split(":")[1] for d in question.fast().derivation if d.counted]
    assert sum(map(int, told)) == Term.parse(question.term).parts[0].quantity * 60


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        questions(st.builds("{} calendar_days".format, st.integers(1, 60)), remaining),
        questions(st.builds("{} working_days".format, st.integers(1, 25)), remaining, paused=False),
    )
)
def test_the_days_of_a_derivation_add_up_to_the_term(question):
    counted = sum(d.counted for d in question.fast().derivation)
    assert counted == Term.parse(question.term).parts[0].quantity

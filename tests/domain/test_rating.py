"""Ratings in the fold: one counts, none is read in the history, dates answer two criteria."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.canonical import canonical
from counter_app.domain.dossier import Status
from counter_app.domain.errors import CriterionLocked, InvalidQuarter, InvalidRating, UnknownScale
from counter_app.domain.event import Kind, moment_text
from counter_app.domain.quarter import Quarter, quarters_within
from counter_app.domain.rating import Filled, Finding, Satisfaction, rated, score
from counter_app.domain.rating_counts import COUNTED, DOUBLE, FORM, tallies
from counter_app.domain.rating_dates import locked_points
from counter_app.domain.rating_scale import scale_named, scale_on
from counter_app.rating_parts import rating_scales
from tests import make
from tests.raters import BEST, CITIZENS

[SCALE] = rating_scales()
OFFICER = make.identity(701)
DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))


def story(handed=True):
    told = make.Story()
    told.receive()
    told.add(Kind.FINISHED, {"outcome": "positive"}, at=make.MONDAY + timedelta(days=1))
    if handed:
        told.add(Kind.HANDED_OVER, {"method": "counter"}, {"recipient": "Hiếu"})
    return told


def payload(answers=BEST, text="", satisfaction=Satisfaction.VERY):
    locked = {"1": 2, "2": None}
    return rated(SCALE, OFFICER, locked, Filled(answers, satisfaction, text))


def said(dossier, question):
    return [one.answer for one in tallies(dossier) if one.question == question]


def test_the_shipped_scale_is_the_circulars():
    assert [one.id for one in SCALE.criteria] == [str(number) for number in range(1, 10)]
    assert all({a.points for a in one.answers} == {2, 1, 0} for one in SCALE.criteria)
    assert [one.id for one in SCALE.criteria if one.is_locked] == ["1", "2"]
    assert SCALE.officer_score == ("1", "2", "3", "4", "7")
    assert sum(one.highest for one in SCALE.criteria) == 18


@pytest.mark.parametrize(
    ("total", "name"),
    [(18, "Xuất sắc"), (15, "Xuất sắc"), (14.99, "Tốt"), (12, "Tốt"), (11.9, "Khá"), (9, "Khá"),
     (8.9, "Trung bình"), (6, "Trung bình"), (5.99, "Yếu"), (0, "Yếu")],
)  # fmt: skip
def test_grades_begin_where_the_circular_says(total, name):
    assert SCALE.grade(total).name.vi == name


def test_a_scale_is_chosen_by_the_day_and_another_may_follow():
    later = SCALE.from_json(_json("tt-99", "2027-01-01"))
    both = (later, SCALE)
    assert scale_on(both, date(2026, 12, 31)) is SCALE
    assert scale_on(both, date(2027, 1, 1)) is later
    for ask in (lambda: scale_on(both, date(2018, 1, 1)), lambda: scale_named(both, "tt-7")):
        with pytest.raises(UnknownScale):
            ask()


def _json(identity, effective):
    criterion = {"id": "1", "fill": "citizen", "name": {"vi": "a", "en": "a"},
                 "answers": [{"points": 2, "name": {"vi": "b", "en": "b"}}]}  # fmt: skip
    return {"id": identity, "source": "", "effective": effective, "until": None, "grades": [],
            "criteria": [criterion], "officer_score": ["1"], "complaint": "1"}  # fmt: skip


@given(st.dictionaries(st.sampled_from(CITIZENS), st.sampled_from([2, 1, 0, None])))
def test_any_answer_of_the_scale_or_none_is_taken_and_nothing_is_preset(answers):
    public, private = payload(answers)
    kept = dict(public["answers"])
    assert kept == {"1": 2, "2": None} | {name: answers.get(name) for name in CITIZENS}
    assert private == {}
    assert canonical(public)


@given(st.sampled_from(CITIZENS), st.integers().filter(lambda n: n not in {0, 1, 2}))
def test_points_no_answer_has_are_refused(name, points):
    with pytest.raises(InvalidRating, match=name):
        payload({name: points})


@pytest.mark.parametrize("name", ["1", "2"])
@pytest.mark.parametrize("points", [2, 0, None])
def test_a_criterion_of_dates_cannot_be_set_by_hand(name, points):
    with pytest.raises(CriterionLocked):
        payload({name: points})


def test_a_criterion_nobody_asked_for_is_refused():
    with pytest.raises(InvalidRating):
        payload({"10": 2})


def test_a_rating_is_apart_from_the_history_and_moves_nothing():
    told = story()
    before = told.fold()
    told.add(Kind.RATED, *payload(text="không ai trả lời"))
    after = told.fold()
    assert after.history == before.history
    assert (after.status, after.needs_review, after.locked) == (Status.RETURNED, False, False)
    [rating] = after.ratings
    assert (rating.officer, rating.text, rating.complains) == (OFFICER, "không ai trả lời", True)
    assert score(rating.answers, rating.score_of) is None  # the second criterion has no answer
    assert score((("1", 2), ("2", 1)), ("1", "2")) == 3


def test_of_two_desks_ratings_the_first_in_home_order_counts():
    told = story()
    handed = told.events[-1]
    told.add(Kind.RATED, *payload(), desk=2, saw=handed)
    told.add(Kind.RATED, *payload(dict.fromkeys(CITIZENS, 0)), desk=3, saw=handed)
    dossier = told.fold()
    assert [rating.counts for rating in dossier.ratings] == [True, False]
    assert said(dossier, FORM) == [COUNTED, DOUBLE]
    assert said(dossier, "3") == ["2", "2"]  # as given and as verified, of the first alone
    assert not dossier.conflicts


def test_a_rating_before_the_hand_over_never_counts():
    told = story(handed=False)
    told.add(Kind.RATED, *payload())
    told.add(Kind.HANDED_OVER, {"method": "counter"})
    assert [rating.counts for rating in told.fold().ratings] == [False]


def test_a_complaint_found_unjustified_takes_no_points_and_the_first_finding_stays():
    told = story()
    rating = told.add(Kind.RATED, *payload(BEST | {"7": 0}))
    about = {"rating": str(rating.id)}
    told.add(Kind.COMPLAINT_JUDGED, about | {"finding": "unjustified"}, {"reason": "camera"})
    told.add(Kind.COMPLAINT_JUDGED, about | {"finding": "justified"}, {"reason": "khác"})
    told.add(Kind.RATING_ANSWERED, about, {"text": "xin lỗi"})
    [found] = told.fold().ratings
    assert (found.finding, found.reason) == (Finding.UNJUSTIFIED, "camera")
    assert (dict(found.answers)["7"], dict(found.verified)["7"]) == (0, None)
    assert dict(found.verified)["3"] == 2
    assert [reply.text for reply in found.replies] == ["xin lỗi"]


def test_a_rating_nobody_can_read_is_none_and_stops_nothing():
    told = story()
    told.add(Kind.RATED, {"scale": 3})
    told.add(Kind.COMPLAINT_JUDGED, {"rating": "?"})
    told.add_foreign(kind="rated", schema=9)
    dossier = told.fold()
    assert dossier.ratings == ()
    assert (dossier.locked, dossier.needs_review) == (False, False)


@pytest.mark.parametrize(
    ("finished", "points"),
    [(timedelta(days=2), 2), (timedelta(days=3), 1), (timedelta(days=3, minutes=1), 0)],
)
def test_the_first_criterion_is_the_dossiers_own_dates(finished, points):
    told = make.Story()
    told.receive()
    late = {"until": moment_text(make.MONDAY + timedelta(days=30))}
    told.add(Kind.EXTENDED, late, {"reason": "chờ"})  # extensions do not help
    told.add(Kind.FINISHED, {"outcome": "positive"}, at=make.MONDAY + finished)
    assert locked_points(SCALE, told.fold(), make.ZONE) == {"1": points, "2": points}


def test_the_second_criterion_is_the_slowest_agencys_own_date():
    told = make.Story()
    told.receive(procedure=make.steps(2))
    for number, days in ((1, 1), (2, 2)):
        step = {"number": number, "name": "b", "role": "processing",
                "since": moment_text(make.MONDAY),
                "due_at": moment_text(make.MONDAY + timedelta(days=days))}  # fmt: skip
        told.add(Kind.FORWARDED, {"to": "x", "step": step},
                 at=make.MONDAY + timedelta(days=number - 1, minutes=5))  # fmt: skip
    told.add(Kind.FINISHED, {"outcome": "positive"}, at=make.MONDAY + timedelta(days=2, hours=1))
    # the first step was left five minutes after its moment, the second an hour after its own
    assert locked_points(SCALE, told.fold(), make.ZONE) == {"1": 2, "2": 0}


@given(DAYS)
def test_a_quarter_holds_its_days_and_can_be_read_back(day):
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Quarter.parse(str(quarter)) == quarter
    assert quarter.next.previous == quarter
    assert list(quarters_within(quarter.first_day, quarter.last_day)) == [quarter]
    assert list(quarters_within(quarter.first_day + timedelta(days=1), quarter.last_day)) == []


@pytest.mark.parametrize("text", ["2026", "2026-Q5", "26-Q1", "2026-Q", "x-Q1"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(InvalidQuarter):
        Quarter.parse(text)


def test_a_unit_it_was_sent_to_has_a_date_of_its_own():
    told = make.Story()
    told.receive(procedure=make.steps(2))
    there = {"id": None, "code": "H26.15", "name": "Sở"}
    expected = moment_text(make.MONDAY + timedelta(days=1))
    told.add(Kind.TRANSFERRED, {"unit": there, "expected_at": expected}, {"reason": "x"})
    told.add(Kind.FINISHED, {"outcome": "positive"}, at=make.MONDAY + timedelta(days=2))
    assert locked_points(SCALE, told.fold(), make.ZONE) == {"1": 2, "2": 0}


def test_without_a_term_there_is_nothing_to_compare():
    told = make.Story()
    told.receive()
    assert locked_points(SCALE, told.fold(), make.ZONE) == {"1": None, "2": None}


def test_what_was_not_said_is_counted_nowhere():
    told = story()
    told.add(Kind.RATED, *payload({"3": 0}, satisfaction=None))
    dossier = told.fold()
    assert said(dossier, "satisfaction") == []
    assert said(dossier, "4") == []
    assert said(dossier, "3") == ["0", "0"]
    assert said(dossier, "score") == []


def test_names_are_in_both_languages():
    third = SCALE.criterion("3")
    assert third.name.in_language("en") == "Visits to reception to complete the dossier"
    assert third.name.in_language("vi").startswith("Số lần")

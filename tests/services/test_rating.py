"""Rating on a real store: once, after the hand-over, by nobody who is signed in."""

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from counter_app.domain.dossier import Status
from counter_app.domain.errors import (
    ActNotAllowed,
    AlreadyJudged,
    AlreadyRated,
    CriterionLocked,
    InvalidRating,
    MissingActData,
    RatedBeforeHandOver,
    RoleMayNot,
    TextTooLong,
    UnknownComplaint,
    UnknownDossier,
    UnknownScale,
)
from counter_app.domain.event import Kind
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating import Filled, Finding, Satisfaction
from counter_app.domain.rating import rated as rated_event
from tests import make
from tests.raters import BEST, handed_over, rate, rated
from tests.two_desks import OtherDesk

Q4 = Quarter(2026, 4)
NEXT_YEAR = (2027, 1, 4, 9)


def counts(desk):
    return desk.rows("SELECT question, answer, stage, count FROM rating_counts ORDER BY 1, 2, 3")


def test_a_receipt_is_rated_once_by_the_desk_itself(desk):
    dossier = handed_over(desk)
    rate(desk, dossier, text="  Cảm ơn \n anh  chị ")
    [(text, private)] = desk.rows("SELECT text, private FROM events WHERE kind = 'rated'")
    event = json.loads(text)
    assert event["author"] == {"officer": str(desk.counter.desk.id), "role": "citizen"}
    assert json.loads(private) == {"text": "Cảm ơn\nanh chị"}
    assert event["public"]["officer"] == str(desk.officer().id)
    assert dict(event["public"]["answers"])["1"] == 1  # finished on the day it was due
    with pytest.raises(AlreadyRated):
        rate(desk, dossier)
    with pytest.raises(AlreadyRated):
        desk.counter.rating.rate.form(dossier.code)
    assert desk.kinds().count("rated") == 1
    assert ("form", "counted", "given", 1) in counts(desk)
    assert desk.counter.health.rebuild().changed == 0


def test_the_event_says_nothing_of_the_citizen_but_the_dossier_it_belongs_to(desk):
    rate(desk, handed_over(desk), text="chữ của tôi")
    [(text,)] = desk.rows("SELECT text FROM events WHERE kind = 'rated'")
    public = json.loads(text)["public"]
    assert set(public) == {
        "scale", "officer", "answers", "satisfaction", "score_of", "complaint_of", "complains",
    }  # fmt: skip
    for word in ("Hiếu", "001190012345", "0912345678", "chữ của tôi"):
        assert word not in text


def test_before_the_hand_over_a_receipt_cannot_be_rated(desk):
    dossier = desk.receive()
    with pytest.raises(RatedBeforeHandOver) as refusal:
        rate(desk, dossier)
    assert refusal.value.status == Status.RECEIVED
    with pytest.raises(RatedBeforeHandOver):
        desk.counter.rating.rate.form(dossier.alias)
    assert "rated" not in desk.kinds()


@pytest.mark.parametrize(
    ("filled", "scale", "kind"),
    [
        (Filled({"1": 2}), "tt-01-2018", CriterionLocked),
        (Filled({"3": 7}), "tt-01-2018", InvalidRating),
        (Filled({"3": None}), "tt-01-2018", InvalidRating),
        (Filled(BEST), "tt-99", UnknownScale),
        (Filled(BEST, text="x" * 1001), "tt-01-2018", TextTooLong),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(desk, filled, scale, kind):
    dossier = handed_over(desk)
    with pytest.raises(kind):
        desk.counter.rating.rate(dossier.id, filled, scale)
    assert "rated" not in desk.kinds()
    assert counts(desk) == []


def test_a_void_or_erased_dossier_cannot_be_rated_and_voiding_takes_no_rating_away(desk):
    dossier, another = handed_over(desk), handed_over(desk)
    rate(desk, another)
    for one in (dossier, another):
        desk.counter.void(one.id, "nhầm", desk.officer("giamsat"), desk.officer())
    with pytest.raises(ActNotAllowed):
        rate(desk, dossier)
    assert ("form", "counted", "given", 1) in counts(desk)
    erased = handed_over(desk)
    data = {"reason": "retention", "seconded_by": "giamsat"}
    desk.counter.erase(erased.id, data, desk.officer("quantri"), desk.officer("giamsat"))
    with pytest.raises(ActNotAllowed):
        rate(desk, erased)


def test_erasing_takes_the_words_and_leaves_the_figures(desk):
    dossier = handed_over(desk)
    rate(desk, dossier, BEST | {"7": 0}, text="Tôi tên là Hiếu")
    data = {"reason": "request", "seconded_by": "giamsat"}
    desk.counter.erase(dossier.id, data, desk.officer("quantri"), desk.officer("giamsat"))
    [complaint] = desk.counter.rating.complaints.waiting(desk.officer("giamsat"))
    assert complaint.text == ""
    assert ("complaint", "open", "given", 1) in counts(desk)
    assert desk.counter.health.rebuild().changed == 0


def test_the_form_shows_no_more_than_tells_receipts_apart(desk):
    dossier = handed_over(desk)
    form = desk.counter.rating.rate.form(dossier.alias)
    assert (form.dossier, form.receipt) == (dossier.id, dossier.code[-4:])
    assert dict(form.locked) == {"1": 1, "2": 1}
    assert "Hiếu" not in repr(form)
    with pytest.raises(UnknownDossier):
        desk.counter.rating.rate.form("H26.12-261116-039999")


def test_results_of_a_running_quarter_are_the_supervisors_alone(desk):
    rated(desk, times=6)
    ratings = desk.counter.rating.ratings
    assert ratings.quarters() == ratings.quarters(desk.officer()) == ()
    assert ratings.results([Q4], desk.officer()) == ()
    [found] = ratings.results([Q4], desk.officer("giamsat"))
    assert found.whole.forms == 6
    desk.clock.set(*NEXT_YEAR)
    [found] = ratings.results(ratings.period(None, None))
    assert found.whole.forms == 6
    assert found.whole.satisfied.value == 1
    assert ratings.period(date(*NEXT_YEAR[:3]), None) == ()


def test_an_officer_of_few_ratings_stays_hidden_with_the_next_larger_one(desk):
    rated(desk, times=8)
    rated(desk, "giamsat", times=2)
    desk.clock.set(*NEXT_YEAR)
    [found] = desk.counter.rating.ratings.results([Q4])
    assert found.whole.forms == 10
    assert [group.forms for group in found.officers] == [None, None]


def test_a_complaint_is_its_words_and_its_officer_and_is_judged_once(desk):
    dossier = handed_over(desk)
    rate(desk, dossier, BEST | {"7": 0}, Satisfaction.NOT, "Nói to với tôi")
    complaints, supervisor = desk.counter.rating.complaints, desk.officer("giamsat")
    assert complaints.waiting(desk.officer()) == ()  # not before it was judged
    [complaint] = complaints.waiting(supervisor)
    assert (complaint.text, complaint.officer_name) == ("Nói to với tôi", desk.officer().name)
    assert dossier.code not in repr(complaint)
    assert str(dossier.id) not in repr(complaint)
    with pytest.raises(MissingActData):
        complaints.judge(complaint.id, Finding.UNJUSTIFIED, " ", supervisor)
    with pytest.raises(InvalidRating):
        complaints.judge(complaint.id, "maybe", "lý do", supervisor)
    with pytest.raises(RoleMayNot):
        complaints.judge(complaint.id, Finding.UNJUSTIFIED, "lý do", desk.officer())
    assert complaints.dossier_to_judge(complaint.id, supervisor) == dossier.id
    assert [seen.name for seen in desk.counter.see.of(dossier.id)] == [supervisor.name]
    complaints.judge(complaint.id, Finding.UNJUSTIFIED, "Camera cho thấy khác", supervisor)
    with pytest.raises(AlreadyJudged):
        complaints.judge(complaint.id, Finding.JUSTIFIED, "lý do", supervisor)
    with pytest.raises(AlreadyJudged):
        complaints.dossier_to_judge(complaint.id, supervisor)
    assert ("complaint", "unjustified", "given", 1) in counts(desk)
    assert not [row for row in counts(desk) if row[0] == "7" and row[2] == "verified"]
    assert desk.counter.health.rebuild().changed == 0


def test_the_officer_answers_once_and_knows_no_more_than_the_words(desk):
    rate(desk, handed_over(desk), BEST | {"7": 0}, text="Chờ lâu")
    complaints, supervisor, officer = (
        desk.counter.rating.complaints, desk.officer("giamsat"), desk.officer(),
    )  # fmt: skip
    [complaint] = complaints.waiting(supervisor)
    with pytest.raises(UnknownComplaint):
        complaints.answer(complaint.id, "Xin lỗi", officer)
    complaints.judge(complaint.id, Finding.JUSTIFIED, "Đúng", supervisor)
    with pytest.raises(UnknownComplaint):
        complaints.answer(complaint.id, "Không phải tôi", supervisor)
    with pytest.raises(RoleMayNot):
        complaints.answer(complaint.id, "x", desk.officer("kiemsoat"))
    [own] = complaints.waiting(officer)
    assert own.text == "Chờ lâu"
    with pytest.raises(MissingActData):
        complaints.answer(own.id, "", officer)
    complaints.answer(own.id, "Xin lỗi anh chị", officer)
    with pytest.raises(InvalidRating):
        complaints.answer(own.id, "Thêm nữa", officer)
    [after] = complaints.waiting(supervisor)
    assert after.replies == ((officer.name, "Xin lỗi anh chị"),)


def test_nobody_judges_a_complaint_about_oneself(desk):
    dossier = handed_over(desk, "giamsat")
    rate(desk, dossier, BEST | {"7": 0}, text="Cáu gắt")
    complaints, supervisor = desk.counter.rating.complaints, desk.officer("giamsat")
    assert complaints.waiting(supervisor) == ()
    with pytest.raises(UnknownComplaint):
        complaints.judge(UUID(int=5), Finding.JUSTIFIED, "x", supervisor)


def test_the_tray_and_the_history_know_of_no_rating(desk):
    dossier = handed_over(desk)
    before = desk.dossier(dossier).history
    rate(desk, dossier, text="chuyện riêng")
    assert desk.dossier(dossier).history == before
    assert desk.counter.questions.disputed(10) == ()


def test_how_many_were_handed_over_is_counted_by_who_received_them(desk):
    handed_over(desk)
    handed_over(desk, "giamsat")
    desk.receive()
    figures = desk.store.rating_figures
    day = desk.clock().replace(hour=0)
    found = figures.handed_over(day, day + timedelta(days=1))
    assert found == {desk.officer().id: 1, desk.officer("giamsat").id: 1}
    assert figures.handed_over(day + timedelta(days=1), day + timedelta(days=2)) == {}


def test_a_rating_the_centre_would_not_take_is_in_the_tray_without_its_dossier(desk):
    dossier = handed_over(desk)
    rate(desk, dossier, text="Chờ lâu")
    desk.write(
        "INSERT INTO rejections SELECT id, 'role-may-not', '{}', 0 FROM events WHERE kind = 'rated'"
    )
    [rejection] = desk.counter.in_step.log.rejections()
    assert (rejection.act, rejection.dossier, rejection.code) == ("rated", None, "")
    assert (rejection.at.hour, rejection.at.minute) == (0, 0)
    assert "Chờ lâu" not in repr(rejection)


def test_two_desks_that_had_not_seen_each_other_make_one_rating_that_counts(desk):
    dossier = handed_over(desk)
    seen = desk.dossier(dossier)
    public, private = rated_payload(desk, seen)
    OtherDesk(desk).write(seen, Kind.RATED, public, private, role="citizen")
    with pytest.raises(AlreadyRated):
        rate(desk, dossier)
    late = OtherDesk(desk, 7, id=make.identity(77))  # offline when the first one came
    after = late.write(seen, Kind.RATED, public, {"text": "hai"}, role="citizen")
    assert [rating.counts for rating in after.ratings] == [True, False]
    assert not after.conflicts
    assert not after.needs_review
    said = [row for row in counts(desk) if row[0] == "form"]
    assert said == [("form", "counted", "given", 1), ("form", "double", "given", 1)]
    assert desk.counter.health.rebuild().changed == 0


def rated_payload(desk, dossier):
    """What a desk writes of these answers."""
    [scale] = desk.counter.rating.rate.scales
    return rated_event(scale, desk.officer().id, {"1": 1, "2": 1}, Filled(BEST, Satisfaction.NOT))


def test_a_scale_that_is_not_in_force_yet_is_not_used(desk):
    [scale] = desk.counter.rating.rate.scales
    later = replace(scale, id="tt-99", effective=date(2027, 1, 1))
    use = replace(desk.counter.rating.rate, scales=(scale, later))
    dossier = handed_over(desk)
    with pytest.raises(UnknownScale):
        use(dossier.id, Filled(BEST), "tt-99")
    assert use.form(dossier.code).scale is scale
    desk.clock.set(*NEXT_YEAR)
    assert use.form(dossier.code).scale is later
    use(dossier.id, Filled(BEST), "tt-99")


def test_of_several_complaints_the_one_that_is_meant_is_judged(desk):
    for text in ("một", "hai", "ba"):
        rate(desk, handed_over(desk), BEST | {"7": 0}, text=text)
    rate(desk, handed_over(desk))
    complaints, supervisor = desk.counter.rating.complaints, desk.officer("giamsat")
    [second] = [one for one in complaints.waiting(supervisor) if one.text == "hai"]
    complaints.judge(second.id, Finding.JUSTIFIED, "Đúng", supervisor)
    findings = {one.text: one.finding for one in complaints.waiting(supervisor)}
    assert findings == {"một": "", "hai": "justified", "ba": ""}


def test_where_nobody_rated_there_is_no_period(desk):
    ratings = desk.counter.rating.ratings
    assert ratings.period(None, None) == ()
    assert ratings.results(ratings.quarters(desk.officer("giamsat"))) == ()

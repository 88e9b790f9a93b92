"""Forecasts on a real desk: its own generated lives, and what a desk says of where dossiers are."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given

from counter_app.domain.acts import ACTS
from counter_app.domain.course import course_of
from counter_app.domain.forecast import Reason
from counter_app.services.figure_ports import WORKED_ON
from tests import make
from tests.histories import LIVES, SOME, desks, everything, live
from tests.services.test_generation import generate


@pytest.fixture
def busy(desk):
    generate(desk, 900, days=60)
    return desk


@pytest.fixture
def fresh(sample_folder, tmp_path):
    with desks(sample_folder, tmp_path) as open_desk:
        yield open_desk


def test_a_new_desk_is_silent(desk):
    desk.receive(procedure=make.GUARDIAN)
    told = desk.counter.supervision.forecast()
    assert (told.lines, told.silent, told.without_date) == ((), 1, 0)
    told = desk.counter.supervision.forecast.calibration()
    assert (told.count, told.is_better) == (0, False)


def test_every_open_dossier_is_told_of_or_counted(busy):
    told = busy.counter.supervision.forecast()
    assert told.lines
    counted = len(told.lines) + told.silent + told.without_date
    assert counted == busy.counter.supervision.figures.count("open")
    overdue = [line for line in told.lines if line.outlook.reason is Reason.OVERDUE]
    assert all(line.due_at < told.moment and line.outlook.chance == 1 for line in overdue)
    assert all(0 <= line.outlook.chance <= 1 for line in told.lines)


def test_the_likeliest_come_first_and_of_equals_the_soonest(busy):
    lines = busy.counter.supervision.forecast().lines
    assert [(-round(line.outlook.chance * 100), line.due_at) for line in lines] == sorted(
        (-round(line.outlook.chance * 100), line.due_at) for line in lines
    )


def test_the_queue_is_what_lies_there_now(busy):
    told = busy.counter.supervision.forecast()
    held = Counter(dossier.holder for dossier in dossiers(busy) if dossier.status in WORKED_ON)
    officers = [line for line in told.lines if not line.holder.startswith("role:")]
    assert officers
    assert all(line.queue == held[line.holder] for line in officers)


def dossiers(desk):
    rows = desk.rows("SELECT id FROM dossiers WHERE lifecycle = 'open' ORDER BY row")
    return [desk.store.questions.dossier(UUID(one)) for (one,) in rows]


@SOME
@given(lives=LIVES)
def test_where_an_open_dossier_is_is_what_its_fold_says(fresh, lives):
    desk = fresh()
    live(desk, lives)
    folded = {one.id: course_of(one) for one in everything(desk)}
    found = desk.counter.supervision.forecast.asked.at_work(("H26.12",))
    assert len(found) == desk.counter.supervision.figures.count("open")
    for one in found:
        told, expected = one.course, folded[one.id]
        place, meant = told.passages[-1], expected.passages[-1]
        assert (place.step, place.holder, place.role) == (meant.step, meant.holder, meant.role)
        assert (place.since, told.due_at) == (meant.since, expected.due_at)
        assert [(p.since, p.until) for p in told.pauses] == [
            (p.since, p.until) for p in expected.pauses
        ]


def test_a_step_it_came_to_again_is_counted_from_then_on(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    for login, act, said in (
        ("xuly", "take", {}),
        ("xuly", "forward", {"to": "leader"}),
        ("lanhdao", "forward", {"to": "processing"}),
    ):
        desk.clock.forward(hours=1)
        desk.counter.perform(dossier.id, act, said, desk.officer(login))
    expected = course_of(desk.dossier(dossier)).passages
    assert [passage.step for passage in expected].count(expected[-1].step) == 2
    (found,) = desk.counter.supervision.forecast.asked.at_work(("H26.12",))
    assert found.course.passages[-1] == expected[-1]


def test_the_past_is_gathered_once_a_day_and_not_for_every_look(busy, monkeypatch):
    forecast, asked = busy.counter.supervision.forecast, []
    courses = forecast.asked.courses
    monkeypatch.setattr(
        type(forecast.asked), "courses", lambda self, *given: asked.append(1) or courses(*given)
    )
    forecast()
    forecast()
    assert len(asked) == 1
    busy.clock.forward(days=1)
    forecast()
    assert len(asked) == 2


def test_a_sample_is_told_apart_and_the_same_each_time(busy):
    questions, since = busy.counter.supervision.forecast.asked, busy.clock() - timedelta(days=365)
    whole = questions.courses(("H26.12",), since, 10_000)
    part, again = (questions.courses(("H26.12",), since, 100) for _ in range(2))
    assert (whole.one_in, part.one_in, part) == (1, 9, again)
    assert 60 < len(part.courses) < 140
    assert set(part.courses) <= set(whole.courses)
    assert questions.courses(("H26.99",), since, 100).courses == ()


@pytest.mark.parametrize(
    ("most", "thin", "known"), [(10_000, 99, True), (450, 5, True), (450, 99, False)]
)
def test_a_sample_too_thin_to_show_a_queue_tells_of_none(busy, monkeypatch, most, thin, known):
    monkeypatch.setattr("counter_app.services.forecast.MOST_COURSES", most)
    monkeypatch.setattr("counter_app.services.forecast.THIN", thin)
    lines = [
        line
        for line in busy.counter.supervision.forecast().lines
        if not line.holder.startswith("role:")
    ]
    usual = {line.usual_queue for line in lines}
    assert usual
    assert (usual != {None}) is known
    if most == 450:  # one in two
        assert all(number % 2 == 1 for number in usual if number)


def test_a_paused_one_has_no_date_and_is_still_in_the_queue(busy):
    before = busy.counter.supervision.forecast()
    line = next(line for line in before.lines if not line.holder.startswith("role:"))
    busy.append(ACTS["pause"], busy.store.questions.dossier(line.id))
    after = busy.counter.supervision.forecast()
    assert line.id not in {one.id for one in after.lines}
    assert after.without_date == before.without_date + 1
    same = [one for one in after.lines if one.holder == line.holder]
    assert all(one.queue == line.queue for one in same)


def test_generated_lives_are_forecast_better_than_by_the_plain_mean(desk):
    generate(desk, 2500, days=200)
    told = desk.counter.supervision.forecast.calibration()
    assert told.count > 500
    assert told.is_better

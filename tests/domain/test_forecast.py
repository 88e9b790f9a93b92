"""Chances of missing the date, from courses whose truth is known."""

from datetime import timedelta

import pytest

from counter_app.domain.calibration import ENOUGH_IN_A_TENTH, calibration
from counter_app.domain.course import Course, Passage, Queues
from counter_app.domain.dossier import PauseSpan
from counter_app.domain.forecast import ENOUGH, Experience, Reason, Standing, standing_of
from tests import courses
from tests.courses import METER, Office, at, course


def experience(found, now=None):
    return Experience.of(found, Queues(tuple(found)), METER, now or at(1500))


def open_course(begun=1000.0, term=40, **more):
    place = Passage("Thẩm định", "an", at(begun))
    still = {"ended_at": None, "finished": False, "passages": (place,)}
    return course(0, term, begun, **(still | more))


def quarter_late(count=40, **more):
    """So many finished ones of which every fourth missed its date."""
    return [course(44 if n % 4 == 0 else 20, begun=n * 5.0, **more) for n in range(count)]


def test_too_few_cases_are_silent_and_one_more_speaks():
    standing = Standing("1", "Thẩm định", 0.0, 0.0)
    few = quarter_late(ENOUGH - 1)
    assert experience(few).outlook(standing) is None
    assert experience([*few, course(20)]).outlook(standing) is not None
    assert experience([]).outlook(standing) is None


def test_where_too_few_went_on_as_long_nothing_is_said():
    found = experience(quarter_late(160))
    assert found.outlook(Standing("1", "Thẩm định", 0.0, 0.6)) is not None
    assert experience(quarter_late(100)).outlook(Standing("1", "Thẩm định", 0.0, 0.6)) is None


def test_open_courses_are_no_cases_of_their_own():
    found = [*quarter_late(ENOUGH - 1), open_course()]
    assert experience(found).outlook(Standing("1", "Thẩm định", 0.0, 0.0)) is None


def test_a_fresh_dossier_has_the_share_that_was_late():
    told = experience(quarter_late()).outlook(Standing("1", "Thẩm định", 0.0, 0.0))
    assert told.chance == pytest.approx(0.25)
    assert (told.reason, told.cases) == (Reason.OFTEN, 40)


def test_time_that_passed_without_a_result_raises_the_chance_and_is_the_reason():
    """After half the time only those that were late still went on."""
    told = experience(quarter_late(160)).outlook(Standing("1", "Thẩm định", 0.0, 0.6))
    assert told.chance == pytest.approx(1.0)
    assert (told.reason, told.at_first) == (Reason.SPENT, 0.25)


def test_past_its_date_it_has_missed_it():
    told = experience(quarter_late()).outlook(Standing("1", "Thẩm định", 0.0, 1.0))
    assert (told.chance, told.reason) == (1.0, Reason.OVERDUE)


def test_a_step_nobody_came_to_borrows_from_its_procedure_and_this_from_all():
    found = experience([*quarter_late(), *[course(20, procedure="2", begun=n) for n in range(40)]])
    unknown_step = found.outlook(Standing("2", "Ký", 0.0, 0.0)).chance
    whole = 10 / 80
    assert unknown_step == pytest.approx((40 * 0 + 10 * whole) / 50)
    assert found.outlook(Standing("2", "Thẩm định", 0.0, 0.0)).chance < unknown_step


def test_open_ones_that_are_long_overdue_count_as_slow():
    """Without them only what was finished in time would be known."""
    punctual = [course(20, begun=n) for n in range(40)]
    stuck = [open_course(n) for n in range(40)]
    standing = Standing("1", "Thẩm định", 0.0, 0.0)
    assert experience(punctual).outlook(standing).chance == 0
    assert experience([*punctual, *stuck]).outlook(standing).chance == pytest.approx(0.5)


def test_what_has_not_come_to_its_date_is_no_case():
    """Only the punctual of them are finished: taken alone they would say nobody is late."""
    young = [course(20, term=400, begun=1400.0 + n) for n in range(40)]
    assert experience(young).outlook(Standing("1", "Thẩm định", 0.0, 0.0)) is None
    going = [open_course(1400.0, term=400) for _ in range(200)]
    known = experience([*quarter_late(), *going]).outlook(Standing("1", "Thẩm định", 0.0, 0.0))
    assert known.chance == pytest.approx(0.25)


def test_a_result_in_the_evening_of_the_last_day_is_late():
    """Office time stands still after closing, and the date is over."""
    evening = at(40.0) + timedelta(hours=2)
    assert METER.office(evening) == METER.office(at(40.0))
    late = [course(40, ended_at=evening) for _ in range(ENOUGH)]
    assert experience(late).outlook(Standing("1", "Thẩm định", 0.0, 0.0)).chance == 1.0
    punctual = [course(40) for _ in range(ENOUGH)]
    assert experience(punctual).outlook(Standing("1", "Thẩm định", 0.0, 0.0)).chance == 0.0


def test_what_was_withdrawn_is_neither_punctual_nor_late():
    withdrawn = [course(1, begun=n, finished=False) for n in range(40)]
    told = experience([*quarter_late(), *withdrawn]).outlook(Standing("1", "Thẩm định", 0.0, 0.0))
    assert told.chance == pytest.approx(0.25)


def test_of_two_steps_after_the_same_time_each_has_its_own_chance():
    """Who still waits at the first step at half time is late; who has come to the second is not."""
    stuck = [two_steps(left=30, took=50, begun=n * 9.0) for n in range(30)]
    fluent = [two_steps(left=10, took=30, begun=n * 9.0) for n in range(30)]
    found = experience([*stuck, *fluent])
    first, second = (
        found.outlook(Standing("1", step, came, 0.5)) for step, came in (("a", 0.0), ("b", 0.25))
    )
    assert (first.cases, second.cases) == (30, 30)
    assert second.chance < 0.15
    assert first.chance > 0.85


def two_steps(left, took, begun):
    passages = (
        Passage("a", "hoa", at(begun), at(begun + left)),
        Passage("b", "an", at(begun + left), at(begun + took)),
    )
    return course(took, 40, begun, passages=passages)


def busy_and_idle():
    """Ten dossiers that came at once were late, as many that came one by one were not; five times."""
    found = []
    for week in range(5):
        found += [course(50, begun=week * 400.0) for _ in range(10)]
        found += [course(5, begun=week * 400.0 + 100 + n * 10) for n in range(10)]
    return found


def test_a_full_desk_is_a_reason():
    found = experience(busy_and_idle())
    idle, busy = (
        found.outlook(Standing("1", "Thẩm định", 0.0, 0.0, is_busy)) for is_busy in (False, True)
    )
    assert idle.chance < 0.2
    assert busy.chance > 0.8
    assert busy.reason is Reason.QUEUE
    assert idle.reason is not Reason.QUEUE


def test_a_queue_is_what_came_and_did_not_go():
    queues = Queues((course(10), course(10, begun=2.0), course(10, begun=4.0, officer="bình")))
    assert [queues.queue("an", at(hours)) for hours in (0, 2, 11, 12)] == [1, 2, 1, 0]
    assert (queues.usual("an"), queues.usual("nobody")) == (1, None)


def test_what_nobody_has_taken_is_in_the_queue_of_the_role():
    waiting = Passage("Thẩm định", "role:processing", at(0), None, "role:processing")
    taken = Passage("Thẩm định", "an", at(1), None, "role:processing")
    queues = Queues(tuple(course(0, passages=(place,)) for place in (waiting, taken)))
    assert (queues.queue("role:processing", at(2)), queues.queue("an", at(2))) == (2, 1)


@pytest.mark.parametrize(("hours", "passed"), [(0, 0.0), (10, 0.25), (40, 1.0), (50, 1.25)])
def test_time_is_office_time_from_reception_to_date(hours, passed):
    standing = standing_of(open_course(), None, METER, at(1000.0 + hours))
    assert standing == Standing("1", "Thẩm định", 0.0, pytest.approx(passed))


def test_a_pause_is_no_time_that_passed():
    pauses = (
        PauseSpan("supplement", at(1005), at(1015)),
        PauseSpan("other", at(1010), at(1020)),  # ten of its hours are the first one's too
    )
    paused = open_course(pauses=pauses, term=55)
    assert standing_of(paused, None, METER, at(1025)).passed == pytest.approx(10 / 40)


def test_without_a_date_nothing_is_said():
    assert standing_of(open_course(due_at=None), None, METER, at(1010)) is None
    assert standing_of(open_course(passages=()), None, METER, at(1010)) is None


def test_a_date_beyond_the_calendar_is_passed_over():
    beyond = open_course(due_at=at(0) + timedelta(days=36500))
    assert standing_of(beyond, None, METER, at(1010)) is None
    known = experience([*quarter_late(), beyond, open_course(due_at=None)])
    assert known.outlook(Standing("1", "Thẩm định", 0.0, 0.0)).chance == pytest.approx(0.25)


def test_as_of_a_moment_nothing_later_is_known():
    whole = Course(
        "1",
        at(0),
        (Passage("a", "hoa", at(0), at(5)), Passage("b", "an", at(5), at(9))),
        (PauseSpan("other", at(2), at(6)), PauseSpan("other", at(7), at(8))),
        *(at(20), at(9), True),
    )
    early = whole.as_of(at(3))
    assert [passage.until for passage in early.passages] == [None]
    assert [pause.until for pause in early.pauses] == [None]
    assert (early.ended_at, early.finished) == (None, False)
    assert whole.as_of(at(9)) == whole


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_forecasts_of_a_held_back_part_hold_and_beat_the_plain_mean(seed):
    told = calibration(Office(seed).courses(), METER, at(1000), at(1700))
    assert sum(tenth.is_enough for tenth in told.tenths) >= 6
    assert told.widest_gap <= 0.10
    assert told.is_better
    assert told.brier < 0.8 * told.plain_brier
    assert (told.silent, told.count > 2000) == (0, True)


def test_a_world_that_changed_is_found_out():
    """Whoever takes twice as long after the split is seen to be off."""
    before = Office(1).courses()
    changed = [one if one.received_at < at(1000) else courses.slower(one, 3.0) for one in before]
    assert calibration(changed, METER, at(1000), at(1700)).widest_gap > 0.2


def test_only_what_has_an_outcome_is_judged_and_only_while_its_clock_ran():
    earlier = [course(20 if n % 4 else 44, begun=n * 1.5) for n in range(240)]
    later = [
        course(12, begun=500.0),  # asked at 0 and 10 of its 40 hours
        course(12, begun=500.0, finished=False),  # withdrawn
        open_course(500.0),  # missed: asked at 0, 10, 20 and 30
        open_course(890.0),  # its date is to come
        course(12, begun=500.0, pauses=(PauseSpan("other", at(505), at(511)),)),  # asked at 0
        open_course(500.0, procedure="unknown"),  # silent
    ]
    told = calibration([*earlier, *later], METER, at(400), at(900))
    assert (told.count, told.silent) == (2 + 4 + 1, 4)
    assert sum(round(tenth.missed * tenth.count) for tenth in told.tenths) == 4
    assert not any(tenth.is_enough for tenth in told.tenths)
    assert (told.widest_gap, ENOUGH_IN_A_TENTH) == (0.0, 100)


def test_what_became_of_dossiers_after_the_split_is_not_known_before_it():
    always_late = [course(50, begun=n * 1.0) for n in range(240)]
    soon_better = [course(5, begun=398.0 + n / 240) for n in range(240)]
    told = calibration(
        [*always_late, *soon_better, course(5, begun=500.0)], METER, at(400), at(900)
    )
    assert (told.count, told.tenths[9].count) == (1, 1)


def test_nothing_held_back_is_an_empty_report():
    told = calibration([], METER, at(0), at(1))
    assert (told.count, told.brier, told.plain_brier, told.is_better) == (0, None, None, False)

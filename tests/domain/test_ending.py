"""How a dossier ended: judged at finished, by its pauses and not by what was promised anew."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.ending import EXCLUDED, FINISHED, LOCAL, End, Ending, day_number, end_of
from counter_app.domain.event import Kind, moment_text
from tests import make

DUE = make.MONDAY + timedelta(days=3)  # Thursday 09:00, as `make.acceptance` promises


def received():
    """The life of a dossier that was just received."""
    story = make.Story()
    story.receive()
    return story


def finished(at, **changed):
    """A dossier finished at that moment."""
    plain = received().fold()
    return replace(plain, status=Status.FINISHED, finished_at=at.astimezone(UTC), **changed)


@pytest.mark.parametrize(
    ("at", "how"),
    [
        (DUE - timedelta(hours=9, minutes=1), Ending.EARLY),  # the evening before, local
        (DUE - timedelta(hours=9), Ending.ON_TIME),  # midnight: the due day has begun
        (DUE, Ending.ON_TIME),
        (DUE + timedelta(milliseconds=1), Ending.LATE),
    ],
)
def test_the_due_day_and_the_due_moment_divide_early_on_time_and_late(at, how):
    assert end_of(finished(at)) == End(how, at)


def test_a_new_promise_does_not_make_late_work_punctual():
    late = DUE + timedelta(days=1)
    assert end_of(finished(late, extended_to=late + timedelta(days=5))).how is Ending.LATE


def test_an_extension_that_was_kept_is_still_judged_by_the_first_due_moment():
    story = received()
    story.add(Kind.EXTENDED, {"until": moment_text(DUE + timedelta(days=9))})
    story.add(Kind.FINISHED, {"outcome": "positive"}, at=DUE + timedelta(days=2))
    dossier = story.fold()
    assert dossier.extended_to > dossier.finished_at
    assert end_of(dossier).how is Ending.LATE


def test_where_the_law_sets_no_term_nothing_is_late():
    assert end_of(finished(DUE + timedelta(days=900), due_at=None)).how is Ending.ON_TIME


def test_handing_over_late_changes_nothing():
    at = DUE - timedelta(days=1)
    dossier = finished(at)
    returned = replace(dossier, status=Status.RETURNED, closed_at=DUE + timedelta(days=90))
    assert end_of(returned) == end_of(dossier) == End(Ending.EARLY, at)


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (Status.DECLINED, Ending.DECLINED),
        (Status.WITHDRAWN, Ending.WITHDRAWN),
        (Status.STOPPED, Ending.STOPPED),
    ],
)
def test_what_ends_unfinished_is_never_early_or_late(status, how):
    closed = replace(finished(DUE), status=status, closed_at=DUE + timedelta(days=9))
    assert end_of(closed) == End(how, DUE + timedelta(days=9))
    assert end_of(replace(closed, closed_at=None)) is None


def test_what_is_worked_on_or_void_has_not_ended():
    for status in (Status.RECEIVED, Status.IN_PROCESS, Status.SUPPLEMENT, Status.PAYMENT):
        assert end_of(replace(finished(DUE), status=status)) is None
    assert end_of(replace(finished(DUE), lifecycle=Lifecycle.VOID)) is None
    assert end_of(replace(finished(DUE), finished_at=None)) is None


def test_every_ending_is_a_judgement_or_an_exclusion():
    assert set(FINISHED) | set(EXCLUDED) == set(Ending)
    assert not set(FINISHED) & set(EXCLUDED)


def test_the_finisher_is_who_finished_last_and_nobody_after_a_reopening():
    story = received()
    for desk in (2, 3):
        story.add(Kind.FINISHED, {"outcome": "positive"}, desk=desk)
        assert story.fold().finisher == make.identity(700 + desk)
        story.add(Kind.REOPENED, {"due_at": moment_text(DUE)})
    reopened = story.fold()
    assert (reopened.finisher, end_of(reopened)) == (None, None)


@given(st.datetimes().filter(lambda moment: 1 < moment.year < 9999))
def test_a_day_is_the_one_on_hanois_wall(moment):
    aware = moment.replace(tzinfo=UTC)
    begins = aware.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    assert (
        day_number(begins)
        == day_number(aware)
        == day_number(begins - timedelta(microseconds=1)) + 1
    )

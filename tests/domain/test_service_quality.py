"""The index of QĐ 766: 100 points in six groups, none of them guessed."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.period_report import Columns
from counter_app.domain.service_quality import MOST, Group, scores


def by_group(total):
    return {score.group: score for score in scores(total)}


def test_the_groups_have_a_hundred_points_together():
    assert sum(MOST.values()) == 100
    assert [score.group for score in scores(Columns())] == list(Group)


def test_without_dossiers_no_group_has_data():
    assert all(score.share is score.points is None for score in scores(Columns()))


def test_what_is_measured_becomes_its_share_of_the_points():
    found = by_group(Columns(online=1, direct=3, solved=10, early=6, on_time=3, late=1))
    assert found[Group.PROGRESS].points == 18
    assert found[Group.ONLINE_SERVICE].share == Fraction(1, 4)
    assert found[Group.ONLINE_SERVICE].points == 3
    for group in (Group.PUBLICITY, Group.ONLINE_PAYMENT, Group.SATISFACTION, Group.DIGITISATION):
        assert found[group].points is None


@given(*[st.integers(0, 50)] * 5)
def test_no_group_has_more_than_its_points(early, on_time, late, online, direct):
    solved = early + on_time + late
    total = Columns(online=online, direct=direct, solved=solved, early=early, on_time=on_time)
    for score in scores(total):
        assert score.points is None or 0 <= score.points <= score.most

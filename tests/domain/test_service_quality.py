"""The index of QĐ 766: 100 points in six groups, none of them guessed."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.service_quality import (
    METRICS,
    MOST,
    Group,
    Lack,
    Metric,
    Ratio,
    ratio,
    scores,
)

PARTS = st.integers(0, 50)
RATIOS = st.builds(lambda part, rest: ratio(part, part + rest), PARTS, PARTS)
MEASURED = st.dictionaries(st.sampled_from(Metric), RATIOS | st.sampled_from(Lack))


def by_group(measured):
    return {score.group: score for score in scores(measured)}


def test_the_groups_have_a_hundred_points_together_and_each_metric_its_group():
    assert sum(MOST.values()) == 100
    assert [score.group for score in scores({})] == list(Group) == list(METRICS)
    assert sorted(metric for metrics in METRICS.values() for metric in metrics) == sorted(Metric)


def test_what_nobody_measured_is_not_kept_and_nothing_has_points():
    for score in scores({}):
        assert {measured for _, measured in score.metrics} == {Lack.NOT_KEPT}
        assert score.points is None


def test_nothing_of_a_kind_is_no_share_of_it():
    assert ratio(0, 0) is Lack.NOTHING
    assert ratio(0, 3) == Ratio(0, 3)


def test_progress_gets_its_share_of_the_points():
    found = by_group({Metric.SOLVED_IN_TIME: Ratio(9, 10)})
    assert found[Group.PROGRESS].points == 18


def test_a_group_whose_points_are_shared_in_an_unknown_way_shows_the_share_alone():
    every = dict.fromkeys(Metric, Ratio(1, 4))
    for group, score in by_group(every).items():
        assert {measured.share for _, measured in score.metrics} == {Fraction(1, 4)}
        assert (score.points is None) is (group is not Group.PROGRESS)


@given(MEASURED)
def test_no_group_has_more_than_its_points(measured):
    for score in scores(measured):
        assert score.points is None or 0 <= score.points <= score.most

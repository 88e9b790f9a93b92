"""The service-quality index (QĐ 766/QĐ-TTg): six groups, 100 points, and no guess where data lack.

`domain.md` §7b has the groups' most points. How a group's points are shared among its single
metrics is not known with certainty, so a metric is shown as what was measured, and points are given
in one group alone: progress, all of whose points hang on one metric. They are reckoned in
proportion: points = most * (early + on time) / solved.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeAlias


class Group(StrEnum):
    """The six groups, in the decision's order."""

    PUBLICITY = "publicity"
    PROGRESS = "progress"
    ONLINE_SERVICE = "online_service"
    ONLINE_PAYMENT = "online_payment"
    SATISFACTION = "satisfaction"
    DIGITISATION = "digitisation"


class Metric(StrEnum):
    """What is measured, or would have to be: the share ``part`` of ``whole``, as said beside each."""

    PUBLISHED_IN_TIME = "published_in_time"  # decisions in the catalogue by their effective day
    SOLVED_IN_TIME = "solved_in_time"  # solved early or on time; of what was solved
    RECEIVED_ONLINE = "received_online"  # of what was received
    PAID_ONLINE = "paid_online"  # through the portal; no event says it
    PAID_BY_TRANSFER = "paid_by_transfer"  # solved, paid by transfer alone; of those that paid
    SATISFIED = "satisfied"  # very satisfied or satisfied; of those who said how
    REQUESTS_ANSWERED = "requests_answered"  # phản ánh, kiến nghị: not kept here
    PAPERS_DIGITISED = "papers_digitised"  # received, with a file of a paper; of the received
    PAPERS_REUSED = "papers_reused"  # received, with a paper out of a database; of the received
    RESULTS_DIGITISED = "results_digitised"  # solved, with a file of the result; of the solved


class Lack(StrEnum):
    """Why a metric has no data."""

    NOTHING = "nothing"  # nothing of the kind in this period
    NOT_KEPT = "not_kept"  # the program keeps nothing that would tell
    TOO_FEW = "too_few"  # ratings: of whole quarters that are over, and not of a few people


MOST: Final = {
    Group.PUBLICITY: 18,
    Group.PROGRESS: 20,
    Group.ONLINE_SERVICE: 12,
    Group.ONLINE_PAYMENT: 10,
    Group.SATISFACTION: 18,
    Group.DIGITISATION: 22,
}
METRICS: Final = {
    Group.PUBLICITY: (Metric.PUBLISHED_IN_TIME,),
    Group.PROGRESS: (Metric.SOLVED_IN_TIME,),
    Group.ONLINE_SERVICE: (Metric.RECEIVED_ONLINE,),
    Group.ONLINE_PAYMENT: (Metric.PAID_ONLINE, Metric.PAID_BY_TRANSFER),
    Group.SATISFACTION: (Metric.SATISFIED, Metric.REQUESTS_ANSWERED),
    Group.DIGITISATION: (
        Metric.PAPERS_DIGITISED,
        Metric.PAPERS_REUSED,
        Metric.RESULTS_DIGITISED,
    ),
}
_ALL_POINTS: Final = {Group.PROGRESS: Metric.SOLVED_IN_TIME}


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many; ``whole`` is at least 1."""

    part: int
    whole: int

    @property
    def share(self) -> Fraction:
        """From 0 to 1."""
        return Fraction(self.part, self.whole)


Measured: TypeAlias = Ratio | Lack


@dataclass(frozen=True, slots=True)
class Score:
    """A group's metrics as they were measured, in order."""

    group: Group
    metrics: tuple[tuple[Metric, Measured], ...]

    @property
    def most(self) -> int:
        """The points the group has at most."""
        return MOST[self.group]

    @property
    def points(self) -> Fraction | None:
        """The points it gets; None: no data, or its points are shared in a way nobody knows here."""
        for metric, measured in self.metrics:
            if _ALL_POINTS.get(self.group) is metric and isinstance(measured, Ratio):
                return measured.share * self.most
        return None


@dataclass(frozen=True, slots=True)
class QualityIndex:
    """The six groups; what the report's own columns do not say was measured at ``measured_at``."""

    scores: tuple[Score, ...]
    measured_at: datetime  # local


def ratio(part: int, whole: int) -> Measured:
    """The share, or that there is nothing of the kind."""
    return Ratio(part, whole) if whole else Lack.NOTHING


def scores(measured: Mapping[Metric, Measured]) -> tuple[Score, ...]:
    """All six groups; what ``measured`` does not have the program does not keep."""
    return tuple(
        Score(group, tuple((metric, measured.get(metric, Lack.NOT_KEPT)) for metric in metrics))
        for group, metrics in METRICS.items()
    )

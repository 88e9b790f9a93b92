"""The service-quality index (QĐ 766/QĐ-TTg): six groups, 100 points, and no guess where data lack.

A group's points are its most times the one share this program can measure of it (`domain.md` §7b
has the groups' weights; the decision's single metrics were not seen).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from counter_app.domain.period_report import Columns


class Group(StrEnum):
    """The six groups, in the decision's order."""

    PUBLICITY = "publicity"
    PROGRESS = "progress"
    ONLINE_SERVICE = "online_service"
    ONLINE_PAYMENT = "online_payment"
    SATISFACTION = "satisfaction"
    DIGITISATION = "digitisation"


MOST: Final = {
    Group.PUBLICITY: 18,
    Group.PROGRESS: 20,
    Group.ONLINE_SERVICE: 12,
    Group.ONLINE_PAYMENT: 10,
    Group.SATISFACTION: 18,
    Group.DIGITISATION: 22,
}


@dataclass(frozen=True, slots=True)
class Score:
    """A group's score; ``share`` is what was measured of it, None: no data."""

    group: Group
    share: Fraction | None

    @property
    def most(self) -> int:
        """The points the group has at most."""
        return MOST[self.group]

    @property
    def points(self) -> Fraction | None:
        """The points it gets; None: no data."""
        return None if self.share is None else self.share * self.most


def scores(total: Columns) -> tuple[Score, ...]:
    """All six groups, from the sum of a period's report.

    Progress is the share solved early or on time; online service the share of what was received
    in the period that came online. The others need data this program does not have yet.
    """
    measured = {
        Group.PROGRESS: _share(total.early + total.on_time, total.solved),
        Group.ONLINE_SERVICE: _share(total.online, total.online + total.direct),
    }
    return tuple(Score(group, measured.get(group)) for group in Group)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None

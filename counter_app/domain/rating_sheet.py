"""The quarterly sheet of ratings: forms, self score, verified score, why points were deducted."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.estimate import Estimate
from counter_app.domain.forms import Letterhead
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_results import Group, Points
from counter_app.domain.rating_scale import Criterion, Grade, RatingScale


@dataclass(frozen=True, slots=True)
class Deduction:
    """How many forms gave a criterion less than its best, as they count."""

    criterion: str
    forms: int
    of: int
    unfounded: int = 0  # complaints found unjustified: their points came back


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One officer, or the unit (no name); ``issued`` forms are dossiers handed over.

    ``forms`` came back; where they are None there were too few and nothing else is told.
    """

    name: str
    issued: int
    forms: int | None
    satisfied: Estimate | None
    given: Estimate | None  # the officer's score as citizens gave it
    verified: Estimate | None
    deductions: tuple[Deduction, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of the whole unit."""

    criterion: Criterion
    points: Points
    deduction: Deduction | None


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """A quarter of one unit by one scale; the unit's own line is the first."""

    letterhead: Letterhead
    made_at: datetime  # aware, in the counter's zone
    made_by: str
    is_sample: bool
    quarter: Quarter
    scale: RatingScale
    lines: tuple[SheetLine, ...]
    criteria: tuple[CriterionLine, ...]
    total: float | None
    grade: Grade | None
    double: int | None


def line_of(group: Group, name: str, issued: int, scale: RatingScale) -> SheetLine:
    """The line of one group."""
    score = group.score
    parts = [points for points in group.criteria if points.id in scale.officer_score]
    found = (deduction_of(points, group, scale) for points in parts)
    return SheetLine(
        name,
        issued,
        group.forms,
        group.satisfied,
        score.given,
        score.verified,
        tuple(deduction for deduction in found if deduction is not None),
    )


def deduction_of(points: Points, group: Group, scale: RatingScale) -> Deduction | None:
    """Why a criterion has less than its best; None: it has not, or too few answered."""
    if points.verified is None:
        return None
    highest = scale.criterion(points.id).highest
    less = sum(count for answer, count in points.answers.items() if int(answer) < highest)
    unfounded = group.complaints.get("unjustified", 0) if points.id == scale.complaint else 0
    if not less and not unfounded:
        return None
    return Deduction(points.id, less, points.verified.n, unfounded)

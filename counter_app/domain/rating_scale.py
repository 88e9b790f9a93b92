"""A scale of ratings as dated data: criteria, the points of their answers, grades."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from counter_app.domain.errors import CriterionLocked, InvalidRating, UnknownScale


class Fill(StrEnum):
    """Who answers a criterion; what dates answer is locked for everybody."""

    CITIZEN = "citizen"
    DOSSIER_DATES = "dossier_dates"
    AGENCY_DATES = "agency_dates"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in ``vi`` or ``en``."""
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Answer:
    """One of a criterion's answers and its points."""

    points: int
    name: Named


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question; ``answers`` the best first."""

    id: str
    fill: Fill
    name: Named
    answers: tuple[Answer, ...]

    @property
    def is_locked(self) -> bool:
        """Whether dates fill it and nobody else may."""
        return self.fill is not Fill.CITIZEN

    @property
    def highest(self) -> int:
        """The points of the best answer."""
        return max(answer.points for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the total it begins at."""

    lowest: int
    name: Named


@dataclass(frozen=True, slots=True)
class RatingScale:
    """What one circular asks, in force from ``effective`` until ``until``, both included.

    ``officer_score`` names the criteria that make an officer's score; the lowest answer to
    ``complaint`` is a complaint about the officer.
    """

    id: str
    source: str
    effective: date
    until: date | None
    criteria: tuple[Criterion, ...]
    grades: tuple[Grade, ...]  # the highest first
    officer_score: tuple[str, ...]
    complaint: str

    @classmethod
    def from_json(cls, data: Any) -> "RatingScale":
        """The scale of a shipped file (``resources/ratings/scales``)."""
        return cls(
            data["id"],
            data["source"],
            date.fromisoformat(data["effective"]),
            date.fromisoformat(data["until"]) if data["until"] else None,
            tuple(_criterion(one) for one in data["criteria"]),
            tuple(Grade(one["from"], Named(**one["name"])) for one in data["grades"]),
            tuple(data["officer_score"]),
            data["complaint"],
        )

    def criterion(self, identity: str) -> Criterion:
        """The criterion of this identity.

        Raises:
            InvalidRating: the scale has none.
        """
        for one in self.criteria:
            if one.id == identity:
                return one
        raise InvalidRating(f"answers.{identity[:20]}", "unknown_criterion")

    def checked(self, answers: Mapping[str, int | None]) -> dict[str, int | None]:
        """A citizen's answers, checked; None, or an absent one, is no answer.

        Raises:
            CriterionLocked: one is filled from dates.
            InvalidRating: an unknown criterion, or points that no answer of it has.
        """
        for identity, points in answers.items():
            criterion = self.criterion(identity)
            if criterion.is_locked:
                raise CriterionLocked(identity)
            if points is not None and points not in {one.points for one in criterion.answers}:
                raise InvalidRating(f"answers.{identity}", "points")
        return {one.id: answers.get(one.id) for one in self.criteria if not one.is_locked}

    def grade(self, total: Decimal | float) -> Grade:
        """The grade a total of all criteria's points stands for."""
        return next((one for one in self.grades if total >= one.lowest), self.grades[-1])


def scale_on(scales: Iterable[RatingScale], day: date) -> RatingScale:
    """The scale in force on ``day``; of several the one that came last.

    Raises:
        UnknownScale: none was.
    """
    in_force = [s for s in scales if s.effective <= day and (s.until is None or day <= s.until)]
    if not in_force:
        raise UnknownScale(day.isoformat())
    return max(in_force, key=lambda scale: scale.effective)


def scale_named(scales: Iterable[RatingScale], identity: str) -> RatingScale:
    """The scale of this identity.

    Raises:
        UnknownScale: this program has none of that name.
    """
    for scale in scales:
        if scale.id == identity:
            return scale
    raise UnknownScale(identity[:40])


def _criterion(data: Any) -> Criterion:
    answers = tuple(Answer(one["points"], Named(**one["name"])) for one in data["answers"])
    return Criterion(data["id"], Fill(data["fill"]), Named(**data["name"]), answers)

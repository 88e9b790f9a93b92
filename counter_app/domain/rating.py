"""A rating (đánh giá): what the holder of a receipt answered, and what became of a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.event import Event, Kind
from counter_app.domain.rating_scale import RatingScale
from counter_app.domain.value import value


class Satisfaction(StrEnum):
    """Rất hài lòng, hài lòng, không hài lòng."""

    VERY = "very_satisfied"
    SATISFIED = "satisfied"
    NOT = "not_satisfied"


class Finding(StrEnum):
    """What a supervisor found about a complaint."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"


@value
class Reply:
    """An officer's answer to a complaint; ``text`` is empty after an erasure."""

    officer: UUID
    text: str


@value
class Rating:
    """One rating as its event states it; ``counts`` False: another came before it in home order.

    ``text`` is private and empty after an erasure; ``complains`` stays.
    """

    event: UUID
    at: datetime
    scale: str
    officer: UUID  # who received the dossier: named on the receipt
    answers: tuple[tuple[str, int | None], ...]  # in the scale's order; None: no answer
    satisfaction: str  # a ``Satisfaction``, or empty
    score_of: tuple[str, ...]
    complaint_of: str
    complains: bool
    text: str = ""
    counts: bool = True
    finding: str = ""  # a ``Finding``; empty: not judged
    reason: str = ""  # of the finding; private
    replies: tuple[Reply, ...] = ()

    @property
    def verified(self) -> tuple[tuple[str, int | None], ...]:
        """The answers as they count: a complaint found unjustified takes no points."""
        if self.finding != Finding.UNJUSTIFIED:
            return self.answers
        return tuple(
            (name, None if name == self.complaint_of and points == 0 else points)
            for name, points in self.answers
        )


def score(answers: tuple[tuple[str, int | None], ...], parts: tuple[str, ...]) -> int | None:
    """The sum over ``parts``; None where one of them has no answer."""
    given = dict(answers)
    points = [given.get(part) for part in parts]
    known = [one for one in points if one is not None]
    return sum(known) if len(known) == len(parts) and parts else None


@dataclass(frozen=True, slots=True)
class Filled:
    """What a citizen filled in: criteria without an answer are absent or None."""

    answers: Mapping[str, int | None]
    satisfaction: Satisfaction | None = None
    text: str = ""  # what they want to complain about; cleaned

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered."""
        is_silent = self.satisfaction is None and not self.text
        return is_silent and all(points is None for points in self.answers.values())


def rated(
    scale: RatingScale, officer: UUID, locked: Mapping[str, int | None], filled: Filled
) -> tuple[dict[str, Json], dict[str, Json]]:
    """The public and the private part of a ``rated`` event.

    Raises:
        CriterionLocked, InvalidRating
    """
    answers = {**locked, **scale.checked(filled.answers)}
    complains = bool(filled.text) or answers.get(scale.complaint) == 0
    public: dict[str, Json] = {
        "scale": scale.id,
        "officer": str(officer),
        "answers": [[one.id, answers.get(one.id)] for one in scale.criteria],
        "satisfaction": filled.satisfaction.value if filled.satisfaction else "",
        "score_of": list(scale.officer_score),
        "complaint_of": scale.complaint,
        "complains": complains,
    }
    return public, {"text": filled.text} if filled.text else {}


def with_event(ratings: tuple[Rating, ...], event: Event, *, may_count: bool) -> tuple[Rating, ...]:
    """The dossier's ratings after one more event about them; ``may_count``: it was handed over.

    Raises: one of ``facts.UNREADABLE`` where no program of ours has written the payload.
    """
    public: Any = event.public
    private: Any = event.private or {}
    if event.kind == Kind.RATED:
        counts = may_count and not any(rating.counts for rating in ratings)
        return (*ratings, replace(_read(public, private, event), counts=counts))
    about = UUID(public["rating"])
    return tuple(
        _answered(rating, public, private, event) if rating.event == about else rating
        for rating in ratings
    )


def _answered(rating: Rating, public: Any, private: Any, event: Event) -> Rating:
    if event.kind == Kind.RATING_ANSWERED:
        reply = Reply(event.author.officer, str(private.get("text", "")))
        return replace(rating, replies=(*rating.replies, reply))
    if rating.finding:  # the first judgement in home order stays
        return rating
    finding = Finding(public["finding"])
    return replace(rating, finding=finding.value, reason=str(private.get("reason", "")))


def _read(public: Any, private: Any, event: Event) -> Rating:
    satisfaction = str(public["satisfaction"])
    return Rating(
        event=event.id,
        at=event.desk_time,
        scale=str(public["scale"]),
        officer=UUID(public["officer"]),
        answers=tuple((str(name), _points(points)) for name, points in public["answers"]),
        satisfaction=Satisfaction(satisfaction).value if satisfaction else "",
        score_of=tuple(map(str, public["score_of"])),
        complaint_of=str(public["complaint_of"]),
        complains=bool(public["complains"]),
        text=str(private.get("text", "")),
    )


def _points(points: Any) -> int | None:
    return None if points is None else int(points)

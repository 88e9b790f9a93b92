"""What a rating adds to the counts: nothing in them leads back to the dossier it came from."""

from collections.abc import Iterator
from datetime import timedelta, timezone
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating import Rating, score
from counter_app.domain.value import value

FORM: Final = "form"  # questions beside the scale's criteria
SATISFACTION: Final = "satisfaction"
SCORE: Final = "score"
COMPLAINT: Final = "complaint"
COUNTED: Final = "counted"  # answers to ``form``
DOUBLE: Final = "double"
NONE: Final = "none"  # answers to ``complaint``, beside the findings
OPEN: Final = "open"
_HANOI: Final = timezone(timedelta(hours=7))  # all year


class Stage(StrEnum):
    """As the citizen gave it, or as it counts once complaints are judged."""

    GIVEN = "given"
    VERIFIED = "verified"


class Tally(NamedTuple):
    """One answer to one question of a group: a unit's officer in a quarter, by one scale."""

    unit: str  # its code
    officer: str  # 32 hexadecimal digits
    quarter: str
    scale: str
    stage: str
    question: str
    answer: str


@value
class RatingCount:
    """How often a group gave one answer to one question."""

    unit: str
    officer: UUID
    quarter: Quarter
    scale: str
    stage: Stage
    question: str
    answer: str
    count: int


def tallies(dossier: Dossier) -> tuple[Tally, ...]:
    """What the dossier's ratings add, each by one; the one that counts, and that others do not."""
    return tuple(one for rating in dossier.ratings for one in _of(rating, dossier.unit.code))


def quarter_of(rating: Rating) -> Quarter:
    """The quarter it was given in, by the calendar of Hà Nội."""
    return Quarter.of(rating.at.astimezone(_HANOI).date())


def _of(rating: Rating, unit: str) -> Iterator[Tally]:
    group = (unit, rating.officer.hex, str(quarter_of(rating)), rating.scale)
    if not rating.counts:
        yield Tally(*group, Stage.GIVEN.value, FORM, DOUBLE)
        return
    for stage, question, answer in _said(rating):
        yield Tally(*group, stage.value, question, answer)


def _said(rating: Rating) -> Iterator[tuple[Stage, str, str]]:
    yield Stage.GIVEN, FORM, COUNTED
    if rating.satisfaction:
        yield Stage.GIVEN, SATISFACTION, rating.satisfaction
    yield Stage.GIVEN, COMPLAINT, (rating.finding or OPEN) if rating.complains else NONE
    for stage, answers in ((Stage.GIVEN, rating.answers), (Stage.VERIFIED, rating.verified)):
        for name, points in answers:
            if points is not None:
                yield stage, name, str(points)
        total = score(answers, rating.score_of)
        if total is not None:
            yield stage, SCORE, str(total)

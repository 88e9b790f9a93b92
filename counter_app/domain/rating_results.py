"""Results of ratings by officer and unit: means with intervals, of groups large enough alone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, TypeAlias
from uuid import UUID

from counter_app.domain.estimate import Estimate, mean, share
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating import Satisfaction
from counter_app.domain.rating_counts import (
    COMPLAINT,
    COUNTED,
    DOUBLE,
    FORM,
    SATISFACTION,
    SCORE,
    RatingCount,
    Stage,
)
from counter_app.domain.rating_scale import RatingScale
from counter_app.domain.rating_suppression import SMALLEST, hidden

_SATISFIED: Final = (Satisfaction.VERY.value, Satisfaction.SATISFIED.value)
_Question: TypeAlias = tuple[str, str]  # stage, question
_Said: TypeAlias = dict[_Question, Counter[str]]  # how often each answer


@dataclass(frozen=True, slots=True)
class Points:
    """A criterion, or the officer's score: as citizens gave it, and as it counts; None: too few."""

    id: str
    given: Estimate | None
    verified: Estimate | None
    answers: Mapping[str, int] = field(default_factory=dict)  # as it counts: points, how many


@dataclass(frozen=True, slots=True)
class Group:
    """One officer's ratings, or (``officer`` None) the whole unit's; ``forms`` None: too few.

    Where it is, everything else is None or empty.
    """

    officer: UUID | None
    forms: int | None
    satisfied: Estimate | None  # the share of the very satisfied and the satisfied
    satisfaction: Mapping[str, int]
    criteria: tuple[Points, ...]
    score: Points
    complaints: Mapping[str, int]
    total: float | None  # of the criteria's means as they count; None: one of them is missing


@dataclass(frozen=True, slots=True)
class UnitResults:
    """What one scale's ratings say of a unit in some quarters; officers by their identity.

    ``double``: forms that did not count because another was first; None where forms are too few.
    """

    unit: str
    scale: RatingScale
    quarters: tuple[Quarter, ...]
    whole: Group
    officers: tuple[Group, ...]
    double: int | None


def results_of(
    counts: Iterable[RatingCount],
    scale: RatingScale,
    quarters: Collection[Quarter],
    officers: Collection[UUID],
) -> UnitResults:
    """The results of one unit by ``scale``; ``counts`` may hold other quarters and scales.

    Each quarter's groups are judged by themselves, and a period adds up what may be told of its
    quarters: so nothing about a quarter follows from two periods that share others. ``officers``
    are listed whether anybody rated them or not.
    """
    chosen = [c for c in counts if c.scale == scale.id and c.quarter in quarters]
    told: defaultdict[UUID | None, _Said] = defaultdict(dict)
    double: int | None = None
    chosen.sort(key=lambda count: count.quarter)
    for _, group in groupby(chosen, key=lambda count: count.quarter):
        of_quarter = list(group)
        _tell(of_quarter, told)
        if _total(of_quarter, COUNTED) >= SMALLEST:
            double = (double or 0) + _total(of_quarter, DOUBLE)
    named = {count.officer for count in chosen} | set(officers)
    return UnitResults(
        unit=chosen[0].unit if chosen else "",
        scale=scale,
        quarters=tuple(sorted(quarters)),
        whole=_group(None, told[None], scale),
        officers=tuple(_group(one, told[one], scale) for one in sorted(named)),
        double=double,
    )


def _tell(counts: Iterable[RatingCount], told: defaultdict[UUID | None, _Said]) -> None:
    """Add what may be told of one quarter: question by question, the whole and each officer."""
    said: defaultdict[_Question, defaultdict[UUID, Counter[str]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for count in counts:
        if count.answer != DOUBLE:
            said[count.stage, count.question][count.officer][count.answer] += count.count
    sizes = {officer: each.total() for officer, each in said[Stage.GIVEN, FORM].items()}
    small = hidden(sizes)
    for question, by_officer in said.items():
        sizes = {officer: each.total() for officer, each in by_officer.items()}
        if sum(sizes.values()) < SMALLEST:
            continue
        untold = hidden(sizes, small)
        for officer, each in by_officer.items():
            told[None].setdefault(question, Counter()).update(each)
            if officer not in untold:
                told[officer].setdefault(question, Counter()).update(each)


def _total(counts: Iterable[RatingCount], answer: str) -> int:
    return sum(c.count for c in counts if c.question == FORM and c.answer == answer)


def _group(officer: UUID | None, said: _Said, scale: RatingScale) -> Group:
    forms = said.get((Stage.GIVEN, FORM))
    satisfaction = said.get((Stage.GIVEN, SATISFACTION), Counter())
    happy = sum(satisfaction[word] for word in _SATISFIED)
    criteria = tuple(_points(said, one.id, one.highest) for one in scale.criteria)
    verified = [one.verified for one in criteria]
    known = [one.value for one in verified if one is not None]
    return Group(
        officer,
        forms.total() if forms else None,
        share(happy, satisfaction.total()) if satisfaction else None,
        dict(satisfaction),
        criteria,
        _points(said, SCORE, sum(scale.criterion(one).highest for one in scale.officer_score)),
        dict(said.get((Stage.GIVEN, COMPLAINT), {})),
        sum(known) if len(known) == len(verified) else None,
    )


def _points(said: _Said, question: str, highest: int) -> Points:
    given, verified = (_mean(said.get((stage, question)), highest) for stage in Stage)
    answers = said.get((Stage.VERIFIED, question), Counter())
    return Points(question, given, verified, dict(answers))


def _mean(answers: Counter[str] | None, highest: int) -> Estimate | None:
    if not answers:
        return None
    return mean({int(points): count for points, count in answers.items()}, highest)

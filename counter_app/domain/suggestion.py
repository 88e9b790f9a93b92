"""Suggestions in the review of procedures (rà soát, NĐ 63/2010): filed by officers, answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.drafting import CatalogueAct
from counter_app.domain.errors import InvalidSuggestion
from counter_app.domain.event import Kind
from counter_app.domain.text import clean

LONGEST_TEXT = 2000  # characters
MOST_PROCEDURES = 20


class Flaw(StrEnum):
    """What is wrong with a procedure, or with several of them together."""

    OVERLAPPING = "overlapping"
    CONTRADICTORY = "contradictory"
    NEEDLESS_COMPONENT = "needless-component"
    TERM_TOO_LONG = "term-too-long"
    TERM_NEVER_MET = "term-never-met"
    UNUSED = "unused"


class Outcome(StrEnum):
    """How far a suggestion has come; the last two end it."""

    FILED = "filed"
    CONSIDERED = "considered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class SuggestionText:
    """What an officer states; ``component`` names the paper where it is about one.

    Raises:
        InvalidSuggestion: no procedure, too many, no text, or a longer one than is kept.
    """

    flaw: Flaw
    procedures: tuple[str, ...]
    text: str
    component: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        object.__setattr__(self, "component", clean(self.component))
        if not self.procedures:
            raise InvalidSuggestion("procedures", "missing")
        if len(self.procedures) > MOST_PROCEDURES:
            raise InvalidSuggestion("procedures", "too_many")
        if not self.text:
            raise InvalidSuggestion("text", "missing")
        if max(len(self.text), len(self.component)) > LONGEST_TEXT:
            raise InvalidSuggestion("text", "too_long")

    def to_json(self) -> dict[str, Json]:
        """The payload of a ``suggestion-filed`` event."""
        return {
            "flaw": self.flaw.value,
            "procedures": list(self.procedures),
            "text": self.text,
            "component": self.component,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "SuggestionText":
        """What ``to_json`` wrote.

        Raises:
            ValueError, KeyError, TypeError, InvalidSuggestion: something else wrote it.
        """
        return cls(
            Flaw(data["flaw"]),
            tuple(str(code) for code in data["procedures"]),
            data["text"],
            data.get("component", ""),
        )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion and what became of it."""

    id: UUID
    said: SuggestionText
    author: UUID
    filed_at: datetime
    outcome: Outcome = Outcome.FILED
    note: str = ""
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.outcome in (Outcome.FILED, Outcome.CONSIDERED)


def suggestions_of(acts: Iterable[CatalogueAct]) -> tuple[Suggestion, ...]:
    """Every suggestion in the order it was filed; what comes after its end changes nothing."""
    found: dict[UUID, Suggestion] = {}
    for act in acts:
        if act.kind == Kind.SUGGESTION_FILED:
            said = SuggestionText.from_json(act.payload)
            found[act.id] = Suggestion(act.id, said, act.author, act.at)
        elif act.kind == Kind.SUGGESTION_ANSWERED:
            before = found.get(act.subject)
            if before is not None and before.is_open:
                found[act.subject] = replace(
                    before,
                    outcome=Outcome(act.payload["outcome"]),
                    note=str(act.payload.get("note", "")),
                    answered_at=act.at,
                )
    return tuple(found.values())

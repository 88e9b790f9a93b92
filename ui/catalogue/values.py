"""What the catalogue's page shows: procedures with all their versions, and how they are found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from counter_app.domain.drafting import VersionDraft
from counter_app.domain.procedure import ProcedureVersion, version_at
from counter_app.domain.review import Candidate, Review
from counter_app.domain.suggestion import Suggestion
from counter_app.domain.type_ahead import Candidate as Name
from counter_app.domain.type_ahead import Query, match_rank


class State(StrEnum):
    """Whether a procedure is received today."""

    IN_FORCE = "in-force"
    COMING = "coming"  # from a day to come on
    ENDED = "ended"  # repealed or replaced


@dataclass(frozen=True)
class Procedure:
    """A procedure with its versions in order of issue; ``shown`` is the one it is listed by."""

    versions: tuple[ProcedureVersion, ...]
    shown: ProcedureVersion
    state: State

    @property
    def code(self) -> str:
        """The national code."""
        return self.shown.code

    @cached_property
    def name(self) -> Name:
        """Folded once: every key stroke only compares."""
        return Name.of(self.shown.name.vi, self.code)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed by; empty: everything."""

    text: str = ""
    field: str = ""
    state: State | None = State.IN_FORCE


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A draft, the version it would follow, and who wrote and checked it by name."""

    draft: VersionDraft
    before: ProcedureVersion | None
    author: str
    checker: str


@dataclass(frozen=True, slots=True)
class ShownReview:
    """What the review's part shows; ``names`` are officers' by identity."""

    review: Review
    suggestions: tuple[Suggestion, ...]
    names: Mapping[UUID, str]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What the program has found."""
        return self.review.candidates


def procedures_of(versions: Iterable[ProcedureVersion], today: date) -> tuple[Procedure, ...]:
    """Every procedure by code, as it stands today."""
    grouped: dict[str, list[ProcedureVersion]] = {}
    for version in versions:
        grouped.setdefault(version.code, []).append(version)
    return tuple(_procedure(tuple(grouped[code]), today) for code in sorted(grouped))


def narrowed(procedures: Iterable[Procedure], wanted: Wanted) -> tuple[Procedure, ...]:
    """Those that fit; where something was typed, the best first."""
    query = Query.of(wanted.text)
    ranked = [
        (rank if query.words else 0, procedure)
        for procedure in procedures
        if wanted.state in (None, procedure.state)
        and wanted.field in ("", procedure.shown.field)
        and (rank := match_rank(query, procedure.name)) is not None
    ]
    return tuple(procedure for _, procedure in sorted(ranked, key=lambda one: one[0]))


def _procedure(versions: tuple[ProcedureVersion, ...], today: date) -> Procedure:
    now = version_at(versions, today)
    if now is None:
        return Procedure(versions, versions[-1], State.COMING)
    return Procedure(versions, now, State.ENDED if now.is_repeal else State.IN_FORCE)

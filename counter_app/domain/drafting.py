"""Drafts of procedure versions: written by one person, checked, and issued by another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from counter_app.domain.errors import DraftNotChecked, OwnDraft
from counter_app.domain.event import Kind
from counter_app.domain.procedure import Decision, ProcedureVersion, published_by
from counter_app.domain.procedure_json import decision_from_json, version_from_json


class DraftState(StrEnum):
    """Where a draft is on its way into force."""

    WRITTEN = "written"
    CHECKED = "checked"
    ISSUED = "issued"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class CatalogueAct:
    """An act about a draft or a suggestion, as its event says; in the order of its scope.

    ``subject`` is the draft or the suggestion: the id of the event that began it.
    """

    id: UUID
    kind: str
    subject: UUID
    author: UUID
    at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """A version on its way; ``version`` is as the latest check left it, ``written`` as it came.

    ``version.id`` is the draft's own until it is issued; ``issued_as`` is the version it became.
    """

    id: UUID
    written: ProcedureVersion
    version: ProcedureVersion
    author: UUID
    written_at: datetime
    state: DraftState = DraftState.WRITTEN
    checked_by: UUID | None = None
    reason: str = ""  # why it was dropped
    issued_as: UUID | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a person."""
        return self.state in (DraftState.WRITTEN, DraftState.CHECKED)

    def check_issuer(self, issuer: UUID) -> None:
        """Whether ``issuer`` may bring the draft into force.

        Raises:
            DraftNotChecked, OwnDraft
        """
        if self.checked_by is None:
            raise DraftNotChecked(self.version.code)
        if self.author == issuer:
            raise OwnDraft(self.version.code, "drafted")
        if self.checked_by == issuer:
            raise OwnDraft(self.version.code, "checked")


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What a person found when comparing a draft with its decision.

    ``decision`` is the decision as published; whoever says ``official`` answers for the text.
    """

    decision: Decision
    official: bool = False


def drafts_of(
    acts: Iterable[CatalogueAct], issued: Mapping[UUID, UUID]
) -> tuple[VersionDraft, ...]:
    """Every draft in the order it was written; ``issued`` says which version each became."""
    found: dict[UUID, VersionDraft] = {}
    for act in acts:
        if act.kind == Kind.PROCEDURE_DRAFTED:
            version = version_from_json(act.id, act.payload)
            found[act.id] = VersionDraft(act.id, version, version, act.author, act.at)
        elif (draft := found.get(act.subject)) is not None:
            found[act.subject] = _after(draft, act)
    return tuple(
        replace(draft, state=DraftState.ISSUED, issued_as=issued[draft.id])
        if draft.id in issued
        else draft
        for draft in found.values()
    )


def checked(version: ProcedureVersion, check: DraftCheck) -> ProcedureVersion:
    """The version under the decision a person has named; their word settles the source's doubt."""
    return replace(published_by(version, check.decision), official=check.official)


def _after(draft: VersionDraft, act: CatalogueAct) -> VersionDraft:
    if act.kind == Kind.DRAFT_DROPPED:
        reason = str(act.payload.get("reason", ""))
        return replace(draft, state=DraftState.DROPPED, reason=reason)
    decision = decision_from_json(act.payload["decision"])
    check = DraftCheck(decision, bool(act.payload.get("official")))
    version = checked(draft.written, check)
    return replace(draft, version=version, checked_by=act.author, state=DraftState.CHECKED)

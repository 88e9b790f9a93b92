"""Drafts of procedure versions: imported by one officer, checked, issued by another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from counter_app.domain.decision_rules import (
    check_complete,
    check_replaced,
    check_series,
    closings,
    in_order_of_issue,
)
from counter_app.domain.drafting import DraftCheck, VersionDraft
from counter_app.domain.errors import UnknownDraft
from counter_app.domain.event import Author, Draft, Kind, Payload
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.procedure_json import decision_to_json, version_from_json, version_to_json
from counter_app.domain.text import clean
from counter_app.domain.unit import Officer
from counter_app.services.catalogue import (
    Issued,
    append_version,
    catalogue_author,
    catalogue_scope,
    known_versions,
)
from counter_app.services.ports import Now, Questions, UnitOfWork

if TYPE_CHECKING:  # it brings the schema's checker, which no desk needs at its start
    from counter_app.services.catalogue_reading import Read, Refusal

Files: TypeAlias = Iterable[tuple[str, bytes]]  # names for the reports, and what they hold
_By: TypeAlias = tuple[Author, Now]
Content: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drafting:
    """What is to come into force and the two people it takes; all of it events."""

    unit_of_work: Callable[[], UnitOfWork]
    questions: Questions
    now: Now
    read: Callable[[Files], "Iterator[Read | Refusal]"]  # an answer per record, nothing is kept

    def waiting(self) -> tuple[VersionDraft, ...]:
        """The drafts that were neither issued nor dropped, in the order they were written."""
        return self.questions.reference().waiting_drafts()

    def write(self, versions: Iterable[ProcedureVersion], by: Officer) -> tuple[Issued, ...]:
        """Keep versions as drafts; all of them or none. Nothing comes into force.

        What the latest version says already, or a draft that waits, is not written again.

        Raises:
            RoleMayNot, OverlappingVersions, EffectiveTooEarly, ReplacesUnknown
        """
        author = catalogue_author(by, "import-catalogue")
        with self.unit_of_work() as work:
            written = [
                one
                for series in _by_code(versions)
                for one in _write_series(work, series, (author, self.now))
            ]
            work.commit()
        return tuple(written)

    def check(self, draft: UUID, found: DraftCheck, by: Officer) -> VersionDraft:
        """Say that the draft agrees with the decision, which is named with its days.

        Raises:
            RoleMayNot, UnknownDraft
            IncompleteDecision: the decision lacks its number or its effective day.
            OverlappingVersions, EffectiveTooEarly, ReplacesUnknown
        """
        author = catalogue_author(by, "check-draft")
        with self.unit_of_work() as work:
            waiting = _waiting(work, draft)
            _check_rules(work, replace(waiting.written, decision=found.decision))
            decision = decision_to_json(found.decision)
            said: Payload = {
                "draft": str(draft),
                "decision": decision,
                "official": found.official,
            }
            work.append(_act(work, Kind.DRAFT_CHECKED, (author, self.now), said))
            checked = _waiting(work, draft)
            work.commit()
        return checked

    def drop(self, draft: UUID, reason: str, by: Officer) -> None:
        """Take a draft out of the list; its event stays.

        Raises:
            RoleMayNot, UnknownDraft
        """
        author = catalogue_author(by, "drop-draft")
        with self.unit_of_work() as work:
            _waiting(work, draft)
            said: Payload = {"draft": str(draft), "reason": clean(reason)}
            work.append(_act(work, Kind.DRAFT_DROPPED, (author, self.now), said))
            work.commit()

    def issue(self, drafts: Sequence[UUID], by: Officer) -> tuple[ProcedureVersion, ...]:
        """Bring checked drafts into force, all of them or none, each from its effective day.

        A procedure that a version replaces is received no more from that day; no running dossier
        is touched. What a decision repeals or replaces is issued before what it adds.

        Raises:
            RoleMayNot, UnknownDraft, DraftNotChecked
            OwnDraft: ``by`` wrote or checked one of them.
            IncompleteDecision, OverlappingVersions, EffectiveTooEarly, ReplacesUnknown
        """
        author = catalogue_author(by, "issue-draft")
        with self.unit_of_work() as work:
            waiting = [_waiting(work, draft) for draft in dict.fromkeys(drafts)]
            for draft in waiting:
                draft.check_issuer(by.id)
            by_version = {draft.version.id: draft for draft in waiting}
            order = in_order_of_issue(draft.version for draft in waiting)
            issued = [_issue(work, by_version[version.id], (author, self.now)) for version in order]
            work.commit()
        return tuple(issued)


def _by_code(versions: Iterable[ProcedureVersion]) -> Iterable[list[ProcedureVersion]]:
    grouped: dict[str, list[ProcedureVersion]] = {}
    for version in versions:
        grouped.setdefault(version.code, []).append(version)
    return grouped.values()


def _write_series(work: UnitOfWork, series: list[ProcedureVersion], by: _By) -> list[Issued]:
    """Write one procedure's versions; those it begins with may be the latest that are known.

    A file that was imported before and has grown by a version adds that version alone.
    """
    known = known_versions(work, series[0].code)
    drafts = work.reference.drafts(series[0].code)
    same = _overlap(_said(known, drafts), [version_to_json(version) for version in series])
    new = series[same:]
    check_series(new, known)
    old = [Issued(version, is_new=False) for version in known[len(known) - same :]]
    return old + [_write(work, version, by) for version in new]


def _said(
    known: Sequence[ProcedureVersion], drafts: Iterable[VersionDraft]
) -> list[tuple[Content, ...]]:
    """What each known version says, and what its file said before it was checked."""
    came_as = {d.issued_as: version_to_json(d.written) for d in drafts if d.issued_as}
    return [(version_to_json(v), *([came_as[v.id]] if v.id in came_as else [])) for v in known]


def _overlap(there: Sequence[tuple[Content, ...]], wanted: Sequence[Content]) -> int:
    """How many of ``wanted`` from its beginning are the end of what is there."""
    for n in range(min(len(there), len(wanted)), 0, -1):
        pairs = zip(wanted[:n], there[-n:], strict=True)
        if all(one in said for one, said in pairs):
            return n
    return 0


def _write(work: UnitOfWork, version: ProcedureVersion, by: _By) -> Issued:
    content = version_to_json(version)
    check_replaced(version, lambda code: _known_or_drafted(work, code))
    for draft in work.reference.drafts(version.code):
        if draft.is_open and version_to_json(draft.written) == content:
            return Issued(draft.written, is_new=False)
    event = work.append(_act(work, Kind.PROCEDURE_DRAFTED, by, content))
    return Issued(version_from_json(event.id, content), is_new=True)


def _issue(work: UnitOfWork, draft: VersionDraft, by: _By) -> ProcedureVersion:
    version = draft.version
    check_complete(version)
    check_series((version,), known_versions(work, version.code))
    check_replaced(version, work.reference.versions)
    checker = work.reference.officer(draft.checked_by) if draft.checked_by else None
    version = replace(version, checked_by=checker.name if checker else version.checked_by)
    author, now = by
    for ended in closings(version, work.reference.versions):
        append_version(work, ended, author, now)
    return append_version(work, version, author, now, draft.id)


def _check_rules(work: UnitOfWork, version: ProcedureVersion) -> None:
    check_complete(version)
    check_series((version,), known_versions(work, version.code))
    check_replaced(version, lambda code: _known_or_drafted(work, code))


def _known_or_drafted(work: UnitOfWork, code: str) -> Sequence[ProcedureVersion]:
    """A procedure that waits in a draft of its own is known too: one decision may bring both."""
    waiting = (draft.version for draft in work.reference.drafts(code) if draft.is_open)
    return work.reference.versions(code) or tuple(waiting)


def _waiting(work: UnitOfWork, draft: UUID) -> VersionDraft:
    found = work.reference.draft(draft)
    if found is None or not found.is_open:
        raise UnknownDraft(str(draft))
    return found


def _act(work: UnitOfWork, kind: Kind, by: _By, said: Payload) -> Draft:
    author, now = by
    return Draft(kind, catalogue_scope(work), None, author, now(), said)

"""The catalogue of procedures: issuing versions, and reading what is in force."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.errors import OnlyTheCity, RoleMayNot, UnknownProcedure, UnknownProposal
from counter_app.domain.event import Author, Draft, Kind, Payload
from counter_app.domain.procedure import ProcedureVersion, version_at
from counter_app.domain.procedure_json import version_from_json, version_to_json
from counter_app.domain.unit import Officer
from counter_app.services.ports import Now, Questions, UnitOfWork
from counter_app.services.reference_ports import Proposal, Reach

_MAY_IMPORT = (Role.CONTROL, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of one version: stored, or already there word for word."""

    version: ProcedureVersion
    is_new: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Procedures and their versions on this desk."""

    unit_of_work: Callable[[], UnitOfWork]
    questions: Questions
    now: Now

    def issue(self, versions: Iterable[ProcedureVersion], by: Officer) -> tuple[Issued, ...]:
        """Store versions in the city's catalogue, or as the unit's proposals; all of them or none.

        Raises:
            RoleMayNot: ``by`` neither controls procedures nor administers the desk.
        """
        author = _author(by)
        with self.unit_of_work() as work:
            issued = [
                one
                for same in _by_code(versions)
                for one in _issue_series(work, same, author, self.now)
            ]
            work.commit()
        return tuple(issued)

    def proposals(self) -> tuple[Proposal, ...]:
        """What units proposed and the city has not taken over."""
        return self.questions.reference().proposals()

    def accept(self, proposal: UUID, by: Officer) -> Issued:
        """Make a unit's version the city's, which names where it comes from.

        Raises:
            RoleMayNot: ``by`` neither controls procedures nor administers the desk.
            OnlyTheCity: the desk is not of the city's own unit.
            UnknownProposal: nobody made it, or it was taken over before.
        """
        author = _author(by)
        with self.unit_of_work() as work:
            if work.reference.reach() is Reach.UNIT:
                raise OnlyTheCity("accept-proposal")
            found = [p for p in work.reference.proposals() if p.version.id == proposal]
            if not found:
                raise UnknownProposal(str(proposal))
            content = version_to_json(found[0].version)
            said = content | {"proposal": str(proposal)}
            event = work.append(_draft(work.desk.city, author, self.now, said))
            work.commit()
        return Issued(version_from_json(event.id, content), is_new=True)

    def in_force(self) -> tuple[ProcedureVersion, ...]:
        """One version of each procedure that can be received today, by code."""
        today = self.now().date()
        grouped: dict[str, list[ProcedureVersion]] = {}
        for version in self.questions.reference().procedures():
            grouped.setdefault(version.code, []).append(version)
        latest = (version_at(versions, today) for versions in grouped.values())
        return tuple(version for version in latest if version and not version.is_repeal)

    def versions(self, code: str) -> tuple[ProcedureVersion, ...]:
        """All versions of one procedure in order of issue.

        Raises:
            UnknownProcedure
        """
        found = self.questions.reference().versions(code)
        if not found:
            raise UnknownProcedure(code)
        return found


def _by_code(versions: Iterable[ProcedureVersion]) -> Iterable[list[ProcedureVersion]]:
    grouped: dict[str, list[ProcedureVersion]] = {}
    for version in versions:
        grouped.setdefault(version.code, []).append(version)
    return grouped.values()


def _issue_series(
    work: UnitOfWork, series: list[ProcedureVersion], author: Author, now: Now
) -> list[Issued]:
    """Issue one procedure's versions; those it begins with may be the latest that are known.

    A file that was imported before and has grown by a version adds that version alone, while
    one earlier version by itself is issued again: somebody went back to it.
    """
    known = _known(work, series[0].code)
    there = [version_to_json(version) for version in known]
    wanted = [version_to_json(version) for version in series]
    longest = min(len(there), len(wanted))
    same = next((n for n in range(longest, 0, -1) if there[-n:] == wanted[:n]), 0)
    old = [Issued(version, is_new=False) for version in known[len(known) - same :]]
    return old + [issue_version(work, version, author, now) for version in series[same:]]


def issue_version(work: UnitOfWork, version: ProcedureVersion, author: Author, now: Now) -> Issued:
    """Append ``version`` unless the latest one of its procedure says the same.

    At a unit that is not the city's own it is a proposal, in force there until the city has one.
    """
    content = version_to_json(version)
    known = _known(work, version.code)
    if known and version_to_json(known[-1]) == content:
        return Issued(known[-1], is_new=False)
    scope, said = work.desk.city, content
    if work.reference.reach() is Reach.UNIT:
        unit = work.reference.unit()
        scope = work.desk.unit
        said = content | {"proposed_by": {"code": unit.code, "name": unit.name}}
    event = work.append(_draft(scope, author, now, said))
    return Issued(version_from_json(event.id, content), is_new=True)


def _known(work: UnitOfWork, code: str) -> tuple[ProcedureVersion, ...]:
    """What a new version of the procedure is compared with: where one proposes, one's proposals."""
    if work.reference.reach() is Reach.UNIT:
        proposed = tuple(p.version for p in work.reference.proposals() if p.version.code == code)
        if proposed:
            return proposed
    return work.reference.versions(code)


def _draft(scope: UUID, author: Author, now: Now, content: Payload) -> Draft:
    return Draft(Kind.PROCEDURE_VERSION_ISSUED, scope, None, author, now(), content)


def _author(by: Officer) -> Author:
    role = next((role for role in _MAY_IMPORT if role in by.roles), None)
    if role is None:
        raise RoleMayNot("import-catalogue", tuple(by.roles), _MAY_IMPORT)
    return Author(by.id, role)

"""The catalogue of procedures: what is in force, what units propose, how a version is written."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.errors import OnlyTheCity, RoleMayNot, UnknownProcedure, UnknownProposal
from counter_app.domain.event import Author, Draft, Kind, Payload
from counter_app.domain.procedure import ProcedureVersion, procedures_in_force
from counter_app.domain.procedure_json import version_from_json, version_to_json
from counter_app.domain.unit import Officer
from counter_app.services.ports import Now, Questions, UnitOfWork
from counter_app.services.reference_ports import Proposal, Reach

_MAY_WRITE = (Role.CONTROL, Role.ADMINISTRATOR)


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
        author = catalogue_author(by, "accept-proposal")
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
        return procedures_in_force(self.questions.reference().procedures(), self.now().date())

    def everything(self) -> tuple[ProcedureVersion, ...]:
        """Every version of every procedure, by code, then in order of issue."""
        return self.questions.reference().procedures()

    def versions(self, code: str) -> tuple[ProcedureVersion, ...]:
        """All versions of one procedure in order of issue.

        Raises:
            UnknownProcedure
        """
        found = self.questions.reference().versions(code)
        if not found:
            raise UnknownProcedure(code)
        return found


def issue_version(work: UnitOfWork, version: ProcedureVersion, author: Author, now: Now) -> Issued:
    """Append ``version`` unless the latest one of its procedure says the same."""
    known = known_versions(work, version.code)
    if known and version_to_json(known[-1]) == version_to_json(version):
        return Issued(known[-1], is_new=False)
    return Issued(append_version(work, version, author, now), is_new=True)


def append_version(
    work: UnitOfWork,
    version: ProcedureVersion,
    author: Author,
    now: Now,
    draft: UUID | None = None,
) -> ProcedureVersion:
    """Append ``version``, which came from ``draft``; it gets the identity of its event.

    At a unit that is not the city's own it is a proposal, in force there until the city has one.
    """
    content = version_to_json(version)
    said = content | ({"draft": str(draft)} if draft else {})
    if work.reference.reach() is Reach.UNIT:
        unit = work.reference.unit()
        said |= {"proposed_by": {"code": unit.code, "name": unit.name}}
    event = work.append(_draft(catalogue_scope(work), author, now, said))
    return version_from_json(event.id, content)


def catalogue_scope(work: UnitOfWork) -> UUID:
    """Whose procedures this desk writes: the city's, or its unit's own."""
    return work.desk.unit if work.reference.reach() is Reach.UNIT else work.desk.city


def known_versions(work: UnitOfWork, code: str) -> tuple[ProcedureVersion, ...]:
    """What a new version of the procedure is compared with: where one proposes, one's proposals."""
    if work.reference.reach() is Reach.UNIT:
        proposed = tuple(p.version for p in work.reference.proposals() if p.version.code == code)
        if proposed:
            return proposed
    return work.reference.versions(code)


def catalogue_author(by: Officer, act: str) -> Author:
    """``by`` in the role in which they may write the catalogue.

    Raises:
        RoleMayNot: they neither control procedures nor administer the desk.
    """
    role = next((role for role in _MAY_WRITE if role in by.roles), None)
    if role is None:
        raise RoleMayNot(act, tuple(by.roles), _MAY_WRITE)
    return Author(by.id, role)


def _draft(scope: UUID, author: Author, now: Now, content: Payload) -> Draft:
    return Draft(Kind.PROCEDURE_VERSION_ISSUED, scope, None, author, now(), content)

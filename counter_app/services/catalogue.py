"""The catalogue of procedures: issuing versions, and reading what is in force."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter_app.domain.acts import Role
from counter_app.domain.errors import RoleMayNot, UnknownProcedure
from counter_app.domain.event import Author, Draft, Kind
from counter_app.domain.procedure import ProcedureVersion, version_at
from counter_app.domain.procedure_json import version_from_json, version_to_json
from counter_app.domain.unit import Officer
from counter_app.services.ports import Now, Questions, UnitOfWork

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
        """Store versions as events of the city's scope, all of them or none.

        Raises:
            RoleMayNot: ``by`` neither controls procedures nor administers the desk.
        """
        role = next((role for role in _MAY_IMPORT if role in by.roles), None)
        if role is None:
            raise RoleMayNot("import-catalogue", tuple(by.roles), _MAY_IMPORT)
        with self.unit_of_work() as work:
            author = Author(by.id, role)
            issued = [
                one
                for same in _by_code(versions)
                for one in _issue_series(work, same, author, self.now)
            ]
            work.commit()
        return tuple(issued)

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
    known = work.reference.versions(series[0].code)
    there = [version_to_json(version) for version in known]
    wanted = [version_to_json(version) for version in series]
    longest = min(len(there), len(wanted))
    same = next((n for n in range(longest, 0, -1) if there[-n:] == wanted[:n]), 0)
    old = [Issued(version, is_new=False) for version in known[len(known) - same :]]
    return old + [issue_version(work, version, author, now) for version in series[same:]]


def issue_version(work: UnitOfWork, version: ProcedureVersion, author: Author, now: Now) -> Issued:
    """Append ``version`` unless the latest one of its procedure says the same."""
    content = version_to_json(version)
    known = work.reference.versions(version.code)
    if known and version_to_json(known[-1]) == content:
        return Issued(known[-1], is_new=False)
    event = work.append(
        Draft(Kind.PROCEDURE_VERSION_ISSUED, work.desk.city, None, author, now(), content)
    )
    return Issued(version_from_json(event.id, content), is_new=True)

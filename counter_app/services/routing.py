"""Where a dossier goes next: steps of its route, roles and officers as somebody names them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.act import Role
from counter_app.domain.dossier import Dossier, UnitRef
from counter_app.domain.due import due
from counter_app.domain.errors import InvalidActData
from counter_app.domain.procedure import ProcedureVersion, Step
from counter_app.domain.route import StepRun, role_holder
from counter_app.domain.text import fold as folded
from counter_app.domain.unit import Officer
from counter_app.domain.work_clock import WorkClock
from counter_app.services.ports import Reference
from counter_app.services.promise import parsed

NEXT = "next"
_HOLDERS = (Role.RECEPTION, Role.PROCESSING, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a dossier goes to: ``holder`` as the dossier names it, ``number`` of the step entered."""

    holder: str
    number: int | None = None


def version_of(dossier: Dossier, reference: Reference) -> ProcedureVersion | None:
    """The version the dossier was received under; None when this desk does not have it."""
    return reference.version(dossier.procedure.version)


def route_of(dossier: Dossier, reference: Reference) -> tuple[Step, ...]:
    """The steps of the dossier's version; empty when nobody has given them."""
    version = version_of(dossier, reference)
    return version.steps if version else ()


def step_run(route: Sequence[Step], number: int, at: datetime, clock: WorkClock) -> StepRun:
    """Step ``number`` (from 1) as entered ``at`` (aware, local), with its own due moment.

    Raises:
        DueOutOfRange
    """
    step = route[number - 1]
    ends = due(parsed(step.term), at, clock).moment if step.term else None
    return StepRun(
        number,
        step.name,
        step.role,
        at,
        ends,
        step.unit or "",
        step.term or "",
        step.must_be_online,
        step.needs_result,
        step.needs_signature,
    )


def current_number(dossier: Dossier) -> int:
    """The number of the step the dossier is at, or on its way to a unit left; 0: of none."""
    if dossier.step is not None:
        return dossier.step.number
    return dossier.steps_done[-1].step.number if dossier.steps_done else 0


def known_unit(unit: UnitRef, reference: Reference) -> UnitRef:
    """``unit`` with the identity under which the directory knows its code, if it does."""
    found = next((known for known in reference.units() if known.code == unit.code), None)
    if found is None:
        return unit
    return UnitRef(unit.code, found.name if unit.name == unit.code else unit.name, found.id)


def step_of_unit(
    route: Sequence[Step], current: int, unit: UnitRef, *, is_home: bool
) -> int | None:
    """The next step that names ``unit``, else the next one that names none.

    Away from home that must be one of processing: reception's are home's own. None where the
    route says nothing.
    """
    names = {folded(unit.code), folded(unit.name)}
    ahead = range(current + 1, len(route) + 1)
    named = (n for n in ahead if folded(route[n - 1].unit or "") in names)
    for_all = (
        n
        for n in ahead
        if not route[n - 1].unit and (is_home or route[n - 1].role == Role.PROCESSING)
    )
    return next(named, None) or next(for_all, None)


def step_of_role(route: Sequence[Step], current: int, role: str) -> int | None:
    """The step a change of hands leads to: the next one of ``role``, else the last one before.

    None where the current step is that role's already, or the route knows no such step.
    """
    if not route or (current and route[current - 1].role == role):
        return None
    later = (n for n in range(current + 1, len(route) + 1) if route[n - 1].role == role)
    earlier = (n for n in range(current - 1, 0, -1) if route[n - 1].role == role)
    return next(later, None) or next(earlier, None)


def target(said: str, dossier: Dossier, reference: Reference) -> Target:
    """Whom ``said`` means: ``next``, a step's number or name, a role, or an officer's login.

    Where several officers have the login, only an identity means one of them.

    Raises:
        InvalidActData: nobody, several, somebody who left, or somebody who holds no dossiers.
    """
    route = route_of(dossier, reference)
    current = current_number(dossier)
    if number := _named_step(said, route, current):
        return Target(role_holder(route[number - 1].role), number)
    if said in _HOLDERS:
        return Target(role_holder(said), step_of_role(route, current, said))
    found = [o for o in reference.officers() if said in (o.login, str(o.id))]
    if len(found) != 1:
        raise InvalidActData("forward", "to", "ambiguous" if found else "unknown_value")
    (officer,) = found
    return Target(str(officer.id), _step_of(officer, route, current))


def said_of(officer: Officer, officers: Iterable[Officer]) -> str:
    """What ``target`` takes to mean ``officer``: the login, or where others have it the identity."""
    is_shared = any(o.login == officer.login and o.id != officer.id for o in officers)
    return str(officer.id) if is_shared else officer.login


def _named_step(said: str, route: Sequence[Step], current: int) -> int | None:
    if said == NEXT:
        if current >= len(route):
            raise InvalidActData("forward", "to", "no_next_step")
        return current + 1
    if said.isdigit():
        return int(said) if 1 <= int(said) <= len(route) else None
    wanted = folded(said)
    return next((n for n, step in enumerate(route, 1) if folded(step.name) == wanted), None)


def _step_of(officer: Officer, route: Sequence[Step], current: int) -> int | None:
    roles = [role for role in _HOLDERS if role in officer.roles]
    if not officer.active or not roles:
        raise InvalidActData("forward", "to", "holds_no_dossiers")
    if current and route and route[current - 1].role in roles:
        return None
    found = [number for role in roles if (number := step_of_role(route, current, role))]
    later = [number for number in found if number > current]
    return min(later, default=None) or max(found, default=None)

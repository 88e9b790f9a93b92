"""Where a dossier is and whose hands it went through, as ``show`` answers."""

from typing import Any
from uuid import UUID

from counter_app.cli.moments import for_people, shown
from counter_app.domain.dossier import Dossier, Stay, UnitRef
from counter_app.domain.route import StepDone, StepRun
from counter_app.domain.side import unit_of
from counter_app.i18n import _
from counter_app.services.ports import Reference


def unit_document(unit: UnitRef | None) -> dict[str, Any] | None:
    """A unit."""
    return {"code": unit.code, "name": unit.name} if unit else None


def step_document(step: StepRun | None) -> dict[str, Any] | None:
    """A step of the route; among units it says whose."""
    if step is None:
        return None
    document = {"number": step.number, "name": step.name, "role": step.role}
    return document | ({"unit": step.unit} if step.unit else {})


def done_document(done: StepDone, reference: Reference) -> dict[str, Any]:
    """A step that was left, in its time or late."""
    return {
        **(step_document(done.step) or {}),
        "since": shown(done.step.since),
        "due_at": shown(done.step.due_at),
        "until": shown(done.until),
        "late": done.was_late,
        "officer": login_of(done.officer, reference),
    }


def stay_document(stay: Stay | None) -> dict[str, Any] | None:
    """The last time it was sent to a unit, and whether that has acknowledged it."""
    if stay is None:
        return None
    return {
        "unit": unit_document(stay.unit),
        "since": shown(stay.since),
        "expected_at": shown(stay.expected_at),
        "arrived_at": shown(stay.arrived_at),
    }


def whereabouts(dossier: Dossier) -> list[str]:
    """The same for people; nothing for what never left home."""
    stay = dossier.stay
    if stay is None:
        return []
    sent = _("Đã chuyển đến: {unit}, {moment}")
    came = for_people(stay.arrived_at) if stay.arrived_at else _("chưa xác nhận")
    return [
        sent.format(unit=stay.unit.name, moment=for_people(stay.since)),
        _("Nơi nhận xác nhận: {moment}").format(moment=came),
    ]


def author_word(dossier: Dossier, officer: UUID, reference: Reference) -> str:
    """The officer's login; of one this desk does not know, whose officer it is."""
    if found := reference.officer(officer):
        return found.login
    return _("công chức của {unit}").format(unit=unit_of(dossier, officer))


def login_of(officer: UUID, reference: Reference) -> str:
    """The officer's login; one of another unit by identity."""
    found = reference.officer(officer)
    return found.login if found else str(officer)

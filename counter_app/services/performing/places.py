"""Acts that send a dossier to another unit (liên thông), and acknowledge it there."""

from dataclasses import replace
from typing import Any

from counter_app.domain.act import Role
from counter_app.domain.dossier import ClockState, Dossier, UnitRef
from counter_app.domain.dossier_code import parse_agency
from counter_app.domain.due_leg import start_of
from counter_app.domain.errors import InvalidAgency
from counter_app.domain.event import moment_text
from counter_app.domain.event_parts import papers_json, unit_json
from counter_app.domain.route import StepRun, role_holder
from counter_app.domain.work_clock import later
from counter_app.services.performing.moves import check_online
from counter_app.services.performing.papers import papers_named
from counter_app.services.performing.situation import Payloads, Situation
from counter_app.services.reckoning import clock_of
from counter_app.services.requests import cleaned
from counter_app.services.routing import (
    current_number,
    known_unit,
    route_of,
    step_of_unit,
    step_run,
)


def transfer(situation: Situation) -> Payloads:
    """To another unit, or back home, with the papers that travel; the history goes with it.

    It is expected the same day, from 15:00 on at the next opening.

    Raises:
        InvalidActData, MissingActData, TextTooLong
        StepMustBeOnline
    """
    dossier, reference = situation.dossier, situation.work.reference
    unit = _unit(situation)
    if unit.code == (dossier.stay.unit.code if dossier.stay else dossier.unit.code):
        raise situation.refuse("unit", "here")
    check_online(situation)
    components, extra = papers_json(papers_named(situation))
    clock = clock_of(dossier, reference)
    instant = clock.instant(situation.now)
    handed_on = later(situation.now, start_of(instant, clock, forwarded=True) - instant)
    public: dict[str, Any] = {
        "unit": unit_json(unit),
        "components": components,
        "expected_at": moment_text(handed_on),
    }
    private = situation.reasoned()
    if extra:
        private["extra_papers"] = extra
    return public, private


def arrived(situation: Situation) -> Payloads:
    """Acknowledged: the unit's step begins, with the route's own term or what is left of all.

    Raises:
        DueOutOfRange
    """
    step = _step_there(situation)
    return {"step": step.to_json(), "to": role_holder(step.role)}, {}


def _step_there(situation: Situation) -> StepRun:
    dossier, reference, now = situation.dossier, situation.work.reference, situation.now
    unit = dossier.stay.unit if dossier.stay else dossier.unit
    route, current = route_of(dossier, reference), current_number(dossier)
    number = step_of_unit(route, current, unit, is_home=unit.code == dossier.unit.code)
    if number is not None:
        run = step_run(route, number, now, clock_of(dossier, reference))
        if not run.term:
            run = replace(run, due_at=dossier.due_at, takes_rest=True)
    else:
        role = _role_of_all(dossier, unit)
        run = StepRun(current, unit.name, role, now, dossier.due_at, takes_rest=True)
    run = replace(run, unit=run.unit or unit.name)
    return replace(run, due_at=None) if dossier.clock is ClockState.PAUSED else run


def _role_of_all(dossier: Dossier, unit: UnitRef) -> Role:
    """Who does what no route describes."""
    is_done_at_once = unit.code == dossier.unit.code and dossier.procedure.steps == 1
    return Role.RECEPTION if is_done_at_once else Role.PROCESSING


def _unit(situation: Situation) -> UnitRef:
    said = situation.data.get("unit")
    data = {"code": said} if isinstance(said, str) else said
    if not isinstance(data, dict) or not isinstance(data.get("code"), str):
        raise situation.refuse("unit", "not_a_unit")
    if not isinstance(data.get("name") or "", str):
        raise situation.refuse("unit.name", "not_text")
    try:
        code = parse_agency(cleaned(data["code"], "unit.code", "unit_code"))
    except InvalidAgency as error:
        raise situation.refuse("unit.code", "not_an_agency") from error
    home = situation.dossier.unit
    if code == home.code:
        return home
    name = cleaned(data.get("name") or code, "unit.name", "unit_name")
    return known_unit(UnitRef(code, name), situation.work.reference)

"""What events write about where a dossier is: sent to another unit, acknowledged there, sent back."""

from dataclasses import replace
from typing import Any

from counter_app.domain.change_clock import Values, entered_step, left_step, moment_of_act
from counter_app.domain.dossier import Stay, UnitRef
from counter_app.domain.event import Event, moment_of
from counter_app.domain.event_parts import read_unit
from counter_app.domain.side import acting_code


def transferred(values: Values, public: Any, private: Any, event: Event) -> Values:
    """On its way: the step it was at is done, the next one begins where it arrives."""
    changes = moved_to(values, read_unit(public["unit"]), event)
    if "stay" not in changes:  # it is there already
        return changes
    return left_step(values, event) | changes | {"holder": "", "step": None, "step_due_at": None}


def arrived(values: Values, public: Any, private: Any, event: Event) -> Values:
    """Acknowledged, with the unit's own step; of several acknowledgements the first counts."""
    stay: Stay | None = values.get("stay")
    if stay is None or stay.arrived_at is not None:
        return {}
    takes_part = stay.takes_part or acting_code(public) == stay.unit.code
    there = replace(stay, arrived_at=moment_of_act(event), takes_part=takes_part)
    holder = {"holder": public["to"]} if "to" in public else {}
    return {"stay": there} | holder | entered_step(values, event)


def moved_to(values: Values, unit: UnitRef | None, event: Event) -> Values:
    """The competent unit from here on; None, or home by its code, is home."""
    home: UnitRef | None = values.get("unit")
    there = unit or home
    stay: Stay | None = values.get("stay")
    if there is None or (stay is not None and stay.unit.code == there.code):
        return {"competent_unit": unit}
    expected = event.public.get("expected_at")
    on_its_way = Stay(
        there,
        moment_of_act(event),
        moment_of(str(expected)) if expected else None,
        takes_part=there.id is not None,
    )
    is_home = home is not None and there.code == home.code
    return {"competent_unit": None if is_home else there, "stay": on_its_way}

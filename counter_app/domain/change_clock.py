"""What events write about time: pauses, due moments, the step a dossier is at."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from counter_app.domain.dossier import ClockState, PauseSpan
from counter_app.domain.event import Event, moment_of
from counter_app.domain.event_parts import read_phases
from counter_app.domain.route import StepDone, StepRun

Values: TypeAlias = dict[str, Any]
CLOSED = "closed"  # the kind of the time a withdrawn or stopped dossier lay still


def moment_of_act(event: Event) -> datetime:
    """When the act counts: stated in the payload when it was entered later, else the desk's time."""
    at = event.public.get("at")
    return moment_of(str(at)) if at else event.desk_time


def opened_pause(values: Values, event: Event, kind: str, reason: str) -> Values:
    """The clock stands from here on; while it does there is no due moment."""
    document = str(event.public.get("document", ""))
    pause = PauseSpan(kind, moment_of_act(event), None, reason, document)
    return {
        "pauses": (*values.get("pauses", ()), pause),
        "clock": ClockState.PAUSED,
        "due_at": None,
        "step_due_at": None,
    }


def running_clock(values: Values, event: Event) -> Values:
    """The pauses end here; the due moments are those the event carries."""
    return {
        "pauses": _closed_pauses(values, event),
        "clock": ClockState.RUNNING,
        "due_at": _moment(event.public.get("due_at")),
        "step_due_at": _moment(event.public.get("step_due_at")),
    } | _reckoned(event.public)


def rescheduled_clock(values: Values, event: Event) -> Values:
    """A promise reckoned by another calendar; while the clock stands only that calendar counts."""
    changes: Values = {"calendar": str(event.public["calendar"])}
    if values.get("clock", ClockState.RUNNING) is not ClockState.RUNNING:
        return changes
    return changes | {
        "due_at": moment_of(str(event.public["due_at"])),
        "step_due_at": _moment(event.public.get("step_due_at")),
        "derivation": event.public["derivation"],
    }


def stopped_clock(values: Values, event: Event) -> Values:
    """A pause ends with the case; the due moment is then what the event carries, if anything."""
    due_at = event.public.get("due_at")
    return {
        "pauses": _closed_pauses(values, event),
        "clock": ClockState.STOPPED,
        "due_at": _moment(due_at) if due_at else values.get("due_at"),
    } | _reckoned(event.public)


def reopened_clock(values: Values, event: Event) -> Values:
    """It runs again; the time a withdrawn or stopped case lay still was nobody's to work in."""
    changes = running_clock(values, event)
    since = values.get("closed_at")
    if since is None or event.public.get("counts_closed_time"):
        return changes
    lay_still = PauseSpan(CLOSED, since, moment_of_act(event))
    return changes | {"pauses": (*changes["pauses"], lay_still)}


def entered_step(values: Values, event: Event, *, leaving: bool = True) -> Values:
    """The step the event leads to, if it does; the one before it is done."""
    data = event.public.get("step")
    if not data:
        return {}
    run = StepRun.from_json(data)
    entered: Values = {"step": run, "step_due_at": run.due_at}
    return entered | (left_step(values, event) if leaving else {})


def left_step(values: Values, event: Event) -> Values:
    """The current step is done, in its time or after it."""
    step: StepRun | None = values.get("step")
    if step is None:
        return {}
    due = values.get("step_due_at")
    run = step if step.due_at == due else replace(step, due_at=due)
    done = StepDone(run, moment_of_act(event), event.author.officer)
    return {"steps_done": (*values.get("steps_done", ()), done)}


def _reckoned(public: Any) -> Values:
    """What follows from a due moment reckoned anew, and a phase that begins."""
    changes: Values = {}
    if "derivation" in public:
        changes["derivation"] = public["derivation"]
    if "phases" in public:
        changes["phases"] = read_phases(public["phases"])
    for name in ("start_at", "counted_from"):
        if name in public:
            changes[name] = moment_of(public[name])
    return changes | ({"term": public["term"]} if "term" in public else {})


def _closed_pauses(values: Values, event: Event) -> tuple[PauseSpan, ...]:
    until = moment_of_act(event)
    return tuple(
        pause if pause.until else replace(pause, until=until) for pause in values.get("pauses", ())
    )


def _moment(text: Any) -> datetime | None:
    return moment_of(str(text)) if text else None

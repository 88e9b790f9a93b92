"""Acts that stop the clock and let it run again: supplements, pauses, extensions."""

from datetime import time
from typing import Any

from counter_app.domain.dossier import PhaseDue
from counter_app.domain.event import moment_text
from counter_app.domain.event_parts import papers_json
from counter_app.domain.late_causes import LateCause
from counter_app.domain.pause import PauseKind
from counter_app.services.performing.papers import papers_named, still_missing
from counter_app.services.performing.situation import Payloads, Situation
from counter_app.services.reckoning import reckoned

_END_OF_DAY = time(23, 59, 59)
_BY_OFFICERS = tuple(
    kind for kind in PauseKind if kind not in (PauseKind.SUPPLEMENT, PauseKind.PAYMENT)
)


def request_supplement(situation: Situation) -> Payloads:
    """Once, complete, with the reason; ``until`` is the last day on which it may come.

    Raises:
        MissingActData, InvalidActData, TextTooLong
    """
    components, extra = papers_json(papers_named(situation))
    public: dict[str, Any] = {"components": components}
    if situation.data.get("until"):
        public["until"] = moment_text(situation.until(_END_OF_DAY))
    return public, situation.needed_reason() | ({"extra_papers": extra} if extra else {})


def supplement(situation: Situation) -> Payloads:
    """What was brought; the dossier goes back to whoever had it, and its clock runs again.

    Raises:
        InvalidActData, TextTooLong, DueOutOfRange
    """
    brought = papers_named(situation)
    components, extra = papers_json(brought)
    public: dict[str, Any] = {
        "components": components,
        "missing": list(still_missing(situation, brought)),
    }
    return public | resume_clock(situation), {"extra_papers": extra} if extra else {}


def pause(situation: Situation) -> Payloads:
    """Time that is not the office's, with the paper that says so.

    Raises:
        MissingActData, InvalidActData, TextTooLong
    """
    kind = situation.choice("kind", *_BY_OFFICERS)
    document = situation.needed_line("document")
    return {"kind": kind, "document": document}, situation.reasoned()


def resume(situation: Situation) -> Payloads:
    """The clock runs again from now.

    Raises:
        DueOutOfRange
    """
    return resume_clock(situation), {}


def extend(situation: Situation) -> Payloads:
    """A new promise with its reason; lateness is still judged by the old one.

    Raises:
        MissingActData, InvalidActData: in the past, or no later than what was promised.
    """
    dossier = situation.dossier
    promised = dossier.extended_to or dossier.due_at or dossier.first_due_at
    local = promised.astimezone(situation.now.tzinfo) if promised else None
    moment = situation.until(local.time() if local else time(17))
    if promised is not None and moment <= promised:
        raise situation.refuse("until", "not_later")
    public: dict[str, Any] = {"until": moment_text(moment)}
    if document := situation.line("document"):
        public["document"] = document
    if situation.data.get("cause"):
        public["cause"] = situation.choice("cause", *LateCause)
    return public, situation.needed_reason()


def resume_clock(situation: Situation) -> dict[str, Any]:
    """What an event carries after which the clock runs again."""
    return dict(reckoned(situation.dossier, situation.work.reference, situation.now).payload())


def next_phase(dossier_phases: tuple[PhaseDue, ...]) -> int | None:
    """The index of the phase that waits for its obligation to be met; None when none does."""
    for index, phase in enumerate(dossier_phases):
        if index and phase.due_at is None and dossier_phases[index - 1].ended_at is not None:
            return index
    return None

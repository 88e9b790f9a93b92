"""What each kind of event writes into a dossier: one small function a kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from counter_app.domain.change_clock import (
    Values,
    entered_step,
    left_step,
    moment_of_act,
    opened_pause,
    reopened_clock,
    rescheduled_clock,
    running_clock,
    stopped_clock,
)
from counter_app.domain.change_money import given_back, paid, payment_requested
from counter_app.domain.change_place import arrived, moved_to, transferred
from counter_app.domain.dossier import (
    Attachment,
    ClockState,
    Lifecycle,
    Printed,
    SupplementCall,
)
from counter_app.domain.event import Event, Kind, moment_of
from counter_app.domain.event_parts import read_papers, read_unit
from counter_app.domain.person import PERSON_FIELDS, PersonKind
from counter_app.domain.reception import read_received, read_visit
from counter_app.domain.route import StepRun

__all__ = ["APPENDING", "BEGINNINGS", "Values", "changes_of", "moment_of_act", "read_field"]
PARTIES = ("applicant", "submitter")


def changes_of(kind: str, values: Values, event: Event) -> Values:
    """The fields ``event`` writes, given those before it; the status is the caller's affair."""
    return _WRITERS[kind](values, event.public, event.private or {}, event)


def _received(values: Values, public: Any, private: Any, event: Event) -> Values:
    return read_received(public, private) | {
        "entered_at": event.desk_time,
        "receiver": event.author.officer,
        "received_event": event.id,
        "short_hash": event.short_hash,
    }


def _registered(values: Values, public: Any, private: Any, event: Event) -> Values:
    return read_visit(public, private) | {"entered_at": event.desk_time}


def _declined(values: Values, public: Any, private: Any, event: Event) -> Values:
    begun = {} if values else _registered(values, public, private, event)
    return begun | {
        "decline_number": public.get("decline_number", ""),
        "reason": private.get("reason", ""),
        "closed_at": moment_of_act(event),
        "clock": ClockState.STOPPED,
    }


def _taken(values: Values, public: Any, private: Any, event: Event) -> Values:
    return {"holder": str(event.author.officer)} | entered_step(values, event)


def _forwarded(values: Values, public: Any, private: Any, event: Event) -> Values:
    return {"holder": public["to"]} | entered_step(values, event)


def _supplement_requested(values: Values, public: Any, private: Any, event: Event) -> Values:
    asked = read_papers(public.get("components", ()), private.get("extra_papers", {}))
    until = public.get("until")
    call = SupplementCall(
        event.id,
        moment_of_act(event),
        event.author.officer,
        asked,
        private.get("reason", ""),
        moment_of(until) if until else None,
    )
    return opened_pause(values, event, "supplement", call.reason) | {
        "supplements": values.get("supplements", 0) + 1,
        "calls": (*values.get("calls", ()), call),
    }


def _supplemented(values: Values, public: Any, private: Any, event: Event) -> Values:
    brought = read_papers(public["components"], private.get("extra_papers", {}))
    changes = running_clock(values, event) | {"papers": values["papers"] + brought}
    return changes | ({"missing": tuple(public["missing"])} if "missing" in public else {})


def _paused(values: Values, public: Any, private: Any, event: Event) -> Values:
    return opened_pause(values, event, public["kind"], private.get("reason", ""))


def _resumed(values: Values, public: Any, private: Any, event: Event) -> Values:
    return running_clock(values, event)


def _extended(values: Values, public: Any, private: Any, event: Event) -> Values:
    return {"extended_to": moment_of(public["until"])}


def _rescheduled(values: Values, public: Any, private: Any, event: Event) -> Values:
    return rescheduled_clock(values, event)


def _finished(values: Values, public: Any, private: Any, event: Event) -> Values:
    return (
        stopped_clock(values, event)
        | left_step(values, event)
        | {
            "finished_at": moment_of_act(event),
            "finisher": event.author.officer,
            "outcome": public["outcome"],
            "result": public.get("result", ""),
            "reason": private.get("reason", ""),
        }
    )


def _handed_over(values: Values, public: Any, private: Any, event: Event) -> Values:
    return {
        "closed_at": moment_of_act(event),
        "recipient": str(private.get("recipient", public.get("recipient", ""))),
        "method": str(public.get("method", "")),
    }


def _ended(values: Values, public: Any, private: Any, event: Event) -> Values:
    return (
        stopped_clock(values, event)
        | left_step(values, event)
        | {
            "closed_at": moment_of_act(event),
            "reason": private.get("reason", values.get("reason", "")),
        }
    )


def _reopened(values: Values, public: Any, private: Any, event: Event) -> Values:
    return (
        reopened_clock(values, event)
        | entered_step(values, event, leaving=False)
        | {
            "finished_at": None,
            "finisher": None,
            "closed_at": None,
            "outcome": "",
            "result": "",
            "lifecycle": Lifecycle.OPEN,
        }
    )


def _attached(values: Values, public: Any, private: Any, event: Event) -> Values:
    attachment = Attachment(
        event.id,
        public["sha256"],
        public["size"],
        public["media"],
        private.get("name", ""),
        public.get("component", ""),
        public.get("copy", "original"),
        public.get("source", "file"),
        public.get("purpose", "component"),
        moment_of_act(event),
    )
    return {"attachments": (*values.get("attachments", ()), attachment)}


def _detached(values: Values, public: Any, private: Any, event: Event) -> Values:
    taken_back = UUID(public["attachment"])
    return {
        "attachments": tuple(
            replace(a, removed=True) if a.event == taken_back else a
            for a in values.get("attachments", ())
        )
    }


def _corrected(values: Values, public: Any, private: Any, event: Event) -> Values:
    fields = {**public.get("fields", {}), **private.get("fields", {})}
    changes = {name: read_field(name, value) for name, value in fields.items() if _known(name)}
    if "components" in fields:
        changes["papers"] = read_papers(fields["components"], private.get("extra_papers", {}))
    if "competent_unit" in changes:
        changes |= moved_to(values, changes["competent_unit"], event)
    if "issue" not in public:
        return changes
    # two desks that had not seen each other both wrote issue n: what comes of them is n + 1
    issue = max(values.get("issue", 1) + 1, public["issue"])
    return changes | {"issue": issue, "reissue_reason": private.get("reason", "")}


def _known(name: str) -> bool:
    party, _, part = name.partition(".")
    return name in _READ_FIELD or (party in PARTIES and part in (*PERSON_FIELDS, "kind"))


def read_field(name: str, value: Any) -> Any:
    """A corrected or resolved field's value from its plain JSON form."""
    if name in _READ_FIELD:
        return _READ_FIELD[name](value)
    return PersonKind(value) if name.endswith(".kind") else str(value)


def _voided(values: Values, public: Any, private: Any, event: Event) -> Values:
    return stopped_clock(values, event) | {
        "lifecycle": Lifecycle.VOID,
        "closed_at": moment_of_act(event),
        "reason": private.get("reason", ""),
        "seconded_by": public["seconded_by"],
    }


def _printed(values: Values, public: Any, private: Any, event: Event) -> Values:
    paper = Printed(
        public["form"], public["page"], public["sha256"], public["issue"], public["copy"]
    )
    return {"printed": (*values.get("printed", ()), paper)}


_WRITERS: Mapping[str, Callable[[Values, Any, Any, Event], Values]] = MappingProxyType(
    {
        Kind.REGISTERED.value: _registered,
        Kind.RECEIVED.value: _received,
        Kind.ACCEPTED.value: _received,
        Kind.DECLINED.value: _declined,
        Kind.TAKEN.value: _taken,
        Kind.FORWARDED.value: _forwarded,
        Kind.SUPPLEMENT_REQUESTED.value: _supplement_requested,
        Kind.SUPPLEMENTED.value: _supplemented,
        Kind.PAYMENT_REQUESTED.value: payment_requested,
        Kind.PAID.value: paid,
        Kind.REVERSED.value: given_back,
        Kind.PAUSED.value: _paused,
        Kind.RESUMED.value: _resumed,
        Kind.EXTENDED.value: _extended,
        Kind.RESCHEDULED.value: _rescheduled,
        Kind.FINISHED.value: _finished,
        Kind.HANDED_OVER.value: _handed_over,
        Kind.WITHDRAWN.value: _ended,
        Kind.STOPPED.value: _ended,
        Kind.REOPENED.value: _reopened,
        Kind.TRANSFERRED.value: transferred,
        Kind.ARRIVED.value: arrived,
        Kind.CORRECTED.value: _corrected,
        Kind.VOIDED.value: _voided,
        Kind.PRINTED.value: _printed,
        Kind.ATTACHED.value: _attached,
        Kind.DETACHED.value: _detached,
        Kind.RESOLVED.value: _corrected,
    }
)
BEGINNINGS = frozenset({Kind.REGISTERED.value, Kind.RECEIVED.value, Kind.DECLINED.value})
# what one field a correction or a resolution names is read by; anything else is not theirs to write
_READ_FIELD: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "content": str,
        "note": str,
        "result_channel": str,
        "sets": int,
        "missing": tuple,
        "holder": str,
        "outcome": str,
        "extended_to": moment_of,
        "competent_unit": read_unit,
        "step": StepRun.from_json,
    }
)
# fields whose writers follow from one another: no two values to choose between
APPENDING = frozenset(
    {
        *("payments", "printed", "pauses", "clock", "due_at", "owed", "owed_kind", "supplements"),
        *("issue", "reissue_reason", "calls", "requested", "attachments", "steps_done"),
        *("step_due_at", "derivation", "phases", "counted_from", "start_at", "term", "stay"),
        "calendar",
        "finisher",  # `outcome` and `finished_at` say it already
    }
)

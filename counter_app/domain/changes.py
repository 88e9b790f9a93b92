"""What each kind of event writes into a dossier: one small function a kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias

from counter_app.domain.dossier import (
    ClockState,
    Lifecycle,
    PauseSpan,
    Payment,
    Printed,
    UnitRef,
)
from counter_app.domain.event import Event, Kind, moment_of
from counter_app.domain.person import PERSON_FIELDS, PersonKind
from counter_app.domain.reception import read_papers, read_received, read_unit, read_visit

Values: TypeAlias = dict[str, Any]
PARTIES = ("applicant", "submitter")


def moment_of_act(event: Event) -> datetime:
    """When the act counts: stated in the payload when it was entered later, else the desk's time."""
    at = event.public.get("at")
    return moment_of(str(at)) if at else event.desk_time


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
    return {"holder": str(event.author.officer)}


def _forwarded(values: Values, public: Any, private: Any, event: Event) -> Values:
    return {"holder": public["to"]}


def _supplement_requested(values: Values, public: Any, private: Any, event: Event) -> Values:
    return _opened_pause(values, event, "supplement", private.get("reason", "")) | {
        "supplements": values.get("supplements", 0) + 1,
    }


def _supplemented(values: Values, public: Any, private: Any, event: Event) -> Values:
    brought = read_papers(public["components"], private.get("extra_papers", {}))
    return _running_clock(values, event) | {"papers": values["papers"] + brought}


def _payment_requested(values: Values, public: Any, private: Any, event: Event) -> Values:
    return _opened_pause(values, event, "payment", "") | {"owed": public["amount"]}


def _paid(values: Values, public: Any, private: Any, event: Event) -> Values:
    payment = Payment(event.id, public["kind"], public["amount"], public["receipt_number"])
    owed = max(0, values.get("owed", 0) - payment.amount)
    changes = {"payments": (*values.get("payments", ()), payment), "owed": owed}
    return changes if owed > 0 else changes | _running_clock(values, event)


def _reversed(values: Values, public: Any, private: Any, event: Event) -> Values:
    back = Payment(event.id, public["kind"], -public["amount"], public["receipt_number"])
    owed = values.get("owed", 0)
    changes = {"payments": (*values.get("payments", ()), back)}
    return changes | ({"owed": owed + public["amount"]} if owed else {})


def _paused(values: Values, public: Any, private: Any, event: Event) -> Values:
    return _opened_pause(values, event, public["kind"], private.get("reason", ""))


def _resumed(values: Values, public: Any, private: Any, event: Event) -> Values:
    return _running_clock(values, event)


def _extended(values: Values, public: Any, private: Any, event: Event) -> Values:
    return {"extended_to": moment_of(public["until"])}


def _finished(values: Values, public: Any, private: Any, event: Event) -> Values:
    return _stopped_clock(values, event) | {
        "finished_at": moment_of_act(event),
        "outcome": public["outcome"],
    }


def _ended(values: Values, public: Any, private: Any, event: Event) -> Values:
    return _stopped_clock(values, event) | {
        "closed_at": moment_of_act(event),
        "reason": private.get("reason", values.get("reason", "")),
    }


def _reopened(values: Values, public: Any, private: Any, event: Event) -> Values:
    return _running_clock(values, event) | {
        "finished_at": None,
        "closed_at": None,
        "outcome": "",
        "lifecycle": Lifecycle.OPEN,
    }


def _transferred(values: Values, public: Any, private: Any, event: Event) -> Values:
    unit = public["unit"]
    return {"competent_unit": UnitRef(unit["code"], unit["name"]), "holder": ""}


def _nothing(values: Values, public: Any, private: Any, event: Event) -> Values:
    return {}


def _corrected(values: Values, public: Any, private: Any, event: Event) -> Values:
    fields = {**public.get("fields", {}), **private.get("fields", {})}
    changes = {name: read_field(name, value) for name, value in fields.items() if _known(name)}
    if "components" in fields:
        changes["papers"] = read_papers(fields["components"], private.get("extra_papers", {}))
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
    return _stopped_clock(values, event) | {
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


def _opened_pause(values: Values, event: Event, kind: str, reason: str) -> Values:
    document = str(event.public.get("document", ""))
    pause = PauseSpan(kind, moment_of_act(event), None, reason, document)
    return {
        "pauses": (*values.get("pauses", ()), pause),
        "clock": ClockState.PAUSED,
        "due_at": None,
    }


def _running_clock(values: Values, event: Event) -> Values:
    due_at = event.public.get("due_at")
    return {
        "pauses": _closed_pauses(values, event),
        "clock": ClockState.RUNNING,
        "due_at": moment_of(str(due_at)) if due_at else None,
    }


def _stopped_clock(values: Values, event: Event) -> Values:
    """A pause ends with the case; the due moment is then what the event carries, if anything."""
    due_at = event.public.get("due_at")
    return {
        "pauses": _closed_pauses(values, event),
        "clock": ClockState.STOPPED,
        "due_at": moment_of(str(due_at)) if due_at else values.get("due_at"),
    }


def _closed_pauses(values: Values, event: Event) -> tuple[PauseSpan, ...]:
    until = moment_of_act(event)
    return tuple(
        pause if pause.until else replace(pause, until=until) for pause in values.get("pauses", ())
    )


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
        Kind.PAYMENT_REQUESTED.value: _payment_requested,
        Kind.PAID.value: _paid,
        Kind.REVERSED.value: _reversed,
        Kind.PAUSED.value: _paused,
        Kind.RESUMED.value: _resumed,
        Kind.EXTENDED.value: _extended,
        Kind.FINISHED.value: _finished,
        Kind.HANDED_OVER.value: _ended,
        Kind.WITHDRAWN.value: _ended,
        Kind.STOPPED.value: _ended,
        Kind.REOPENED.value: _reopened,
        Kind.TRANSFERRED.value: _transferred,
        Kind.ARRIVED.value: _nothing,
        Kind.CORRECTED.value: _corrected,
        Kind.VOIDED.value: _voided,
        Kind.PRINTED.value: _printed,
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
    }
)
# fields whose writers follow from one another: no two values to choose between
APPENDING = frozenset(
    {
        *("payments", "printed", "pauses", "clock", "due_at", "owed", "supplements"),
        *("issue", "reissue_reason"),
    }
)

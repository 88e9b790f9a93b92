"""What the events that begin a dossier say: written here, read here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.dossier import FeeLine, Paper, PhaseDue, ProcedureRef, Stay, UnitRef
from counter_app.domain.dossier_code import DossierCode, alias_of
from counter_app.domain.event import Payload, moment_of, moment_text
from counter_app.domain.event_parts import (
    identity_of,
    papers_json,
    phases_json,
    procedure_json,
    read_papers,
    read_phases,
    read_procedure,
    read_unit,
    unit_json,
)
from counter_app.domain.person import Person
from counter_app.domain.route import StepRun, role_holder
from counter_app.domain.value import value

_AT_RECEPTION = role_holder("reception")
_IN_PROCESSING = role_holder("processing")


@value
class Resolved:
    """The promise with everything it was computed from, so that nobody must compute it again."""

    term: str
    policy: str
    hour_rule: str
    hours: Json
    calendar: str
    start_at: datetime
    due_at: datetime | None
    phases: tuple[PhaseDue, ...]
    derivation: Json


@value
class Visit:
    """What the citizen brought and asked for; true of a reception and of a decline alike."""

    unit: UnitRef
    profile: UUID
    procedure: ProcedureRef
    channel: str
    result_channel: str
    applicant: Person
    submitter: Person | None
    content: str
    note: str
    papers: tuple[Paper, ...]
    received_at: datetime
    request_key: str


@value
class Acceptance:
    """A complete ``received``: the visit, its number, its promise, its secret."""

    visit: Visit
    code: DossierCode
    competent_unit: UnitRef | None
    missing: tuple[str, ...]
    missing_reason: str
    sets: int
    fees: tuple[FeeLine, ...]
    promise: Resolved
    lookup_secret: str
    step: StepRun | None = None  # the first one of a route of several


def received(acceptance: Acceptance) -> tuple[Payload, Payload]:
    """The public and the private payload of a ``received`` event."""
    public, private = _visit_payloads(acceptance.visit)
    promise = acceptance.promise
    public |= {
        "code": str(acceptance.code),
        "competent_unit": unit_json(acceptance.competent_unit),
        "missing": list(acceptance.missing),
        "sets": acceptance.sets,
        "fees": [{"kind": f.kind, "amount": f.amount, "note": f.note} for f in acceptance.fees],
        "term": promise.term,
        "policy": promise.policy,
        "hour_rule": promise.hour_rule,
        "hours": promise.hours,
        "calendar": promise.calendar,
        "start_at": moment_text(promise.start_at),
        "due_at": moment_text(promise.due_at) if promise.due_at else None,
        "phases": phases_json(promise.phases),
        "derivation": promise.derivation,
    }
    if acceptance.step is not None:
        public["step"] = acceptance.step.to_json()
    private |= {"lookup_secret": acceptance.lookup_secret}
    if acceptance.missing_reason:
        private["missing_reason"] = acceptance.missing_reason
    return public, private


def declined(visit: Visit, number: str, reason: str) -> tuple[Payload, Payload]:
    """The payloads of a ``declined`` event at the counter: it has a number but no code."""
    public, private = _visit_payloads(visit)
    return public | {"decline_number": number}, private | {"reason": reason}


def read_received(public: Any, private: Any) -> dict[str, object]:
    """The dossier's fields as a ``received`` event writes them."""
    due_at = moment_of(public["due_at"]) if public["due_at"] else None
    step = StepRun.from_json(public["step"]) if "step" in public else None
    return read_visit(public, private) | {
        "holder": _first_holder(step, public["procedure"]["steps"]),
        "step": step,
        "step_due_at": step.due_at if step else None,
        "code": public["code"],
        "alias": alias_of(public["code"]),
        "competent_unit": read_unit(public["competent_unit"]),
        "stay": _first_stay(public),
        "missing": tuple(public["missing"]),
        "sets": public["sets"],
        "fees": tuple(FeeLine(f["kind"], f["amount"], f["note"]) for f in public["fees"]),
        "term": public["term"],
        "policy": public["policy"],
        "hour_rule": public["hour_rule"],
        "calendar": public["calendar"],
        "hours": public["hours"],
        "forwarded": _is_forwarded(public),
        "start_at": moment_of(public["start_at"]),
        "due_at": due_at,
        "first_due_at": due_at,
        "phases": read_phases(public["phases"]),
        "derivation": public["derivation"],
        "first_derivation": public["derivation"],
        "lookup_secret": private.get("lookup_secret", ""),
        "missing_reason": private.get("missing_reason", ""),
    }


def read_visit(public: Any, private: Any) -> dict[str, object]:
    """The dossier's fields that every beginning has."""
    extra = private.get("extra_papers", {})
    submitter = private.get("submitter")
    return {
        "unit": read_unit(public["unit"]),
        "profile": identity_of(public["profile"]),
        "procedure": read_procedure(public["procedure"]),
        "channel": public["channel"],
        "result_channel": public["result_channel"],
        "received_at": moment_of(public["received_at"]),
        "request_key": public.get("request_key", ""),
        "papers": read_papers(public["components"], extra),
        "applicant": Person.from_json(private.get("applicant", {})),
        "submitter": Person.from_json(submitter) if submitter else None,
        "content": private.get("content", ""),
        "note": private.get("note", ""),
    }


def _visit_payloads(visit: Visit) -> tuple[dict[str, Json], dict[str, Json]]:
    components, extra = papers_json(visit.papers)
    public: dict[str, Json] = {
        "unit": unit_json(visit.unit),
        "profile": str(visit.profile),
        "procedure": procedure_json(visit.procedure),
        "channel": visit.channel,
        "result_channel": visit.result_channel,
        "received_at": moment_text(visit.received_at),
        "components": components,
    }
    private: dict[str, Json] = {"applicant": visit.applicant.to_json()}
    if visit.request_key:
        public["request_key"] = visit.request_key
    if visit.submitter is not None:
        private["submitter"] = visit.submitter.to_json()
    if extra:
        private["extra_papers"] = extra
    private |= {k: v for k, v in (("content", visit.content), ("note", visit.note)) if v}
    return public, private


def _is_forwarded(public: Any) -> bool:
    there = public["competent_unit"]
    return there is not None and there["code"] != public["unit"]["code"]


def _first_stay(public: Any) -> Stay | None:
    if not _is_forwarded(public) or (there := read_unit(public["competent_unit"])) is None:
        return None
    since, expected_at = moment_of(public["received_at"]), moment_of(public["start_at"])
    return Stay(there, since, expected_at, takes_part=there.id is not None)


def _first_holder(step: StepRun | None, steps: int) -> str:
    """Whose the dossier is at first: the first step's role, else whoever would finish it."""
    if step is not None:
        return role_holder(step.role)
    return _AT_RECEPTION if steps == 1 else _IN_PROCESSING

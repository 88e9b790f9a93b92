"""What the events that begin a dossier say: written here, read here."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.dossier import FeeLine, Paper, PhaseDue, ProcedureRef, Stay, UnitRef
from counter_app.domain.dossier_code import DossierCode, alias_of
from counter_app.domain.event import Payload, moment_of, moment_text
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
        "due_at": _optional_text(promise.due_at),
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
    due_at = _optional_moment(public["due_at"])
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
        "profile": _identity(public["profile"]),
        "procedure": _procedure(public["procedure"]),
        "channel": public["channel"],
        "result_channel": public["result_channel"],
        "received_at": moment_of(public["received_at"]),
        "request_key": public.get("request_key", ""),
        "papers": tuple(_paper(index, p, extra) for index, p in enumerate(public["components"])),
        "applicant": Person.from_json(private.get("applicant", {})),
        "submitter": Person.from_json(submitter) if submitter else None,
        "content": private.get("content", ""),
        "note": private.get("note", ""),
    }


def phases_json(phases: Iterable[PhaseDue]) -> list[Json]:
    """Phases as an event carries them."""
    written: list[Json] = []
    for phase in phases:
        data: dict[str, Json] = {"term": phase.term, "due_at": _optional_text(phase.due_at)}
        if phase.ended_at is not None:
            data["ended_at"] = moment_text(phase.ended_at)
        written.append(data)
    return written


def read_phases(phases: Any) -> tuple[PhaseDue, ...]:
    """The phases ``phases_json`` wrote."""
    return tuple(
        PhaseDue(p["term"], _optional_moment(p["due_at"]), _optional_moment(p.get("ended_at")))
        for p in phases
    )


def papers_json(papers: tuple[Paper, ...]) -> tuple[list[Json], dict[str, Json]]:
    """Papers for the public part, and by position the free names for the private part.

    A paper outside the procedure was named by an officer, perhaps after a person.
    """
    public: list[Json] = []
    private: dict[str, Json] = {}
    for index, paper in enumerate(papers):
        counts = {
            "originals": paper.originals,
            "certified": paper.certified,
            "photocopies": paper.photocopies,
        }
        if paper.id:
            public.append({"id": paper.id, "name": paper.name, **counts})
        else:
            public.append(counts)
            private[str(index)] = paper.name
    return public, private


def read_papers(components: Any, extra: Any) -> tuple[Paper, ...]:
    """The papers ``papers_json`` wrote."""
    return tuple(_paper(index, data, extra) for index, data in enumerate(components))


def unit_json(unit: UnitRef | None) -> Json:
    """A unit as events name it; ``read_unit`` reads it."""
    if unit is None:
        return None
    return {"id": str(unit.id) if unit.id else None, "code": unit.code, "name": unit.name}


def _visit_payloads(visit: Visit) -> tuple[dict[str, Json], dict[str, Json]]:
    components, extra = papers_json(visit.papers)
    public: dict[str, Json] = {
        "unit": unit_json(visit.unit),
        "profile": str(visit.profile),
        "procedure": _procedure_json(visit.procedure),
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


def _paper(index: int, data: Any, extra: Any) -> Paper:
    return Paper(
        data.get("id", ""),
        data.get("name") or extra.get(str(index), ""),
        data["originals"],
        data["certified"],
        data["photocopies"],
    )


def _procedure_json(ref: ProcedureRef) -> Json:
    return {
        "code": ref.code,
        "name": ref.name,
        "field": ref.field,
        "version": str(ref.version),
        "decision": ref.decision,
        "case": ref.case,
        "steps": ref.steps,
    }


def _procedure(data: Any) -> ProcedureRef:
    return ProcedureRef(
        data["code"],
        data["name"],
        data["field"],
        _identity(data["version"]),
        data["decision"],
        data["case"],
        data["steps"],
    )


def read_unit(data: Any) -> UnitRef | None:
    """The unit an event names; None where it names none."""
    if data is None:
        return None
    return UnitRef(data["code"], data["name"], _identity(data["id"]) if data.get("id") else None)


@lru_cache(maxsize=1024)  # they recur in every dossier
def _identity(text: str) -> UUID:
    return UUID(text)


def _optional_text(moment: datetime | None) -> str | None:
    return moment_text(moment) if moment else None


def _optional_moment(text: str | None) -> datetime | None:
    return moment_of(text) if text else None

"""A procedure version as plain JSON values and back (the own format of ``contracts.md``)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from counter_app.domain.procedure import (
    Case,
    Channel,
    Component,
    Decision,
    DecisionKind,
    Doubt,
    Fee,
    FeeKind,
    Need,
    Offer,
    ProcedureVersion,
    Step,
    SupplementPolicy,
    Title,
)

Json = Mapping[str, Any]


def version_to_json(version: ProcedureVersion) -> dict[str, Any]:
    """The version as JSON values; ``id`` is left out, its event carries it."""
    return {
        "code": version.code,
        "name": {"vi": version.name.vi, "en": version.name.en},
        "field": version.field,
        "level": version.level,
        "decision": decision_to_json(version.decision),
        "replaces": list(version.replaces),
        "cases": [_case_to_json(case) for case in version.cases],
        "components": [_component_to_json(component) for component in version.components],
        "steps": [_step_to_json(step) for step in version.steps],
        "supplement_policy": version.supplement_policy.value,
        "result": version.result,
        "official": version.official,
        "checked_by": version.checked_by,
        "source": version.source,
        "doubts": [{"what": doubt.what, "found": list(doubt.found)} for doubt in version.doubts],
    }


def version_from_json(version_id: UUID, data: Json) -> ProcedureVersion:
    """A version from what ``version_to_json`` wrote, or from a file checked against the schema."""
    return ProcedureVersion(
        id=version_id,
        code=data["code"],
        name=Title(data["name"]["vi"], data["name"].get("en")),
        field=data["field"],
        level=data["level"],
        decision=decision_from_json(data["decision"]),
        cases=tuple(_case(case) for case in data["cases"]),
        components=tuple(_component(component) for component in data["components"]),
        steps=tuple(_step(step) for step in data.get("steps", ())),
        replaces=tuple(data.get("replaces", ())),
        supplement_policy=SupplementPolicy(data.get("supplement_policy") or "remaining"),
        result=data.get("result") or "",
        official=bool(data.get("official", False)),
        checked_by=data.get("checked_by"),
        source=data.get("source") or "",
        doubts=tuple(Doubt(d["what"], tuple(d["found"])) for d in data.get("doubts", ())),
    )


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """A decision as JSON values."""
    return {
        "number": decision.number,
        "kind": decision.kind.value,
        "issued": _day_text(decision.issued),
        "effective": _day_text(decision.effective),
        "published": _day_text(decision.published),
    }


def decision_from_json(data: Json) -> Decision:
    """A decision from what ``decision_to_json`` wrote; days nobody wrote are None."""
    return Decision(
        number=data["number"],
        kind=DecisionKind(data.get("kind") or "new"),
        issued=_day(data.get("issued")),
        effective=_day(data.get("effective")),
        published=_day(data.get("published")),
    )


def _case(data: Json) -> Case:
    return Case(data["id"], data["name"], tuple(_offer(offer) for offer in data["channels"]))


def _offer(data: Json) -> Offer:
    return Offer(
        channel=Channel(data["channel"]),
        term=data.get("term"),
        phases=tuple(data.get("phases") or ()),
        fees=tuple(
            Fee(FeeKind(fee["kind"]), fee.get("amount"), fee.get("note") or "")
            for fee in data.get("fees") or ()
        ),
        source_text=data.get("source_text") or "",
    )


def _component(data: Json) -> Component:
    return Component(
        id=data["id"],
        name=data["name"],
        originals=data.get("originals", 1),
        certified=data.get("certified", 0),
        photocopies=data.get("photocopies", 0),
        need=Need(data.get("required") or "unknown"),
        condition=data.get("condition") or "",
    )


def _step(data: Json) -> Step:
    return Step(
        name=data["name"],
        role=data["role"],
        unit=data.get("unit"),
        term=data.get("term"),
        must_be_online=bool(data.get("must_be_online", False)),
        needs_result=bool(data.get("needs_result", False)),
        needs_signature=bool(data.get("needs_signature", False)),
    )


def _case_to_json(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "name": case.name,
        "channels": [
            {
                "channel": offer.channel.value,
                "term": offer.term,
                "phases": list(offer.phases),
                "fees": [
                    {"kind": fee.kind.value, "amount": fee.amount, "note": fee.note}
                    for fee in offer.fees
                ],
                "source_text": offer.source_text,
            }
            for offer in case.offers
        ],
    }


def _component_to_json(component: Component) -> dict[str, Any]:
    return {
        "id": component.id,
        "name": component.name,
        "originals": component.originals,
        "certified": component.certified,
        "photocopies": component.photocopies,
        "required": component.need.value,
        "condition": component.condition,
    }


def _step_to_json(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "role": step.role,
        "unit": step.unit,
        "term": step.term,
        "must_be_online": step.must_be_online,
        "needs_result": step.needs_result,
        "needs_signature": step.needs_signature,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None

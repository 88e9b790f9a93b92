"""What events name again and again: units, procedures, papers, phases; written here, read here."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Paper, PhaseDue, ProcedureRef, UnitRef
from counter_app.domain.event import moment_of, moment_text


def unit_json(unit: UnitRef | None) -> Json:
    """A unit as events name it; ``read_unit`` reads it."""
    if unit is None:
        return None
    return {"id": str(unit.id) if unit.id else None, "code": unit.code, "name": unit.name}


def read_unit(data: Any) -> UnitRef | None:
    """The unit an event names; None where it names none."""
    if data is None:
        return None
    return UnitRef(data["code"], data["name"], identity_of(data["id"]) if data.get("id") else None)


def procedure_json(ref: ProcedureRef) -> Json:
    """A procedure version as events name it; ``read_procedure`` reads it."""
    return {
        "code": ref.code,
        "name": ref.name,
        "field": ref.field,
        "version": str(ref.version),
        "decision": ref.decision,
        "case": ref.case,
        "steps": ref.steps,
    }


def read_procedure(data: Any) -> ProcedureRef:
    """The procedure version ``procedure_json`` wrote."""
    return ProcedureRef(
        data["code"],
        data["name"],
        data["field"],
        identity_of(data["version"]),
        data["decision"],
        data["case"],
        data["steps"],
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


@lru_cache(maxsize=1024)  # they recur in every dossier
def identity_of(text: str) -> UUID:
    """The identity as a value."""
    return UUID(text)


def _paper(index: int, data: Any, extra: Any) -> Paper:
    return Paper(
        data.get("id", ""),
        data.get("name") or extra.get(str(index), ""),
        data["originals"],
        data["certified"],
        data["photocopies"],
    )


def _optional_text(moment: datetime | None) -> str | None:
    return moment_text(moment) if moment else None


def _optional_moment(text: str | None) -> datetime | None:
    return moment_of(text) if text else None

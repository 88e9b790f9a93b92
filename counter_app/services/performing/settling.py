"""Settling what two desks wrote without having seen each other."""

from dataclasses import replace
from typing import Any

from counter_app.domain.changes import read_field
from counter_app.domain.errors import MissingActData
from counter_app.domain.event import moment_text
from counter_app.domain.event_parts import papers_json
from counter_app.domain.person import PERSON_FIELDS
from counter_app.services.performing.papers import papers_named
from counter_app.services.performing.situation import Payloads, Situation
from counter_app.services.reckoning import clock_of
from counter_app.services.requests import LIMITS, cleaned, cleaned_lines
from counter_app.services.routing import route_of, step_run, target

_HIDDEN = frozenset({"content", "note"})


def resolve(situation: Situation) -> Payloads:
    """``fields`` gives disputed fields a value, ``acknowledged`` leaves them as they are now,
    ``reviewed`` settles acts that had no effect.

    Raises:
        MissingActData: nothing is settled.
        InvalidActData: a field nobody disputes, or a value it cannot have.
    """
    fields, kept = _read(situation)
    reviewed = situation.data.get("reviewed") is True
    if not fields and not kept and not reviewed:
        raise MissingActData(situation.act.name, ("fields",))
    disputed = {conflict.field for conflict in situation.dossier.conflicts}
    if stray := [name for name in (*fields, *kept) if name not in disputed]:
        raise situation.refuse(f"fields.{stray[0]}"[:80], "undisputed")
    public: dict[str, Any] = {"fields": {}}
    private: dict[str, Any] = {"fields": {}}
    for name, value in fields.items():
        _settle(situation, name, value, public, private)
    if kept:
        public["acknowledged"] = sorted(set(kept))
    if reviewed:
        public["reviewed"] = True
    return public, (private if private["fields"] or "extra_papers" in private else {})


def _read(situation: Situation) -> tuple[dict[str, Any], list[str]]:
    """The fields that get a value, and those that stay as they are."""
    fields = situation.data.get("fields") or {}
    kept = situation.data.get("acknowledged") or []
    if not isinstance(fields, dict):
        raise situation.refuse("fields", "not_an_object")
    if not isinstance(kept, list) or not all(isinstance(name, str) for name in kept):
        raise situation.refuse("acknowledged", "not_a_list")
    return fields, kept


def _settle(
    situation: Situation,
    name: str,
    value: Any,
    public: dict[str, Any],
    private: dict[str, Any],
) -> None:
    if name in _HIDDEN or _is_personal(name):
        private["fields"][name] = _text(situation, name, value)
    elif name == "papers":
        brought = papers_named(replace(situation, data={"components": value}))
        components, extra = papers_json(brought)
        public["fields"]["components"] = components
        private |= {"extra_papers": extra} if extra else {}
    else:
        public["fields"][name] = _plain(situation, name, value)


def _plain(situation: Situation, name: str, value: Any) -> Any:
    """A public field's value as the event carries it."""
    dossier, reference = situation.dossier, situation.work.reference
    if name == "holder":
        return target(_text(situation, "to", value), dossier, reference).holder
    if name == "step":
        route = route_of(dossier, reference)
        if not isinstance(value, int) or not 1 <= value <= len(route):
            raise situation.refuse("fields.step", "unknown_value")
        return step_run(route, value, situation.now, clock_of(dossier, reference)).to_json()
    if name == "extended_to":
        promised = (dossier.due_at or situation.now).astimezone(situation.now.tzinfo)
        return moment_text(replace(situation, data={"until": value}).until(promised.time()))
    try:
        read_field(name, value)
    except (KeyError, TypeError, ValueError) as error:
        raise situation.refuse(f"fields.{name}"[:80], "unknown_value") from error
    return value


def _is_personal(name: str) -> bool:
    party, _, part = name.partition(".")
    return party in ("applicant", "submitter") and part in (*PERSON_FIELDS, "kind")


def _text(situation: Situation, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise situation.refuse(f"fields.{name}"[:80], "not_text")
    limit = name.rpartition(".")[2]
    if limit in ("content", "note"):
        return cleaned_lines(value, limit)
    return cleaned(value, f"fields.{name}", limit if limit in LIMITS else "name")

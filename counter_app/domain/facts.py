"""What an event tells in a dossier's history: facts as texts."""

from typing import Any, Final

from counter_app.domain.dossier import Paper, UnitRef
from counter_app.domain.event import Event
from counter_app.domain.route import StepRun

# What a payload that no program of ours has written does to those who read it.
UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError)
_FACTS: Final = (
    "reason",
    "to",
    "kind",
    "amount",
    "receipt_number",
    "document",
    "until",
    "outcome",
    "recipient",
    "recipient_id",
    "authorisation",
    "by",
    "method",
    "result",
    "limit",
    "seconded_by",
    "form",
    "page",
    "issue",
    "copy",
    "decline_number",
    "unit",
    "step",
    "term",
    "due_at",
    "attachment",
    "fields",
    "acknowledged",
)

_PLACES: Final = {name: place for place, name in enumerate(_FACTS)}


def facts_of(event: Event) -> tuple[tuple[str, str], ...]:
    """What the history tells of an event; nothing where it cannot be read."""
    said = {**event.public, **(event.private or {})}
    try:
        # a correction or a resolution: what is personal stands in the private part
        if "fields" in said:
            said["fields"] = _both("fields", event)
        told = sorted([name for name in said if name in _PLACES], key=_PLACES.__getitem__)
        return tuple([(name, text_of(said[name])) for name in told])
    except UNREADABLE:
        return ()


def _both(name: str, event: Event) -> Any:
    public: Any = event.public
    private: Any = event.private or {}
    return {**public.get(name, {}), **private.get(name, {})}


def text_of(value: object) -> str:
    """A value of a payload, or of a dossier, in one line."""
    if isinstance(value, tuple):
        return "; ".join(map(text_of, value))
    if isinstance(value, list):
        return "; ".join(map(text_of, value))
    if isinstance(value, Paper | UnitRef | StepRun):
        return value.name
    if isinstance(value, dict):
        # the canonical text sorts its keys: an event tells the same before and after it was stored
        return str(value["name"]) if "name" in value else "; ".join(sorted(value))
    return "" if value is None else str(value)

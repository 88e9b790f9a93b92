"""What a person has to settle in a dossier: fields two desks wrote, acts that had no effect."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from counter_app.domain.acts import BY_KIND, RATING_KINDS, why_not
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier, Paper, Status, UnitRef
from counter_app.domain.errors import UnknownDossier
from counter_app.domain.event import Event, Kind
from counter_app.domain.folding import fold
from counter_app.domain.history import HistoryEntry
from counter_app.domain.route import StepRun, role_holder
from counter_app.domain.side import acting_code
from counter_app.services.acting import standing_of
from counter_app.services.ports import Questions, Reference
from counter_app.services.routing import said_of

PARTIES = ("applicant", "submitter")
TEXT_FIELDS = frozenset({"content", "note"})
_PLAIN_FIELDS = TEXT_FIELDS | {"result_channel", "sets", "missing", "outcome"}
_ROLE = role_holder("")


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a disputed field as its event left it; ``at`` aware, in UTC.

    ``answer`` is the value as the act ``resolve`` takes it; None where only another act of the
    table could bring it back.
    """

    value: Any
    answer: Json
    author: UUID
    role: str
    desk: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field and its values, in the dossier's order; ``present`` is what it says now."""

    field: str
    sides: tuple[Side, ...]
    present: Any

    @property
    def takes_text(self) -> bool:
        """Whether somebody may write another value."""
        party, _, part = self.field.partition(".")
        return self.field in TEXT_FIELDS or (party in PARTIES and part not in ("", "kind"))

    def settled_by(self, side: Side) -> dict[str, Json]:
        """What ``resolve`` takes to settle the field with the value of ``side``."""
        if side.value == self.present:
            return {"acknowledged": [self.field]}
        return {"fields": {self.field: side.answer}}

    def may_choose(self, side: Side) -> bool:
        """Whether a resolution can give the field the value of ``side``."""
        return side.value == self.present or side.answer is not None


@dataclass(frozen=True, slots=True)
class Review:
    """An act that had no effect; ``reason`` is why, as a word of ``why_not``, in that ``status``."""

    entry: HistoryEntry
    reason: str
    status: Status


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dossier with everything in it that waits for a person."""

    dossier: Dossier
    disputes: tuple[Dispute, ...]
    reviews: tuple[Review, ...]


def disputed_of(questions: Questions, dossier: UUID) -> Disputed:
    """What is to be settled in ``dossier``.

    Raises:
        UnknownDossier
    """
    events = questions.events(dossier)
    if not events:
        raise UnknownDossier(str(dossier))
    now = fold(events)
    reference = questions.reference()
    disputes = tuple(_disputes(now, events, reference))
    acts = [event for event in events if event.kind not in RATING_KINDS]  # as the history has them
    return Disputed(now, disputes, tuple(_reviews(now, acts)))


def _disputes(dossier: Dossier, events: Sequence[Event], reference: Reference) -> Iterable[Dispute]:
    places = {event.id: place for place, event in enumerate(events)}
    writers: dict[str, set[int]] = {}
    for conflict in dossier.conflicts:
        found = writers.setdefault(conflict.field, set())
        found |= {places[conflict.earlier], places[conflict.later]}
    for field, written in writers.items():
        sides = (_side(field, events[: place + 1], reference) for place in sorted(written))
        yield Dispute(field, tuple(sides), _value(dossier, field))


def _side(field: str, events: Sequence[Event], reference: Reference) -> Side:
    after, event = fold(events), events[-1]
    value, entry = _value(after, field), after.history[-1]
    answer = _answer(field, value, reference)
    return Side(value, answer, entry.author, entry.role, event.place.desk, entry.at)


def _reviews(dossier: Dossier, events: Sequence[Event]) -> Iterable[Review]:
    if not dossier.needs_review:
        return
    for place in range(_reviewed_until(dossier, events), len(events)):
        entry = dossier.history[place]
        if not entry.in_force:
            before = fold(events[:place])
            acting = acting_code(events[place].public)
            word = why_not(BY_KIND[entry.kind], standing_of(before, entry.at, acting))
            yield Review(entry, word, before.status)


def _reviewed_until(dossier: Dossier, events: Sequence[Event]) -> int:
    """Acts before this place were reviewed."""
    places = (
        place
        for place, (event, entry) in enumerate(zip(events, dossier.history, strict=True))
        if event.kind == Kind.RESOLVED and entry.in_force and event.public.get("reviewed")
    )
    return max(places, default=0)


def _value(dossier: Dossier, field: str) -> Any:
    party, _, part = field.partition(".")
    value = getattr(dossier, party, "")
    return getattr(value, part, "") if part else value


def _answer(field: str, value: Any, reference: Reference) -> Json:
    party, _, part = field.partition(".")
    if part and party in PARTIES:
        return str(value)
    if field in _PLAIN_FIELDS:
        return list(value) if isinstance(value, tuple) else value
    return _READ_BACK[field](value, reference) if field in _READ_BACK else None


def _holder(value: str, reference: Reference) -> Json:
    if value.startswith(_ROLE):
        return value.removeprefix(_ROLE)
    staff = reference.officers()
    return next((said_of(o, staff) for o in staff if str(o.id) == value), None)


def _unit(value: UnitRef | None, reference: Reference) -> Json:
    if value is None:
        return None
    return {"id": str(value.id) if value.id else None, "code": value.code, "name": value.name}


def _step(value: StepRun | None, reference: Reference) -> Json:
    return value.number if value is not None else None


def _moment(value: datetime | None, reference: Reference) -> Json:
    return value.isoformat() if value is not None else None


def _papers(value: tuple[Paper, ...], reference: Reference) -> Json:
    return [
        {
            "name": paper.id or paper.name,
            "originals": paper.originals,
            "certified": paper.certified,
            "photocopies": paper.photocopies,
        }
        for paper in value
    ]


_READ_BACK: Mapping[str, Callable[[Any, Reference], Json]] = MappingProxyType(
    {
        "holder": _holder,
        "competent_unit": _unit,
        "step": _step,
        "extended_to": _moment,
        "papers": _papers,
    }
)

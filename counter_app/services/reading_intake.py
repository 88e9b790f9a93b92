"""The intake object of ``contracts.md`` from plain JSON values; every refusal names its path."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from counter_app.domain.card import Card, parse_card
from counter_app.domain.dossier import UnitRef
from counter_app.domain.errors import InvalidIntake, InvalidMoment
from counter_app.domain.person import PERSON_FIELDS, Person, PersonKind
from counter_app.domain.procedure import Channel
from counter_app.services.requests import IntakeRequest, PaperRequest

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_KEYS = frozenset(
    {
        "idempotency_key", "procedure", "case", "channel", "received_at", "competent_unit",
        "applicant", "submitter", "card_qr", "components", "missing_reason", "content",
        "result_channel", "note", "term", "sets",
    }
)  # fmt: skip
_PERSON_KEYS = frozenset({*PERSON_FIELDS, "kind"})
_PAPER_KEYS = frozenset({"id", "name", "originals", "certified", "photocopies"})
_Enum = TypeVar("_Enum", Channel, PersonKind)


def read_intake(data: object) -> IntakeRequest:
    """The request another program wrote as JSON.

    Raises:
        InvalidIntake: an unknown or missing key, or a value of the wrong type or shape.
        UnreadableCard, MangledScan: ``card_qr`` is not a card.
        InvalidBirthDate
        TextTooLong
    """
    obj = _object(data, "", _KEYS)
    return IntakeRequest(
        procedure=_text(obj, "procedure", required=True),
        case=_text(obj, "case") or None,
        channel=_choice(obj, "channel", Channel, required=True),
        received_at=_moment(obj, "received_at"),
        competent_unit=_unit(obj.get("competent_unit")),
        applicant=_applicant(obj),
        submitter=_person(obj["submitter"], "submitter") if obj.get("submitter") else None,
        papers=read_paper_requests(obj.get("components")),
        missing_reason=_text(obj, "missing_reason"),
        content=_text(obj, "content"),
        note=_text(obj, "note"),
        result_channel=_choice(obj, "result_channel", Channel) or Channel.COUNTER,
        idempotency_key=_text(obj, "idempotency_key") or None,
        term=_text(obj, "term") or None,
        sets=_count(obj, "sets", "sets", 1),
    )


def read_moment(text: str) -> datetime:
    """An ISO 8601 moment; without an offset it means Asia/Ho_Chi_Minh.

    Raises:
        InvalidMoment
    """
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment.astimezone(ZONE)
    except (ValueError, OverflowError) as error:  # the latter: year 1 or 9999 with an offset
        raise InvalidMoment(text[:80]) from error


def person_of_card(card: Card) -> Person:
    """The applicant a citizen card speaks of."""
    return Person(
        name=card.name,
        id_number=card.id_number,
        birth_date=str(card.birth_date) if card.birth_date else "",
        address=card.address,
    )


def read_paper_requests(data: object) -> tuple[PaperRequest, ...]:
    """The papers of ``components``: names, or objects with a name or an id and their counts.

    Raises:
        InvalidIntake: naming the place, e.g. ``components[2].name``.
    """
    if data is None:
        return ()
    if not isinstance(data, list):
        raise InvalidIntake("components", "not_a_list")
    return tuple(_paper(item, f"components[{index}]") for index, item in enumerate(data))


def _applicant(obj: Mapping[str, Any]) -> Person:
    qr = _text(obj, "card_qr")
    given = obj.get("applicant")
    if not qr:
        if given is None:
            raise InvalidIntake("applicant", "missing")
        return _person(given, "applicant")
    card = person_of_card(parse_card(qr))
    person = _person(given, "applicant", name_required=False) if given else Person(name="")
    filled = {name: getattr(person, name) or getattr(card, name) for name in PERSON_FIELDS}
    return Person(**filled, kind=person.kind)


def _person(data: object, path: str, *, name_required: bool = True) -> Person:
    obj = _object(data, path, _PERSON_KEYS)
    texts = {
        name: _text(obj, name, path=f"{path}.{name}", required=name_required and name == "name")
        for name in PERSON_FIELDS
    }
    kind = _choice(obj, "kind", PersonKind, path=f"{path}.kind") or PersonKind.CITIZEN
    return Person(**texts, kind=kind)


def _paper(data: object, path: str) -> PaperRequest:
    if isinstance(data, str):
        return PaperRequest(data)
    obj = _object(data, path, _PAPER_KEYS)
    name = _text(obj, "id", path=f"{path}.id") or _text(obj, "name", path=f"{path}.name")
    if not name:
        raise InvalidIntake(f"{path}.name", "missing")
    return PaperRequest(
        name,
        _count(obj, "originals", f"{path}.originals", 1),
        _count(obj, "certified", f"{path}.certified", 0),
        _count(obj, "photocopies", f"{path}.photocopies", 0),
    )


def _unit(data: object) -> UnitRef | None:
    if data is None or data == "":
        return None
    if isinstance(data, str):
        return UnitRef(data, data)
    obj = _object(data, "competent_unit", frozenset({"code", "name"}))
    code = _text(obj, "code", path="competent_unit.code", required=True)
    return UnitRef(code, _text(obj, "name", path="competent_unit.name") or code)


def _object(data: object, path: str, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise InvalidIntake(path or "$", "not_an_object")
    for key in data:
        if key not in keys:
            raise InvalidIntake(f"{path}.{key}".lstrip(".")[:80], "unknown_key")
    return data


def _text(obj: Mapping[str, Any], key: str, *, path: str = "", required: bool = False) -> str:
    value = obj.get(key)
    if value is None or value == "":
        if required:
            raise InvalidIntake(path or key, "missing")
        return ""
    if not isinstance(value, str):
        raise InvalidIntake(path or key, "not_text")
    return value


def _count(obj: Mapping[str, Any], key: str, path: str, default: int) -> int:
    value = obj.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidIntake(path, "not_a_whole_number")
    return value


def _choice(
    obj: Mapping[str, Any], key: str, kind: type[_Enum], *, path: str = "", required: bool = False
) -> Any:
    text = _text(obj, key, path=path, required=required)
    if not text:
        return None
    try:
        return kind(text)
    except ValueError as error:
        raise InvalidIntake(path or key, "unknown_value") from error


def _moment(obj: Mapping[str, Any], key: str) -> datetime | None:
    text = _text(obj, key)
    try:
        return read_moment(text) if text else None
    except InvalidMoment as error:
        raise InvalidIntake(key, "not_a_moment") from error

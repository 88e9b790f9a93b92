"""What a citizen's visit amounts to, as asked by an officer or another program."""

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from counter_app.domain.birth_date import BirthDate
from counter_app.domain.dossier import UnitRef
from counter_app.domain.dossier_code import parse_agency
from counter_app.domain.errors import InvalidAgency, InvalidIntake, TextTooLong
from counter_app.domain.person import Person
from counter_app.domain.procedure import Channel
from counter_app.domain.text import clean, clean_lines

LIMITS = {
    "name": 300,
    "id_number": 30,
    "birth_date": 10,
    "phone": 30,
    "email": 200,
    "address": 500,
    "tax_code": 20,
    "content": 1000,
    "note": 1000,
    "missing_reason": 500,
    "reason": 1000,
    "component": 500,
    "procedure": 64,
    "case": 100,
    "term": 200,
    "unit_code": 40,
    "unit_name": 300,
    "idempotency_key": 500,
}
ACT_LIMITS = {
    "to": 100,
    "document": 200,
    "receipt_number": 60,
    "method": 60,
    "result": 300,
    "text": 1000,
}
_LIMITS = LIMITS | ACT_LIMITS
MAX_COMPONENTS = 200
MAX_COUNT = 999


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper handed in; ``name`` is a component's id or name, anything else is an extra paper."""

    name: str
    originals: int = 1
    certified: int = 0
    photocopies: int = 0


@dataclass(frozen=True, slots=True)
class IntakeRequest:
    """One dossier to be received (the intake object of ``contracts.md``), already cleaned.

    ``received_at`` None means now. ``term`` chooses among contradictory ones.
    """

    procedure: str
    applicant: Person
    channel: Channel = Channel.COUNTER
    case: str | None = None
    submitter: Person | None = None
    papers: tuple[PaperRequest, ...] = ()
    competent_unit: UnitRef | None = None
    received_at: datetime | None = None
    content: str = ""
    note: str = ""
    result_channel: Channel = Channel.COUNTER
    missing_reason: str = ""
    idempotency_key: str | None = None
    term: str | None = None
    sets: int = 1

    def __post_init__(self) -> None:
        for name, value in _cleaned_fields(self).items():
            object.__setattr__(self, name, value)
        if not 1 <= self.sets <= MAX_COUNT:
            raise InvalidIntake("sets", "range")
        if self.idempotency_key is not None:  # stored as a digest: no letter of it may change
            _check_length(self.idempotency_key, "idempotency_key", LIMITS["idempotency_key"])


def cleaned_person(person: Person, path: str) -> Person:
    """``person`` with every text in NFC and without control characters.

    Raises:
        TextTooLong: naming the field; nothing is cut silently.
        InvalidBirthDate
    """
    texts: dict[str, Any] = {
        f.name: cleaned(getattr(person, f.name), f"{path}.{f.name}", f.name)
        for f in fields(person)
        if f.name != "kind"
    }
    return replace(person, **texts)


def cleaned(text: str, path: str, limit: str) -> str:
    """One line of text that may be stored and printed; a date of birth in ISO 8601.

    Raises:
        TextTooLong, InvalidBirthDate
    """
    _check_length(text, path, _LIMITS[limit])
    line = clean(text)
    return str(BirthDate.parse(line)) if line and limit == "birth_date" else line


def check_born(person: Person, latest: date) -> None:
    """See that who stands at the counter was born.

    Raises:
        InvalidBirthDate: ``future``.
    """
    if person.birth_date:
        BirthDate.parse(person.birth_date, latest)


def cleaned_lines(text: str, name: str) -> str:
    """Several lines of text that may be stored and printed.

    Raises:
        TextTooLong
    """
    _check_length(text, name, _LIMITS[name])
    return clean_lines(text)


def _cleaned_fields(request: IntakeRequest) -> dict[str, object]:
    texts = ("content", "note", "missing_reason")
    words = ("case", "term")
    unit = request.competent_unit
    return {
        "applicant": _named_person(request.applicant, "applicant"),
        "submitter": request.submitter and _named_person(request.submitter, "submitter"),
        **{name: cleaned_lines(getattr(request, name), name) for name in texts},
        **{name: cleaned(getattr(request, name) or "", name, name) or None for name in words},
        "procedure": cleaned(request.procedure, "procedure", "procedure"),
        "competent_unit": unit and _cleaned_unit(unit),
        "papers": cleaned_papers(request.papers),
    }


def _named_person(person: Person, path: str) -> Person:
    result = cleaned_person(person, path)
    if not result.name:
        raise InvalidIntake(f"{path}.name", "missing")
    return result


def _cleaned_unit(unit: UnitRef) -> UnitRef:
    code = cleaned(unit.code, "competent_unit.code", "unit_code")
    with suppress(InvalidAgency):  # a unit may be known by its name alone
        code = parse_agency(code)
    return UnitRef(code, cleaned(unit.name, "competent_unit.name", "unit_name"), unit.id)


def _check_length(text: str, path: str, limit: int) -> None:
    if len(text) > limit:
        raise TextTooLong(path, len(text), limit)


def cleaned_papers(papers: tuple[PaperRequest, ...]) -> tuple[PaperRequest, ...]:
    """Papers whose names may be stored and printed, with counts that can be.

    Raises:
        InvalidIntake, TextTooLong
    """
    if len(papers) > MAX_COMPONENTS:
        raise InvalidIntake("components", "too_many")
    result = []
    for index, paper in enumerate(papers):
        path = f"components[{index}]"
        name = cleaned(paper.name, f"{path}.name", "component")
        if not name:
            raise InvalidIntake(f"{path}.name", "missing")
        counts = (paper.originals, paper.certified, paper.photocopies)
        if not all(0 <= count <= MAX_COUNT for count in counts):
            raise InvalidIntake(path, "range")
        result.append(replace(paper, name=name))
    return tuple(result)

"""From what was typed to what is asked of the use cases."""

from dataclasses import replace

from counter_app.domain.birth_date import BirthDate
from counter_app.domain.card import Card
from counter_app.domain.citizen_number import CitizenNumber
from counter_app.domain.dossier import UnitRef
from counter_app.domain.dossier_code import parse_agency
from counter_app.domain.errors import InvalidCitizenNumber, InvalidIntake
from counter_app.domain.person import Person
from counter_app.domain.phone import Phone
from counter_app.services.promise import Choice
from counter_app.services.requests import IntakeRequest, PaperRequest
from ui.intake.draft import VisitDraft


def request_of(draft: VisitDraft) -> IntakeRequest:
    """The visit as the use cases take it.

    Raises:
        InvalidIntake: a name or the procedure is missing.
        InvalidBirthDate, InvalidAgency, TextTooLong
    """
    if not draft.applicant.name.strip():
        raise InvalidIntake("applicant.name", "missing")
    if draft.submitter is not None and not draft.submitter.name.strip():
        raise InvalidIntake("submitter.name", "missing")
    if not draft.procedure:
        raise InvalidIntake("procedure", "missing")
    return IntakeRequest(
        procedure=draft.procedure,
        case=draft.case,
        term=draft.term,
        channel=draft.channel,
        result_channel=draft.result_channel,
        applicant=settled(draft.applicant),
        submitter=settled(draft.submitter) if draft.submitter else None,
        papers=tuple(
            PaperRequest(p.component or p.name, p.originals, p.certified, p.photocopies)
            for p in draft.papers
            if p.ticked
        ),
        competent_unit=competent_unit(draft),
        sets=draft.sets,
        content=draft.content,
        note=draft.note,
        missing_reason=draft.missing_reason.strip(),
        idempotency_key=draft.key,
    )


def choice_of(draft: VisitDraft) -> Choice:
    """What of the draft decides the term; a half-typed unit does not count yet.

    A single case needs no name.
    """
    unit = UnitRef(draft.unit_code, draft.unit_name) if draft.unit_code else None
    return Choice(draft.procedure, draft.case, draft.channel, unit, draft.term)


def competent_unit(draft: VisitDraft) -> UnitRef | None:
    """The other unit that is competent; None: our own.

    Raises:
        InvalidAgency: its code has another shape.
    """
    if not draft.unit_code.strip():
        return None
    code = parse_agency(draft.unit_code)
    return UnitRef(code, draft.unit_name.strip() or code)


def settled(person: Person) -> Person:
    """Numbers and dates in the shape they are stored in; doubtful numbers as they were typed.

    Raises:
        InvalidBirthDate
    """
    born = person.birth_date.strip()
    return replace(
        person,
        id_number=_number(person.id_number),
        birth_date=str(BirthDate.parse(born)) if born else "",
        phone=str(Phone.parse(person.phone)) if person.phone.strip() else "",
    )


def person_on_card(card: Card, before: Person) -> Person:
    """Who the card speaks of; what a card does not say is kept if it is the same person."""
    same = before.id_number.strip() in ("", card.id_number)
    return Person(
        name=card.name,
        id_number=card.id_number,
        birth_date=birth_date_shown(str(card.birth_date or "")),
        address=card.address,
        phone=before.phone if same else "",
        email=before.email if same else "",
    )


def birth_date_shown(text: str) -> str:
    """``17/05/1990`` for ``1990-05-17``; what is no date as it stands."""
    return "/".join(reversed(text.split("-"))) if text[:4].isdigit() else text


def _number(typed: str) -> str:
    try:
        return CitizenNumber.parse(typed).digits
    except InvalidCitizenNumber:
        return typed.strip()

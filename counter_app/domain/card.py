"""The QR of a citizen's card (CCCD, Căn cước) as a scanner types it."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.domain.birth_date import BirthDate
from counter_app.domain.card_damage import check_damage, why_not_a_card
from counter_app.domain.card_letters import restore_letters
from counter_app.domain.citizen_number import CitizenNumber, IdWarning, Sex
from counter_app.domain.errors import InvalidBirthDate, MangledScan
from counter_app.domain.text import clean

_FRAME: Final = "\r\n\t \x00\x02\x03\ufeff"  # a space that does not break may be half a letter
_PREFIX: Final = re.compile(r"^\](?:Q[0-9]|C0)|^ï»¿")  # symbology identifier; UTF-8's mark, misread
# Provinces begin with 0 or 00, so a number that lost its zeros begins with another digit.
_NUMBER: Final = re.compile(r"[0-9]{12}|[1-9][0-9]{9,10}")
_SEXES: Final = {"nam": Sex.MALE, "nữ": Sex.FEMALE}


class CardWarning(StrEnum):
    """What the officer should compare with the card; nothing is refused for it."""

    ENCODING_REPAIRED = "encoding_repaired"
    ZEROS_RESTORED = "zeros_restored"  # the number's or a date's leading zeros had been lost
    NO_MARKS = "no_marks"  # neither name nor address has a marked letter
    NO_BIRTH_DATE = "no_birth_date"
    NO_SEX = "no_sex"
    NO_ISSUE_DATE = "no_issue_date"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; the scanned text itself is kept nowhere."""

    id_number: str  # 12 digits
    old_number: str  # 9 digits, or 12, or empty
    name: str
    birth_date: BirthDate | None
    sex: Sex | None
    address: str
    issued_on: date | None
    warnings: tuple[IdWarning | CardWarning, ...] = ()


def parse_card(raw: str) -> Card:
    """Read number, old number, name, birth, sex, address, issue date, parted by ``|``.

    At least six fields; more than seven (cards since July 2024) are ignored. Give the text as it
    came from the scanner: cleaning it first would destroy what repairs need. Source: domain.md §8.

    Raises:
        UnreadableCard: ``not_a_card``.
        MangledScan: it was one, but ``keyboard_layout``, ``input_method``, ``encoding`` or
            ``cut_off`` bent it. Neither refusal keeps any of the text.
    """
    text = _PREFIX.sub("", raw.strip(_FRAME), count=1)
    fields = text.split("|")
    if len(fields) < 6 or not _NUMBER.fullmatch(fields[0].strip()):
        raise why_not_a_card(text)
    restored, repaired = restore_letters(text)
    number, old, name, birth, sex, address, issued = [*map(clean, restored.split("|")), ""][:7]
    if not name or not (address or issued):
        raise MangledScan("cut_off")
    check_damage(name, sex, address)
    citizen = _citizen(number, _card_date(birth))
    card = Card(
        id_number=citizen.digits,
        old_number=_old_number(old),
        name=name,
        birth_date=_card_date(birth),
        sex=_SEXES.get(sex.lower()),
        address=address,
        issued_on=_issue_date(issued),
    )
    padded = len(number) < 12 or len(old) == 8 or 7 in map(len, (birth, issued))
    return replace(card, warnings=_warnings(card, citizen, repaired=repaired, padded=padded))


def _warnings(
    card: Card, citizen: CitizenNumber, *, repaired: bool, padded: bool
) -> tuple[IdWarning | CardWarning, ...]:
    notes = (
        (repaired, CardWarning.ENCODING_REPAIRED),
        (padded, CardWarning.ZEROS_RESTORED),
        (f"{card.name}{card.address}".isascii(), CardWarning.NO_MARKS),
        (card.birth_date is None, CardWarning.NO_BIRTH_DATE),
        (card.sex is None, CardWarning.NO_SEX),
        (card.issued_on is None, CardWarning.NO_ISSUE_DATE),
    )
    year = card.birth_date.year if card.birth_date else None
    return (*(note for applies, note in notes if applies), *citizen.warnings(year, card.sex))


def _citizen(number: str, birth: BirthDate | None) -> CitizenNumber:
    """Zeros are put back only where the province and the year of birth bear it out."""
    citizen = CitizenNumber(number.zfill(12))
    borne_out = citizen.province_is_known and birth and citizen.birth_year == birth.year
    if len(number) < 12 and not borne_out:
        raise MangledScan("cut_off")
    return citizen


def _old_number(digits: str) -> str:
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 9, 12)):
        raise MangledScan("cut_off")
    return digits.zfill(9)


def _card_date(field: str) -> BirthDate | None:
    """ddMMyyyy, also without its first zero; zeros for day and month where only the year is known."""
    if not field:
        return None
    digits = field.zfill(8) if len(field) == 7 else field
    try:
        return BirthDate.parse(digits.removeprefix("0000"))
    except InvalidBirthDate:
        pass
    raise MangledScan("cut_off")  # outside the handler: the other refusal must not travel along


def _issue_date(field: str) -> date | None:
    """None if there is none or its end is missing: nothing else of the card depends on it."""
    try:
        found = _card_date(field)
    except MangledScan:
        return None
    return found.as_date() if found else None

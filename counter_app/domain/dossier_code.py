"""The dossier's code, its barcode alias, the number of a refusal, the look-up secret."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from counter_app.domain.errors import (
    DayFull,
    InvalidAgency,
    InvalidDeskNumber,
    InvalidDossierCode,
    InvalidLookupSecret,
    InvalidSerialWidth,
)

SECRET_LENGTH: Final = 8
LETTERS_OF_SECRETS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: read aloud

_AGENCY: Final = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,3}")
_SERIAL: Final = re.compile(r"[0-9]{4,7}")
_CODE: Final = re.compile(rf"({_AGENCY.pattern})-([0-9]{{6}})-({_SERIAL.pattern})")
_ALIAS_LENGTHS: Final = range(14, 27, 2)  # digits of the shortest and the longest code, and two
_DESK_DIGITS: Final = {4: 1, 6: 2}  # by the serial's width
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")  # what word processors make of a hyphen


@dataclass(frozen=True, slots=True)
class DossierCode:
    """Names one dossier for ever; a desk gives it out without asking anyone.

    ``serial`` begins with the desk's number, so two desks of a unit never meet.
    Source: TT 03/2025/TT-VPCP (agency, date, serial of the day).

    Raises:
        InvalidDossierCode: a part does not have its shape.
    """

    agency: str  # dotted identification code (QĐ 20/2020/QĐ-TTg), e.g. "H26.12"
    day: date  # local date of acceptance, 2000 to 2099
    serial: str  # 4 to 7 digits

    def __post_init__(self) -> None:
        shaped = _AGENCY.fullmatch(self.agency) and _SERIAL.fullmatch(self.serial)
        if not shaped or self.day.year // 100 != 20:
            raise InvalidDossierCode(str(self))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a scanner or an officer typed; spaces and case do not matter.

        Raises:
            InvalidDossierCode: wrong shape or no such day.
        """
        match = _CODE.fullmatch("".join(text.split()).translate(_DASHES).upper())
        if match is None:
            raise InvalidDossierCode(text)
        agency, day, serial_digits = match.groups()
        return cls(agency, _parse_day(day, text), serial_digits)

    @property
    def alias(self) -> str:
        """The code's digits and two ISO 7064 mod 97-10 check digits, for Code128 set C.

        14 to 26 digits. Stored and looked up, never parsed back: the parts' lengths vary.
        """
        return alias_of(str(self))

    def __str__(self) -> str:
        return f"{self.agency}-{_six_digits(self.day)}-{self.serial}"


@dataclass(frozen=True, slots=True)
class DeclineNumber:
    """The number on a refusal (form 03): its own serial, because a refusal has no dossier code."""

    day: date  # local date of the refusal
    serial: str  # desk number, then the desk's refusals of the day

    def __str__(self) -> str:
        return f"{_six_digits(self.day)}-{self.serial}/PTC"  # phiếu từ chối


def parse_agency(text: str) -> str:
    """An agency's identification code as it stands in codes: up to four dotted levels.

    Raises:
        InvalidAgency: another shape.
    """
    agency = "".join(text.split()).upper()
    if _AGENCY.fullmatch(agency) is None:
        raise InvalidAgency(text)
    return agency


def alias_of(code: str) -> str:
    """The alias of a code that is known to be one: its digits and their two check digits."""
    digits = "".join(filter(str.isdigit, code))
    digits = digits.zfill(len(digits) + len(digits) % 2)  # set C takes pairs
    return f"{digits}{98 - int(digits) * 100 % 97:02}"


def is_alias(text: str) -> bool:
    """Whether ``text`` has the length and the check digits of a barcode alias.

    One wrong digit and two neighbours in the wrong order are always noticed (ISO 7064 mod 97-10).
    """
    shaped = text.isascii() and text.isdigit() and len(text) in _ALIAS_LENGTHS
    return shaped and int(text) % 97 == 1


def serial(desk_number: int, counter: int, width: int = 6) -> str:
    """The desk's number, then its counter of the day, in ``width`` digits.

    6: desks 1 to 99, 9,999 a day. 4, for small units: desks 1 to 9, 999 a day.
    ``counter`` starts at 1.

    Raises:
        InvalidSerialWidth: neither 4 nor 6.
        InvalidDeskNumber: no such desk in this width.
        DayFull: the desk has given out its last serial of the day.
    """
    if width not in _DESK_DIGITS:
        raise InvalidSerialWidth(width)
    desk_digits = _DESK_DIGITS[width]
    last_desk, last = 10**desk_digits - 1, 10 ** (width - desk_digits) - 1
    if not 1 <= desk_number <= last_desk:
        raise InvalidDeskNumber(desk_number, last_desk)
    if counter > last:
        raise DayFull(desk_number, last)
    if counter < 1:
        raise ValueError(counter)
    return f"{desk_number:0{desk_digits}}{counter:0{width - desk_digits}}"


def counter_of(serial_digits: str, desk_number: int) -> int:
    """The counter of the day in a serial of this desk; 0: the serial is another desk's.

    The reverse of ``serial`` for the widths it knows.
    """
    digits = _DESK_DIGITS.get(len(serial_digits))
    if digits is None or int(serial_digits[:digits]) != desk_number:
        return 0
    return int(serial_digits[digits:])


def lookup_secret(random_below: Callable[[int], int]) -> str:
    """A new look-up secret: 8 characters, about 39.6 bits.

    ``random_below(n)`` gives an unpredictable integer from 0 to n-1, each as likely as the
    others (``secrets.randbelow``).
    """
    rest = random_below(len(LETTERS_OF_SECRETS) ** SECRET_LENGTH)
    letters = []
    for _ in range(SECRET_LENGTH):
        rest, index = divmod(rest, len(LETTERS_OF_SECRETS))
        letters.append(LETTERS_OF_SECRETS[index])
    return "".join(letters)


def parse_lookup_secret(text: str) -> str:
    """What a citizen typed as a look-up secret; case, spaces, dots and dashes do not matter.

    Raises:
        InvalidLookupSecret: not 8 characters of the alphabet.
    """
    secret = re.sub(r"[\s.-]", "", text.translate(_DASHES)).upper()
    if len(secret) != SECRET_LENGTH or not set(secret) <= set(LETTERS_OF_SECRETS):
        raise InvalidLookupSecret
    return secret


def _parse_day(digits: str, text: str) -> date:
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        raise InvalidDossierCode(text) from None


def _six_digits(day: date) -> str:
    """``yyMMdd``; a fifth of the time ``strftime`` takes."""
    return day.isoformat()[2:].replace("-", "")

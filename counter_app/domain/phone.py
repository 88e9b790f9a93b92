"""Telephone numbers as people give them, brought to one shape for search."""

import re
from dataclasses import dataclass
from typing import Final, Self

from counter_app.domain.text import clean

_MOBILE: Final = re.compile(r"0[35789][0-9]{8}")
_LANDLINE: Final = re.compile(r"02[0-9]{9}")
_COUNTRY: Final = re.compile(r"(?:\+84|0084|84(?=[0-9]{9,10}$))0?")


@dataclass(frozen=True, slots=True)
class Phone:
    """``number`` is 0 and 9 or 10 digits; if ``unusual``, whatever was given, cleaned."""

    number: str
    unusual: bool  # worth a second look, never a refusal

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a Vietnamese number with or without its country code, spaces, dots, dashes.

        Mobile numbers have 10 digits (03, 05, 07, 08, 09), landlines 11 (02).
        """
        digits = re.sub(r"[\s.()\-‐‑–]", "", text)
        number = _COUNTRY.sub("0", digits, count=1) if _COUNTRY.match(digits) else digits
        if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
            return cls(number, unusual=False)
        return cls(clean(text), unusual=True)

    def __str__(self) -> str:
        return self.number

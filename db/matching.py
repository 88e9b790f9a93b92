"""What an officer typed, as an expression of SQLite's full-text search."""

import re
from typing import Final

from counter_app.domain.phone import Phone
from counter_app.domain.text import fold, search_words

_AGENCY: Final = re.compile(r"\s*[a-z][0-9]{2}(?:\.[0-9]{1,3}){0,3}\s*[-‐‑‒–—−]", re.IGNORECASE)
_BETWEEN_DIGITS: Final = re.compile(r"[\s.+()‐‑–-]")
_MAX_WORDS: Final = 8


def expression_of(text: str) -> str:
    """All words as prefixes, in any order; empty when there is no word.

    Words are folded, so nothing needs escaping. The agency a code begins with is left out, as it
    is in the text that is searched; a number typed in groups is looked for as one number too.
    """
    words = search_words(_AGENCY.sub("", text, count=1))[:_MAX_WORDS]
    every = " AND ".join(f'"{word}"*' for word in words)
    number = _one_number(text)
    if not number or words == (number,):
        return every
    return f'({every}) OR "{number}"*'


def number_of(text: str) -> str:
    """A personal number as it is compared: without spaces and marks, in lower case."""
    return fold(text).replace(" ", "")


def phone_of(text: str) -> str:
    """A telephone number as it is compared: the national form where it has one."""
    return number_of(Phone.parse(text).number) if text else ""


def _one_number(text: str) -> str:
    digits = _BETWEEN_DIGITS.sub("", text)
    return phone_of(text) if digits.isascii() and digits.isdigit() else ""

"""The letters of a card's QR, also when UTF-8 was read as an old Windows code page."""

import re
from typing import Final

from counter_app.domain.errors import MangledScan
from counter_app.domain.text import nfc

_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VIETNAMESE: Final = "".join(nfc(vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES) + "đ"
_HIGHLAND: Final = "ĕĭŏŭčñƀ"  # Ede, Jarai, Bahnar names; \u0306 is their short vowel
_LETTERS: Final = re.escape(_VIETNAMESE + _VIETNAMESE.upper() + _HIGHLAND + _HIGHLAND.upper())
# The signs of the last group are also what code pages make of the second byte of a letter.
_PLAUSIBLE: Final = re.compile(rf"(?:[ -~\u0306{_LETTERS}]|(?<![ÃĂÄÆº»])[–’\u00a0])*")
# "à" read wrongly is "Ã" and a space that does not break, "Á" is "Ã" and a control character: where
# either was lost on the way, only a capital among small letters remains.
_HALF_A_LETTER: Final = re.compile(r"Ã(?=[a-zđ])|(?<=[a-zđ])Ã")
_PAGES: Final = ("cp1258", "cp1252", "latin-1", "cp437")


def restore_letters(text: str) -> tuple[str, bool]:
    """``text`` composed, and whether it had been read in a wrong code page and was repaired.

    A repair is believed only if every character goes back to a byte, the bytes are UTF-8 and the
    outcome holds nothing but letters that stand on Vietnamese cards.

    Raises:
        MangledScan: ``encoding``: letters no card has, and no repair, or more than one.
    """
    if text.isascii():
        return text, False
    repairs = {repair for page in _BYTES if (repair := _reread(text, page)) is not None}
    if len(repairs) == 1:
        return repairs.pop(), True
    composed = nfc(text)
    if repairs or not _is_plausible(composed):
        raise MangledScan("encoding")
    return composed, False


def _reread(text: str, page: dict[str, int]) -> str | None:
    try:
        read = nfc(bytes(page[letter] for letter in text).decode())
    except (KeyError, UnicodeDecodeError):
        return None
    return read if _is_plausible(read) else None


def _is_plausible(text: str) -> bool:
    return bool(_PLAUSIBLE.fullmatch(text)) and not _HALF_A_LETTER.search(text)


def _bytes_of(page: str) -> dict[str, int]:
    """Each character's byte; a byte the page leaves open is a control character, as in Windows."""
    found = {}
    for byte in range(256):
        letter = bytes([byte]).decode(page, "replace")
        found[chr(byte) if letter == "\ufffd" else letter] = byte
    return found


_BYTES: Final = tuple(map(_bytes_of, _PAGES))

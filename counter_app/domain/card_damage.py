"""Why a scan is not the card it should be: keyboard layout, input method, letters or end lost."""

import re
import unicodedata
from collections import Counter
from typing import Final

from counter_app.domain.errors import MangledScan, UnreadableCard
from counter_app.domain.text import fold, nfc

# What the keys 1 to 9 and 0 give where the computer's layout is not the scanner's.
_KEYBOARDS: Final = (
    "1234567890",  # most layouts: only the separator changes
    "!@#$%^&*()",  # Shift or its lock held
    "ăâêô\u0300\u0309\u0303\u0301\u0323đ",  # Windows' Vietnamese keyboard
    "&é\"'(-è_çà",  # French
    "&é\"'(§è!çà",  # Belgian
    "+ěščřžýáíé",  # Czech
)
_DIGITS: Final = "1234567890"
_SHAPE: Final = re.compile(
    r"\d{10,12}(?P<sep>[^\d\s])\d{0,12}(?P=sep).+(?P=sep)\d{7,8}(?P=sep).{0,8}(?P=sep).*",
    re.DOTALL | re.ASCII,
)
_GLUED: Final = re.compile(r"\d{12}(\d{9})?[^\d|]{3,}\d{7,8}n(am|u)", re.ASCII)  # no separator left
_TAIL: Final = re.compile(r"\|\d{7,8}\|n(am|u)", re.ASCII)  # folded: Nam, Nữ
_HEAD: Final = re.compile(r"\d{9,12}\|", re.ASCII)

_WORD: Final = re.compile(r"[^\W\d_]+")
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
# One vowel with and without its own mark side by side: a key taken twice by the input method.
_TWICE: Final = re.compile("a[ăâ]|[ăâ]a|eê|êe|o[ôơ]|[ôơ]o|uư|dđ|đd")
_TELEX: Final = re.compile(r"aa|ee|oo|dd|[aou]w|[aeiouy]\w*[sfrxj]$")
_SURELY_TELEX: Final = re.compile(r"aa|ee|oo|dd|[aou]w|[aeiouy]\w*[fj]$")
_VNI: Final = re.compile(r"\b[a-z]*[aeiouyd][1-9][a-z1-9]*\b")
_TYPED_SEX: Final = re.compile(r"n(u|ũ|ư|w)[wx0-9~+*x]+|nũ|nưx")
_LOST: Final = re.compile(r"\ufffd|[^\W\d_]\?|\?[^\W\d_]")
_MAIMED: Final = re.compile(r"[^aeiouy]{2,}|.*uyn")  # no Vietnamese word is so
_NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ \u0306'’.,()-])*")


def why_not_a_card(text: str) -> MangledScan | UnreadableCard:
    """The refusal for a text that does not read as a card: bent on the way, or something else."""
    if any(_is_bent(text, keyboard) for keyboard in _KEYBOARDS):
        return MangledScan("keyboard_layout")
    folded = "|".join(fold(field).replace(" ", "") for field in text.split("|"))
    if _GLUED.match(folded):
        return MangledScan("keyboard_layout")
    if _TAIL.search(folded):
        first = text.partition("|")[0]
        return MangledScan("cut_off" if not first or first.isdigit() else "input_method")
    if _HEAD.match(text):
        return MangledScan("cut_off")
    return UnreadableCard("not_a_card")


def as_digits(text: str, keyboard: str) -> str:
    """``text`` with what ``keyboard`` gives for the digit keys turned back into digits."""
    keys = dict(zip(keyboard.upper() + keyboard, _DIGITS * 2, strict=True))
    return "".join(_digit(letter, keys) for letter in text)


def other_readings(text: str) -> set[str]:
    """What a purely numeric barcode would have been on each keyboard that could have bent it."""
    readings = {as_digits(text, keyboard) for keyboard in _KEYBOARDS[1:]}
    return {reading for reading in readings if reading.isascii() and reading.isdigit()}


def check_damage(name: str, sex: str, address: str) -> None:
    """Notice what an input method or a narrow code page did to the letters.

    Raises:
        MangledScan: ``input_method``, or ``encoding``: letters were lost.
    """
    if any(map(_LOST.search, (name, sex, address))):
        raise MangledScan("encoding")
    if _is_typed(name, sex, address):
        raise MangledScan("input_method")
    if not _NAME.fullmatch(name) or _has_lost_letters(name, sex):
        raise MangledScan("encoding")


def _is_bent(text: str, keyboard: str) -> bool:
    match = _SHAPE.fullmatch(as_digits(nfc(text), keyboard))
    if match is None:
        return False
    return match["sep"] != "|" if keyboard == _DIGITS else text[0] not in _DIGITS


def _digit(letter: str, keys: dict[str, str]) -> str:
    if letter in keys:
        return keys[letter]
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(part for part in parts if part in _TONES)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    # "ệ" is the keys 3 and 9, composed on the way
    return keys[base] + keys[tone] if base in keys and tone in keys else letter


def _is_typed(name: str, sex: str, address: str) -> bool:
    folded_sex = sex.lower()
    if _TYPED_SEX.fullmatch(folded_sex) or re.search(r"[^\W\d_]\d|[\^`~+*=]", name):
        return True
    words = _WORD.findall(f"{name} {address}".lower())
    if any(map(_TWICE.search, map(_without_tone, words))):
        return True
    if any(map(_is_toned_twice, _WORD.findall(name.lower()))):
        return True
    return f"{name}{address}".isascii() and _is_spelt_out(words, address)


def _is_toned_twice(word: str) -> bool:
    """Two tones in one word, or a tone and the Telex key of one."""
    tones = sum(Counter(unicodedata.normalize("NFD", word))[tone] for tone in _TONES)
    return tones > 1 or (tones == 1 and word[-1] in "sfrxjwz")


def _is_spelt_out(words: list[str], address: str) -> bool:
    """Telex or VNI keys that no input method turned into letters: two words of it are no chance."""
    if sum(bool(_TELEX.search(word)) for word in words) > 1 and any(
        map(_SURELY_TELEX.search, words)
    ):
        return True
    return len(_VNI.findall(address.lower())) > 1


def _has_lost_letters(name: str, sex: str) -> bool:
    """Marked letters were left out: "Nữ" without its end or marks, "Thị" or "Nguyễn" without theirs."""
    return sex.lower() in ("n", "nu") or any(map(_MAIMED.fullmatch, fold(name).split()))


def _without_tone(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))

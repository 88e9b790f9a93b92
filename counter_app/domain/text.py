"""What text may be stored and printed, and how it is folded for search."""

import unicodedata
from collections.abc import Container
from functools import cache

_INVISIBLE = ("Cc", "Cf")  # control and format: NUL, BOM, U+200B, U+202E
_NOT_KEPT = (*_INVISIBLE, "Cs", "Co", "Cn")  # and surrogates, private, unassigned
_BULLET = "•"


def nfc(text: str) -> str:
    """The composed form: one code point per Vietnamese letter."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """One line that may be stored and printed.

    Newlines, tabs and every kind of space become one space; control, format, private, surrogate
    and unassigned code points are dropped; the rest is NFC.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return nfc(" ".join("".join(map(_kept, text)).split()))


def clean_lines(text: str) -> str:
    """Like ``clean``, but line breaks stay (as ``\\n``); blank lines at the ends go."""
    return "\n".join(map(clean, text.splitlines())).strip("\n")


def fold(text: str) -> str:
    """Words in lower case without marks, one space between them: what search compares.

    "Đăng ký" and its decomposed form both give "dang ky"; signs separate words.
    """
    return " ".join(text.translate(_FOLDING).split())


def search_words(text: str) -> tuple[str, ...]:
    """The different folded words of ``text``, in the order of their first appearance."""
    return tuple(dict.fromkeys(fold(text).split()))


def initials(text: str) -> str:
    """The first letter of every folded word: "Đăng ký khai sinh" gives "dkks"."""
    return "".join(word[0] for word in fold(text).split())


def unprintable(text: str, covered: Container[int]) -> tuple[str, ...]:
    """The different characters of ``text`` that would not reach the paper.

    ``covered`` holds the code points the font has a glyph for. Private and unassigned code points
    are named too, although ``clean`` drops them: whoever typed them saw something. Spaces and
    invisible characters are not.
    """
    return tuple(
        dict.fromkeys(
            letter
            for letter in nfc(text)
            if not letter.isspace()
            and unicodedata.category(letter) not in (*_INVISIBLE, "Cs")
            and (ord(letter) not in covered or not _kept(letter))
        )
    )


def masked(number: str) -> str:
    """A personal number for lists and dashboards: ``001••••••345``.

    At most half of it stays readable, three characters at each end at most.
    """
    shown = min(3, len(number) // 4)
    hidden = _BULLET * (len(number) - 2 * shown)
    return number[:shown] + hidden + number[len(number) - shown :]


class _Folding(dict[int, str]):
    """Each code point's folded form, made when first met, for ``str.translate``."""

    def __missing__(self, point: int) -> str:
        self[point] = _folded(chr(point))
        return self[point]


_FOLDING = _Folding()


@cache
def _kept(letter: str) -> str:
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in _NOT_KEPT else letter


def _folded(letter: str) -> str:
    """One character at a time, so that composed and decomposed text fold alike, and fast."""
    if letter in "đĐ":  # a letter of its own: it has no decomposition
        return "d"
    plain = "".join(
        part.lower()
        for part in unicodedata.normalize("NFD", _kept(letter))
        if unicodedata.category(part) != "Mn"
    )
    return "".join(part if part.isalnum() else " " for part in plain)

"""The typefaces of printed forms: embedded from the shipped files, checked, measured."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from counter_app.domain.errors import DamagedFont
from counter_app.domain.text import clean, unprintable
from resources import path

MISSING_GLYPH = "\u25a1"  # □ stands where a character has no glyph: nothing vanishes silently


class Face(StrEnum):
    """The four faces of Tinos, cut to the measures of Times New Roman (NĐ 30/2020, Appendix I)."""

    REGULAR = "Tinos-Regular"
    BOLD = "Tinos-Bold"
    ITALIC = "Tinos-Italic"
    BOLD_ITALIC = "Tinos-BoldItalic"

    __hash__ = str.__hash__  # an enumeration's own is slow, and faces are looked up by the word


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the font files say: widths by code point in thousandths of the size, and coverage."""

    widths: Mapping[Face, Mapping[int, float]]
    covered: frozenset[int]  # code points that every face can draw


# The PDF library reads the font files through one shared position: two documents drawn at once
# would embed each other's letters. Whoever has a canvas holds this lock until it is saved.
drawing = Lock()

_lock = Lock()
_loaded: list[Loaded] = []


def load() -> Loaded:
    """Register the faces with the PDF library, once per process.

    Raises:
        DamagedFont: a font file is absent, is not the shipped one, or another file has its name.
    """
    with _lock:
        if not _loaded:
            sums = _shipped_sums()
            fonts = {face: _registered(face, sums) for face in Face}
            covered = frozenset.intersection(*(frozenset(f.charToGlyph) for f in fonts.values()))
            _loaded.append(Loaded({face: f.charWidths for face, f in fonts.items()}, covered))
        return _loaded[0]


def uncovered(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that paper would show as □, each once; () when all is well.

    Data entry asks this while the citizen is still there to spell the name another way.
    """
    return unprintable(text, load().covered)


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """``text`` on one line, composed, with □ for each character no face can draw."""
    kept = clean(text)
    covered = load().covered
    if covered.issuperset(map(ord, kept)):
        return kept
    return "".join(c if ord(c) in covered else MISSING_GLYPH for c in kept)


@lru_cache(maxsize=16384)
def width(face: Face, text: str) -> float:
    """How wide ``text`` runs at a size of one point, in points."""
    widths = load().widths[face]
    return sum(widths[ord(letter)] for letter in text) / 1000


def font_file(face: Face) -> Path:
    """Where the face's file is.

    Raises:
        DamagedFont: it is not there.
    """
    try:
        return path(f"fonts/{face}.ttf")
    except FileNotFoundError as error:
        raise DamagedFont(f"{face}.ttf", "missing") from error


def _registered(face: Face, sums: Mapping[str, str]) -> TTFont:
    file = font_file(face)
    if hashlib.sha256(file.read_bytes()).hexdigest() != sums.get(file.name):
        raise DamagedFont(file.name, "changed")
    try:
        pdfmetrics.registerFont(TTFont(face, str(file)))
    except TTFError as error:
        raise DamagedFont(file.name, "unreadable") from error
    found = pdfmetrics.getFont(face).face
    if Path(found.filename) != file:  # the library keeps the first file of a name, silently
        raise DamagedFont(file.name, "another file has its name")
    return found


def _shipped_sums() -> dict[str, str]:
    try:
        lines = path("fonts/SHA256SUMS").read_text("ascii").splitlines()
    except FileNotFoundError as error:
        raise DamagedFont("SHA256SUMS", "missing") from error
    return {name: digest for digest, name in (line.split() for line in lines)}

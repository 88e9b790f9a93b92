#!/usr/bin/env python3
"""Make the window's fonts: Be Vietnam Pro, whose digits have no tabular form, with digits of one width.

Codes, dates and money stand under each other in tables, so every digit takes the same room. The
licence (OFL, no reserved name) allows it; the family gets a name of its own so that nobody takes
it for the original. Run it again after the fonts in resources/fonts change.
"""

from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

_RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FOLDER = _RESOURCES / "theme" / "fonts"
WEIGHTS = ("Regular", "SemiBold", "Bold")
_FAMILY = "Counter Sans"
_WIDTH = 670  # thousandths of the font size: the widths of 0 (676) and 2 to 9 (594 to 710) in one
_DIGITS = "0123456789"


def main() -> None:
    """Write every weight."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        (FOLDER / f"CounterSans-{weight}.ttf").write_bytes(made(weight))


def made(weight: str) -> bytes:
    """The window's font of one weight; the same bytes every time."""
    original = _RESOURCES / "fonts" / f"BeVietnamPro-{weight}.ttf"
    font = TTFont(original, recalcTimestamp=False)
    digits = [font.getBestCmap()[ord(digit)] for digit in _DIGITS]
    _space_evenly(font, digits)
    _forget_kerning(font, set(digits))
    _rename(font, weight)
    content = BytesIO()
    font.save(content)
    return content.getvalue()


def _space_evenly(font: TTFont, digits: list[str]) -> None:
    glyphs, metrics = font["glyf"], font["hmtx"]
    for name in digits:
        width, _ = metrics[name]
        glyph = glyphs[name]
        glyph.coordinates.translate(((_WIDTH - width) // 2, 0))
        glyph.removeHinting()  # it speaks of the old places
        glyph.recalcBounds(glyphs)
        metrics[name] = (_WIDTH, glyph.xMin)


def _forget_kerning(font: TTFont, digits: set[str]) -> None:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if pairs.LookupType != 2:
                continue
            if pairs.Format == 1:
                _forget_pairs(pairs, digits)
            else:
                pairs.Coverage.glyphs = [g for g in pairs.Coverage.glyphs if g not in digits]
                for classes in (pairs.ClassDef1.classDefs, pairs.ClassDef2.classDefs):
                    for digit in digits:
                        classes.pop(digit, None)


def _forget_pairs(pairs: object, digits: set[str]) -> None:
    kept = [
        (first, pair_set)
        for first, pair_set in zip(pairs.Coverage.glyphs, pairs.PairSet, strict=True)
        if first not in digits
    ]
    for _, pair_set in kept:
        values = [v for v in pair_set.PairValueRecord if v.SecondGlyph not in digits]
        pair_set.PairValueRecord, pair_set.PairValueCount = values, len(values)
    pairs.Coverage.glyphs = [first for first, _ in kept]
    pairs.PairSet, pairs.PairSetCount = [pair_set for _, pair_set in kept], len(kept)


def _rename(font: TTFont, weight: str) -> None:
    names = font["name"]
    is_styled = weight == "SemiBold"
    texts = {
        1: f"{_FAMILY} {weight}" if is_styled else _FAMILY,
        2: "Regular" if is_styled else weight,
        3: f"{_FAMILY} {weight}",
        4: f"{_FAMILY} {weight}",
        6: f"{_FAMILY.replace(' ', '')}-{weight}",
        16: _FAMILY,
        17: weight,
    }
    for number in texts:
        names.removeNames(nameID=number)
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()

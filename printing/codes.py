"""Code128 and QR as rectangles that fall on whole printer dots."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import isqrt
from typing import Any

import zxingcpp
from barcode.codex import Code128

from printing.page import MM, Grid

QUIET_BARS = 10  # modules kept white beside a Code128 (ISO/IEC 15417)
QUIET_QR = 4  # modules kept white around a QR code (ISO/IEC 18004)
BAR_HEIGHT = 10 * MM  # below it a slanted scan misses ends (`printing.md` §1b)
MINIMUM_BAR_DOTS = 2  # a narrower module decodes by luck
MINIMUM_QR_DOTS = 3


@dataclass(frozen=True, slots=True)
class Dots:
    """The printer's dot grid, counted from the page's upper left corner."""

    per_inch: int

    @property
    def size(self) -> float:
        """One dot, in points."""
        return 72 / self.per_inch

    def snap(self, length: float) -> float:
        """The nearest whole number of dots, in points."""
        return round(length / self.size) * self.size

    def at_least(self, length: float) -> float:
        """The smallest whole number of dots not below ``length``, in points."""
        return -(-length // self.size) * self.size

    def bar_module(self) -> float:
        """A bar's narrowest width: about 0.25 mm, never under two dots."""
        return max(MINIMUM_BAR_DOTS, round(0.25 * MM / self.size)) * self.size

    def qr_module(self, modules: int, room: float) -> float:
        """The largest module with which ``modules`` fit into ``room`` points.

        Three dots are the least that survives a copier; then the symbol outgrows ``room``.
        """
        return max(MINIMUM_QR_DOTS, int(room / modules / self.size + 1e-9)) * self.size


@dataclass(frozen=True, slots=True)
class Codes:
    """What a form's two codes say, encoded as it is, and the grid they fall on."""

    alias: str
    qr_text: str
    dots: Dots


def bars(alias: str, x: float, y: float, dots: Dots) -> Grid:
    """The Code128 of ``alias``, its upper left corner near (x, y) on whole dots.

    Digits come in pairs (set C), so that the symbol stays short: `printing.md` §1b.
    """
    return Grid(
        dots.snap(x),
        dots.snap(y),
        dots.bar_module(),
        dots.at_least(BAR_HEIGHT),
        _bar_cells(alias),
        1,
    )


def bars_width(alias: str, dots: Dots) -> float:
    """How wide the bars are without their quiet zones, in points."""
    last = _bar_cells(alias)[-1]
    return (last[0] + last[2]) * dots.bar_module()


def qr(text: str, right: float, y: float, room: float, dots: Dots) -> Grid:
    """The QR code of ``text`` at ECC Q, at most ``room`` wide, ending near ``right``."""
    rows, cells = _qr_cells(text)
    module = dots.qr_module(rows, room)
    return Grid(dots.snap(right - rows * module), dots.snap(y), module, module, cells, rows)


@lru_cache(maxsize=16)
def _bar_cells(alias: str) -> tuple[tuple[int, int, int, int], ...]:
    return _dark(str(Code128(alias).build()[0]).encode(), ord("1"), 0)


@lru_cache(maxsize=16)
def _qr_cells(text: str) -> tuple[int, tuple[tuple[int, int, int, int], ...]]:
    """ECC Q: papers get folded through the code (`printing.md` §1b)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image).tobytes()
    side = isqrt(len(pixels))
    rows = (pixels[row * side : (row + 1) * side] for row in range(side))
    return side, tuple(cell for row, line in enumerate(rows) for cell in _dark(line, 0, row))


def _dark(line: bytes, black: int, row: int) -> tuple[tuple[int, int, int, int], ...]:
    """The runs of ``black`` in one line of modules, as rectangles one row high."""
    found: list[tuple[int, int, int, int]] = []
    column = 0
    for value, run in groupby(line):
        length = len(tuple(run))
        if value == black:
            found.append((column, row, length, 1))
        column += length
    return tuple(found)

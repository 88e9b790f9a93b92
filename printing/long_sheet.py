"""Worksheets of many rows: the workbook is made by xlsxwriter, its rows are written by us.

xlsxwriter makes a dozen calls for each cell: 6 s for 100,000 rows of ten, and a copy of all rows
on the disk. Of such a cell there is no more to say than its place, type and value (ECMA-376, §18.3.1.4).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from io import BytesIO
from itertools import islice
from string import ascii_uppercase
from typing import IO, Final, Self, TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Cell: TypeAlias = str | datetime | None  # a moment as it is shown, without a zone
Row: TypeAlias = Iterable[Cell]  # at most 26 cells

STEP: Final = 500  # rows that are compressed together
MOST: Final = 1_048_575  # rows below the head of a worksheet
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 (worksheets know no zones)
_DAY: Final = timedelta(days=1)
_DIMENSION: Final = re.compile(r"<dimension [^>]*/>")  # what the pattern fills, so not ours
_PATTERN: Final = re.compile(r'<row r="2".*</row>', re.DOTALL)
_STYLE: Final = re.compile(r' s="\d+"')
# What XML cannot hold, and what would be taken for how it is told instead.
_UNTOLD: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def write_book(target: IO[bytes], make: Callable[[int], bytes], rows: Iterable[Row]) -> None:
    """Write the workbook ``make(n)`` with ``rows`` on its last n worksheets, as many as they need.

    These worksheets are alike: a head in the first row and a pattern in the second, with a moment
    as all moments are to look; the rows take the pattern's place. They go to ``target`` as they
    come, so that memory does not grow with them.
    """
    pattern = _Pattern.of(make(1))
    left = iter(rows)
    with ZipFile(target, "w", ZIP_DEFLATED) as book:
        written = [pattern.place]
        while _write_sheet(book, pattern, written[-1], left) == MOST:
            written.append(pattern.place + len(written))
        with ZipFile(BytesIO(make(len(written)))) as made:
            for name in made.namelist():
                if name not in map(_part, written):
                    with book.open(name, "w") as part:
                        part.write(made.read(name))


def _write_sheet(book: ZipFile, pattern: "_Pattern", place: int, rows: Iterator[Row]) -> int:
    """Fill one worksheet; how many rows it took."""
    count = 0
    with book.open(_part(place), "w") as part:
        part.write(pattern.before)
        while count < MOST and (some := list(islice(rows, min(STEP, MOST - count)))):
            lines = (pattern.line(number, row) for number, row in enumerate(some, count + 2))
            part.write("".join(lines).encode())
            count += len(some)
        part.write(pattern.after)
    return count


def _part(place: int) -> str:
    return f"xl/worksheets/sheet{place}.xml"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The last worksheet of a workbook, but for its rows."""

    place: int  # among the worksheets, from 1 on
    before: bytes
    after: bytes
    style: str  # of a moment

    @classmethod
    def of(cls, book: bytes) -> Self:
        with ZipFile(BytesIO(book)) as made:
            place = sum(name.startswith("xl/worksheets/sheet") for name in made.namelist())
            text = made.read(_part(place)).decode()
        found = _PATTERN.search(text)
        style = _STYLE.search(found[0]) if found else None
        if found is None or style is None:
            raise ValueError("the last worksheet has no pattern")
        before = _DIMENSION.sub("", text[: found.start()])
        return cls(place, before.encode(), text[found.end() :].encode(), style[0])

    def line(self, number: int, row: Row) -> str:
        """One row; an empty cell is none."""
        cells = [
            f'<c r="{letter}{number}"{self.style}><v>{(value - _FIRST_DAY) / _DAY}</v></c>'
            if isinstance(value, datetime)
            else f'<c r="{letter}{number}" t="inlineStr"><is>{_told(value)}</is></c>'
            for letter, value in zip(ascii_uppercase, row, strict=False)
            if value
        ]
        return f'<row r="{number}">{"".join(cells)}</row>'


@lru_cache(maxsize=4096)  # few names stand in many rows
def _told(text: str) -> str:
    """A text as it stands in a cell, whatever is in it."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(_UNTOLD.sub(_number, text))}</t>"


def _number(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"

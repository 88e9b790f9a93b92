"""Tables: thin borders, a head on every page, rows that may be cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TypeAlias

from printing.flow import Line, Place, Runs, Sheet, lines, put_block
from printing.fonts import Face
from printing.page import MM, Align, Rule

Cell: TypeAlias = tuple[Runs, ...]  # paragraphs
NOTHING: Cell = ()

_PAD = 1.2 * MM  # beside the text of a cell
_CENTRED_PAD = 0.5 * MM
_TALLEST = 100 * MM  # a taller row is cut; any other goes overleaf whole
_LEAST = 4  # lines of text: a head alone at the foot of a page helps nobody


@dataclass(frozen=True, slots=True)
class Column:
    """One column; neighbours of one ``group`` stand under that head together."""

    head: str
    width: float  # points
    align: Align = Align.CENTRE
    group: str = ""

    @property
    def pad(self) -> float:
        """White beside the text, in points."""
        return _PAD if self.align is Align.LEFT else _CENTRED_PAD


def said(text: str, face: Face = Face.REGULAR) -> Cell:
    """A cell of one paragraph."""
    return (((face, text),),) if text else NOTHING


def put_table(
    sheet: Sheet,
    columns: tuple[Column, ...],
    rows: Iterable[Sequence[Cell]],
    least_height: float = 0,
) -> None:
    """Set the table at the sheet's present height, over as many pages as it takes.

    Rows are at least ``least_height`` high (points): room to sign in.
    """
    table = _Table(sheet, columns)
    sheet.need(table.head_height + max(_LEAST * sheet.styles.cell.leading, least_height))
    table.open()
    for row in rows:
        table.put(row, least_height)
    table.close()


class _Table:
    """A table on its way down the pages of one sheet."""

    def __init__(self, sheet: Sheet, columns: tuple[Column, ...]) -> None:
        self._sheet, self._columns = sheet, columns
        self._style, self._air = sheet.styles.cell, sheet.styles.cell_air
        widths = [column.width for column in columns]
        self._edges = [sheet.paper.left + x for x in accumulate(widths, initial=0.0)]
        self._order = sorted(range(len(columns)), key=lambda n: columns[n].align is Align.LEFT)
        self._heads = [
            lines(((Face.BOLD, c.head),), self._style.size, c.width - 2 * _CENTRED_PAD)
            for c in columns
        ]
        self._lower, self.head_height = self._head_heights()
        self._top = 0.0

    def open(self) -> None:
        """Set the head here."""
        sheet, leading = self._sheet, self._style.leading
        self._top = top = sheet.y
        upper = self.head_height - self._lower
        grouped = ""
        for number, column in enumerate(self._columns):
            height = len(self._heads[number]) * leading
            y = top + (self.head_height - height) / 2
            if column.group:
                if column.group != grouped:
                    self._group(column.group, top + self._air)
                y = top + upper + (self._lower - height) / 2
            grouped = column.group
            place = Place(self._edges[number], y, column.width)
            put_block(sheet.leaf, self._heads[number], place, self._style, Align.CENTRE)
        across = sheet.leaf.rules
        across.append(Rule(self._edges[0], top, self._edges[-1], top))
        for first, last in self._groups():
            across.append(Rule(self._edges[first], top + upper, self._edges[last], top + upper))
        sheet.y = top + self.head_height
        sheet.rule(self._edges[0], self._edges[-1])

    def put(self, row: Sequence[Cell], least_height: float) -> None:
        """One row, overleaf when it does not fit here, cut when it is taller than most pages."""
        sheet, leading, air = self._sheet, self._style.leading, self._air
        blocks = [
            self._block(cell, column) for cell, column in zip(row, self._columns, strict=True)
        ]
        while True:
            longest = max(1, *map(len, blocks))
            fitting = int((sheet.left - 2 * air) / leading)
            short = fitting < longest and (fitting < 1 or longest * leading <= _TALLEST)
            if short or sheet.left < least_height:
                self.close()
                sheet.turn()
                self.open()
                continue
            self._row(blocks, min(fitting, longest), least_height)
            if fitting >= longest:
                return
            blocks = [block[fitting:] for block in blocks]

    def close(self) -> None:
        """The upright borders of the part of the table on this page."""
        upper = self.head_height - self._lower
        inside = {n for first, last in self._groups() for n in range(first + 1, last)}
        for number, edge in enumerate(self._edges):
            below = self._top + upper if number in inside else self._top
            self._sheet.leaf.rules.append(Rule(edge, below, edge, self._sheet.y))

    def _row(self, blocks: Sequence[Sequence[Line]], count: int, least_height: float) -> None:
        sheet, top = self._sheet, self._sheet.y
        for number in self._order:
            column = self._columns[number]
            if blocks[number]:
                x, wide = self._edges[number] + column.pad, column.width - 2 * column.pad
                place = Place(x, top + self._air, wide)
                put_block(sheet.leaf, blocks[number][:count], place, self._style, column.align)
        height = count * self._style.leading + 2 * self._air
        sheet.y = top + max(height, least_height)
        sheet.rule(self._edges[0], self._edges[-1])

    def _block(self, cell: Cell, column: Column) -> Sequence[Line]:
        room = column.width - 2 * column.pad
        if len(cell) == 1:  # nearly all cells
            return lines(cell[0], self._style.size, room)
        return [line for runs in cell for line in lines(runs, self._style.size, room)]

    def _group(self, text: str, y: float) -> None:
        columns = [n for n, column in enumerate(self._columns) if column.group == text]
        left, right = self._edges[columns[0]], self._edges[columns[-1] + 1]
        block = lines(((Face.BOLD, text),), self._style.size, right - left)
        put_block(self._sheet.leaf, block, Place(left, y, right - left), self._style, Align.CENTRE)

    def _groups(self) -> list[tuple[int, int]]:
        """The first edge and the last of each group."""
        found = []
        for group, members in groupby(enumerate(self._columns), key=lambda of: of[1].group):
            numbers = [number for number, _ in members]
            if group:
                found.append((numbers[0], numbers[-1] + 1))
        return found

    def _head_heights(self) -> tuple[float, float]:
        """Of the lower row of heads, and of the whole head."""
        leading, air = self._style.leading, self._air
        alone = [len(h) for h, c in zip(self._heads, self._columns, strict=True) if not c.group]
        below = [len(h) for h, c in zip(self._heads, self._columns, strict=True) if c.group]
        single = max(alone, default=1) * leading + 2 * air
        if not below:
            return single, single
        lower = max(below) * leading + 2 * air
        return lower, max(lower + leading + 2 * air, single)

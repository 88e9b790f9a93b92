"""Paper: its sizes and margins in millimetres, and the marks of one page on their way to ink."""

from dataclasses import dataclass, field
from enum import Enum

from reportlab.pdfgen.canvas import Canvas

from printing.fonts import Face

MM = 72 / 25.4  # points
A5_WIDTH = 148 * MM
A5_HEIGHT = 210 * MM
A4_WIDTH = 297 * MM  # landscape: two A5 sheets side by side
HALF_OF_A4 = A4_WIDTH / 2

MARGIN = 10 * MM  # left and right; printers leave about 4 mm blank, codes want a quiet zone
TOP = 7 * MM
BOTTOM = 10 * MM  # the text ends here
FOOT = 5 * MM  # the footer's lower edge
COLUMN = A5_WIDTH - 2 * MARGIN
HAIRLINE = 0.5  # points


@dataclass(frozen=True, slots=True)
class Paper:
    """A page and what of it stays white; lengths in points."""

    width: float
    height: float
    left: float = MARGIN
    right: float = MARGIN
    top: float = TOP
    bottom: float = BOTTOM
    foot: float = FOOT

    @property
    def column(self) -> float:
        """How wide the text may be."""
        return self.width - self.left - self.right


A5 = Paper(A5_WIDTH, A5_HEIGHT)
# Letters have the margins of NĐ 30/2020, Appendix I; tables need the width.
A4_LETTER = Paper(210 * MM, 297 * MM, 30 * MM, 15 * MM, 15 * MM, 20 * MM, 10 * MM)
A4_TABLE = Paper(210 * MM, 297 * MM, 15 * MM, 15 * MM, 12 * MM, 18 * MM, 10 * MM)
A4_LYING = Paper(297 * MM, 210 * MM, 10 * MM, 10 * MM, 9 * MM, 13 * MM, 6 * MM)
LABEL = Paper(50 * MM, 30 * MM, 2 * MM, 2 * MM, 1.5 * MM, 1.5 * MM, 1.5 * MM)


class Align(Enum):
    """Where a line stands in its column."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """A string in one face; x and y (of the baseline) in points from the upper left corner."""

    x: float
    y: float
    face: Face
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Black modules of a code: whole rectangles (column, row, columns, rows) of one module size."""

    x: float  # upper left corner, in points
    y: float
    module: float  # points
    row: float  # height of a row in points: a bar is one tall row
    cells: tuple[tuple[int, int, int, int], ...]
    rows: int


@dataclass(slots=True)
class Leaf:
    """The marks of one page of one sheet."""

    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


def paint(canvas: Canvas, leaf: Leaf, dx: float = 0, height: float = A5_HEIGHT) -> None:
    """Draw ``leaf``, moved ``dx`` points to the right, on the canvas's page, ``height`` high."""
    for grid in leaf.grids:
        _paint_grid(canvas, grid, dx, height)
    canvas.setLineWidth(HAIRLINE)
    canvas.lines([(r.x1 + dx, height - r.y1, r.x2 + dx, height - r.y2) for r in leaf.rules])
    pen = canvas.beginText()
    face, size = None, 0.0
    for mark in leaf.texts:
        if mark.face is not face or mark.size != size:
            face, size = mark.face, mark.size
            pen.setFont(face, size)
        pen.setTextOrigin(mark.x + dx, height - mark.y)
        pen.textOut(mark.text)
    canvas.drawText(pen)


def paint_cut(canvas: Canvas, x: float) -> None:
    """A fine dotted line down the page where two sheets are cut apart."""
    canvas.saveState()
    canvas.setLineWidth(0.3)
    canvas.setDash(1, 3)
    canvas.line(x, 0, x, A5_HEIGHT)
    canvas.restoreState()


def _paint_grid(canvas: Canvas, grid: Grid, dx: float, height: float) -> None:
    """In units of modules, so that the file holds whole numbers and no edge is rounded."""
    canvas.saveState()
    canvas.translate(grid.x + dx, height - grid.y - grid.rows * grid.row)
    canvas.scale(grid.module, grid.row)
    ink = canvas.beginPath()
    for column, row, columns, rows in grid.cells:
        ink.rect(column, grid.rows - row - rows, columns, rows)
    canvas.drawPath(ink, stroke=0, fill=1)
    canvas.restoreState()

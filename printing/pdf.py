"""Finished pages into PDF bytes."""

from concurrent.futures import CancelledError
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from counter_app.services.progress import Progress, unhindered
from printing.fonts import Face, drawing, load, printable
from printing.page import HALF_OF_A4, Leaf, paint, paint_cut


@dataclass(frozen=True, slots=True)
class Sides:
    """The size of the paper in points, and what it carries side by side.

    Each of ``sheets`` has its distance from the left edge; two are to be cut apart.
    """

    size: tuple[float, float]
    sheets: tuple[tuple[float, tuple[Leaf, ...]], ...]


def pdf_of(sides: Sides, title: str, author: str, progress: Progress = unhindered) -> bytes:
    """The pages one after another; equal input gives equal bytes.

    Raises:
        DamagedFont: a font of the program is missing or changed.
        CancelledError: ``progress``, asked before each page, said no.
    """
    load()
    target = BytesIO()
    with drawing:
        canvas = Canvas(
            target,
            pagesize=sides.size,
            invariant=1,
            initialFontName=Face.REGULAR.value,
            lang="vi-VN",
        )
        canvas.setTitle(title)
        canvas.setAuthor(printable(author))
        _fill(canvas, sides, progress)
        canvas.save()
    return target.getvalue()


def _fill(canvas: Canvas, sides: Sides, progress: Progress) -> None:
    height = sides.size[1]
    longest = max(len(pages) for _, pages in sides.sheets)
    for number in range(longest):
        if not progress(number, longest):
            raise CancelledError
        for dx, pages in sides.sheets:
            if number < len(pages):
                paint(canvas, pages[number], dx, height)
        if len(sides.sheets) > 1:
            paint_cut(canvas, HALF_OF_A4)
        canvas.showPage()

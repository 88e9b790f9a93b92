"""Pages of a PDF as pictures; for worker threads, never for the GUI thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from counter_app.domain.errors import CounterError
from counter_app.pdfium import PDFIUM

MAX_PIXELS = 40_000_000  # of one page; an A4 page at 600 dpi has 35 million


@dataclass(eq=False)
class UnreadablePdf(CounterError):
    """Not a PDF, or one that pdfium cannot open."""

    reason: str


def page_sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points.

    Raises:
        UnreadablePdf
    """
    with _opened(content) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def page_image(content: bytes, number: int, width: int) -> QImage:
    """Page ``number`` (from 0), ``width`` pixels wide, in the page's proportions.

    Raises:
        UnreadablePdf
    """
    with _opened(content) as document:
        page = document[number]
        points_wide, points_high = page.get_size()
        scale = max(1, width) / points_wide
        most = (MAX_PIXELS / (points_wide * points_high)) ** 0.5
        bitmap = page.render(scale=min(scale, most), prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        )
        return image.copy()  # its own memory: the bitmap's goes with this call


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2  # 60 ms that the window's start does not need

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf(str(error)) from error
        try:
            yield document
        finally:
            document.close()

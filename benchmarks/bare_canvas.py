"""What anyone would write by hand: strings, lines and filled rectangles at given places."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import zxingcpp
from barcode.codex import Code128
from reportlab.pdfgen.canvas import Canvas

from printing.page import Grid, Leaf


def bare(leaves: Sequence[Leaf], size: tuple[float, float], alias: str, qr_text: str) -> bytes:
    """The same marks drawn one by one on paper of ``size`` (points), both codes encoded anew.

    A page's first grid is the Code128 of ``alias``, its second the QR code of ``qr_text``.
    """
    target, height = BytesIO(), size[1]
    canvas = Canvas(target, size, invariant=1, initialFontName="Tinos-Regular")
    rows = _rows(leaves[0].grids, alias, qr_text)
    for leaf in leaves:
        for text in leaf.texts:
            canvas.setFont(text.face, text.size)
            canvas.drawString(text.x, height - text.y, text.text)
        for rule in leaf.rules:
            canvas.line(rule.x1, height - rule.y1, rule.x2, height - rule.y2)
        for grid, dark in zip(leaf.grids, rows, strict=True):
            _fill(canvas, dark, grid, height)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _rows(grids: Sequence[Grid], alias: str, qr_text: str) -> list[list[str]]:
    """The modules of each code, a text of 0 and 1 a row."""
    encoded = []
    if grids:
        encoded.append([str(Code128(alias).build()[0])])
    if len(grids) > 1:
        encoded.append(_square(qr_text, grids[1].rows))
    return encoded


def _square(text: str, side: int) -> list[str]:
    code: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    pixels = "".join("0" if pixel else "1" for pixel in memoryview(image).tobytes())
    return [pixels[n : n + side] for n in range(0, len(pixels), side)]


def _fill(canvas: Canvas, rows: Sequence[str], grid: Grid, page_height: float) -> None:
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        bottom = page_height - grid.y - (number + 1) * grid.row
        start = row.find("1")
        while start >= 0:
            end = row.find("0", start)
            end = len(row) if end < 0 else end
            path.rect(grid.x + start * grid.module, bottom, (end - start) * grid.module, grid.row)
            start = row.find("1", end)
    canvas.drawPath(path, stroke=0, fill=1)

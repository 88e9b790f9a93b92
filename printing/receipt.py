"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01 of TT 03/2025/TT-VPCP) as PDF bytes."""

from collections.abc import Sequence
from enum import Enum
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.errors import UnsupportedPageSize
from counter_app.domain.forms import PageSize, Receipt
from counter_app.domain.text import nfc
from printing.body import put_body
from printing.codes import Codes, Dots
from printing.flow import DENSE, MIDDLE, ROOMY, Sheet, Styles
from printing.fonts import Face, drawing, load, printable
from printing.head import TITLE, Head, foot
from printing.legible import legible
from printing.page import A4_WIDTH, A5_HEIGHT, A5_WIDTH, HALF_OF_A4, Leaf, paint, paint_cut


class Copy(Enum):
    """The two sheets (liên) of a receipt: one stays in the office, one goes with the citizen."""

    FILED = "Liên 1: Lưu"
    GIVEN = "Liên 2: Giao người nộp hồ sơ"


def render(
    receipt: Receipt, page: PageSize, *, copy: Copy = Copy.GIVEN, dots_per_inch: int = 203
) -> bytes:
    """The receipt as a PDF; equal input gives equal bytes.

    A5 is one sheet, the citizen's unless ``copy`` says otherwise. A4 (landscape) carries both
    sheets side by side, to be cut apart. Both codes fall on whole dots of a printer with
    ``dots_per_inch``; the bars are never narrower than two.

    Raises:
        UnsupportedPageSize: this form is not laid out for rolls.
        DamagedFont: a font of the program is missing or changed.
        InvalidTerm: a promise with the text of no term.
    """
    if page is PageSize.A5:
        return _printed(receipt, (A5_WIDTH, A5_HEIGHT), [(0, leaves(receipt, copy, dots_per_inch))])
    if page is PageSize.A4:
        sheets = [
            (0.0, leaves(receipt, Copy.FILED, dots_per_inch)),
            (Dots(dots_per_inch).snap(HALF_OF_A4), leaves(receipt, Copy.GIVEN, dots_per_inch)),
        ]
        return _printed(receipt, (A4_WIDTH, A5_HEIGHT), sheets)
    raise UnsupportedPageSize(page, (PageSize.A5, PageSize.A4))


def leaves(receipt: Receipt, copy: Copy = Copy.GIVEN, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages of one sheet before they are painted, set more densely where that saves a page.

    Raises:
        DamagedFont, InvalidTerm: as ``render``.
    """
    shown = legible(receipt)
    codes = Codes(receipt.alias, nfc(receipt.qr_text), Dots(dots_per_inch))
    set_roomy = _set(shown, copy, codes, ROOMY)
    if len(set_roomy) == 1:
        return _footed(set_roomy, shown)
    best = set_roomy
    for styles in (MIDDLE, DENSE):
        denser = _set(shown, copy, codes, styles)
        best = min(best, denser, key=len)
        if len(best) == 1:
            break
    return _footed(best, shown)


def _set(receipt: Receipt, copy: Copy, codes: Codes, styles: Styles) -> list[Leaf]:
    sheet = Sheet(Head(receipt, copy.value, codes, styles), styles)
    put_body(sheet, receipt, for_citizen=copy is Copy.GIVEN)
    return sheet.leaves


def _footed(pages: list[Leaf], receipt: Receipt) -> tuple[Leaf, ...]:
    for number, leaf in enumerate(pages, 1):
        foot(leaf, receipt.short_hash, number, len(pages))
    return tuple(pages)


def _printed(
    receipt: Receipt, size: tuple[float, float], sheets: Sequence[tuple[float, tuple[Leaf, ...]]]
) -> bytes:
    """Paint ``sheets``, each with its distance from the left edge, page by page."""
    load()
    target = BytesIO()
    with drawing:
        canvas = Canvas(
            target, pagesize=size, invariant=1, initialFontName=Face.REGULAR.value, lang="vi-VN"
        )
        _fill(canvas, receipt, sheets)
        canvas.save()
    return target.getvalue()


def _fill(
    canvas: Canvas, receipt: Receipt, sheets: Sequence[tuple[float, tuple[Leaf, ...]]]
) -> None:
    canvas.setTitle(f"{' '.join(TITLE).capitalize()} {receipt.code}")
    canvas.setAuthor(printable(receipt.letterhead.unit))
    for number in range(max(len(pages) for _, pages in sheets)):
        for dx, pages in sheets:
            if number < len(pages):
                paint(canvas, pages[number], dx)
        if len(sheets) > 1:
            paint_cut(canvas, HALF_OF_A4)
        canvas.showPage()

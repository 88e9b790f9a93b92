"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01 of TT 03/2025/TT-VPCP) as PDF bytes."""

from collections.abc import Sequence
from enum import Enum
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.errors import UnsupportedPageSize
from counter_app.domain.forms import PageSize, Receipt
from printing.body import put_body
from printing.codes import Dots
from printing.flow import DENSE, ROOMY, Sheet
from printing.fonts import Face, load
from printing.head import TITLE, Head, foot
from printing.legible import legible
from printing.page import A4_WIDTH, A5_HEIGHT, A5_WIDTH, HALF_OF_A4, Leaf, paint


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
    load()
    dots = Dots(dots_per_inch)
    if page is PageSize.A5:
        return _printed(receipt, (A5_WIDTH, A5_HEIGHT), [(0, _leaves(receipt, copy, dots))])
    if page is PageSize.A4:
        halves = [
            (0.0, _leaves(receipt, Copy.FILED, dots)),
            (dots.snap(HALF_OF_A4), _leaves(receipt, Copy.GIVEN, dots)),
        ]
        return _printed(receipt, (A4_WIDTH, A5_HEIGHT), halves)
    raise UnsupportedPageSize(page, (PageSize.A5, PageSize.A4))


def _leaves(receipt: Receipt, copy: Copy, dots: Dots) -> list[Leaf]:
    """The pages of one sheet, set more densely where that saves a page."""
    shown = legible(receipt)
    leaves: list[Leaf] = []
    for styles in (ROOMY, DENSE):
        head = Head(shown, copy.value, receipt.alias, receipt.qr_text, dots, styles)
        sheet = Sheet(head, styles)
        put_body(sheet, shown, for_citizen=copy is Copy.GIVEN)
        if not leaves or len(sheet.leaves) < len(leaves):
            leaves = sheet.leaves
        if len(leaves) == 1:
            break
    for number, leaf in enumerate(leaves, 1):
        foot(leaf, shown.short_hash, number, len(leaves))
    return leaves


def _printed(
    receipt: Receipt, size: tuple[float, float], sheets: Sequence[tuple[float, list[Leaf]]]
) -> bytes:
    """Paint ``sheets``, each with its distance from the left edge, page by page."""
    target = BytesIO()
    canvas = Canvas(
        target, pagesize=size, invariant=1, initialFontName=Face.REGULAR.value, lang="vi-VN"
    )
    canvas.setTitle(f"{' '.join(TITLE).capitalize()} {receipt.code}")
    canvas.setAuthor(receipt.letterhead.unit)
    for number in range(max(len(leaves) for _, leaves in sheets)):
        for dx, leaves in sheets:
            if number < len(leaves):
                paint(canvas, leaves[number], dx)
        canvas.showPage()
    canvas.save()
    return target.getvalue()

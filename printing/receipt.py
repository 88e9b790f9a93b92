"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01) as PDF bytes."""

from enum import Enum

from counter_app.domain.errors import UnsupportedPageSize
from counter_app.domain.form_templates import Form, template_for
from counter_app.domain.forms import PageSize, Receipt
from counter_app.domain.text import nfc
from printing.body import put_body
from printing.codes import Codes, Dots
from printing.flow import Sheet, fewest_pages
from printing.fonts import Face
from printing.head import Head, compared_by, put_feet, sample_mark
from printing.legible import legible
from printing.page import A4_WIDTH, A5, A5_HEIGHT, A5_WIDTH, HALF_OF_A4, Leaf
from printing.pdf import Sides, pdf_of
from printing.styles import DENSE, MIDDLE, ROOMY, Styles


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
        FormNotInForce: received before there was such a form.
        DamagedFont: a font of the program is missing or changed.
        InvalidTerm: a promise with the text of no term.
    """
    if page is PageSize.A5:
        sheet = (0.0, leaves(receipt, copy, dots_per_inch))
        return _printed(receipt, Sides((A5_WIDTH, A5_HEIGHT), (sheet,)))
    if page is PageSize.A4:
        sheets = (
            (0.0, leaves(receipt, Copy.FILED, dots_per_inch)),
            (Dots(dots_per_inch).snap(HALF_OF_A4), leaves(receipt, Copy.GIVEN, dots_per_inch)),
        )
        return _printed(receipt, Sides((A4_WIDTH, A5_HEIGHT), sheets))
    raise UnsupportedPageSize(page, (PageSize.A5, PageSize.A4))


def leaves(receipt: Receipt, copy: Copy = Copy.GIVEN, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages of one sheet before they are painted, set more densely where that saves a page.

    Raises:
        DamagedFont, InvalidTerm, FormNotInForce: as ``render``.
    """
    shown = legible(receipt)
    codes = Codes(receipt.alias, nfc(receipt.qr_text), Dots(dots_per_inch))
    best = fewest_pages(lambda styles: _set(shown, copy, codes, styles), (ROOMY, MIDDLE, DENSE))
    return put_feet(best, compared_by(shown.short_hash), A5, ROOMY.head.foot)


def _set(receipt: Receipt, copy: Copy, codes: Codes, styles: Styles) -> list[Leaf]:
    sheet = Sheet(_head(receipt, copy.value, codes, styles), styles)
    put_body(sheet, receipt, for_citizen=copy is Copy.GIVEN)
    return sheet.leaves


def _head(receipt: Receipt, sheet: str, codes: Codes, styles: Styles) -> Head:
    title, sample = _title(receipt), sample_mark(receipt.is_sample)
    return Head(
        letterhead=receipt.letterhead,
        day=receipt.issued_at.date(),
        reference=((Face.REGULAR, "Mã hồ sơ:"), (Face.BOLD, receipt.code)),
        title=title,
        marks=((Face.ITALIC, f"({sheet})"), *sample),
        overleaf=(
            (Face.BOLD, " ".join(title)),
            (Face.REGULAR, f"Mã hồ sơ: {receipt.code}"),
            (Face.ITALIC, f"({sheet} – tiếp theo)"),
            *sample,
        ),
        codes=codes,
        styles=styles,
        paper=A5,
    )


def _title(receipt: Receipt) -> tuple[str, ...]:
    return template_for(Form.RECEIPT, receipt.received_at.date()).title


def _printed(receipt: Receipt, sides: Sides) -> bytes:
    title = f"{' '.join(_title(receipt)).capitalize()} {receipt.code}"
    return pdf_of(sides, title, receipt.letterhead.unit)

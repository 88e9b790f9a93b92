"""Phiếu từ chối tiếp nhận giải quyết hồ sơ (03)."""

from collections.abc import Iterator

from counter_app.domain.forms_slips import Refusal
from printing.fields import RECEPTION, Row, asked, line, put_rows, reception
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import A5, MM, Leaf
from printing.signatures import Signature, put_signatures
from printing.slip import SMALL, slip_leaves
from printing.wording import ask_whom, moment

PAPER = A5


def leaves(form: Refusal, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, SMALL, _put, dots_per_inch)


def _put(sheet: Sheet, form: Refusal) -> None:
    style = sheet.styles.text
    put_rows(sheet, _who_and_what(form))
    sheet.y += 1.2 * MM
    said = (
        f"Qua xem xét, {RECEPTION} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể"
        " như sau:"
    )
    sheet.paragraph(((Face.REGULAR, said),), style)
    sheet.paragraph(((Face.BOLD, form.reason),), style)
    put_rows(sheet, line("Căn cứ:", form.legal_basis))
    sheet.y += 1.2 * MM
    sheet.paragraph(((Face.REGULAR, ask_whom(form.contact, "chuẩn bị lại hồ sơ")),), style)
    known = "Xin thông báo để Ông/Bà/Tổ chức được biết và thực hiện./."
    sheet.paragraph(((Face.REGULAR, known),), style)
    put_signatures(
        sheet,
        Signature("NGƯỜI NỘP HỒ SƠ", form.submitter.name),
        Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", form.contact.officer),
    )


def _who_and_what(form: Refusal) -> Iterator[Row]:
    yield from reception(form.heading.letterhead)
    yield from asked(form.submitter, form.applicant, form.procedure, form.content)
    yield from line("Thời gian nộp hồ sơ:", moment(form.submitted_at) if form.submitted_at else "")

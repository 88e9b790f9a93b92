"""Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (02)."""

from collections.abc import Iterator

from counter_app.domain.forms_slips import SupplementRequest
from printing.fields import Row, asked, line, put_rows, reception
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import A5, MM, Leaf
from printing.papers import put_papers
from printing.signatures import Signature, put_signatures
from printing.slip import SMALL, slip_leaves
from printing.wording import ask_whom, moment

PAPER = A5


def leaves(form: SupplementRequest, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, SMALL, _put, dots_per_inch)


def _put(sheet: Sheet, form: SupplementRequest) -> None:
    style = sheet.styles.text
    put_rows(sheet, _who_and_what(form))
    lead = "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:"
    sheet.paragraph(((Face.REGULAR, lead),), style)
    if form.papers:
        sheet.y += 0.6 * MM
        put_papers(sheet, form.papers)
        sheet.y += 1.2 * MM
    put_rows(sheet, line("Lý do:", form.reason))
    until = moment(form.until) if form.until else ""
    put_rows(sheet, line("Thời hạn bổ sung, hoàn thiện hồ sơ: chậm nhất", until, Face.BOLD))
    sheet.paragraph(((Face.REGULAR, ask_whom(form.contact, "hoàn thiện hồ sơ")),), style)
    put_signatures(
        sheet,
        Signature("NGƯỜI NỘP HỒ SƠ", form.submitter.name),
        Signature("NGƯỜI HƯỚNG DẪN", form.contact.officer),
    )


def _who_and_what(form: SupplementRequest) -> Iterator[Row]:
    yield from reception(form.heading.letterhead)
    yield from asked(form.submitter, form.applicant, form.procedure, form.content)
    yield from line("Thời gian nhận hồ sơ:", moment(form.received_at) if form.received_at else "")

"""Thông báo dừng giải quyết hồ sơ (05 of TT 03/2025/TT-VPCP)."""

from counter_app.domain.forms_slips import StopNotice
from printing.flow import Sheet
from printing.fonts import Face
from printing.letter import ADDRESSED, put_end, put_field, put_paragraph, put_recipient
from printing.page import A4_LETTER, MM, Leaf
from printing.papers import put_papers
from printing.slip import LETTERS, slip_leaves
from printing.wording import ask_whom, moment

PAPER = A4_LETTER


def leaves(form: StopNotice, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, LETTERS, _put, dots_per_inch)


def _put(sheet: Sheet, form: StopNotice) -> None:
    unit = form.heading.letterhead.unit
    put_recipient(sheet, form.recipient)
    told = f"{unit} thông báo dừng giải quyết hồ sơ của {ADDRESSED} như sau:"
    put_paragraph(sheet, (Face.REGULAR, told))
    put_field(sheet, "Mã hồ sơ", form.heading.code, Face.BOLD)
    put_field(sheet, "Thủ tục hành chính", form.procedure)
    put_field(sheet, "Lĩnh vực", form.field)
    put_field(sheet, "Thời gian nhận hồ sơ", moment(form.received_at))
    put_field(sheet, "Thời điểm dừng giải quyết", moment(form.stopped_at), Face.BOLD)
    put_field(sheet, "Lý do", form.reason)
    put_field(sheet, "Căn cứ", form.legal_basis)
    put_field(sheet, "Nhận lại hồ sơ", form.collect)
    put_field(sheet, "Phí, lệ phí đã nộp", form.refund)
    if form.papers:
        put_paragraph(sheet, (Face.REGULAR, "Giấy tờ trả lại gồm:"))
        put_papers(sheet, form.papers)
        sheet.y += 2.5 * MM
    put_paragraph(sheet, (Face.REGULAR, ask_whom(form.contact, "nhận lại hồ sơ")))
    known = f"{unit} thông báo để {ADDRESSED} được biết./."
    put_paragraph(sheet, (Face.REGULAR, known))
    put_end(sheet, form.signer, form.copies_to)

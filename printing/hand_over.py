"""Giấy biên nhận trả kết quả: who took what away."""

from collections.abc import Iterator

from counter_app.domain.forms_slips import HandOverSlip
from printing.fields import Row, line, put_rows, reachable, reception, wanted
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import A5, MM, Leaf
from printing.papers import put_papers
from printing.signatures import Signature, put_notes, put_signatures
from printing.slip import SMALL, slip_leaves
from printing.wording import moment, result_by

PAPER = A5


def leaves(form: HandOverSlip, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, SMALL, _put, dots_per_inch)


def _put(sheet: Sheet, form: HandOverSlip) -> None:
    put_rows(sheet, _who_and_what(form))
    if form.papers:
        lead = "Kết quả và giấy tờ đã giao gồm:"
        sheet.paragraph(((Face.REGULAR, lead),), sheet.styles.text)
        sheet.y += 0.6 * MM
        put_papers(sheet, form.papers)
        sheet.y += 1.2 * MM
    put_signatures(
        sheet,
        Signature("NGƯỜI NHẬN KẾT QUẢ", form.recipient.name),
        Signature("NGƯỜI TRẢ KẾT QUẢ", form.officer),
    )
    kept = "Người nhận đã kiểm tra và nhận đủ kết quả, giấy tờ ghi trên giấy này."
    made = "Giấy này lập thành 02 bản: 01 bản lưu hồ sơ, 01 bản giao người nhận kết quả."
    put_notes(sheet, [((Face.REGULAR, text),) for text in (kept, made)])


def _who_and_what(form: HandOverSlip) -> Iterator[Row]:
    yield from reception(form.heading.letterhead)
    yield from line("Đã trả kết quả cho:", form.recipient.name, Face.BOLD)
    yield from reachable(form.recipient)
    yield from line("Nhận thay theo:", form.authority)
    if form.applicant is not None:
        yield from line("Chủ hồ sơ:", form.applicant.name, Face.BOLD)
        yield from reachable(form.applicant)
    yield from wanted(form.procedure, form.content)
    yield from line("Kết quả giải quyết:", form.result, Face.BOLD)
    yield from line("Thời gian hẹn trả kết quả:", moment(form.due_at) if form.due_at else "")
    yield from line("Thời gian trả kết quả:", moment(form.handed_over_at), Face.BOLD)
    yield from line("Phương thức trả kết quả:", result_by(form.channel))

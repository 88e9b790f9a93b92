"""Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết (04)."""

from counter_app.domain.forms_slips import Apology
from printing.flow import Sheet
from printing.fonts import Face
from printing.letter import ADDRESSED, put_end, put_paragraph, put_recipient
from printing.page import A4_LETTER, Leaf
from printing.slip import LETTERS, slip_leaves
from printing.wording import long_date, moment

PAPER = A4_LETTER

_ASKS = (
    f"trân trọng xin lỗi {ADDRESSED} về sự chậm trễ này và đề nghị được gia hạn thời gian giải quyết"
    " hồ sơ, hẹn trả kết quả vào:"
)


def leaves(form: Apology, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, LETTERS, lambda sheet, f: put_apology(sheet, f, _ASKS), dots_per_inch)


def put_apology(sheet: Sheet, form: Apology, asks: str) -> None:
    """The letter; ``asks`` stands between the unit's name and the new moment."""
    unit = form.heading.letterhead.unit
    put_recipient(sheet, form.recipient)
    put_paragraph(sheet, (Face.REGULAR, _received(form, unit)))
    due = moment(form.due_at)
    put_paragraph(sheet, (Face.REGULAR, f"Thời gian hẹn trả kết quả giải quyết hồ sơ: {due}."))
    put_paragraph(sheet, (Face.REGULAR, _late(form, unit)))
    put_paragraph(sheet, (Face.REGULAR, f"Lý do: {form.reason}"))
    put_paragraph(
        sheet, (Face.REGULAR, f"{unit} {asks}"), (Face.BOLD, f"{moment(form.new_due_at)}.")
    )
    put_paragraph(sheet, (Face.REGULAR, f"Rất mong nhận được sự thông cảm của {ADDRESSED}./."))
    put_end(sheet, form.signer, form.copies_to)


def _received(form: Apology, unit: str) -> str:
    field = f", lĩnh vực: {form.field}" if form.field else ""
    return (
        f"{long_date(form.received_at.date())}, {unit} tiếp nhận hồ sơ của {ADDRESSED} đề nghị giải"
        f" quyết thủ tục hành chính: {form.procedure}{field}; mã hồ sơ: {form.heading.code}."
    )


def _late(form: Apology, unit: str) -> str:
    """A letter sent before the date does not say that the date has passed."""
    passed = form.heading.issued_at > form.due_at
    not_yet = f"đến nay {unit} chưa trả" if passed else f"{unit} không thể trả"
    return (
        f"Tuy nhiên, {not_yet} kết quả giải quyết hồ sơ của {ADDRESSED} đúng thời gian ghi trên Giấy"
        " tiếp nhận hồ sơ và hẹn trả kết quả."
    )

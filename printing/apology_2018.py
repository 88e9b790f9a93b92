"""Phiếu xin lỗi và hẹn lại ngày trả kết quả (04 of TT 01/2018/TT-VPCP)."""

from counter_app.domain.forms_slips import Apology
from printing.apology import put_apology
from printing.letter import ADDRESSED
from printing.page import A4_LETTER, Leaf
from printing.slip import LETTERS, slip_leaves

PAPER = A4_LETTER

_ASKS = (
    f"trân trọng xin lỗi {ADDRESSED} về sự chậm trễ này và hẹn lại thời gian trả kết quả giải quyết"
    " hồ sơ vào:"
)


def leaves(form: Apology, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, LETTERS, lambda sheet, f: put_apology(sheet, f, _ASKS), dots_per_inch)

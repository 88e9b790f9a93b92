"""Phiếu kiểm soát quá trình giải quyết hồ sơ (06; 05 in TT 01/2018/TT-VPCP)."""

from collections.abc import Iterator

from counter_app.domain.due import Timeliness
from counter_app.domain.forms_slips import ControlSlip, HandOver
from printing.fields import Row, line, pairs, put_rows
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import A4_TABLE, MM, Align, Leaf
from printing.signatures import put_notes
from printing.slip import TABLES, slip_leaves
from printing.table import NOTHING, Cell, Column, put_table, said
from printing.wording import due_in_words, hour_and_day, moment

PAPER = A4_TABLE

_RESULT = "Kết quả giải quyết"
_SIGNED = "Ký, ghi rõ họ tên"
_RESULTS = (Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE)
_COLUMNS = (
    Column("TT", 8 * MM),
    Column("Tên cơ quan, bộ phận", 43 * MM, Align.LEFT),
    Column("Thời gian giao, nhận", 30 * MM),
    Column("Người giao", 23.5 * MM, group=_SIGNED),
    Column("Người nhận", 23.5 * MM, group=_SIGNED),
    Column("Trước hạn", 12.5 * MM, group=_RESULT),
    Column("Đúng hạn", 12.5 * MM, group=_RESULT),
    Column("Quá hạn", 12.5 * MM, group=_RESULT),
    Column("Ghi chú", 14.5 * MM, Align.LEFT),
)
_ROW = 21 * MM  # room to sign below the names
_LEAST_ROWS = 5  # the slip travels: rows are left for hands
_BLANK: Cell = (
    ((Face.REGULAR, "…… giờ …… phút"),),
    ((Face.REGULAR, "ngày …/…/……"),),
)


def leaves(form: ControlSlip, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, TABLES, _put, dots_per_inch)


def _put(sheet: Sheet, form: ControlSlip) -> None:
    put_rows(sheet, _whose(form))
    sheet.y += 2 * MM
    put_table(sheet, _COLUMNS, _rows(form), _ROW)
    put_notes(
        sheet,
        (
            ((Face.BOLD, "Ghi chú:"),),
            ((Face.REGULAR, "- Phiếu này đi cùng hồ sơ; mỗi lần giao, nhận ghi một dòng."),),
            (
                (
                    Face.REGULAR,
                    "- Kết quả giải quyết của bên giao được đánh dấu × khi giao hồ sơ.",
                ),
            ),
        ),
    )


def _whose(form: ControlSlip) -> Iterator[Row]:
    if form.book is not None:
        yield from pairs(("Quyển số:", form.book[0]), ("Số thứ tự:", form.book[1]))
    yield from line("Kèm theo hồ sơ của:", form.applicant, Face.BOLD)
    yield from line("Nội dung yêu cầu giải quyết:", form.procedure)
    yield from line("Ngày nhận hồ sơ:", moment(form.received_at))
    yield from line("Ngày, giờ hẹn trả kết quả:", due_in_words(form.due_at), Face.BOLD)
    yield from line("Cơ quan (bộ phận) giải quyết hồ sơ:", form.unit)
    yield from line("Cơ quan phối hợp giải quyết hồ sơ:", "; ".join(form.coordinating))


def _rows(form: ControlSlip) -> Iterator[list[Cell]]:
    for number, hand_over in enumerate(form.hand_overs, 1):
        yield _row(number, hand_over)
    for number in range(len(form.hand_overs) + 1, _LEAST_ROWS + 1):
        yield [said(str(number)), _units("", ""), _BLANK, *[NOTHING] * 6]


def _row(number: int, of: HandOver) -> list[Cell]:
    return [
        said(str(number)),
        _units(of.giver_unit, of.receiver_unit),
        said(hour_and_day(of.at)),
        said(of.giver),
        said(of.receiver),
        *(said("×" if of.result is result else "", Face.BOLD) for result in _RESULTS),
        said(of.note),
    ]


def _units(giver: str, receiver: str) -> Cell:
    return (
        ((Face.BOLD, "1. Giao:"), (Face.REGULAR, giver)),
        ((Face.BOLD, "2. Nhận:"), (Face.REGULAR, receiver)),
    )

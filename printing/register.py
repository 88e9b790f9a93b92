"""Sổ theo dõi hồ sơ (07; 06 in TT 01/2018/TT-VPCP): a period's dossiers, page after page."""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from functools import partial

from counter_app.domain.forms_slips import Register, RegisterEntry
from counter_app.services.progress import Progress, unhindered
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import A4_LYING, MM, Align, Leaf
from printing.signatures import Signature, put_signature
from printing.slip import BOOKS, slip_leaves
from printing.table import NOTHING, Cell, Column, put_table, said
from printing.wording import NO_TERM, hour_and_date, result_by

PAPER = A4_LYING

_GOING_OUT = "Nhận và trả kết quả"
_COLUMNS = (
    Column("STT", 9 * MM),
    Column("Mã hồ sơ", 24 * MM),
    Column("Tên thủ tục hành chính", 43 * MM, Align.LEFT),
    Column("Số lượng hồ sơ (bộ)", 13 * MM),
    Column("Tên cá nhân, tổ chức", 31 * MM, Align.LEFT),
    Column("Địa chỉ, số điện thoại", 38 * MM, Align.LEFT),
    Column("Cơ quan chủ trì giải quyết", 25 * MM, Align.LEFT),
    Column("Ngày nhận", 16.5 * MM, group=_GOING_OUT),
    Column("Ngày hẹn trả", 16.5 * MM, group=_GOING_OUT),
    Column("Ngày trả", 16.5 * MM, group=_GOING_OUT),
    Column("Phương thức", 16 * MM, group=_GOING_OUT),
    Column("Ký nhận", 14.5 * MM, group=_GOING_OUT),
    Column("Ghi chú", 14 * MM, Align.LEFT),
)


def leaves(
    form: Register, dots_per_inch: int = 203, progress: Progress = unhindered
) -> tuple[Leaf, ...]:
    """The pages before they are painted.

    Raises:
        CancelledError: ``progress``, asked before each row, said no.
    """
    period = f"Từ ngày {form.first_day:%d/%m/%Y} đến ngày {form.last_day:%d/%m/%Y}"
    volume = f"Quyển số: {form.volume} – " if form.volume else ""
    marks = ((Face.ITALIC, f"{volume}{period}"),)
    return slip_leaves(form, BOOKS, partial(_put, progress=progress), dots_per_inch, marks)


def _put(sheet: Sheet, form: Register, progress: Progress) -> None:
    put_table(sheet, _COLUMNS, _rows(form.entries, progress))
    sheet.y += 2 * MM
    sheet.need(sheet.styles.text.leading)
    sheet.paragraph(((Face.BOLD, _total(form)),), sheet.styles.text)
    put_signature(sheet, Signature("NGƯỜI LẬP SỔ", form.officer))


def _rows(entries: tuple[RegisterEntry, ...], progress: Progress) -> Iterator[tuple[Cell, ...]]:
    for number, entry in enumerate(entries):
        if not progress(number, len(entries)):
            raise CancelledError
        yield _row(number + 1, entry)


def _row(number: int, entry: RegisterEntry) -> tuple[Cell, ...]:
    return (
        said(str(number)),
        _coded(entry.code),
        said(entry.procedure),
        said(str(entry.sets)),
        said(entry.name),
        tuple(_reached(entry)),
        said(entry.unit),
        said(hour_and_date(entry.received_at)),
        said(hour_and_date(entry.due_at) if entry.due_at else NO_TERM),
        said(hour_and_date(entry.returned_at) if entry.returned_at else ""),
        said(result_by(entry.channel)),
        NOTHING,
        said(entry.note),
    )


def _coded(code: str) -> Cell:
    """The serial on a line of its own."""
    start, dash, serial = code.rpartition("-")
    return tuple(((Face.REGULAR, part),) for part in (start + dash, serial) if part)


def _reached(entry: RegisterEntry) -> Iterator[tuple[tuple[Face, str]]]:
    for text in (entry.address, entry.phone):
        if text:
            yield ((Face.REGULAR, text),)


def _total(form: Register) -> str:
    entries = form.entries
    returned = sum(entry.returned_at is not None for entry in entries)
    return (
        f"Tổng cộng: {len(entries)} hồ sơ ({sum(entry.sets for entry in entries)} bộ); đã trả kết quả:"
        f" {returned}; chưa trả kết quả: {len(entries) - returned}."
    )

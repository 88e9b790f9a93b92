"""The receipt for several dossiers of one visitor."""

from collections.abc import Iterator

from counter_app.domain.forms_slips import VisitEntry, VisitList
from counter_app.domain.term import Term
from printing.fields import line, put_rows, reachable, reception
from printing.flow import Runs, Sheet
from printing.fonts import Face
from printing.page import A5, MM, Align, Leaf
from printing.signatures import Signature, put_notes, put_signatures
from printing.slip import SMALL, slip_leaves
from printing.table import Cell, Column, put_table, said
from printing.wording import NO_TERM, copies, hour_and_date, term_in_words

PAPER = A5

_COLUMNS = (
    Column("STT", 8 * MM),
    Column("Mã hồ sơ, nội dung", 38 * MM, Align.LEFT),
    Column("Đơn vị giải quyết", 22 * MM, Align.LEFT),
    Column("Ngày nhận", 17 * MM),
    Column("Ngày hẹn trả", 17 * MM),
    Column("Thời hạn", 17 * MM),
    Column("Số bộ", 9 * MM),
)


def leaves(form: VisitList, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    return slip_leaves(form, SMALL, _put, dots_per_inch)


def _put(sheet: Sheet, form: VisitList) -> None:
    put_rows(sheet, reception(form.heading.letterhead))
    put_rows(sheet, line("Tiếp nhận hồ sơ của:", form.submitter.name, Face.BOLD))
    put_rows(sheet, reachable(form.submitter))
    sheet.y += 1 * MM
    put_table(sheet, _COLUMNS, map(_row, range(1, len(form.entries) + 1), form.entries))
    sheet.y += 1.2 * MM
    sets = sum(entry.sets for entry in form.entries)
    total = f"Tổng cộng: {copies(len(form.entries))} hồ sơ, {copies(sets)} bộ."
    sheet.paragraph(((Face.BOLD, total),), sheet.styles.text)
    put_signatures(
        sheet,
        Signature("NGƯỜI NỘP HỒ SƠ", form.submitter.name),
        Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", form.officer),
    )
    put_notes(sheet, tuple(_notes(form)))


def _row(number: int, entry: VisitEntry) -> tuple[Cell, ...]:
    return (
        said(str(number)),
        (((Face.BOLD, entry.code),), ((Face.REGULAR, entry.content),)),
        said(entry.unit),
        said(hour_and_date(entry.received_at)),
        said(hour_and_date(entry.due_at) if entry.due_at else "theo thông báo"),
        said(NO_TERM if Term.parse(entry.term).is_none else term_in_words(entry.term)),
        said(copies(entry.sets)),
    )


def _notes(form: VisitList) -> Iterator[Runs]:
    yield ((Face.BOLD, "Ghi chú:"),)
    own = "- Mỗi hồ sơ có Giấy tiếp nhận hồ sơ và hẹn trả kết quả riêng; ngày hẹn trả ghi trên giấy đó."
    yield ((Face.REGULAR, own),)
    if form.lookup_url:
        look = f"- Tra cứu tình trạng giải quyết hồ sơ bằng mã hồ sơ tại: {form.lookup_url}"
        yield ((Face.REGULAR, look),)
    if form.hotline:
        yield ((Face.REGULAR, f"- Điện thoại hướng dẫn, hỗ trợ: {form.hotline}."),)

"""Biểu số II.06a/VPCP/KSTT: thirteen columns, what they exclude, and whether they add up."""

from counter_app.domain.forms_reports import PeriodReport, ReportLine
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import A4_LYING, MM, Align, Leaf
from printing.report_quality import put_quality
from printing.signatures import Signature, put_signature
from printing.slip import BOOKS, slip_leaves
from printing.table import Cell, Column, put_table, said
from printing.wording import hour_and_date

PAPER = A4_LYING
NUMBERS = tuple(f"({number})" for number in range(1, 14))

_RECEIVED, _SOLVED, _OPEN = "Số hồ sơ nhận giải quyết", "Số hồ sơ đã giải quyết", "Đang giải quyết"
_EXCLUDED = "Không tính vào (7), (11)"
_NUMBER = 16.5 * MM
_COLUMNS = (
    ("STT", "", 9 * MM),
    ("", "", 53 * MM),  # the head is what the report has a line for
    ("Tổng số", _RECEIVED, _NUMBER),
    ("Trực tuyến", _RECEIVED, _NUMBER),
    ("Trực tiếp, bưu chính", _RECEIVED, 18 * MM),
    ("Từ kỳ trước", _RECEIVED, _NUMBER),
    ("Tổng số", _SOLVED, _NUMBER),
    ("Trước hạn", _SOLVED, _NUMBER),
    ("Đúng hạn", _SOLVED, _NUMBER),
    ("Quá hạn", _SOLVED, _NUMBER),
    ("Tổng số", _OPEN, _NUMBER),
    ("Trong hạn", _OPEN, _NUMBER),
    ("Quá hạn", _OPEN, _NUMBER),
    ("Từ chối", _EXCLUDED, 13 * MM),
    ("Rút", _EXCLUDED, 11 * MM),
    ("Dừng", _EXCLUDED, 11 * MM),
)


def leaves(form: PeriodReport, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The pages before they are painted."""
    period = (
        f"Biểu số II.06a/VPCP/KSTT – Kỳ báo cáo: từ ngày {form.period.first:%d/%m/%Y}"
        f" đến ngày {form.period.last:%d/%m/%Y}"
    )
    return slip_leaves(form, BOOKS, _put, dots_per_inch, ((Face.ITALIC, period),))


def _put(sheet: Sheet, form: PeriodReport) -> None:
    columns = tuple(
        Column(head or form.parts, width, Align.CENTRE if head else Align.LEFT, group)
        for head, group, width in _COLUMNS
    )
    numbered = (*map(said, NUMBERS), *map(said, ("", "", "")))
    rows = [numbered, *map(_row, range(1, len(form.lines) + 1), form.lines)]
    put_table(sheet, columns, [*rows, _row(None, form.total)])
    sheet.y += 2 * MM
    for text in notes(form):
        sheet.paragraph(((Face.REGULAR, text),), sheet.styles.text)
    put_signature(sheet, Signature("NGƯỜI LẬP BÁO CÁO", form.officer))
    sheet.turn()  # what the form does not have stands behind what is signed
    put_quality(sheet, form.quality)


def notes(form: PeriodReport) -> tuple[str, ...]:
    """Whether it adds up, whom to look at if not, and how to make it again."""
    rule = (
        "(3) = (4) + (5) + (6); (7) = (8) + (9) + (10); (11) = (12) + (13);"
        " (3) = (7) + (11) + từ chối, rút, dừng."
    )
    made = (
        f"Lập lúc {hour_and_date(form.made_at)}; số báo cáo {form.report};"
        f" cách tính {form.query_version}; vị trí trong nhật ký {form.log_position}."
    )
    broken = sorted({name for line in (*form.lines, form.total) for name in line.broken})
    if not broken:
        return (f"Đã đối chiếu, khớp: {rule}", made)
    fault = f"KHÔNG KHỚP: {'; '.join(broken)}."
    codes = f"Hồ sơ cần xem lại: {', '.join(form.offending) or 'chưa xác định'}."
    return (fault, codes, rule, made)


def _row(number: int | None, line: ReportLine) -> tuple[Cell, ...]:
    """A line; the sum has no number and stands out."""
    face = Face.REGULAR if number is not None and not line.broken else Face.BOLD
    mark = " (*)" if line.broken else ""
    first = said(str(number) if number is not None else "", face)
    return (first, said(line.name + mark, face), *(said(text, face) for text in numbers_of(line)))


def numbers_of(line: ReportLine) -> tuple[str, ...]:
    """Columns 3 to 13 and the excluded ones, as they are printed."""
    c = line.columns
    counted = (
        *(c.total, c.online, c.direct, c.carried, c.solved, c.early, c.on_time, c.late),
        *(c.open, c.in_time, c.overdue, c.declined, c.withdrawn, c.stopped),
    )
    return tuple(f"{number:,}".replace(",", ".") for number in counted)

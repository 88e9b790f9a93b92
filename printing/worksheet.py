"""The period report as .xlsx: identifiers as text, real dates, numbers as numbers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from datetime import datetime
from io import BytesIO
from typing import IO, Any, Final

import xlsxwriter

from counter_app.domain.forms_reports import PeriodReport, ReportedDossier, ReportLine
from printing.long_sheet import STEP, Cell, write_book
from printing.period_report import NUMBERS, notes

_HEADS: Final = (
    *(
        "STT",
        "",
        "Tổng nhận",
        "Trực tuyến",
        "Trực tiếp, bưu chính",
        "Từ kỳ trước",
        "Tổng đã giải quyết",
    ),
    *("Trước hạn", "Đúng hạn", "Quá hạn", "Tổng đang giải quyết", "Trong hạn", "Quá hạn"),
    *("Từ chối", "Rút", "Dừng"),
)
_DOSSIER_HEADS: Final = (
    *("Mã hồ sơ", "Lĩnh vực", "Mã thủ tục", "Tên thủ tục", "Kênh nộp", "Ngày nhận"),
    *("Ngày hẹn trả", "Kết quả", "Ngày xong", "Công chức"),
)
_WIDTHS: Final = (22, 24, 14, 50, 12, 17, 17, 16, 17, 26)
_MOMENT: Final = "dd/mm/yyyy hh:mm"
Formats = dict[str, Any]


def write_report(
    target: IO[bytes],
    form: PeriodReport,
    dossiers: Iterable[ReportedDossier],
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Write the report and its dossiers; ``progress`` hears of rows and may raise to stop.

    What is in ``target`` then is no workbook.
    """
    write_book(target, lambda sheets: _book(form, sheets), _watched(dossiers, progress))


def _book(form: PeriodReport, sheets: int) -> bytes:
    """The workbook with so many sheets of dossiers, in each of them one row as a pattern."""
    target = BytesIO()
    options = {
        "constant_memory": True,  # texts stand in their cells, as in the rows that follow
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": form.made_at.replace(tzinfo=None), "title": "II.06a"})
        formats = {
            "bold": book.add_format({"bold": True}),
            "head": book.add_format({"bold": True, "text_wrap": True, "border": 1}),
            "moment": book.add_format({"num_format": _MOMENT}),
            "wrong": book.add_format({"bold": True, "font_color": "#B00020"}),
        }
        _report_sheet(book.add_worksheet("II.06a"), form, formats)
        for number in range(1, sheets + 1):
            name = "Hồ sơ" if number == 1 else f"Hồ sơ ({number})"
            _dossier_sheet(book.add_worksheet(name), formats, form.made_at)
    return target.getvalue()


def _report_sheet(sheet: Any, form: PeriodReport, formats: Formats) -> None:
    sheet.set_column(1, 1, 40)
    sheet.write_string(0, 0, " ".join(form.heading.template.title), formats["bold"])
    sheet.write_string(1, 0, form.heading.letterhead.unit)
    sheet.write_string(2, 0, "Từ ngày")
    sheet.write_datetime(2, 1, _plain(form.period.begins), formats["moment"])
    sheet.write_string(3, 0, "Đến ngày")
    last = datetime.combine(form.period.last, datetime.min.time())
    sheet.write_datetime(3, 1, last, formats["moment"])
    heads = [head or form.parts for head in _HEADS]
    sheet.write_row(5, 0, heads, formats["head"])
    sheet.write_row(6, 0, NUMBERS, formats["head"])
    row = 7
    for number, line in enumerate(form.lines, 1):
        _line(sheet, row, str(number), line, formats)
        row += 1
    _line(sheet, row, "", form.total, formats)
    for text in notes(form):
        row += 1
        sheet.write_string(row + 1, 0, text)


def _line(sheet: Any, row: int, number: str, line: ReportLine, formats: Formats) -> None:
    style = formats["wrong"] if line.broken else None
    sheet.write_string(row, 0, number, style)
    sheet.write_string(row, 1, line.name, style)
    for column, count in enumerate(astuple(line.columns), 2):
        sheet.write_number(row, column, count, style)


def _dossier_sheet(sheet: Any, formats: Formats, moment: datetime) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, _DOSSIER_HEADS, formats["head"])
    sheet.write_datetime(1, 0, _plain(moment), formats["moment"])


def _watched(
    dossiers: Iterable[ReportedDossier], progress: Callable[[int], None]
) -> Iterator[Iterable[Cell]]:
    for number, dossier in enumerate(dossiers, 1):
        yield _cells(dossier)
        if number % STEP == 0:
            progress(number)


def _cells(dossier: ReportedDossier) -> tuple[Cell, ...]:
    return (
        *(dossier.code, dossier.field, dossier.procedure_code, dossier.procedure, dossier.channel),
        _plain(dossier.received_at),
        _plain(dossier.due_at) if dossier.due_at else None,
        dossier.ended,
        _plain(dossier.ended_at) if dossier.ended_at else None,
        dossier.officer,
    )


def _plain(moment: datetime) -> datetime:
    """A worksheet knows no zones: the local time, to the minute's second."""
    return moment.replace(tzinfo=None, microsecond=0)

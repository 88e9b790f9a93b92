"""The quarterly sheet of ratings as a workbook: figures as numbers, one table a sheet."""

from io import BytesIO
from typing import Any, Final

import xlsxwriter

from counter_app.domain.estimate import Estimate
from counter_app.domain.rating_sheet import RatingSheet
from printing.rating_words import (
    NOTE,
    TITLE,
    TOO_FEW,
    WHOLE,
    deduction_words,
    quarter_words,
)

_OFFICERS: Final = (
    *("Công chức", "Số phiếu phát ra", "Số phiếu thu về"),
    *("Tỷ lệ hài lòng", "Hài lòng từ", "Hài lòng đến"),
    *("Điểm tự chấm", "Tự chấm từ", "Tự chấm đến"),
    *("Điểm thẩm định", "Thẩm định từ", "Thẩm định đến", "Lý do trừ điểm"),
)
_CRITERIA: Final = (
    *("Tiêu chí", "Nội dung", "Số trả lời"),
    *("Điểm tự chấm", "Tự chấm từ", "Tự chấm đến"),
    *("Điểm thẩm định", "Thẩm định từ", "Thẩm định đến", "Lý do trừ điểm"),
)
_HEAD_ROW: Final = 3
_WIDEST: Final = 60  # letters


def workbook(sheet: RatingSheet) -> bytes:
    """The sheet as .xlsx; equal input gives equal bytes. No text is taken for a formula."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties(
            {"title": " ".join(TITLE), "created": sheet.made_at.replace(tzinfo=None)}
        )
        officers = [
            [
                line.name or WHOLE,
                line.issued,
                TOO_FEW if line.forms is None else line.forms,
                *_figures(line.satisfied),
                *_figures(line.given),
                *_figures(line.verified),
                "; ".join(deduction_words(one, sheet.scale) for one in line.deductions),
            ]
            for line in sheet.lines
        ]
        _put(book, "Công chức", sheet, _OFFICERS, officers)
        criteria = [
            [
                line.criterion.id,
                line.criterion.name.vi,
                line.points.given.n if line.points.given else TOO_FEW,
                *_figures(line.points.given),
                *_figures(line.points.verified),
                deduction_words(line.deduction, sheet.scale) if line.deduction else "",
            ]
            for line in sheet.criteria
        ]
        _put(book, "Tiêu chí", sheet, _CRITERIA, criteria)
    return target.getvalue()


def _figures(estimate: Estimate | None) -> tuple[float | str, ...]:
    if estimate is None:
        return ("", "", "")
    return (round(estimate.value, 3), round(estimate.low, 3), round(estimate.high, 3))


def _put(
    book: Any, name: str, sheet: RatingSheet, head: tuple[str, ...], rows: list[list[Any]]
) -> None:
    page = book.add_worksheet(name)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    page.write_string(0, 0, " ".join(TITLE), bold)
    page.write_string(1, 0, f"{sheet.letterhead.unit} – {quarter_words(sheet.quarter)}")
    strong = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    for column, text in enumerate(head):
        page.write_string(_HEAD_ROW, column, text, strong)
        longest = max([len(str(row[column])) for row in rows], default=0)
        page.set_column(column, column, min(_WIDEST, max(11, longest + 1)))
    for place, row in enumerate(rows, _HEAD_ROW + 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(place, column, value, wrapped)
            else:
                page.write_number(place, column, value)
    page.freeze_panes(_HEAD_ROW + 1, 1)
    page.write_string(_HEAD_ROW + 2 + len(rows), 0, NOTE)

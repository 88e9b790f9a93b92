"""The quarterly sheet of ratings as a PDF, page after page."""

from collections.abc import Iterator
from dataclasses import replace

from counter_app.domain.rating_sheet import CriterionLine, RatingSheet, SheetLine
from printing.flow import Sheet, fewest_pages
from printing.fonts import Face
from printing.head import Head, put_feet, sample_mark
from printing.legible import legible
from printing.page import A4_LYING, MM, Align, Leaf
from printing.pdf import Sides, pdf_of
from printing.rating_words import (
    NOTE,
    TITLE,
    TOO_FEW,
    WHOLE,
    deduction_words,
    number,
    points_words,
    quarter_words,
    share_words,
)
from printing.signatures import Signature, put_signature
from printing.styles import WIDE_TABLE, Styles
from printing.table import Cell, Column, put_table, said

_CLOSE = replace(WIDE_TABLE, cell_air=1, hand=10 * MM)
_FORMS = "Số phiếu"
_SCORE = "Điểm công chức (tối đa {highest})"
_BY_CRITERION = (
    Column("Tiêu chí", 14 * MM),
    Column("Nội dung", 92 * MM, Align.LEFT),
    Column("Số trả lời", 20 * MM),
    Column("Điểm tự chấm", 40 * MM),
    Column("Điểm thẩm định", 40 * MM),
    Column("Lý do trừ điểm", 71 * MM, Align.LEFT),
)


def render(sheet: RatingSheet) -> bytes:
    """The sheet as a PDF; equal input gives equal bytes.

    Raises:
        DamagedFont
    """
    shown = legible(sheet)
    leaves = fewest_pages(lambda styles: _set(shown, styles), (WIDE_TABLE, _CLOSE))
    foot = f"{shown.scale.source}, {quarter_words(shown.quarter)}"
    pages = put_feet(leaves, foot, A4_LYING, WIDE_TABLE.head.foot)
    title = f"{' '.join(TITLE).capitalize()} {sheet.quarter}"
    paper = Sides((A4_LYING.width, A4_LYING.height), ((0.0, pages),))
    return pdf_of(paper, title, sheet.letterhead.unit)


def _set(form: RatingSheet, styles: Styles) -> list[Leaf]:
    sheet = Sheet(_head(form, styles), styles, A4_LYING)
    put_table(sheet, _columns(form), [_row(n, line) for n, line in enumerate(_told(form))])
    sheet.y += 4 * MM
    sheet.need(20 * MM)
    sheet.paragraph(((Face.BOLD, "Theo từng tiêu chí, cả cơ quan"),), styles.text)
    sheet.y += 1 * MM
    put_table(sheet, _BY_CRITERION, [_criterion(line, form) for line in form.criteria])
    sheet.y += 2 * MM
    sheet.need(styles.text.leading)
    sheet.paragraph(((Face.BOLD, _grade(form)),), styles.text)
    put_signature(sheet, Signature("NGƯỜI LẬP BẢNG", form.made_by), [((Face.ITALIC, NOTE),)])
    return sheet.leaves


def _head(form: RatingSheet, styles: Styles) -> Head:
    period = ((Face.ITALIC, f"{quarter_words(form.quarter)} – {form.scale.source}"),)
    sample = sample_mark(form.is_sample)
    return Head(
        letterhead=form.letterhead,
        day=form.made_at.date(),
        reference=(),
        title=TITLE,
        marks=(*period, *sample),
        overleaf=(*period, *sample),
        codes=None,
        styles=styles,
        paper=A4_LYING,
    )


def _columns(form: RatingSheet) -> tuple[Column, ...]:
    scale = form.scale
    highest = sum(scale.criterion(name).highest for name in scale.officer_score)
    score = _SCORE.format(highest=highest)
    return (
        Column("STT", 10 * MM),
        Column("Công chức", 52 * MM, Align.LEFT),
        Column("Phát ra", 18 * MM, group=_FORMS),
        Column("Thu về", 24 * MM, group=_FORMS),
        Column("Tỷ lệ hài lòng", 34 * MM),
        Column("Tự chấm", 36 * MM, group=score),
        Column("Thẩm định", 36 * MM, group=score),
        Column("Lý do trừ điểm", 67 * MM, Align.LEFT),
    )


def _told(form: RatingSheet) -> Iterator[tuple[SheetLine, tuple[str, ...]]]:
    for line in form.lines:
        yield line, tuple(deduction_words(one, form.scale) for one in line.deductions)


def _row(place: int, told: tuple[SheetLine, tuple[str, ...]]) -> tuple[Cell, ...]:
    line, reasons = told
    face = Face.REGULAR if place else Face.BOLD
    return (
        said(str(place) if place else ""),
        said(line.name if place else WHOLE, face),
        said(str(line.issued), face),
        said(TOO_FEW if line.forms is None else str(line.forms), face),
        said(share_words(line.satisfied) if line.forms else "", face),
        said(points_words(line.given) if line.forms else "", face),
        said(points_words(line.verified) if line.forms else "", face),
        tuple(((Face.REGULAR, reason),) for reason in reasons),
    )


def _criterion(line: CriterionLine, form: RatingSheet) -> tuple[Cell, ...]:
    points = line.points
    return (
        said(line.criterion.id),
        said(line.criterion.name.vi),
        said(str(points.given.n) if points.given else TOO_FEW),
        said(points_words(points.given) if points.given else ""),
        said(points_words(points.verified) if points.given else ""),
        said(deduction_words(line.deduction, form.scale) if line.deduction else ""),
    )


def _grade(form: RatingSheet) -> str:
    if form.total is None or form.grade is None:
        return "Tổng điểm: chưa đủ phiếu ở mọi tiêu chí để xếp loại."
    highest = sum(one.highest for one in form.scale.criteria)
    return f"Tổng điểm: {number(form.total)}/{highest}. Xếp loại: {form.grade.name.vi}."

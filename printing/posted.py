"""What is posted for citizens as PDF: one procedure, a field's booklet, the review's report."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from counter_app.domain.posted import (
    Booklet,
    PostedPaper,
    PostedSheet,
    Poster,
    ReviewReport,
    lookup_text,
)
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.text import nfc
from printing.codes import Dots
from printing.flow import Sheet, clipped, lines, put_block
from printing.fonts import Face
from printing.head import Head, put_feet, sample_mark
from printing.legible import legible
from printing.page import A4_TABLE, MM, Align, Leaf
from printing.pdf import Sides, pdf_of
from printing.posted_procedure import put_procedure
from printing.posted_review import put_review
from printing.styles import LARGE_TABLE
from printing.table import Column, put_table, said

NOT_OFFICIAL = "MẪU, CHƯA ĐỐI CHIẾU VỚI QUYẾT ĐỊNH CÔNG BỐ – KHÔNG PHẢI BẢN CHÍNH THỨC"
_DOTS = Dots(203)
_PAGE_NUMBER = 30 * MM  # room for it at the foot
_CONTENTS = (
    Column("STT", 11 * MM),
    Column("Mã thủ tục", 27 * MM),
    Column("Tên thủ tục hành chính", 127 * MM, Align.LEFT),
    Column("Trang", 15 * MM),
)


def render_posted(paper: PostedPaper) -> bytes:
    """The paper as A4 pages; equal input gives equal bytes.

    Raises:
        DamagedFont, InvalidTerm
    """
    pages = posted_leaves(paper)
    title = " ".join(_title(paper)).capitalize()
    sides = Sides((A4_TABLE.width, A4_TABLE.height), ((0.0, pages),))
    return pdf_of(sides, title, paper.poster.letterhead.unit)


def posted_leaves(paper: PostedPaper) -> tuple[Leaf, ...]:
    """The pages before they are painted.

    Raises:
        DamagedFont, InvalidTerm
    """
    if isinstance(paper, PostedSheet):
        pages = _procedure_pages(paper.poster, paper.version, _title(paper))
        said_below = _foot(paper.poster, paper.version.code)
    elif isinstance(paper, Booklet):
        pages = _booklet_pages(paper)
        said_below = f"Lĩnh vực: {paper.field}"
    else:
        pages = _review_pages(paper)
        said_below = "Rà soát thủ tục hành chính"
    return put_feet(pages, _one_line(legible(said_below)), A4_TABLE, LARGE_TABLE.head.foot)


def _one_line(text: str) -> str:
    """As much of ``text`` as stands beside the page's number."""
    room = A4_TABLE.column - _PAGE_NUMBER
    first = clipped(lines(((Face.REGULAR, text),), LARGE_TABLE.head.foot.size, room), 1)
    return "".join(piece for line in first for _, _, piece in line.pieces)


def _title(paper: PostedPaper) -> tuple[str, ...]:
    if isinstance(paper, PostedSheet):
        return ("THỦ TỤC HÀNH CHÍNH",)
    if isinstance(paper, Booklet):
        return ("DANH MỤC VÀ NỘI DUNG THỦ TỤC HÀNH CHÍNH",)
    quarter = paper.review.quarter
    return ("BÁO CÁO RÀ SOÁT THỦ TỤC HÀNH CHÍNH", f"QUÝ {quarter.number} NĂM {quarter.year}")


def _foot(poster: Poster, code: str) -> str:
    return f"Mã thủ tục: {code}" + (f" – tra cứu: {poster.lookup_url}" if poster.lookup_url else "")


def _procedure_pages(
    poster: Poster, version: ProcedureVersion, title: tuple[str, ...]
) -> list[Leaf]:
    shown = legible(version)
    marks = () if version.official else ((Face.BOLD, NOT_OFFICIAL),)
    sheet = _sheet(poster, title, marks, f"{shown.code} – {shown.name.vi}")
    put_procedure(sheet, shown, _address(poster, version), _DOTS)
    return sheet.leaves


def _address(poster: Poster, version: ProcedureVersion) -> str:
    return nfc(lookup_text(poster.lookup_url, version.code))


def _booklet_pages(booklet: Booklet) -> list[Leaf]:
    """The contents name pages that come after them, so their own number is found out first."""
    sections = [_section(booklet, version) for version in booklet.versions]
    first = len(_contents(booklet, [0] * len(sections))) + 1
    numbers = []
    for section in sections:
        numbers.append(first)
        first += len(section)
    return [*_contents(booklet, numbers), *(leaf for section in sections for leaf in section)]


def _contents(booklet: Booklet, numbers: Sequence[int]) -> list[Leaf]:
    field = legible(f"Lĩnh vực: {booklet.field}")
    official = all(version.official for version in booklet.versions)
    marks = ((Face.BOLD, field), *(() if official else ((Face.BOLD, NOT_OFFICIAL),)))
    sheet = _sheet(booklet.poster, _title(booklet), marks, f"Mục lục – {field}")
    sheet.paragraph(((Face.BOLD, "MỤC LỤC"),), sheet.styles.text, Align.CENTRE)
    sheet.y += 1 * MM
    rows = (
        (said(str(n)), said(v.code), said(v.name.vi), said(str(page)))
        for n, (v, page) in enumerate(zip(legible(booklet.versions), numbers, strict=True), 1)
    )
    put_table(sheet, _CONTENTS, rows)
    return sheet.leaves


def _section(booklet: Booklet, version: ProcedureVersion) -> list[Leaf]:
    """A procedure within the booklet begins a page of its own, below a line instead of a head."""
    shown = legible(version)
    marks = () if version.official else (NOT_OFFICIAL,)
    top = partial(_running_head, legible(f"Lĩnh vực: {booklet.field} – {version.code}"), marks)
    sheet = Sheet(top, LARGE_TABLE, A4_TABLE)
    put_procedure(sheet, shown, _address(booklet.poster, version), _DOTS)
    return sheet.leaves


def _review_pages(report: ReviewReport) -> list[Leaf]:
    quarter = report.review.quarter
    period = f"Từ ngày {quarter.first:%d/%m/%Y} đến ngày {quarter.last:%d/%m/%Y}"
    marks = ((Face.ITALIC, period),)
    sheet = _sheet(report.poster, _title(report), marks, " ".join(_title(report)))
    put_review(sheet, report)
    return sheet.leaves


def _sheet(
    poster: Poster,
    title: tuple[str, ...],
    marks: tuple[tuple[Face, str], ...],
    overleaf: str,
) -> Sheet:
    sample = sample_mark(poster.is_sample)
    head = Head(
        letterhead=replace(legible(poster.letterhead), reception=""),
        day=poster.day,
        reference=(),
        title=title,
        marks=(*marks, *sample),
        overleaf=(),
        codes=None,
        styles=LARGE_TABLE,
        paper=A4_TABLE,
    )
    names = tuple(text for _, text in (*marks, *sample))
    return Sheet(_first_or_running(head, overleaf, names), LARGE_TABLE, A4_TABLE)


def _first_or_running(
    head: Head, overleaf: str, marks: tuple[str, ...]
) -> Callable[[Leaf, int], float]:
    def open_page(leaf: Leaf, number: int) -> float:
        if number == 0:
            return head(leaf, 0)
        return _running_head(overleaf, marks, leaf, number)

    return open_page


def _running_head(text: str, marks: tuple[str, ...], leaf: Leaf, number: int) -> float:
    style = LARGE_TABLE.head.foot
    sheet_top = Sheet(lambda _leaf, _number: A4_TABLE.top, LARGE_TABLE, A4_TABLE)
    at = sheet_top.place()
    more = " (tiếp theo)" if number else ""
    for face, line in ((Face.ITALIC, f"{text}{more}"), *((Face.BOLD, mark) for mark in marks)):
        block = lines(((face, line),), style.size, at.width)
        at = replace(at, y=put_block(leaf, block, at, style))
    return at.y + 3 * MM

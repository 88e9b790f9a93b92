"""What a receipt says, field by field in the order of the form (`domain.md` §3.1)."""

from collections.abc import Iterator

from counter_app.domain.forms import Receipt
from printing.closing import put_closing
from printing.fields import Row, asked, line, pairs, put_rows, reception
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import MM, Align
from printing.papers import put_papers
from printing.wording import (
    copies,
    derivation_line,
    due_in_words,
    fees_in_words,
    moment,
    result_at,
    term_in_words,
)


def put_body(sheet: Sheet, receipt: Receipt, *, for_citizen: bool) -> None:
    """Set every field; optional ones that are empty leave no line behind."""
    if receipt.issue > 1:
        _put_reissue(sheet, receipt)
    put_rows(sheet, _who_and_what(receipt))
    _put_papers(sheet, receipt)
    put_rows(sheet, _when(receipt))
    if why := _why(receipt):
        sheet.paragraph(((Face.ITALIC, why),), sheet.styles.why)
    put_rows(sheet, _then(receipt))
    put_closing(sheet, receipt, for_citizen=for_citizen)


def _put_reissue(sheet: Sheet, receipt: Receipt) -> None:
    reason = f" – lý do: {receipt.reissue_reason}" if receipt.reissue_reason else ""
    again = f"Cấp lại lần {receipt.issue - 1}{reason}"
    sheet.paragraph(((Face.BOLD, again),), sheet.styles.text, Align.CENTRE)
    sheet.y += 1 * MM


def _who_and_what(receipt: Receipt) -> Iterator[Row]:
    """Items 3 to 6: the reception, the submitter, what is asked, the applicant."""
    yield from reception(receipt.letterhead)
    yield from asked(receipt.submitter, receipt.applicant, receipt.procedure, receipt.content)


def _put_papers(sheet: Sheet, receipt: Receipt) -> None:
    """Items 7 and 8, and what was accepted as missing."""
    given = "" if receipt.papers else " không có giấy tờ kèm theo"
    sheet.paragraph(((Face.REGULAR, f"Thành phần hồ sơ nộp gồm:{given}"),), sheet.styles.text)
    if receipt.papers:
        sheet.y += 0.6 * MM
        put_papers(sheet, receipt.papers)
        sheet.y += 1.2 * MM
    if receipt.missing:
        put_rows(sheet, line("Giấy tờ còn thiếu khi tiếp nhận:", "; ".join(receipt.missing)))
        put_rows(sheet, line("Lý do tiếp nhận:", receipt.missing_reason))
    put_rows(sheet, line("Số lượng hồ sơ:", f"{copies(receipt.sets)} (bộ)"))


def _when(receipt: Receipt) -> Iterator[Row]:
    """Items 9 to 12: the term, when it came in, when the result is due, phase by phase."""
    promises = receipt.promises
    phased = len(promises) > 1
    terms = [
        f"giai đoạn {number}: {term_in_words(promise.term)}"
        if phased
        else term_in_words(promise.term)
        for number, promise in enumerate(promises, 1)
    ]
    yield from line("Thời gian giải quyết hồ sơ theo quy định là:", "; ".join(terms))
    yield from line("Thời gian nhận hồ sơ:", moment(receipt.received_at))
    for number, promise in enumerate(promises, 1):
        of = f" giai đoạn {number}" if phased else " giải quyết hồ sơ"
        yield from line(f"Thời gian trả kết quả{of}:", due_in_words(promise.due_at), Face.BOLD)


def _why(receipt: Receipt) -> str:
    if receipt.derivation is None or all(promise.due_at is None for promise in receipt.promises):
        return ""
    terms = [promise.term for promise in receipt.promises]
    received = receipt.received_at.date()
    return derivation_line(receipt.derivation, terms, receipt.hour_rule, received)


def _then(receipt: Receipt) -> Iterator[Row]:
    """Items 13 to 15: where the result goes, what it costs, the book."""
    yield from line("Đăng ký nhận kết quả tại:", result_at(receipt.result_channel))
    if receipt.fees:
        yield from line("Phí, lệ phí:", fees_in_words(receipt.fees))
    if receipt.book is not None:
        volume, number = receipt.book
        yield from pairs(("Vào Sổ theo dõi hồ sơ, Quyển số:", volume), ("Số thứ tự:", number))

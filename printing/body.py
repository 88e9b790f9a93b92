"""What a receipt says, field by field in the order of the form (`domain.md` §3.1)."""

from collections.abc import Iterator, Sequence

from counter_app.domain.forms import Letterhead, Party, Promise, Receipt
from printing.closing import put_closing
from printing.flow import Runs, Sheet
from printing.fonts import Face
from printing.page import MM, Align
from printing.papers import put_table
from printing.wording import (
    copies,
    derivation_line,
    fees_in_words,
    moment,
    result_at,
    term_in_words,
)

_RECEPTION = "Bộ phận tiếp nhận và trả kết quả"

Row = Sequence[Runs]  # cells side by side where they fit


def put_body(sheet: Sheet, receipt: Receipt, *, for_citizen: bool) -> None:
    """Set every field; optional ones that are empty leave no line behind."""
    if receipt.issue > 1:
        _put_reissue(sheet, receipt)
    _put_rows(sheet, _who_and_what(receipt))
    _put_papers(sheet, receipt)
    _put_rows(sheet, _when(receipt))
    if why := _why(receipt):
        sheet.paragraph(((Face.ITALIC, why),), sheet.styles.why)
    _put_rows(sheet, _then(receipt))
    put_closing(sheet, receipt, for_citizen=for_citizen)


def _put_reissue(sheet: Sheet, receipt: Receipt) -> None:
    reason = f" – lý do: {receipt.reissue_reason}" if receipt.reissue_reason else ""
    again = f"Cấp lại lần {receipt.issue - 1}{reason}"
    sheet.paragraph(((Face.BOLD, again),), sheet.styles.text, Align.CENTRE)
    sheet.y += 1 * MM


def _who_and_what(receipt: Receipt) -> Iterator[Row]:
    """Items 3 to 6: the reception, the submitter, what is asked, the applicant."""
    submitter, applicant = receipt.submitter, receipt.applicant
    yield from _line(f"{_RECEPTION}:", _reception(receipt.letterhead))
    yield from _line("Tiếp nhận hồ sơ của:", submitter.name, Face.BOLD)
    yield from _reachable(submitter)
    yield from _line("Nội dung yêu cầu giải quyết:", receipt.content or receipt.procedure)
    if receipt.content and receipt.content != receipt.procedure:
        yield from _line("Thủ tục hành chính:", receipt.procedure)
    if applicant is not None:
        yield from _line("Chủ hồ sơ:", applicant.name, Face.BOLD)
        yield from _reachable(applicant)


def _reception(letterhead: Letterhead) -> str:
    """The one-stop shop's own name; where it has none, the unit it belongs to."""
    named = letterhead.reception.casefold() != _RECEPTION.casefold()
    return letterhead.reception if named else letterhead.unit


def _reachable(party: Party) -> Iterator[Row]:
    """Item 5: where and how to reach somebody, and who they are."""
    yield from _line("Địa chỉ:", party.address)
    yield from _pairs(
        ("Số điện thoại:", party.phone),
        ("Email:", party.email),
        ("Số CCCD/hộ chiếu:", party.id_number),
        ("Mã số thuế:", party.tax_code),
    )


def _put_papers(sheet: Sheet, receipt: Receipt) -> None:
    """Items 7 and 8, and what was accepted as missing."""
    given = "" if receipt.papers else " không có giấy tờ kèm theo"
    sheet.paragraph(((Face.REGULAR, f"Thành phần hồ sơ nộp gồm:{given}"),), sheet.styles.text)
    if receipt.papers:
        sheet.y += 0.6 * MM
        put_table(sheet, receipt.papers)
        sheet.y += 1.2 * MM
    if receipt.missing:
        _put_rows(sheet, _line("Giấy tờ còn thiếu khi tiếp nhận:", "; ".join(receipt.missing)))
        _put_rows(sheet, _line("Lý do tiếp nhận:", receipt.missing_reason))
    _put_rows(sheet, _line("Số lượng hồ sơ:", f"{copies(receipt.sets)} (bộ)"))


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
    yield from _line("Thời gian giải quyết hồ sơ theo quy định là:", "; ".join(terms))
    yield from _line("Thời gian nhận hồ sơ:", moment(receipt.received_at))
    for number, promise in enumerate(promises, 1):
        of = f" giai đoạn {number}" if phased else " giải quyết hồ sơ"
        yield from _line(f"Thời gian trả kết quả{of}:", _due(promise), Face.BOLD)


def _due(promise: Promise) -> str:
    if promise.due_at is None:
        return "theo thông báo của cơ quan giải quyết"
    return moment(promise.due_at)


def _why(receipt: Receipt) -> str:
    if receipt.derivation is None or all(promise.due_at is None for promise in receipt.promises):
        return ""
    terms = [promise.term for promise in receipt.promises]
    received = receipt.received_at.date()
    return derivation_line(receipt.derivation, terms, receipt.hour_rule, received)


def _then(receipt: Receipt) -> Iterator[Row]:
    """Items 13 to 15: where the result goes, what it costs, the book."""
    yield from _line("Đăng ký nhận kết quả tại:", result_at(receipt.result_channel))
    if receipt.fees:
        yield from _line("Phí, lệ phí:", fees_in_words(receipt.fees))
    if receipt.book is not None:
        volume, number = receipt.book
        yield from _pairs(("Vào Sổ theo dõi hồ sơ, Quyển số:", volume), ("Số thứ tự:", number))


def _put_rows(sheet: Sheet, rows: Iterator[Row]) -> None:
    for cells in rows:
        sheet.row(cells, sheet.styles.text)


def _line(label: str, value: str, face: Face = Face.REGULAR) -> Iterator[Row]:
    if value:
        yield (((Face.REGULAR, label), (face, value)),)


def _pairs(*labelled: tuple[str, str]) -> Iterator[Row]:
    """The given ones of several short fields, two to a line."""
    cells = [((Face.REGULAR, label), (Face.REGULAR, value)) for label, value in labelled if value]
    for start in range(0, len(cells), 2):
        yield cells[start : start + 2]

"""The end of a receipt: two signatures, and the notes at the foot of the last page."""

from collections.abc import Iterator, Sequence

from counter_app.domain.forms import Receipt
from printing.flow import Line, Place, Runs, Sheet, clipped, lines, put_block
from printing.fonts import Face
from printing.page import A5_HEIGHT, BOTTOM, COLUMN, MARGIN, MM, Align

_HALF = COLUMN / 2
_GAP = 2.5 * MM
_UNDER_RULE = 0.8 * MM
_MOST_NAME_LINES = 3  # under a signature; the submitter's name stands in full above


def put_closing(sheet: Sheet, receipt: Receipt, *, for_citizen: bool) -> None:
    """Items 16 and 17; the signatures never stand alone on a page without their names.

    The look-up secret stands on the citizen's sheet alone: whoever holds that paper may look the
    dossier up and rate the service.
    """
    sign, note = sheet.styles.sign, sheet.styles.note
    names = [
        clipped(lines(((Face.BOLD, name),), sign.size, _HALF - 6 * MM), _MOST_NAME_LINES)
        for name in (receipt.submitter.name, receipt.officer)
    ]
    height = (2 + max(map(len, names))) * sign.leading + sheet.styles.hand
    notes = [
        line
        for runs in _notes(receipt, for_citizen=for_citizen)
        for line in lines(runs, note.size, COLUMN)
    ]
    sheet.y += _GAP
    sheet.need(height)
    _sign(sheet, names)
    _put_notes(sheet, notes)


def _sign(sheet: Sheet, names: Sequence[Sequence[Line]]) -> None:
    heads = ("NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ")
    style, bottom = sheet.styles.sign, sheet.y
    for number, (head, name) in enumerate(zip(heads, names, strict=True)):
        x = MARGIN + number * _HALF
        y = sheet.y
        for face, text in ((Face.BOLD, head), (Face.ITALIC, "(Ký, ghi rõ họ tên)")):
            block = lines(((face, text),), style.size, _HALF)
            y = put_block(sheet.leaf, block, Place(x, y, _HALF), style, Align.CENTRE)
        room = Place(x + 3 * MM, y + sheet.styles.hand, _HALF - 6 * MM)
        y = put_block(sheet.leaf, name, room, style, Align.CENTRE)
        bottom = max(bottom, y)
    sheet.y = bottom


def _put_notes(sheet: Sheet, notes: Sequence[Line]) -> None:
    """At the foot of the page under a hairline; a page that is too full passes them overleaf."""
    style = sheet.styles.note
    height = len(notes) * style.leading + _UNDER_RULE
    sheet.need(min(height + _GAP, 100 * MM))
    sheet.y = max(sheet.y + _GAP, A5_HEIGHT - BOTTOM - height - 0.01)
    sheet.rule(MARGIN, MARGIN + COLUMN)
    sheet.y += _UNDER_RULE
    for line in notes:
        sheet.need(style.leading)
        sheet.y = put_block(sheet.leaf, (line,), Place(MARGIN, sheet.y, COLUMN), style)


def _notes(receipt: Receipt, *, for_citizen: bool) -> Iterator[Runs]:
    yield ((Face.BOLD, "Ghi chú:"),)
    yield _plain(
        "Giấy này lập thành 02 liên: liên 1 lưu tại Bộ phận tiếp nhận và trả kết quả, "
        "liên 2 giao người nộp hồ sơ."
    )
    if receipt.lookup_url:
        yield _plain(f"Tra cứu tình trạng giải quyết hồ sơ bằng mã hồ sơ tại: {receipt.lookup_url}")
    if for_citizen and receipt.lookup_secret:
        yield (
            (Face.REGULAR, "- Mã tra cứu:"),
            (Face.BOLD, receipt.lookup_secret),
            (Face.REGULAR, "(dùng để tra cứu và đánh giá; không cung cấp cho người khác)."),
        )
    help_line = f" Điện thoại hướng dẫn, hỗ trợ: {receipt.hotline}." if receipt.hotline else ""
    yield _plain(f"Khi đến nhận kết quả, mang theo giấy này và giấy tờ tùy thân.{help_line}")


def _plain(text: str) -> Runs:
    return ((Face.REGULAR, f"- {text}"),)

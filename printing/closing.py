"""The end of a receipt: two signatures, and its notes."""

from collections.abc import Iterator

from counter_app.domain.forms import Receipt
from printing.flow import Runs, Sheet
from printing.fonts import Face
from printing.signatures import Signature, put_notes, put_signatures


def put_closing(sheet: Sheet, receipt: Receipt, *, for_citizen: bool) -> None:
    """Items 16 and 17.

    The look-up secret stands on the citizen's sheet alone: whoever holds that paper may look the
    dossier up and rate the service.
    """
    put_signatures(
        sheet,
        Signature("NGƯỜI NỘP HỒ SƠ", receipt.submitter.name),
        Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", receipt.officer),
    )
    put_notes(sheet, tuple(_notes(receipt, for_citizen=for_citizen)))


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

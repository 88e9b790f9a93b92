"""Sentences about what comes out of a printer."""

from typing import Any

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, listed, short


def _page_size(error: errors.UnsupportedPageSize) -> str:
    return _("Giấy tờ này không in được trên khổ {page}. Chọn khổ: {pages}.").format(
        page=short(error.page, 20), pages=listed(error.pages)
    )


def _unreadable_print(error: errors.UnreadablePrint) -> str:
    return _(
        "Mã vạch trên trang {page} in ra sẽ không quét được nên chưa gửi gì tới máy in. Chọn khổ giấy"
        " khác rồi in lại."
    ).format(page=error.page)


def _not_found(error: Any) -> str:
    return _("Không thấy máy in {printer}. Kiểm tra dây và nguồn, hoặc chọn máy in khác.").format(
        printer=short(error.printer, 40)
    )


def _refused(error: Any) -> str:
    return _(
        "Máy in {printer} không nhận lệnh in nên chưa in gì. Kiểm tra máy in rồi in lại."
    ).format(printer=short(error.printer, 40))


def _wrong_paper(error: Any) -> str:
    return _(
        "Máy in {printer} đang đặt khổ giấy {offered} mm, giấy tờ này cần {needed} mm; chưa in gì. Đổi"
        " khổ giấy rồi in lại."
    ).format(
        printer=short(error.printer, 40), offered=_size(error.offered), needed=_size(error.needed)
    )


def _size(sides: tuple[object, ...]) -> str:
    return " × ".join(str(side) for side in sides)


def _pdf(_error: Any) -> str:
    return _(
        "Bản giấy tờ đã lưu không mở được để xem. Hãy báo quản trị viên và phát hành lại giấy."
    )


SAYINGS: Sayings = {
    "UnsupportedPageSize": _page_size,
    "UnreadablePrint": _unreadable_print,
    "PrinterNotFound": _not_found,
    "PrinterRefused": _refused,
    "WrongPaper": _wrong_paper,
    "UnreadablePdf": _pdf,
}

"""Sentences about what comes out of a printer."""

from typing import Any

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, listed, of_reason, short
from ui.sentences.time import moment


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


def _nothing_to_print(_error: errors.NothingToPrint) -> str:
    return _("Hồ sơ chưa có nội dung để in giấy này. Thực hiện việc đó trước rồi in.")


def _register_too_long(error: errors.RegisterTooLong) -> str:
    most = f"{error.most:,}".replace(",", ".")
    return _(
        "Thời gian này có hơn {most} hồ sơ, quá nhiều cho một quyển. Chia thành các khoảng ngắn hơn."
    ).format(most=most)


def _not_in_force(error: errors.FormNotInForce) -> str:
    words = {
        "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
        "supplement": _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
        "decline": _("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
        "apology": _("Văn bản xin lỗi và hẹn lại ngày trả kết quả"),
        "stop": _("Thông báo dừng giải quyết hồ sơ"),
        "control-slip": _("Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        "register": _("Sổ theo dõi hồ sơ"),
    }
    form = of_reason(words, error.form, short(error.form, 40))
    if error.since:
        sentence = _(
            "Chưa có mẫu “{form}” cho hồ sơ nhận ngày {day}; mẫu này chỉ dùng cho hồ sơ nhận từ ngày"
            " {since}."
        )
        return sentence.format(form=form, day=moment(error.day), since=moment(error.since))
    return _("Không có mẫu “{form}” cho hồ sơ nhận ngày {day}. Kiểm tra lại ngày nhận.").format(
        form=form, day=moment(error.day)
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
    "NothingToPrint": _nothing_to_print,
    "RegisterTooLong": _register_too_long,
    "FormNotInForce": _not_in_force,
    "PrinterNotFound": _not_found,
    "PrinterRefused": _refused,
    "WrongPaper": _wrong_paper,
    "UnreadablePdf": _pdf,
}

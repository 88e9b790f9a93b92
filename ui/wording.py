"""Words for what the programs keep as codes, in an officer's language. No Qt here."""

from datetime import date, datetime
from typing import Final

from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.event import Kind
from counter_app.domain.procedure import Channel, FeeKind
from counter_app.domain.term import Part, Term, Unit
from counter_app.i18n import _, counted, language

TIE: Final = "\u00a0"  # a space that holds its neighbours on one line

_STATUS_ICONS: Final = {
    Status.REGISTERED: "intake",
    Status.RECEIVED: "check",
    Status.DECLINED: "close",
    Status.IN_PROCESS: "work",
    Status.SUPPLEMENT: "plus",
    Status.PAYMENT: "clock",
    Status.WITHDRAWN: "back",
    Status.STOPPED: "close",
    Status.FINISHED: "file",
    Status.RETURNED: "handover",
}
_STATUS_TONES: Final = {
    Status.DECLINED: "danger",
    Status.SUPPLEMENT: "warning",
    Status.PAYMENT: "warning",
    Status.STOPPED: "danger",
    Status.FINISHED: "success",
    Status.RETURNED: "success",
}


def status_word(status: Status, lifecycle: Lifecycle = Lifecycle.OPEN) -> str:
    """The status in short, as lists show it; a void dossier has no other."""
    if lifecycle is Lifecycle.VOID:
        return _("Đã hủy")
    return {
        Status.REGISTERED: _("Mới đăng ký"),
        Status.RECEIVED: _("Đã tiếp nhận"),
        Status.DECLINED: _("Từ chối tiếp nhận"),
        Status.IN_PROCESS: _("Đang giải quyết"),
        Status.SUPPLEMENT: _("Chờ bổ sung"),
        Status.PAYMENT: _("Chờ nộp tiền"),
        Status.WITHDRAWN: _("Đã rút hồ sơ"),
        Status.STOPPED: _("Dừng giải quyết"),
        Status.FINISHED: _("Đã có kết quả"),
        Status.RETURNED: _("Đã trả kết quả"),
    }[status]


def status_icon(status: Status, lifecycle: Lifecycle = Lifecycle.OPEN) -> str:
    """The name of the drawing beside ``status_word``."""
    return "close" if lifecycle is Lifecycle.VOID else _STATUS_ICONS[status]


def status_tone(status: Status, lifecycle: Lifecycle = Lifecycle.OPEN) -> str:
    """``danger``, ``warning``, ``success`` or nothing."""
    return "danger" if lifecycle is Lifecycle.VOID else _STATUS_TONES.get(status, "")


def act_word(kind: str) -> str:
    """What an event of ``kind`` says was done, to follow its author's name."""
    return {
        Kind.REGISTERED.value: _("ghi nhận hồ sơ nộp trực tuyến"),
        Kind.RECEIVED.value: _("tiếp nhận hồ sơ"),
        Kind.ACCEPTED.value: _("tiếp nhận hồ sơ nộp trực tuyến"),
        Kind.DECLINED.value: _("từ chối tiếp nhận"),
        Kind.TAKEN.value: _("nhận giải quyết"),
        Kind.FORWARDED.value: _("chuyển hồ sơ"),
        Kind.SUPPLEMENT_REQUESTED.value: _("yêu cầu bổ sung giấy tờ"),
        Kind.SUPPLEMENTED.value: _("nhận giấy tờ bổ sung"),
        Kind.PAYMENT_REQUESTED.value: _("yêu cầu nộp tiền"),
        Kind.PAID.value: _("thu tiền"),
        Kind.REVERSED.value: _("hủy khoản thu"),
        Kind.PAUSED.value: _("tạm dừng tính thời hạn"),
        Kind.RESUMED.value: _("tính tiếp thời hạn"),
        Kind.EXTENDED.value: _("gia hạn trả kết quả"),
        Kind.RESCHEDULED.value: _("dời ngày hẹn trả theo lịch làm việc mới"),
        Kind.FINISHED.value: _("giải quyết xong"),
        Kind.HANDED_OVER.value: _("trả kết quả"),
        Kind.WITHDRAWN.value: _("cho rút hồ sơ theo đề nghị của người nộp"),
        Kind.STOPPED.value: _("dừng giải quyết"),
        Kind.REOPENED.value: _("mở lại hồ sơ"),
        Kind.TRANSFERRED.value: _("chuyển hồ sơ sang cơ quan khác"),
        Kind.ARRIVED.value: _("xác nhận hồ sơ đã đến"),
        Kind.CORRECTED.value: _("đính chính và cấp lại giấy tiếp nhận"),
        Kind.VOIDED.value: _("hủy hồ sơ"),
        Kind.PRINTED.value: _("in giấy tờ"),
        Kind.ATTACHED.value: _("đính kèm tệp"),
        Kind.DETACHED.value: _("gỡ tệp đính kèm"),
        Kind.RESOLVED.value: _("chọn thông tin đúng"),
        Kind.ERASED.value: _("xóa dữ liệu cá nhân"),
        Kind.RATED.value: _("đánh giá của người dân"),
        Kind.RATING_ANSWERED.value: _("trả lời phản ánh"),
        Kind.COMPLAINT_JUDGED.value: _("kết luận phản ánh"),
    }.get(kind) or _("làm một việc mà phiên bản này chưa biết")


def pause_word(kind: str) -> str:
    """Why the term does not run (`PauseKind`)."""
    return {
        "supplement": _("chờ bổ sung giấy tờ"),
        "payment": _("chờ nộp tiền"),
        "posting": _("niêm yết công khai"),
        "verification": _("xác minh"),
        "force_majeure": _("sự kiện bất khả kháng"),
        "system_failure": _("hệ thống gặp sự cố"),
        "other": _("lý do khác"),
        "closed": _("hồ sơ đã đóng"),
    }.get(kind, kind)


def channel_word(channel: str) -> str:
    """How a dossier came in."""
    return {
        Channel.COUNTER.value: _("Trực tiếp"),
        Channel.POST.value: _("Bưu chính"),
        Channel.ONLINE.value: _("Trực tuyến"),
    }.get(channel, channel)


def result_channel_word(channel: str) -> str:
    """Where the applicant gets the result."""
    return {
        Channel.COUNTER.value: _("Tại quầy"),
        Channel.POST.value: _("Qua bưu chính"),
        Channel.ONLINE.value: _("Bản điện tử"),
    }.get(channel, channel)


def fee_word(kind: str) -> str:
    """The law keeps phí and lệ phí apart."""
    return {FeeKind.PHI.value: _("Phí"), FeeKind.LE_PHI.value: _("Lệ phí")}.get(kind, kind)


def payment_method_word(method: str) -> str:
    """How money came in; what another program wrote stands as it is."""
    return {"cash": _("Tiền mặt"), "transfer": _("Chuyển khoản")}.get(method, method)


def outcome_word(outcome: str) -> str:
    """How a case ended."""
    words = {"positive": _("Đồng ý giải quyết"), "negative": _("Không giải quyết")}
    return words.get(outcome, outcome)


def form_word(form: str) -> str:
    """A printed form, to follow "in"."""
    return {
        "receipt": _("giấy tiếp nhận"),
        "supplement": _("phiếu yêu cầu bổ sung"),
        "decline": _("phiếu từ chối tiếp nhận"),
        "apology": _("phiếu xin lỗi và hẹn lại"),
        "stop": _("phiếu dừng giải quyết"),
        "control-slip": _("phiếu kiểm soát"),
        "hand-over": _("phiếu bàn giao"),
        "register": _("sổ theo dõi hồ sơ"),
        "visit-list": _("danh sách hồ sơ đã nhận"),
        "label": _("nhãn bìa hồ sơ"),
    }.get(form, form)


def weekday_word(day: date) -> str:
    """``thứ Hai``."""
    return (
        _("thứ Hai"),
        _("thứ Ba"),
        _("thứ Tư"),
        _("thứ Năm"),
        _("thứ Sáu"),
        _("thứ Bảy"),
        _("Chủ nhật"),
    )[day.weekday()]


def moment_words(at: datetime) -> str:
    """``09:12 thứ Hai 23/11/2026``; ``at`` is in the counter's own time zone."""
    return f"{at:%H:%M} {weekday_word(at)} {at:%d/%m/%Y}"


def short_moment(at: datetime) -> str:
    """``23/11/2026 09:12``, for columns."""
    return f"{at:%d/%m/%Y %H:%M}"


def day_words(day: date) -> str:
    """``thứ Hai 23/11/2026``."""
    return f"{weekday_word(day)} {day:%d/%m/%Y}"


def money(amount: int) -> str:
    """``1.250.000 đ``; English groups with commas."""
    return f"{number_words(amount)}{TIE}đ"


def number_words(number: int) -> str:
    """``1.250.000``; English groups with commas."""
    text = f"{number:,}"
    return text if language() == "en" else text.replace(",", ".")


def term_words(text: str) -> str:
    """``5 ngày làm việc``, ``2 tháng + 15 ngày làm việc``, ``trong ngày làm việc``.

    Raises:
        InvalidTerm: not the text of a term.
    """
    term = Term.parse(text)
    if term.is_none:
        return _("pháp luật không quy định thời hạn")
    return " + ".join(map(_part_words, term.parts))


def _part_words(part: Part) -> str:
    number = part.quantity
    if part.unit is Unit.SAME_DAY:
        return _("trong ngày làm việc")
    return {
        Unit.WORKING_DAYS: counted("{number} ngày làm việc", "{number} ngày làm việc", number),
        Unit.CALENDAR_DAYS: counted("{number} ngày", "{number} ngày", number),
        Unit.MONTHS: counted("{number} tháng", "{number} tháng", number),
        Unit.WORKING_HOURS: counted("{number} giờ làm việc", "{number} giờ làm việc", number),
    }[part.unit].format(number=number)

"""What figures are called; no Qt: the command line says the same."""

import re
from typing import Final

from counter_app.domain.dossier import Status
from counter_app.i18n import _
from counter_app.services.figure_ports import By
from ui.wording import status_word
from ui.words import role_word

_SPAN: Final = re.compile(r"(overdue|age)_(\d+)_(\d*)")


def figure_word(name: str) -> str:
    """A figure by its stable name: ``Quá hạn``."""
    if found := _SPAN.fullmatch(name):
        return span_words(*found.groups())
    words = {
        "open": _("Chưa xong"),
        "registered": _("Đăng ký trực tuyến"),
        "waiting": _("Chờ xử lý"),
        "in_process": _("Đang xử lý"),
        "supplement": _("Chờ bổ sung"),
        "payment": _("Chờ nộp tiền"),
        "ready": _("Chờ trả kết quả"),
        "visiting": _("Của cơ quan khác"),
        "due_today": _("Đến hạn hôm nay"),
        "overdue": _("Quá hạn"),
        "paused": _("Tạm dừng tính hạn"),
        "paused_supplement": _("Tạm dừng: chờ bổ sung"),
        "paused_payment": _("Tạm dừng: nghĩa vụ tài chính"),
        "paused_posting": _("Tạm dừng: niêm yết"),
        "paused_verification": _("Tạm dừng: xác minh"),
        "paused_force_majeure": _("Tạm dừng: bất khả kháng"),
        "paused_system_failure": _("Tạm dừng: sự cố hệ thống"),
        "paused_other": _("Tạm dừng: lý do khác"),
        "early": _("Xong trước hạn"),
        "on_time": _("Xong đúng hạn"),
        "late": _("Xong quá hạn"),
        "declined": _("Từ chối tiếp nhận"),
        "withdrawn": _("Công dân rút"),
        "stopped": _("Dừng giải quyết"),
    }
    return words.get(name, name)


def span_words(kind: str, first: str, last: str) -> str:
    """So many days late, or since reception."""
    if kind == "overdue" and first == last == "0":
        return _("quá hạn hôm nay")
    if kind == "overdue":
        text = _("quá hạn {first}-{last} ngày") if last else _("quá hạn từ {first} ngày")
    else:
        text = _("nhận {first}-{last} ngày trước") if last else _("nhận từ {first} ngày trước")
    return text.format(first=first, last=last)


def by_word(by: By) -> str:
    """What a figure is broken down by."""
    return {
        By.FIELD: _("Lĩnh vực"),
        By.PROCEDURE: _("Thủ tục"),
        By.STEP: _("Bước"),
        By.OFFICER: _("Công chức"),
        By.UNIT: _("Cơ quan"),
        By.PLACE: _("Nơi đang giải quyết"),
        By.STATUS: _("Trạng thái"),
    }[by]


def share_word(by: By, key: str, names: dict[str, str]) -> str:
    """A part of a figure; ``names`` are those of officers and procedures, by their key."""
    if by is By.STATUS:
        return status_word(Status(int(key)))
    if not key:
        return _EMPTY[by]()
    role = key.removeprefix("role:")
    if by is By.OFFICER and role != key:
        return _("bộ phận {role}").format(role=role_word(role))
    return names.get(key, key)


_EMPTY: Final = {
    By.FIELD: lambda: _("không rõ lĩnh vực"),
    By.PROCEDURE: lambda: _("không rõ thủ tục"),
    By.STEP: lambda: _("không có bước"),
    By.OFFICER: lambda: _("chưa ai nhận"),
    By.UNIT: lambda: _("không rõ cơ quan"),
    By.PLACE: lambda: _("không rõ cơ quan"),
}

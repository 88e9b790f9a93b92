"""The words of the program for the domain's stable words; no Qt."""

import re
from collections.abc import Iterable

from counter_app.i18n import _

_INDEX = re.compile(r"\[[0-9]+\]")


def role_word(role: str) -> str:
    """A role as officers say it: ``tiếp nhận``; an unknown one as it stands."""
    words = {
        "reception": _("tiếp nhận"),
        "processing": _("xử lý"),
        "leader": _("lãnh đạo"),
        "supervisor": _("giám sát"),
        "control": _("kiểm soát thủ tục"),
        "administrator": _("quản trị"),
        "portal": _("cổng trực tuyến"),
        "limit": _("tự động khi hết hạn bổ sung"),
        "citizen": _("người dân"),
    }
    return words.get(role, role)


def role_words(roles: Iterable[str]) -> str:
    """Several roles, one after another: ``tiếp nhận, xử lý``."""
    return ", ".join(role_word(role) for role in roles)


def channel_word(channel: str) -> str:
    """How dossiers and results travel, as a phrase: ``tại quầy``."""
    words = {
        "counter": _("tại quầy"),
        "post": _("qua bưu chính"),
        "online": _("trực tuyến"),
    }
    return words.get(channel, channel)


def status_word(status: int | None) -> str:
    """The national status as officers say it."""
    words = {
        1: _("mới đăng ký"),
        2: _("đã tiếp nhận"),
        3: _("từ chối tiếp nhận"),
        4: _("đang xử lý"),
        5: _("chờ bổ sung"),
        6: _("chờ nộp phí, lệ phí"),
        7: _("đã rút"),
        8: _("dừng giải quyết"),
        9: _("đã xử lý xong"),
        10: _("đã trả kết quả"),
    }
    return words.get(status or 0, _("chưa tiếp nhận"))


def weekday_word(day: str) -> str:
    """``mon`` to ``fri`` as a day."""
    words = {
        "mon": _("thứ Hai"),
        "tue": _("thứ Ba"),
        "wed": _("thứ Tư"),
        "thu": _("thứ Năm"),
        "fri": _("thứ Sáu"),
    }
    return words.get(day, day)


def act_word(act: str) -> str:
    """An act as a verb: ``từ chối tiếp nhận``; an unknown one as ``làm việc này``."""
    words = _acts_on_dossiers() | _acts_on_the_unit()
    return words.get(act, _("làm việc này"))


def erasure_word(reason: str) -> str:
    """Why personal data was erased."""
    words = {
        "retention": _("hết thời hạn lưu giữ"),
        "request": _("theo yêu cầu của công dân"),
        "mistake": _("nhập nhầm"),
    }
    return words.get(reason, _("không rõ lý do"))


def field_word(path: str) -> str:
    """A place in an intake or an act: ``applicant.name`` is ``họ tên của chủ hồ sơ``."""
    bare = _INDEX.sub("", path)
    party, _dot, field = bare.rpartition(".")
    words = _field_words()
    owners = {"applicant": _("{field} của chủ hồ sơ"), "submitter": _("{field} của người nộp")}
    if party in owners and field in words:
        return owners[party].format(field=words[field])
    if bare == "components.name":
        return _("tên giấy tờ")
    return words.get(bare, words.get(field, _("thông tin đã nhập")))


def _acts_on_dossiers() -> dict[str, str]:
    return {
        "receive": _("tiếp nhận hồ sơ"),
        "register": _("đăng ký hồ sơ trực tuyến"),
        "accept": _("nhận hồ sơ trực tuyến"),
        "decline": _("từ chối tiếp nhận"),
        "take": _("nhận xử lý"),
        "forward": _("chuyển hồ sơ"),
        "request-supplement": _("yêu cầu bổ sung"),
        "supplement": _("nhận giấy tờ bổ sung"),
        "request-payment": _("yêu cầu nộp phí, lệ phí"),
        "pay": _("ghi thu phí, lệ phí"),
        "reverse": _("hủy biên lai"),
        "pause": _("tạm dừng thời hạn"),
        "resume": _("cho thời hạn chạy lại"),
        "extend": _("gia hạn"),
        "finish": _("kết thúc giải quyết"),
        "hand-over": _("trả kết quả"),
        "withdraw": _("rút hồ sơ"),
        "stop": _("dừng giải quyết"),
        "reopen": _("mở lại hồ sơ"),
        "transfer": _("chuyển liên thông"),
        "arrived": _("ghi nhận hồ sơ đến"),
        "correct": _("sửa hồ sơ"),
        "void": _("hủy hồ sơ"),
        "rate": _("đánh giá"),
        "answer-rating": _("trả lời phản ánh"),
        "judge-complaint": _("kết luận phản ánh"),
        "attach": _("đính kèm tệp"),
        "detach": _("gỡ tệp đính kèm"),
        "print": _("in giấy tờ"),
        "resolve": _("giải quyết mâu thuẫn"),
        "erase": _("xóa dữ liệu cá nhân"),
    }


def _acts_on_the_unit() -> dict[str, str]:
    return {
        "register-officer": _("thay đổi công chức"),
        "describe-unit": _("thay đổi thông tin cơ quan"),
        "see-units": _("xem số liệu của các đơn vị"),
        "import-calendar": _("thay đổi lịch làm việc"),
        "import-catalogue": _("nhập danh mục thủ tục"),
        "accept-proposal": _("chấp nhận đề xuất thủ tục"),
        "check-draft": _("rà dự thảo thủ tục"),
        "drop-draft": _("bỏ dự thảo thủ tục"),
        "issue-draft": _("ban hành dự thảo thủ tục"),
        "suggest": _("gửi kiến nghị rà soát thủ tục"),
        "answer-suggestion": _("trả lời kiến nghị rà soát thủ tục"),
    }


def _field_words() -> dict[str, str]:
    return _intake_words() | _act_words()


def _intake_words() -> dict[str, str]:
    return {
        "applicant": _("chủ hồ sơ"),
        "submitter": _("người nộp"),
        "procedure": _("thủ tục"),
        "case": _("trường hợp"),
        "channel": _("cách nộp"),
        "result_channel": _("cách nhận kết quả"),
        "received_at": _("thời điểm nhận"),
        "competent_unit": _("cơ quan giải quyết"),
        "kind": _("loại"),
        "name": _("họ tên"),
        "id_number": _("số định danh"),
        "birth_date": _("ngày sinh"),
        "phone": _("điện thoại"),
        "email": _("thư điện tử"),
        "address": _("địa chỉ"),
        "tax_code": _("mã số thuế"),
        "components": _("thành phần hồ sơ"),
        "content": _("nội dung yêu cầu"),
        "note": _("ghi chú"),
        "missing_reason": _("lý do còn thiếu giấy tờ"),
        "reason": _("lý do"),
        "text": _("nội dung"),
        "sets": _("số bộ hồ sơ"),
        "originals": _("số bản chính"),
        "certified": _("số bản chứng thực"),
        "photocopies": _("số bản sao"),
        "term": _("thời hạn"),
        "card_qr": _("dữ liệu thẻ"),
    }


def _act_words() -> dict[str, str]:
    return {
        "to": _("người nhận"),
        "until": _("ngày hẹn mới"),
        "document": _("số văn bản"),
        "amount": _("số tiền"),
        "receipt_number": _("số biên lai"),
        "method": _("cách thức"),
        "outcome": _("kết quả giải quyết"),
        "result": _("giấy tờ kết quả"),
        "recipient": _("người nhận kết quả"),
        "unit": _("cơ quan"),
        "seconded_by": _("công chức thứ hai"),
        "fields": _("các ô cần sửa"),
    }

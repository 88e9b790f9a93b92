"""Sentences about receiving dossiers and acting on them."""

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, listed, of_reason, short
from ui.words import act_word, field_word, status_word


def _missing_components(error: errors.MissingComponents) -> str:
    return _(
        "Thiếu {names}. Tích giấy tờ đã nhận, ghi lý do vẫn nhận hồ sơ, hoặc từ chối tiếp nhận."
    ).format(names=listed(error.names))


def _intake(error: errors.InvalidIntake) -> str:
    place = field_word(error.path)
    words = {
        "missing": _("Chưa có {place}. Nhập rồi tiếp nhận lại."),
        "too_many": _(
            "Hồ sơ có quá 200 loại giấy tờ. Gộp các giấy tờ cùng loại rồi tiếp nhận lại."
        ),
        "range": _("{place}: số lượng phải từ 0 đến 999."),
        "unknown_key": _("Dữ liệu hồ sơ có mục lạ: {path}. Bỏ mục đó đi."),
        "unknown_value": _("{place} có giá trị không dùng được. Chọn lại."),
        "not_text": _("{place} phải là chữ."),
        "not_a_list": _("{place} phải là danh sách."),
        "not_an_object": _("{place} không đúng mẫu."),
        "not_a_whole_number": _("{place} phải là số nguyên."),
        "not_a_moment": _("{place} không phải là thời điểm, viết như 2026-11-23T09:30."),
        **_unreadable(),
    }
    sentence = of_reason(words, error.reason, _("{place} chưa đúng. Kiểm tra lại rồi tiếp nhận."))
    return _capital(sentence.format(place=place, path=short(error.path, 60)))


def _unreadable() -> dict[str, str]:
    """Why a record that another program wrote cannot be read at all."""
    return {
        "not_json": _("Bản ghi không phải là JSON đọc được. Sửa lại rồi gửi lại."),
        "not_utf8": _("Bản ghi không phải là chữ UTF-8. Lưu lại bằng UTF-8 rồi gửi lại."),
        "nul": _("Bản ghi có ký tự rỗng (NUL) trong chữ. Bỏ ký tự đó rồi gửi lại."),
        "half_character": _("Bản ghi có nửa ký tự Unicode trong chữ. Sửa lại rồi gửi lại."),
        "too_large": _("Bản ghi quá lớn. Chia nhỏ hoặc bỏ bớt rồi gửi lại."),
        "too_deep": _("Bản ghi lồng quá nhiều lớp. Sửa lại rồi gửi lại."),
    }


def _too_long(error: errors.TextTooLong) -> str:
    return _(
        "{place} dài {length} ký tự, chỉ lưu và in được {limit}. Rút ngắn lại; không có gì bị tự cắt."
    ).format(place=_capital(field_word(error.path)), length=error.length, limit=error.limit)


def _unknown_dossier(error: errors.UnknownDossier) -> str:
    return _(
        "Trên quầy này không có hồ sơ {code}. Kiểm tra lại mã hoặc tìm theo tên người nộp."
    ).format(code=short(error.code, 40))


def _ambiguous(error: errors.AmbiguousCode) -> str:
    return _(
        "Có {count} hồ sơ cùng mã {code}. Tìm theo tên người nộp rồi chọn đúng hồ sơ, và báo quản trị"
        " viên."
    ).format(count=len(error.dossiers), code=short(error.code, 40))


def _code(error: errors.InvalidDossierCode) -> str:
    return _("“{text}” không phải là mã hồ sơ. Mã có dạng H26.12-261123-030017.").format(
        text=short(error.text, 40)
    )


def _day_full(error: errors.DayFull) -> str:
    return _(
        "Quầy {desk} đã dùng hết {highest} số của hôm nay. Tiếp nhận ở quầy khác và báo quản trị viên."
    ).format(desk=error.desk_number, highest=error.highest)


def _unknown_act(error: errors.UnknownAct) -> str:
    return _("Không có việc nào tên là “{act}”. Các việc có thể làm: {acts}.").format(
        act=short(error.act, 30), acts=", ".join(error.acts)
    )


def _not_yet(error: errors.ActNotYetSupported) -> str:
    return _("Bản chương trình này chưa làm được việc {act}. Làm trên giấy và ghi lại sau.").format(
        act=act_word(error.act)
    )


def _nothing_to_correct(_error: errors.NothingToCorrect) -> str:
    return _("Chưa sửa gì so với hồ sơ. Sửa ít nhất một ô rồi lưu.")


def _no_receipt(error: errors.NoReceipt) -> str:
    return _("Hồ sơ ở trạng thái “{status}” không có giấy tiếp nhận để in.").format(
        status=status_word(error.status)
    )


def _unknown_report(_error: errors.UnknownReport) -> str:
    return _("Quầy này chưa lập báo cáo nào như vậy. Lập báo cáo mới cho kỳ cần xem.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


SAYINGS: Sayings = {
    "MissingComponents": _missing_components,
    "InvalidIntake": _intake,
    "TextTooLong": _too_long,
    "UnknownDossier": _unknown_dossier,
    "AmbiguousCode": _ambiguous,
    "InvalidDossierCode": _code,
    "DayFull": _day_full,
    "UnknownAct": _unknown_act,
    "NothingToCorrect": _nothing_to_correct,
    "NoReceipt": _no_receipt,
    "UnknownReport": _unknown_report,
}

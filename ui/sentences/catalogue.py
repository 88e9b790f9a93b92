"""Sentences about procedures and the records they come from."""

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, listed, of_reason, short
from ui.words import act_word, channel_word, role_word


def _unknown_procedure(error: errors.UnknownProcedure) -> str:
    return _(
        "Không có thủ tục {code} đang hiệu lực vào ngày đó. Chọn thủ tục khác hoặc nhập danh mục mới."
    ).format(code=short(error.code, 30))


def _unknown_field(error: errors.UnknownField) -> str:
    return _(
        "Không có thủ tục nào của lĩnh vực “{field}” đang hiệu lực. Xem tên các lĩnh vực bằng catalogue"
        " list."
    ).format(field=short(error.field, 40))


def _repealed(error: errors.ProcedureRepealed) -> str:
    return _(
        "Thủ tục {code} đã bị bãi bỏ theo quyết định {decision}: không nhận hồ sơ mới, hồ sơ đang giải"
        " quyết vẫn tiếp tục."
    ).format(code=short(error.code, 30), decision=short(error.decision, 60))


def _unknown_case(error: errors.UnknownCase) -> str:
    if not error.cases:
        sentence = _("Thủ tục {code} không chia trường hợp. Bỏ chọn trường hợp rồi làm lại.")
        return sentence.format(code=short(error.procedure, 30))
    return _("Chọn một trường hợp của thủ tục {code}: {cases}.").format(
        code=short(error.procedure, 30), cases=listed(error.cases)
    )


def _channel(error: errors.ProcedureNotForChannel) -> str:
    words = [channel_word(channel) for channel in error.channels]
    return _("Thủ tục {code} không nhận {channel}. Có thể nhận: {channels}.").format(
        code=short(error.procedure, 30),
        channel=channel_word(error.channel),
        channels=listed(words),
    )


def _record(error: errors.UnreadableRecord) -> str:
    words = {
        "missing": _("thiếu thông tin"),
        "empty": _("tệp rỗng"),
        "not_json": _("tệp không phải là JSON"),
        "not_utf8": _("tệp không ở bảng mã UTF-8"),
        "too_large": _("quá lớn"),
        "too_deep": _("lồng nhau quá sâu"),
        "too_long": _("văn bản quá dài"),
        "wrong_type": _("sai kiểu dữ liệu"),
        "repeated": _("bị lặp lại"),
        "invalid_term": _("thời hạn không đọc được"),
        "invalid_date": _("ngày không đọc được"),
        "not_a_procedure": _("không phải là thủ tục hành chính"),
    }
    return _(
        "Không nhận bản ghi này: {cause}, ở vị trí {path}. Không có gì được nhập; sửa tệp rồi nhập lại."
    ).format(
        cause=of_reason(words, error.reason, _("nội dung không đúng mẫu")),
        path=short(error.path, 80),
    )


def _nothing_to_generate(error: errors.NothingToGenerate) -> str:
    if error.lacking != "procedure":
        return _(
            "Quầy chưa có công chức vai trò {role} để tạo hồ sơ thử. Thêm công chức trước."
        ).format(role=role_word(error.lacking))
    return _(
        "Danh mục chưa có thủ tục nào có thời hạn rõ ràng để tạo hồ sơ thử. Nhập danh mục mẫu trước."
    )


def _only_the_city(error: errors.OnlyTheCity) -> str:
    return _("Chỉ đơn vị kiểm soát thủ tục của thành phố mới được {act}.").format(
        act=act_word(error.act)
    )


def _unknown_proposal(error: errors.UnknownProposal) -> str:
    return _("Không có đề xuất {version}, hoặc thành phố đã chấp nhận rồi.").format(
        version=short(error.version, 40)
    )


def _overlapping(error: errors.OverlappingVersions) -> str:
    day = f"{error.effective:%d/%m/%Y}" if error.effective else _("một ngày chưa xác định")
    return _(
        "Thủ tục {code}: quyết định {decision} có hiệu lực cùng ngày {day} với quyết định {other}."
        " Sửa ngày hiệu lực của một trong hai."
    ).format(
        code=short(error.procedure, 30),
        decision=short(error.decision, 60),
        day=day,
        other=short(error.other, 60),
    )


def _too_early(error: errors.EffectiveTooEarly) -> str:
    return _(
        "Thủ tục {code}: quyết định {decision} có hiệu lực ngày {effective}, trước phiên bản mà nó thay"
        " ({begun}). Kiểm tra lại ngày hiệu lực."
    ).format(
        code=short(error.procedure, 30),
        decision=short(error.decision, 60),
        effective=f"{error.effective:%d/%m/%Y}",
        begun=f"{error.begun:%d/%m/%Y}",
    )


def _replaces_unknown(error: errors.ReplacesUnknown) -> str:
    return _(
        "Thủ tục {code} thay thế thủ tục {replaced}, nhưng danh mục không có thủ tục này. Nhập thủ tục"
        " bị thay thế trước hoặc sửa mã."
    ).format(code=short(error.procedure, 30), replaced=short(error.replaced, 30))


def _incomplete(error: errors.IncompleteDecision) -> str:
    words = {"number": _("số quyết định"), "effective": _("ngày có hiệu lực")}
    return _("Dự thảo thủ tục {code} còn thiếu: {lacking}. Ghi đủ khi rà dự thảo.").format(
        code=short(error.procedure, 30),
        lacking=listed([words.get(one, one) for one in error.lacking]),
    )


def _unknown_draft(error: errors.UnknownDraft) -> str:
    return _("Không có dự thảo {draft} nào đang chờ; có thể đã ban hành hoặc đã bỏ.").format(
        draft=short(error.draft, 40)
    )


def _not_checked(error: errors.DraftNotChecked) -> str:
    return _(
        "Dự thảo thủ tục {code} chưa được rà với quyết định công bố. Rà trước khi ban hành."
    ).format(code=short(error.procedure, 30))


def _own_draft(error: errors.OwnDraft) -> str:
    words = {"drafted": _("lập"), "checked": _("rà")}
    return _("Anh/chị đã {part} dự thảo thủ tục {code}, nên người khác phải ban hành.").format(
        part=of_reason(words, error.part, _("lập")), code=short(error.procedure, 30)
    )


def _invalid_suggestion(error: errors.InvalidSuggestion) -> str:
    parts = {
        "procedures": _("thủ tục"),
        "text": _("nội dung"),
        "flaw": _("loại vướng mắc"),
        "outcome": _("kết quả"),
        "note": _("lý do"),
    }
    causes = {
        "missing": _("chưa ghi"),
        "too_long": _("quá dài"),
        "too_many": _("quá nhiều"),
        "unknown": _("không có trong danh mục"),
    }
    return _("Kiến nghị chưa gửi được: {part} {cause}.").format(
        part=of_reason(parts, error.part, _("nội dung")),
        cause=of_reason(causes, error.reason, _("không đúng")),
    )


def _unknown_suggestion(error: errors.UnknownSuggestion) -> str:
    return _("Không có kiến nghị {suggestion} nào đang chờ trả lời.").format(
        suggestion=short(error.suggestion, 40)
    )


SAYINGS: Sayings = {
    "OverlappingVersions": _overlapping,
    "EffectiveTooEarly": _too_early,
    "ReplacesUnknown": _replaces_unknown,
    "IncompleteDecision": _incomplete,
    "UnknownDraft": _unknown_draft,
    "DraftNotChecked": _not_checked,
    "OwnDraft": _own_draft,
    "InvalidSuggestion": _invalid_suggestion,
    "UnknownSuggestion": _unknown_suggestion,
    "OnlyTheCity": _only_the_city,
    "UnknownProposal": _unknown_proposal,
    "UnknownField": _unknown_field,
    "UnknownProcedure": _unknown_procedure,
    "ProcedureRepealed": _repealed,
    "UnknownCase": _unknown_case,
    "ProcedureNotForChannel": _channel,
    "UnreadableRecord": _record,
    "NothingToGenerate": _nothing_to_generate,
}

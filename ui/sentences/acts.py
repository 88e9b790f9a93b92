"""Sentences about acts: what forbids them, what they lack, what in them is not right."""

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, listed, of_reason, short
from ui.words import act_word, field_word, status_word


def _act_not_allowed(error: errors.ActNotAllowed) -> str:
    words = {
        "void": _("Hồ sơ đã bị hủy nên không thể {act}."),
        "status": _("Hồ sơ đang ở trạng thái “{status}” nên không thể {act}."),
        "locked": _(
            "Hồ sơ có việc do bản chương trình mới hơn ghi nên chưa thể {act}. Hãy nâng cấp chương trình."
        ),
        "closed": _("Hồ sơ đã đóng nên không thể {act}."),
        "steps": _("Thủ tục này còn bước xử lý nên chưa thể {act} ngay ở quầy."),
        "paused": _("Thời hạn đang tạm dừng rồi. Muốn tính tiếp thì cho chạy lại."),
        "running": _("Thời hạn đang chạy, không có gì để cho chạy lại."),
        "nothing_owed": _("Hồ sơ không còn khoản phí, lệ phí nào phải nộp."),
        "nothing_paid": _("Chưa thu khoản nào nên không có biên lai để hủy."),
        "here": _("Hồ sơ do chính cơ quan này giải quyết nên không thể {act}."),
        "undisputed": _("Hồ sơ không có gì mâu thuẫn hay cần xem lại."),
        "elsewhere": _(
            "Hồ sơ đang ở cơ quan khác nên quầy này không thể {act}. Cơ quan đang giữ hồ sơ làm việc này."
        ),
        "home": _("Chỉ cơ quan tiếp nhận hồ sơ mới được {act}."),
        "not_arrived": _("Hồ sơ chưa được xác nhận là đã đến. Xác nhận trước rồi mới {act}."),
        "arrived": _("Hồ sơ đã được xác nhận là đã đến rồi."),
        "erased": _("Dữ liệu cá nhân của hồ sơ đã được xóa nên không thể {act}."),
        "open": _("Hồ sơ chưa kết thúc nên không thể {act}."),
    }
    sentence = of_reason(words, error.reason, _("Hiện không thể {act} với hồ sơ này."))
    return sentence.format(act=act_word(error.act), status=status_word(error.status))


def _missing_data(error: errors.MissingActData) -> str:
    return _("Để {act} cần nhập thêm: {fields}.").format(
        act=act_word(error.act), fields=listed([field_word(name) for name in error.fields])
    )


def _invalid_data(error: errors.InvalidActData) -> str:
    words = {
        "past": _("Ngày mới phải ở sau lúc này. Chọn một ngày trong tương lai."),
        "not_later": _("Ngày hẹn mới phải muộn hơn ngày đã hẹn."),
        "not_a_moment": _("Ghi ngày theo dạng ngày/tháng/năm."),
        "too_much": _("Số tiền nhiều hơn khoản còn phải nộp. Xem lại số tiền."),
        "nothing_owed": _("Không còn khoản nào thuộc loại này phải nộp."),
        "used": _("Số biên lai này đã dùng cho hồ sơ. Ghi số biên lai khác."),
        "already_reversed": _("Biên lai này đã được hủy trước đó."),
        "no_next_step": _("Hồ sơ đang ở bước cuối của quy trình, không còn bước sau."),
        "ambiguous": _("Nhiều công chức có tên đăng nhập này. Chọn đúng người trong danh sách."),
        "holds_no_dossiers": _("Người này không có vai trò nhận hồ sơ, hoặc đã nghỉ việc."),
        "undisputed": _("Mục này không có mâu thuẫn cần giải quyết."),
    }
    otherwise = _("Chưa thể {act}: {place} chưa đúng. Sửa lại rồi thử lần nữa.")
    sentence = of_reason(words, error.reason, otherwise)
    return sentence.format(act=act_word(error.act), place=field_word(error.path))


def _must_be_online(error: errors.StepMustBeOnline) -> str:
    return _(
        "Bước “{step}” phải cập nhật lên hệ thống trước khi chuyển tiếp. Đồng bộ trước, hoặc ghi lý do chưa đồng bộ được."
    ).format(step=short(error.step))


def _not_supported(error: errors.ActNotYetSupported) -> str:
    return _("Việc {act} có cách làm riêng, không ghi được theo cách này.").format(
        act=act_word(error.act)
    )


SAYINGS: Sayings = {
    "ActNotAllowed": _act_not_allowed,
    "ActNotYetSupported": _not_supported,
    "MissingActData": _missing_data,
    "InvalidActData": _invalid_data,
    "StepMustBeOnline": _must_be_online,
}

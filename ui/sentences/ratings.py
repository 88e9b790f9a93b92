"""Sentences about ratings: said to officers; the citizen's screen has its own words."""

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, of_reason, short


def _before_hand_over(error: errors.RatedBeforeHandOver) -> str:
    del error
    return _("Kết quả chưa được trả nên chưa thể đánh giá. Trả kết quả trước rồi quét lại.")


def _already_rated(error: errors.AlreadyRated) -> str:
    del error
    return _("Giấy tiếp nhận này đã được đánh giá. Mỗi giấy chỉ được đánh giá một lần.")


def _locked(error: errors.CriterionLocked) -> str:
    return _("Tiêu chí {criterion} lấy từ ngày tháng của hồ sơ, không ai sửa được.").format(
        criterion=short(error.criterion)
    )


def _unknown_scale(error: errors.UnknownScale) -> str:
    return _("Không có thang điểm đánh giá “{scale}”, hoặc chưa có hiệu lực.").format(
        scale=short(error.scale)
    )


def _invalid(error: errors.InvalidRating) -> str:
    words = {
        "empty": _("Chưa có câu trả lời nào. Chọn ít nhất một câu trả lời rồi gửi."),
        "points": _("Câu trả lời này không có trong thang điểm. Chọn lại."),
        "unknown_criterion": _("Thang điểm không có tiêu chí này."),
        "answered": _("Anh/chị đã trả lời phản ánh này rồi."),
    }
    otherwise = _("Đánh giá chưa đúng. Kiểm tra lại rồi gửi.")
    return of_reason(words, error.reason, otherwise)


def _unknown_complaint(error: errors.UnknownComplaint) -> str:
    del error
    return _("Không có phản ánh này, hoặc anh/chị không được xem.")


def _judged(error: errors.AlreadyJudged) -> str:
    del error
    return _("Phản ánh này đã có kết luận. Kết luận không thay đổi được.")


SAYINGS: Sayings = {
    "AlreadyJudged": _judged,
    "AlreadyRated": _already_rated,
    "CriterionLocked": _locked,
    "InvalidRating": _invalid,
    "RatedBeforeHandOver": _before_hand_over,
    "UnknownComplaint": _unknown_complaint,
    "UnknownScale": _unknown_scale,
}

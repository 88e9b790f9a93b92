"""Sentences about terms, due moments, the calendar and office hours."""

from datetime import datetime

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, listed, of_reason, short
from ui.words import weekday_word


def moment(text: str) -> str:
    """An ISO 8601 moment as people write it; anything else as it stands, in short."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return short(text, 30)
    return f"{found:%d/%m/%Y}" if len(text) == len("2026-11-25") else f"{found:%H:%M %d/%m/%Y}"


def _term(error: errors.InvalidTerm) -> str:
    return _(
        "Không đọc được thời hạn “{text}”. Viết như “5 working_days” hoặc “2 months + 15 working_days”."
    ).format(text=short(error.text, 40))


def _moment(error: errors.InvalidMoment) -> str:
    return _(
        "Không đọc được thời điểm “{text}”. Viết như 2026-11-23T09:30; không ghi múi giờ là giờ Hà Nội."
    ).format(text=short(error.text, 40))


def _quarter(error: errors.InvalidQuarter) -> str:
    return _("Không có quý “{text}”. Viết như 2026-Q4.").format(text=short(error.text, 20))


def _pause(error: errors.InvalidPause) -> str:
    return _(
        "Khoảng tạm dừng “{text}” không hợp lệ: lúc bắt đầu phải đứng trước lúc kết thúc."
    ).format(text=short(error.text, 60))


def _period(error: errors.InvalidPeriod) -> str:
    words = {
        "reversed": _("Ngày cuối {last} đứng trước ngày đầu {first}. Sửa lại một trong hai ngày."),
        "too_long": _("Từ {first} đến {last} dài quá một năm. Chọn khoảng ngắn hơn."),
    }
    otherwise = _("Không lập được cho thời gian từ {first} đến {last}. Kiểm tra lại năm.")
    sentence = of_reason(words, error.reason, otherwise)
    return sentence.format(first=moment(error.first), last=moment(error.last))


def _out_of_range(error: errors.DueOutOfRange) -> str:
    return _(
        "Có ngày nằm ngoài các năm {first}–{last} mà lịch làm việc có. Kiểm tra lại năm, ngày nhận và"
        " thời hạn."
    ).format(first=error.first_year, last=error.last_year)


def _received_at(error: errors.ReceivedAtOutOfRange) -> str:
    return _(
        "Thời điểm nhận {at} không ghi được. Anh/chị ghi được từ {earliest} đến {latest}; lùi xa hơn thì"
        " nhờ giám sát."
    ).format(
        at=moment(error.received_at), earliest=moment(error.earliest), latest=moment(error.latest)
    )


def _derivation(_error: errors.InvalidDerivation) -> str:
    return _("Phần giải thích ngày hẹn đã lưu không đọc được. Hãy báo quản trị viên.")


def _calendar(error: errors.InvalidCalendar) -> str:
    words = {
        "not_a_date": _("“{value}” không phải là ngày dạng 2026-01-02."),
        "unknown_key": _("có mục lạ “{value}”; chỉ dùng off, worked và source."),
        "off_twice": _("ngày nghỉ {value} được ghi hai lần."),
        "worked_twice": _("ngày làm bù {value} được ghi hai lần."),
        "off_and_worked": _("ngày {value} vừa nghỉ vừa làm bù."),
        "already_worked": _("ngày {value} vốn đã là ngày làm việc."),
        "replaced_day_not_off": _("ngày {value} được làm bù nhưng không phải ngày nghỉ."),
        "replaced_twice": _("ngày nghỉ {value} được làm bù hai lần."),
        "year_not_covered": _("ngày {value} nằm ngoài các năm mà lịch có."),
        "years": _("khoảng năm {value} không hợp lệ."),
        "not_a_list": _("mục {value} phải là danh sách."),
        "no_file": _("không mở được tệp {value}."),
        "not_json": _("tệp không phải là JSON."),
        "too_large": _("tệp quá lớn."),
    }
    cause = of_reason(words, error.reason, _("nội dung không đọc được.")).format(
        value=_day(error.value)
    )
    return _("Chưa nhập được lịch: {cause} Lịch cũ vẫn giữ nguyên; sửa tệp rồi nhập lại.").format(
        cause=cause
    )


def _calendar_changed(_error: errors.CalendarChangedSince) -> str:
    return _(
        "Lịch làm việc đã thay đổi sau khi lập danh sách này nên chưa dời ngày nào. Đọc lại tệp lịch để"
        " lập danh sách mới."
    )


def _in_the_past(error: errors.PromiseInThePast) -> str:
    return _(
        "Hồ sơ {code} sẽ có ngày hẹn {moment}, là lúc đã qua, nên chưa dời ngày nào. Chọn “giữ hẹn” cho"
        " nhóm này."
    ).format(code=short(error.code, 30), moment=moment(error.moment))


def _day(value: str) -> str:
    return moment(value) if len(value) == len("2026-11-25") else short(value, 40)


def _hours(error: errors.InvalidOfficeHours) -> str:
    day = weekday_word(error.value.split(" ")[0])
    words = {
        "no_hours": _("{day} chưa có giờ làm việc nào."),
        "not_in_order": _("giờ của {day} chồng lên nhau hoặc ngược thứ tự."),
        "not_a_span": _("giờ của {day} không đọc được."),
        "past_midnight": _("giờ của {day} vượt quá nửa đêm."),
        "unknown_weekday": _("chỉ ghi giờ từ thứ Hai đến thứ Sáu."),
    }
    cause = of_reason(words, error.reason, _("không đọc được.")).format(day=day)
    return _("Giờ làm việc chưa đúng: {cause} Viết như 08:00-12:00, 13:00-17:00.").format(
        cause=cause
    )


def _ambiguous_term(error: errors.AmbiguousTerm) -> str:
    return _(
        "Thủ tục {code} có các thời hạn mâu thuẫn: {terms}. Đối chiếu quyết định rồi chọn một."
    ).format(code=short(error.procedure, 30), terms=listed(error.terms))


def _unknown_term(error: errors.UnknownTerm) -> str:
    return _(
        "Thủ tục {code} chưa có thời hạn giải quyết. Nhờ công chức kiểm soát thủ tục bổ sung vào danh mục."
    ).format(code=short(error.procedure, 30))


SAYINGS: Sayings = {
    "InvalidTerm": _term,
    "InvalidMoment": _moment,
    "InvalidQuarter": _quarter,
    "InvalidPause": _pause,
    "InvalidPeriod": _period,
    "DueOutOfRange": _out_of_range,
    "ReceivedAtOutOfRange": _received_at,
    "InvalidDerivation": _derivation,
    "InvalidCalendar": _calendar,
    "CalendarChangedSince": _calendar_changed,
    "PromiseInThePast": _in_the_past,
    "InvalidOfficeHours": _hours,
    "AmbiguousTerm": _ambiguous_term,
    "UnknownTerm": _unknown_term,
}

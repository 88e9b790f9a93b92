"""The sentences of the intake page: doubts, refusals in place, why a date is as it is."""

from datetime import date, tzinfo
from typing import Final

from counter_app.domain.birth_date import BirthDate
from counter_app.domain.card import CardWarning
from counter_app.domain.citizen_number import IdWarning, check_id_number
from counter_app.domain.day_count import (
    AFTER_CUTOFF,
    AFTER_HOURS,
    CALENDAR_DAY,
    DAY_ZERO,
    HOLIDAY,
    OFFICE_MINUTES,
    ROLLED,
    SAME_DAY,
    SWAPPED,
    WEEKEND,
    WORKED_SWAP,
    WORKING_DAY,
    DayCount,
)
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import InvalidBirthDate
from counter_app.domain.person import Person, PersonKind
from counter_app.domain.phone import Phone
from counter_app.domain.procedure import Fee, ProcedureVersion
from counter_app.i18n import _
from counter_app.services.ports import DossierLine
from ui.wording import TIE, fee_word, moment_words, money, short_moment

_OLD_AGE: Final = 120


def intake_shortcuts() -> list[tuple[str, str]]:
    """The page's keys and what they do, for F1."""
    return [
        ("Ctrl+Enter", _("Tiếp nhận hồ sơ")),
        ("Ctrl+P", _("In giấy tiếp nhận vừa lập")),
        ("Ctrl+B", _("In nhãn bìa hồ sơ vừa nhận")),
        ("Ctrl+H", _("In danh sách các hồ sơ người này vừa nộp")),
        ("Ctrl+U", _("Số hóa giấy tờ của hồ sơ vừa nhận")),
        ("Ctrl+T", _("Nhận đủ giấy tờ bắt buộc")),
        ("Ctrl+D", _("Từ chối hồ sơ")),
        ("Ctrl+G", _("Vì sao ngày này?")),
        ("Ctrl+S", _("Lưu nháp")),
        ("Ctrl+N", _("Bắt đầu hồ sơ khác")),
        (_("Phím cách, chữ số"), _("Nhận giấy tờ, đặt số bản chính")),
    ]


def duplicate_sentence(line: DossierLine, zone: tzinfo | None) -> str:
    """An earlier dossier of the same person and procedure."""
    return _("Đã có hồ sơ cùng loại: {code}, nhận {at}.").format(
        code=line.code, at=short_moment(line.received_at.astimezone(zone))
    )


def due_words(dossier: Dossier, zone: tzinfo | None) -> str:
    """What was promised, to follow the applicant's name."""
    if dossier.due_at is None:
        return _("không hẹn ngày trả")
    return _("hẹn trả {due}").format(due=moment_words(dossier.due_at.astimezone(zone)))


def level_word(level: str) -> str:
    """Which level of government decides."""
    return {
        "commune": _("cấp xã"),
        "commune_police": _("công an cấp xã"),
        "district": _("cấp huyện"),
        "province": _("cấp tỉnh"),
        "ministry": _("cấp bộ"),
    }.get(level, level)


def procedure_detail(version: ProcedureVersion) -> str:
    """Field, level and code: what distinguishes procedures of like names."""
    return " · ".join(filter(None, (version.field, level_word(version.level), version.code)))


def procedure_mark(version: ProcedureVersion) -> str:
    """A doubt about the version; nothing when a person has checked it."""
    if version.official and version.checked_by:
        return ""
    if version.doubts:
        return f"⚠{TIE}" + _("chưa kiểm tra, nguồn mâu thuẫn")
    return f"⚠{TIE}" + _("chưa kiểm tra")


def kind_word(kind: PersonKind) -> str:
    """Who applies."""
    return {
        PersonKind.CITIZEN: _("Công dân"),
        PersonKind.BUSINESS: _("Doanh nghiệp"),
        PersonKind.ORGANISATION: _("Tổ chức"),
        PersonKind.AGENCY: _("Cơ quan"),
    }[kind]


def id_doubts(person: Person) -> tuple[str, ...]:
    """What to compare with the paper the number stands on."""
    if not person.id_number.strip() or person.kind is not PersonKind.CITIZEN:
        return ()
    try:
        year = BirthDate.parse(person.birth_date).year
    except InvalidBirthDate:
        year = None
    return tuple(_id_doubt(warning) for warning in check_id_number(person.id_number, year))


def phone_doubt(phone: str) -> str:
    """A number that no Vietnamese telephone has."""
    if not phone.strip() or not Phone.parse(phone).unusual:
        return ""
    return _("Số điện thoại không giống số ở Việt Nam. Kiểm tra lại với người nộp.")


def birth_date_doubt(text: str, today: date) -> str:
    """Why a date of birth cannot be read; it stops the acceptance, because it is printed."""
    if not text.strip():
        return ""
    try:
        born = BirthDate.parse(text, today)
    except InvalidBirthDate as refusal:
        return birth_date_refusal(refusal.reason)
    if today.year - born.year > _OLD_AGE:
        return _("Ngày sinh quá xa. Kiểm tra lại năm sinh.")
    return ""


def birth_date_refusal(reason: str) -> str:
    """What is the matter with a date of birth."""
    return {
        "future": _("Ngày sinh ở tương lai. Kiểm tra lại."),
        "impossible": _("Không có ngày này. Kiểm tra lại ngày sinh."),
    }.get(reason) or _("Ngày sinh chưa đọc được. Nhập như 17/05/1990, hoặc chỉ năm 1990.")


def card_doubt(warning: IdWarning | CardWarning) -> str:
    """What to compare with the card."""
    if isinstance(warning, IdWarning):
        return _id_doubt(warning)
    return {
        CardWarning.ENCODING_REPAIRED: _(
            "Chữ có dấu trên thẻ bị máy quét làm sai và đã được sửa. So lại với thẻ."
        ),
        CardWarning.ZEROS_RESTORED: _("Máy quét làm mất số 0 ở đầu, đã thêm lại. So lại với thẻ."),
        CardWarning.NO_MARKS: _("Họ tên và địa chỉ không có dấu. So lại với thẻ."),
        CardWarning.NO_BIRTH_DATE: _("Thẻ không ghi ngày sinh. Nhập ngày sinh nếu cần."),
        CardWarning.NO_SEX: "",
        CardWarning.NO_ISSUE_DATE: "",
    }[warning]


def mangled_scan(reason: str) -> str:
    """Why a scan could not be used, and what to do."""
    return {
        "keyboard_layout": _(
            "Thẻ quét bị sai chữ vì bàn phím máy tính khác máy quét. Chuyển bàn phím sang tiếng Anh (Mỹ) rồi quét lại."
        ),
        "input_method": _(
            "Thẻ quét bị sai chữ vì đang bật gõ tiếng Việt. Tắt bộ gõ (Unikey, IBus) rồi quét lại."
        ),
        "encoding": _("Thẻ quét bị mất chữ có dấu. Đặt máy quét ở UTF-8 rồi quét lại."),
    }.get(reason) or _("Thẻ quét chưa đủ. Giữ thẻ yên và quét lại.")


def uncovered_letters(letters: tuple[str, ...]) -> str:
    """Characters the receipt's font cannot print."""
    shown = " ".join(f"“{letter}”" for letter in letters[:6])
    return _("Giấy tiếp nhận không in được ký tự {letters}. Thay bằng chữ khác.").format(
        letters=shown
    )


def names_in_short(names: tuple[str, ...]) -> str:
    """Papers by the words before their brackets; three of them, and how many more."""
    shown = ", ".join(name.partition("(")[0].strip() or name for name in names[:3])
    if len(names) <= 3:
        return shown
    return _("{papers} và {count} giấy tờ khác").format(papers=shown, count=len(names) - 3)


def fees_line(fees: tuple[Fee, ...]) -> str:
    """What is to be paid, in a line."""
    if not fees:
        return _("Không thu")
    return "; ".join(
        f"{fee_word(fee.kind)} {money(fee.amount)}" if fee.amount is not None
        else _("{fee}: theo quy định tại địa phương").format(fee=fee_word(fee.kind))
        for fee in fees
    )  # fmt: skip


def fees_note(fees: tuple[Fee, ...]) -> str:
    """What the source adds to the fees."""
    return "; ".join(dict.fromkeys(fee.note for fee in fees if fee.note))


def day_reason(day: DayCount) -> str:
    """Why a day counts, or does not."""
    word, _colon, detail = day.reason.partition(":")
    fixed = {
        DAY_ZERO: _("ngày nhận, không tính"),
        AFTER_HOURS: _("nhận ngoài giờ làm việc, tính từ buổi làm việc sau"),
        AFTER_CUTOFF: _("nhận sau 15 giờ, tính từ ngày làm việc sau"),
        SAME_DAY: _("trả trong ngày"),
        WORKING_DAY: _("ngày làm việc"),
        WORKED_SWAP: _("ngày nghỉ nhưng làm bù"),
        CALENDAR_DAY: _("tính cả ngày nghỉ"),
        WEEKEND: _("nghỉ cuối tuần"),
        ROLLED: _("hết hạn vào ngày nghỉ, chuyển sang ngày làm việc này"),
    }
    if day.reason in fixed:
        return fixed[day.reason]
    if f"{word}:" == HOLIDAY:
        if not detail:  # an imported day that names no decision
            return _("nghỉ theo lịch bổ sung")
        return _("nghỉ: {name}").format(name=detail)
    if f"{word}:" == SWAPPED:
        worked = date.fromisoformat(detail) if detail[:4].isdigit() else None
        text = f"{worked:%d/%m/%Y}" if worked else detail
        return _("nghỉ hoán đổi, làm bù ngày {date}").format(date=text)
    if f"{word}:" == OFFICE_MINUTES:
        return _("{time} giờ làm việc").format(time=_hours(int(detail)))
    return _("tạm dừng tính thời hạn")


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} phút").format(minutes=rest)
    return f"{hours}{TIE}h{TIE}{rest:02}" if rest else f"{hours}"


def _id_doubt(warning: IdWarning) -> str:
    return {
        IdWarning.NOT_A_CITIZEN_NUMBER: _(
            "Không phải số định danh 12 chữ số. Kiểm tra lại, trừ khi là hộ chiếu hoặc giấy tờ khác."
        ),
        IdWarning.OLD_IDENTITY_CARD: _(
            "Số CMND cũ (9 chữ số), không còn giá trị. Hỏi thẻ căn cước hoặc số định danh."
        ),
        IdWarning.UNKNOWN_PROVINCE: _("Ba số đầu không phải mã tỉnh. Kiểm tra lại số định danh."),
        IdWarning.BIRTH_YEAR_DIFFERS: _("Số định danh không khớp năm sinh. So lại với thẻ."),
        IdWarning.SEX_DIFFERS: _("Số định danh không khớp giới tính trên thẻ. So lại với thẻ."),
    }[warning]

"""Sentences about officers, units, citizens' numbers and cards."""

from counter_app.domain import errors
from counter_app.i18n import _
from counter_app.services.accounts import MAX_PIN, MIN_PIN
from ui.sentences.saying import Sayings, of_reason, short
from ui.words import act_word, role_words


def _role_may_not(error: errors.RoleMayNot) -> str:
    return _("Vai trò của anh/chị không được {act}. Việc này dành cho: {roles}.").format(
        act=act_word(error.act), roles=role_words(error.allowed)
    )


def _second_person(error: errors.SecondPersonNeeded) -> str:
    return _(
        "Muốn {act} cần một công chức thứ hai xác nhận bằng tên đăng nhập và PIN của chính người đó."
    ).format(act=act_word(error.act))


def _sign_in(_error: errors.SignInRefused) -> str:
    return _(
        "Tên đăng nhập và mã PIN không khớp. Nhập lại; nếu quên PIN, quản trị viên đặt lại được."
    )


def _awaited(_error: errors.OfficersAwaited) -> str:
    return _(
        "Quầy chưa nhận được danh sách công chức từ trung tâm. Chờ một chút rồi đăng nhập lại."
    )


def _officer(error: errors.InvalidOfficer) -> str:
    if error.reason == "own_administration":
        return _(
            "Không tự bỏ được vai trò quản trị của chính mình. Hãy nhờ một quản trị viên khác."
        )
    if error.reason == "administered":
        return _("Đơn vị đã có quản trị viên: người đó đăng ký thêm công chức tại một quầy.")
    if error.reason == "taken":
        return _("Tên đăng nhập này đã có người dùng. Chọn tên khác.")
    words = {
        "login": _(
            "Tên đăng nhập gồm 2 đến 40 chữ thường không dấu, chữ số, dấu chấm, gạch ngang."
        ),
        "name": _("Nhập họ và tên công chức, dài nhất 120 ký tự."),
        "roles": _("Chọn ít nhất một vai trò."),
        "pin": _("Mã PIN cần từ {least} đến {most} ký tự.").format(least=MIN_PIN, most=MAX_PIN),
    }
    otherwise = _("Thông tin công chức chưa đúng. Kiểm tra lại các ô rồi lưu.")
    return of_reason(words, error.path, otherwise)


def _unit(error: errors.InvalidUnit) -> str:
    words = {
        "name": _("Nhập tên cơ quan, dài nhất 200 ký tự."),
        "desk": _("Số quầy phải từ 1 trở lên."),
    }
    return of_reason(words, error.path, _("Thông tin cơ quan chưa đúng. Kiểm tra lại rồi lưu."))


def _agency(error: errors.InvalidAgency) -> str:
    return _(
        "Mã định danh cơ quan “{code}” không đúng dạng. Nhập theo quyết định giao mã, ví dụ H26.12."
    ).format(code=short(error.text, 30))


def _desk_number(error: errors.InvalidDeskNumber) -> str:
    return _(
        "Quầy số {number} không dùng được với độ rộng số thứ tự hiện nay: chọn số từ 1 đến {highest}."
    ).format(number=error.desk_number, highest=error.highest)


def _serial_width(_error: errors.InvalidSerialWidth) -> str:
    return _("Số thứ tự trong mã hồ sơ chỉ có thể rộng 4 hoặc 6 chữ số.")


def _citizen_number(error: errors.InvalidCitizenNumber) -> str:
    words = {
        "characters": _("Số định danh chỉ gồm chữ số. Kiểm tra lại số trên thẻ."),
        "length": _(
            "Số định danh có 12 chữ số (chứng minh cũ 9 chữ số). Kiểm tra lại số trên thẻ."
        ),
    }
    return of_reason(words, error.reason, _("Số định danh chưa đúng. Kiểm tra lại số trên thẻ."))


def _tax_code(error: errors.InvalidTaxCode) -> str:
    words = {
        "checksum": _("Mã số thuế có chữ số sai. Đối chiếu lại với giấy đăng ký."),
        "check_digit": _("Mã số thuế có chữ số sai. Đối chiếu lại với giấy đăng ký."),
    }
    otherwise = _("Mã số thuế gồm 10 hoặc 13 chữ số. Kiểm tra lại trên giấy đăng ký.")
    return of_reason(words, error.reason, otherwise)


def _birth_date(error: errors.InvalidBirthDate) -> str:
    words = {"future": _("Ngày sinh nằm ở tương lai. Nhập lại theo giấy tờ.")}
    otherwise = _("Ngày sinh chưa đúng. Nhập như 17/05/1990; chỉ biết năm thì nhập 1990.")
    return of_reason(words, error.reason, otherwise)


def _card(_error: errors.UnreadableCard) -> str:
    return _("Mã vừa quét không phải mã QR của thẻ căn cước. Quét lại mã QR ở góc thẻ.")


def _mangled(error: errors.MangledScan) -> str:
    words = {
        "keyboard_layout": _(
            "Máy quét gửi sai ký tự vì bàn phím đang để kiểu khác. Chuyển bàn phím sang English (US)"
            " rồi quét lại thẻ."
        ),
        "input_method": _(
            "Bộ gõ tiếng Việt làm sai dữ liệu thẻ. Tắt bộ gõ (UniKey, IBus) rồi quét lại thẻ."
        ),
        "encoding": _(
            "Máy quét gửi chữ tiếng Việt sai bảng mã. Đặt máy quét về UTF-8 rồi quét lại, hoặc nhập"
            " tay theo thẻ."
        ),
        "cut_off": _(
            "Dữ liệu thẻ bị đứt giữa chừng. Quét lại, giữ yên thẻ đến khi nghe tiếng bíp."
        ),
    }
    return of_reason(words, error.reason, _("Dữ liệu thẻ bị sai lệch. Quét lại hoặc nhập tay."))


def _secret(_error: errors.InvalidLookupSecret) -> str:
    return _("Mã tra cứu gồm 8 chữ và số như in trên giấy tiếp nhận. Nhập lại.")


SAYINGS: Sayings = {
    "RoleMayNot": _role_may_not,
    "SecondPersonNeeded": _second_person,
    "SignInRefused": _sign_in,
    "OfficersAwaited": _awaited,
    "InvalidOfficer": _officer,
    "InvalidUnit": _unit,
    "InvalidAgency": _agency,
    "InvalidDeskNumber": _desk_number,
    "InvalidSerialWidth": _serial_width,
    "InvalidCitizenNumber": _citizen_number,
    "InvalidTaxCode": _tax_code,
    "InvalidBirthDate": _birth_date,
    "UnreadableCard": _card,
    "MangledScan": _mangled,
    "InvalidLookupSecret": _secret,
}

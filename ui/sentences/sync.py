"""Sentences about keeping in step with the centre."""

from typing import Any

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, of_reason, short


def _unreachable(_error: errors.CentreUnreachable) -> str:
    return _(
        "Chưa liên lạc được với trung tâm. Quầy vẫn làm việc bình thường, dữ liệu được giữ lại và tự"
        " gửi khi có mạng."
    )


def _refused(error: errors.CentreRefused) -> str:
    words = {
        "unknown-token": _("mã của quầy không đúng hoặc đã bị thu hồi"),
        "too-many-events": _("một lần gửi quá nhiều việc"),
        "foreign-scope": _("quầy không thuộc đơn vị này"),
        "old-program": _("bản chương trình ở quầy đã quá cũ"),
        "foreign-incarnation": _("quầy khác đã dùng phiên ghi này"),
        "unreadable-record": _("phiên ghi của quầy không đọc được"),
        "not-allowed": _("tài khoản của quầy thiếu quyền ở trung tâm"),
        "wrong-offset": _("tệp được gửi không nối tiếp phần đã có"),
        "too-large": _("tệp quá lớn"),
        "not-an-administrator": _("tài khoản này không có quyền quản trị trung tâm"),
        "not-the-projector": _("tài khoản này không thuộc nhóm counter_projector"),
        "unknown-desk": _("đơn vị không có quầy mang số này"),
        "no-certificate": _("chưa nêu chứng thư của trung tâm, hãy thêm --ca hoặc sslrootcert"),
        "not-utf8": _("cơ sở dữ liệu không dùng bảng mã UTF8"),
    }
    why = of_reason(words, error.reason, _("trung tâm không nêu rõ lý do"))
    return _(
        "Trung tâm không nhận quầy này: {why}. Dữ liệu vẫn được giữ ở quầy; hãy báo quản trị viên."
    ).format(why=why)


def _not_set_up(_error: errors.CentreNotSetUp) -> str:
    return _(
        "Cơ sở dữ liệu này chưa phải là trung tâm của bản chương trình này. Hãy thiết lập hoặc nâng"
        " cấp trung tâm trước."
    )


def _gap(_error: errors.ChainGap) -> str:
    return _("Trung tâm thiếu các việc trước đó; quầy tự gửi lại từ chỗ thiếu.")


def _broken_feed(_error: errors.BrokenFeed) -> str:
    return _(
        "Dữ liệu nhận từ trung tâm không khớp nên chưa được ghi vào quầy. Quầy tự thử lại; nếu vẫn"
        " lỗi, hãy báo quản trị viên."
    )


def _blob_damaged(_error: errors.BlobDamaged) -> str:
    return _("Tệp bị hỏng trên đường truyền; quầy tự gửi lại từ đầu.")


def _unknown_blob(_error: errors.UnknownBlob) -> str:
    return _("Trung tâm chưa có tệp này: quầy đã ghi nó chưa gửi xong. Hãy thử lại sau.")


def _alone(_error: errors.DeskStandsAlone) -> str:
    return _("Quầy đang làm việc độc lập, chưa ghi danh với trung tâm nào.")


def _already(error: errors.DeskAlreadyEnrolled) -> str:
    return _(
        "Quầy đã ghi danh với đơn vị {unit}; tệp ghi danh là của đơn vị hoặc số quầy khác nên không dùng."
    ).format(unit=short(error.unit))


def _taken(error: errors.DeskNumberTaken) -> str:
    return _(
        "Số quầy {number} của đơn vị {unit} đã có quầy dùng và không cấp lại. Chọn số quầy khác."
    ).format(number=error.number, unit=short(error.unit))


def _credentials(error: errors.InvalidCredentials) -> str:
    words = {
        "version": _(
            "Tệp ghi danh do bản chương trình khác cấp. Hãy nâng cấp chương trình ở quầy hoặc xin cấp"
            " lại tệp."
        ),
        "other-unit": _(
            "Tệp ghi danh là của đơn vị khác với đơn vị của quầy này nên không dùng được. Hãy xin đúng"
            " tệp."
        ),
    }
    otherwise = _("Tệp ghi danh không đọc được. Hãy xin quản trị viên trung tâm cấp lại tệp.")
    return of_reason(words, error.reason, otherwise)


def _unknown_rejection(_error: Any) -> str:
    return _("Không có việc nào như vậy bị trung tâm từ chối.")


SAYINGS: Sayings = {
    "CentreUnreachable": _unreachable,
    "CentreRefused": _refused,
    "CentreNotSetUp": _not_set_up,
    "ChainGap": _gap,
    "BrokenFeed": _broken_feed,
    "BlobDamaged": _blob_damaged,
    "UnknownBlob": _unknown_blob,
    "DeskStandsAlone": _alone,
    "DeskAlreadyEnrolled": _already,
    "DeskNumberTaken": _taken,
    "InvalidCredentials": _credentials,
    "UnknownRejection": _unknown_rejection,
}

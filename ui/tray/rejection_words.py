"""Events the centre did not take, in an officer's words: what, why, and what to do. No Qt."""

from counter_app.domain.event import Kind
from counter_app.domain.rejection import RejectionKind
from counter_app.i18n import _
from counter_app.services.sync_ports import (
    Rejection,
)
from ui.tray.values import ShownRejection
from ui.wording import act_word, moment_words


def what_words(rejection: Rejection) -> str:
    """The act as an officer calls it: ``Chuyển hồ sơ sang cơ quan khác``."""
    words = {
        Kind.UNIT_PROFILED.value: _("sửa thông tin cơ quan"),
        Kind.DESK_ENROLLED.value: _("ghi danh quầy"),
        Kind.OFFICER_REGISTERED.value: _("đăng ký công chức"),
        Kind.PROCEDURE_VERSION_ISSUED.value: _("đưa thủ tục vào danh mục"),
        Kind.CALENDAR_CHANGED.value: _("sửa lịch làm việc"),
        Kind.PROCEDURE_DRAFTED.value: _("lập dự thảo thủ tục"),
        Kind.DRAFT_CHECKED.value: _("rà dự thảo thủ tục"),
        Kind.DRAFT_DROPPED.value: _("bỏ dự thảo thủ tục"),
        Kind.SUGGESTION_FILED.value: _("gửi kiến nghị rà soát thủ tục"),
        Kind.SUGGESTION_ANSWERED.value: _("trả lời kiến nghị rà soát thủ tục"),
    }
    return _capital(words.get(rejection.act) or act_word(rejection.act))


def facts(found: ShownRejection) -> tuple[tuple[str, str], ...]:
    """What was done, by whom, when, why it was not taken, what to do; each with its word."""
    rejection, line, shown = found.rejection, found.line, found.shown
    told = [(_("Việc"), _capital(line.what) if line else what_words(rejection))]
    if shown is not None:
        told.append(
            (_("Hồ sơ"), f"{shown.dossier.applicant.name} · {shown.dossier.procedure.name}")
        )
    if line is not None:
        told.append((_("Người ghi"), line.who))
    at = line.when if line else moment_words(found.at)
    why, todo = reason_words(rejection.kind)
    told += [(_("Ghi lúc"), at), (_("Vì sao chưa nhận"), why), (_("Cần làm"), todo)]
    return tuple(told)


def reason_words(kind: str) -> tuple[str, str]:
    """Why the centre did not take an event of this ``RejectionKind``, and what to do."""
    otherwise = (
        _("Trung tâm không nêu lý do mà bản chương trình này biết."),
        _("Cập nhật chương trình rồi gửi lại; nếu vẫn vậy, báo quản trị viên trung tâm."),
    )
    return {**_about_text(), **_about_place(), **_about_people()}.get(kind, otherwise)


def _about_text() -> dict[str, tuple[str, str]]:
    report = _("Đừng ghi lại việc này; báo quản trị viên trung tâm để kiểm tra máy của quầy.")
    return {
        RejectionKind.NOT_AN_EVENT: (
            _("Nội dung gửi đi không đọc được ở trung tâm."),
            report,
        ),
        RejectionKind.TOO_LARGE: (
            _("Việc này có quá nhiều chữ so với mức trung tâm nhận."),
            _("Ghi lại ngắn hơn; phần dài thì quét thành tệp đính kèm."),
        ),
        RejectionKind.SCHEMA_NOT_ACCEPTED: (
            _("Bản chương trình ở quầy và ở trung tâm cách nhau quá xa."),
            _("Cập nhật chương trình ở quầy (hoặc chờ trung tâm nâng cấp) rồi gửi lại."),
        ),
        RejectionKind.BROKEN_PRIVATE: (
            _("Phần thông tin cá nhân không khớp với dấu niêm của việc này."),
            report,
        ),
        RejectionKind.IDENTITY_REUSED: (
            _("Trung tâm đã có một việc khác mang cùng mã nhận dạng."),
            report,
        ),
    }


def _about_place() -> dict[str, tuple[str, str]]:
    return {
        RejectionKind.FOREIGN_DESK: (
            _("Trung tâm không nhận ra quầy đã ghi việc này."),
            _("Gửi lại; nếu vẫn vậy, nhờ quản trị viên ghi danh lại quầy rồi gửi lại."),
        ),
        RejectionKind.FOREIGN_SCOPE: (
            _("Đơn vị của quầy không còn tham gia giải quyết hồ sơ này."),
            _("Liên hệ đơn vị đang giữ hồ sơ. Nếu hồ sơ được chuyển về đây thì gửi lại."),
        ),
        RejectionKind.FOREIGN_UNIT: (
            _("Việc này ghi là làm ở một cơ quan khác, không phải đơn vị của quầy."),
            _("Mở hồ sơ và ghi lại việc này; nếu vẫn vậy, báo quản trị viên trung tâm."),
        ),
        RejectionKind.NO_BEGINNING: (
            _("Trung tâm chưa có hồ sơ này: việc tiếp nhận hồ sơ chưa đến nơi."),
            _("Nếu việc tiếp nhận cũng nằm trong danh sách này, gửi lại việc đó trước."),
        ),
        RejectionKind.UNKNOWN_UNIT: (
            _("Thành phố không có cơ quan mang mã đã ghi."),
            _("Mở hồ sơ, chọn đúng cơ quan trong danh sách và chuyển lại."),
        ),
    }


def _about_people() -> dict[str, tuple[str, str]]:
    return {
        RejectionKind.UNKNOWN_AUTHOR: (
            _("Trung tâm chưa biết người ghi là công chức của đơn vị."),
            _("Nhờ quản trị viên đăng ký công chức này cho đơn vị rồi gửi lại."),
        ),
        RejectionKind.ROLE_MAY_NOT: (
            _("Vai trò của người ghi không được làm việc này."),
            _("Nhờ quản trị viên cấp đúng vai trò rồi gửi lại, hoặc để người có vai trò làm."),
        ),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

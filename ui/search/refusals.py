"""Why a button is closed, to follow its word and a colon. No Qt."""

from counter_app.domain.errors import ActNotAllowed, CounterError, RoleMayNot
from counter_app.i18n import _
from ui.messages import explain
from ui.words import role_words


def why_not_words(refusal: CounterError) -> str:
    """The reason in a few words, without a full stop."""
    match refusal:
        case ActNotAllowed(_act, _status, reason):
            return {
                "void": _("hồ sơ đã hủy"),
                "closed": _("hồ sơ đã kết thúc"),
                "status": _("trạng thái hồ sơ không cho phép"),
                "locked": _("hồ sơ có việc do phiên bản mới hơn ghi"),
            }.get(reason) or _("trạng thái hồ sơ không cho phép")
        case RoleMayNot("correct", roles, allowed) if set(roles) & set(allowed):
            return _("chỉ người giám sát được làm sau ngày tiếp nhận")
        case RoleMayNot(_act, _roles, allowed):
            return _("chỉ dành cho vai trò {roles}").format(
                roles=role_words(dict.fromkeys(allowed))
            )
        case _:
            return explain(refusal).rstrip(".")

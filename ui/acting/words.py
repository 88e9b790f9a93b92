"""The acts as buttons say them, and why one is closed. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.domain.errors import ActNotAllowed, CounterError, RoleMayNot
from counter_app.i18n import _
from ui.messages import explain
from ui.words import role_words, status_word

# Letters of the Vietnamese words; the same in both languages, since hands remember them.
KEYS: Mapping[str, str] = {
    "take": "Alt+N",
    "forward": "Alt+C",
    "request-supplement": "Alt+B",
    "supplement": "Alt+G",
    "request-payment": "Alt+Y",
    "pay": "Alt+U",
    "reverse": "Alt+Shift+U",
    "pause": "Alt+T",
    "resume": "Alt+Shift+T",
    "extend": "Alt+H",
    "finish": "Alt+X",
    "hand-over": "Alt+R",
    "withdraw": "Alt+Shift+R",
    "stop": "Alt+D",
    "reopen": "Alt+M",
    "transfer": "Alt+L",
    "arrived": "Alt+E",
    "accept": "Alt+A",
    "decline": "Alt+Shift+D",
}
OTHERS = "work.action.others"
OTHERS_KEY = "Alt+K"
ONLINE = frozenset({"accept", "decline"})  # acts on what came in online, and on nothing else
AT_ONCE = frozenset({"take", "resume", "arrived"})  # acts that ask for nothing


@dataclass(frozen=True, slots=True)
class Command:
    """One button: the act (empty: the page's own affair), its word, its key, its name in the window.

    ``role`` is its look where it is not the act most likely to come next; ``stays`` keeps it
    in the bar while it is open; ``needs_paper`` closes it for a dossier that has none.
    """

    name: str
    word: str
    key: str
    act: str = ""
    role: str = ""
    stays: bool = False
    needs_paper: bool = False


def act_commands() -> tuple[Command, ...]:
    """Every act a panel performs, in the language in use."""
    words = _words()
    return tuple(Command(f"work.action.{a}", words[a], key, a) for a, key in KEYS.items())


def act_label(act: str) -> str:
    """The word on an act's button."""
    return _words().get(act, act)


def why_not_words(refusal: CounterError) -> str:
    """The reason in a few words, without a full stop, to follow an act's word and a colon."""
    match refusal:
        case ActNotAllowed(_act, status, "status"):
            return _("không làm khi hồ sơ {status}").format(status=status_word(status))
        case ActNotAllowed(_act, _status, reason):
            return _state_words().get(reason) or _("trạng thái hồ sơ không cho phép")
        case RoleMayNot("correct", roles, allowed) if set(roles) & set(allowed):
            return _("chỉ người giám sát được làm sau ngày tiếp nhận")
        case RoleMayNot("request-supplement", roles, allowed) if "processing" in roles:
            return _("yêu cầu bổ sung lần nữa là việc của vai trò giám sát")
        case RoleMayNot(_act, _roles, allowed):
            return _("chỉ dành cho vai trò {roles}").format(
                roles=role_words(dict.fromkeys(r for r in allowed if r != "limit"))
            )
        case _:
            return explain(refusal).rstrip(".")


def _words() -> dict[str, str]:
    return {
        "take": _("Nhận giải quyết"),
        "forward": _("Chuyển hồ sơ"),
        "request-supplement": _("Yêu cầu bổ sung"),
        "supplement": _("Nhận bổ sung"),
        "request-payment": _("Yêu cầu nộp tiền"),
        "pay": _("Thu tiền"),
        "reverse": _("Hủy khoản thu"),
        "pause": _("Tạm dừng thời hạn"),
        "resume": _("Tính tiếp"),
        "extend": _("Gia hạn"),
        "finish": _("Kết thúc"),
        "hand-over": _("Trả kết quả"),
        "withdraw": _("Rút hồ sơ"),
        "stop": _("Dừng hồ sơ"),
        "reopen": _("Mở lại"),
        "transfer": _("Chuyển liên thông"),
        "arrived": _("Hồ sơ đã đến"),
        "accept": _("Tiếp nhận hồ sơ"),
        "decline": _("Từ chối hồ sơ"),
    }


def _state_words() -> dict[str, str]:
    return {
        "void": _("hồ sơ đã hủy"),
        "closed": _("hồ sơ đã kết thúc"),
        "locked": _("hồ sơ có việc do phiên bản mới hơn ghi"),
        "steps": _("thủ tục còn bước phải qua"),
        "paused": _("thời hạn đang tạm dừng"),
        "running": _("thời hạn đang chạy"),
        "nothing_owed": _("không còn khoản nào phải nộp"),
        "nothing_paid": _("chưa thu khoản nào"),
        "here": _("hồ sơ do cơ quan này giải quyết"),
        "undisputed": _("không có chỗ nào ghi khác nhau"),
        "elsewhere": _("hồ sơ đang ở cơ quan khác"),
        "home": _("việc của cơ quan tiếp nhận"),
        "not_arrived": _("hồ sơ chưa được xác nhận là đã đến"),
        "arrived": _("hồ sơ đã được xác nhận là đã đến"),
        "erased": _("dữ liệu cá nhân đã được xóa"),
        "open": _("hồ sơ chưa kết thúc"),
    }

"""What the dossier's own page does besides the acts: papers, correcting, voiding. No Qt."""

from counter_app.i18n import _
from ui.acting.words import OTHERS_KEY, Command, act_commands


def own_commands() -> tuple[Command, ...]:
    """From left to right, in the language in use."""
    act = "search.action"
    return (
        Command(
            f"{act}.print",
            _("In giấy đang xem"),
            "Ctrl+P",
            "print",
            stays=True,
            needs_paper=True,
        ),
        Command(f"{act}.papers", _("Giấy tờ khác"), "Ctrl+G", needs_paper=True),
        Command(f"{act}.attachments", _("Tệp đính kèm…"), "Ctrl+D"),
        Command(f"{act}.correct", _("Đính chính…"), "Ctrl+E", "correct"),
        Command(f"{act}.printer", _("Chọn máy in…"), "Ctrl+Shift+P", "print", needs_paper=True),
        Command(f"{act}.save", _("Lưu PDF…"), "Ctrl+S", needs_paper=True),
        Command(f"{act}.void", _("Hủy hồ sơ…"), "Ctrl+Shift+H", "void", "danger"),
    )


def all_keys() -> list[tuple[str, str]]:
    """Keys of everything one can do with a dossier, for F1."""
    commands = (*own_commands(), *act_commands())
    keys = [(command.key, command.word.removesuffix("…")) for command in commands]
    return [*keys, (OTHERS_KEY, _("Việc khác và lý do chưa làm được"))]


def page_keys() -> list[tuple[str, str]]:
    """Every key of the search page, for F1."""
    return [
        ("Ctrl+F", _("Tìm hồ sơ khác")),
        ("Ctrl+B", _("Lập, in sổ theo dõi hồ sơ")),
        ("↑ ↓", _("Chọn hồ sơ trong danh sách")),
        ("Enter", _("Mở hồ sơ đang chọn")),
        ("← →", _("Xem từng đoạn, từng mốc của thời gian giải quyết")),
        ("Esc", _("Đóng biểu mẫu, về danh sách")),
        *all_keys(),
    ]

"""The keys of the work page, for F1. No Qt."""

from counter_app.i18n import _
from ui.acting.words import KEYS, OTHERS_KEY, act_label


def keys_of_page() -> list[tuple[str, str]]:
    """Keys and what they do, the usual ones first."""
    return [
        ("↑ ↓", _("Chọn hồ sơ trong danh sách")),
        ("Space", _("Chọn thêm hồ sơ, rồi xuống dòng dưới")),
        ("Shift+↑ ↓  Ctrl+A", _("Chọn nhiều hồ sơ liền nhau, chọn tất cả")),
        ("Enter", _("Mở hồ sơ ở bên phải")),
        (_("Chữ, số"), _("Lọc danh sách")),
        ("Ctrl+F", _("Đến ô lọc")),
        ("Ctrl+1 … Ctrl+3", _("Việc của tôi, của cơ quan, hồ sơ đang ở nơi khác")),
        ("Ctrl+R", _("Đọc lại danh sách")),
        ("Esc", _("Thôi việc đang làm, đóng hồ sơ, bỏ chọn, bỏ lọc")),
        *((key, act_label(act).removesuffix("…")) for act, key in KEYS.items()),
        (OTHERS_KEY, _("Các việc khác với hồ sơ đang mở")),
    ]

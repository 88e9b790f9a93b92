"""The keys of the whole window, for F1."""

from collections.abc import Iterable

from counter_app.i18n import _
from ui.pages import PageSpec
from ui.shortcut_help import Shortcuts


def window_keys(pages: Iterable[PageSpec]) -> Shortcuts:
    """What works on every page of an officer who may use ``pages``."""
    return [
        *((page.key, page.title()) for page in pages),
        ("Ctrl+K", _("Đi đến hồ sơ, thủ tục hoặc trang")),
        ("Ctrl+L", _("Khóa màn hình")),
        ("Esc", _("Lùi lại một bước, bản nháp vẫn giữ")),
        ("F1", _("Phím tắt của trang này")),
        ("Ctrl +  Ctrl −  Ctrl 0", _("Chữ to hơn, nhỏ hơn, như cũ")),
        ("Ctrl+Shift+M", _("Đổi màu nền sáng, tối")),
        ("Ctrl+Shift+L", _("Đổi ngôn ngữ Việt, Anh")),
    ]

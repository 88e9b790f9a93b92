"""The field a receipt is scanned into; its arrow keys belong to the list below."""

from PySide6.QtWidgets import QWidget

from counter_app.i18n import _
from ui.search.field import SearchField
from ui.widgets.styling import identify


class CodeField(SearchField):
    """Arrow keys move in the list, Enter looks the text up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "handover.code", _("Hồ sơ cần trả"))
        self.setPlaceholderText(
            _("Quét giấy tiếp nhận hoặc thẻ căn cước; hoặc gõ mã hồ sơ, họ tên, số định danh")
        )
        self.setAccessibleDescription(self.placeholderText())

"""The field one searches with; its arrow keys belong to the list."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.i18n import _
from ui.widgets.styling import identify

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


class SearchField(QLineEdit):
    """Arrow keys move in the list below, Enter opens."""

    stepped = Signal(int)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "search.text", _("Tìm hồ sơ"))
        self.setPlaceholderText(
            _("Mã hồ sơ, họ tên, số điện thoại, số định danh, hoặc quét giấy tiếp nhận")
        )
        self.setAccessibleDescription(self.placeholderText())
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def take_focus(self) -> None:
        """Typing replaces what stands there."""
        self.setFocus()
        self.selectAll()

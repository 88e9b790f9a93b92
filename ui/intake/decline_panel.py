"""Declining a visit: the reason, and nothing else."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.widgets.styling import button, identify, label


class DeclinePanel(QWidget):
    """A reason and two buttons; ``wanted`` carries the reason."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = QPlainTextEdit()
        self.confirm = button("", "danger", "intake.decline.confirm")
        self._back = button(_("Quay lại"))
        self.confirm.setText(_("Từ chối hồ sơ") + "   Ctrl+Enter")
        self.confirm.setAccessibleName(_("Từ chối hồ sơ"))
        self._lay_out()
        self.confirm.clicked.connect(self._confirm)
        self._back.clicked.connect(self.left)

    @Slot()
    def _confirm(self) -> None:
        self.wanted.emit(self.reason.toPlainText())

    def _lay_out(self) -> None:
        identify(self.reason, "intake.decline.reason", _("Lý do từ chối"))
        self.reason.setTabChangesFocus(True)
        self.reason.setPlaceholderText(
            _("Ví dụ: Hồ sơ không thuộc thẩm quyền của phường; đề nghị nộp tại…")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = label(_("Lý do từ chối (ghi trên phiếu)"), "section", wraps=True)
        title.setMinimumWidth(1)
        column.addWidget(title)
        column.addWidget(self.reason, 1)
        column.addWidget(self.confirm)
        column.addWidget(self._back)

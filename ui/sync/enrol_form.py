"""A credentials file by path or by choosing, and the button that enrols the desk with it."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button


class EnrolForm(QWidget):
    """``wanted`` carries the file's path; ``names`` begin the controls' contracted names."""

    wanted = Signal(Path)

    def __init__(
        self, names: str, does: str, role: str = "primary", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.file = QLineEdit()
        self.file.setMaxLength(1000)
        hint = _("Do quản trị viên trung tâm cấp riêng cho quầy này; giữ kín như mật khẩu")
        self.field = Field(_("Tệp ghi danh"), self.file, f"{names}.file", hint)
        self.choose = button(_("Chọn tệp…"), "", f"{names}.choose")
        self.submit = button(does, role, f"{names}.submit")
        self.note = MessageLine()
        self._lay_out()
        self.choose.clicked.connect(self._choose_file)
        self.submit.clicked.connect(self._submit)
        self.file.returnPressed.connect(self._submit)
        self.file.textEdited.connect(self._forgive)

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """One enrolment at a time."""
        self.submit.setDisabled(busy)
        self.choose.setDisabled(busy)
        if busy:
            self.note.say(_("Đang ghi danh…"), "info")
        else:
            self.note.clear()

    def refuse(self, sentence: str) -> None:
        """Say why not; the path stays."""
        self.set_busy(False)
        self.note.say(sentence, "danger")
        self.file.setFocus()
        self.file.selectAll()

    @Slot()
    def _choose_file(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self, _("Chọn tệp ghi danh"), self.file.text(), _("Tệp ghi danh (*.json)")
        )
        if file:
            self.file.setText(file)
            self._forgive()
            self.submit.setFocus()

    @Slot()
    def _submit(self) -> None:
        if not self.submit.isEnabled():
            return
        text = self.file.text().strip().strip('"')
        if not text:
            self.field.complain(_("Chọn hoặc nhập đường dẫn tệp ghi danh."))
            self.file.setFocus()
            return
        self.set_busy(True)
        self.wanted.emit(Path(text))

    @Slot()
    def _forgive(self) -> None:
        self.field.complain("")
        self.note.clear()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.submit)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(buttons)
        column.addWidget(self.note)

"""The path of a calendar file: typed, or chosen in a dialogue."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from counter_app.i18n import _
from ui.widgets.styling import button


class CalendarFileLine(QLineEdit):
    """``wanted`` when a file is to be read, ``missed`` when none is named; Enter reads it too.

    ``read`` is the button of who uses it; that and ``choose`` are laid out there.
    """

    wanted = Signal(str)  # the path, without blanks around it
    missed = Signal(str)  # a sentence: what to do

    def __init__(self, name: str, read: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = button(_("Chọn tệp…"), "", f"{name}.choose")
        self.choose.clicked.connect(self._choose_file)
        read.clicked.connect(self._read_file)
        self.returnPressed.connect(self._read_file)

    @Slot()
    def _choose_file(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self, _("Chọn tệp lịch"), self.text(), _("Tệp lịch (*.json)")
        )
        if file:
            self.setText(file)
            self._read_file()

    @Slot()
    def _read_file(self) -> None:
        file = self.text().strip()
        if file:
            self.wanted.emit(file)
            return
        self.missed.emit(_("Chọn hoặc nhập đường dẫn tệp lịch."))
        self.setFocus()

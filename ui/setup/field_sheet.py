"""Fields in two columns: Enter submits them, what is wrong stands below each until it is typed over."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.widgets.field import Field


class FieldSheet(QWidget):
    """The fields by their names, in their order."""

    submitted = Signal()

    def __init__(self, fields: Mapping[str, Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for index, field in enumerate(fields.values()):
            grid.addWidget(field, index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
            if isinstance(field.control, QLineEdit):
                field.control.textEdited.connect(self._forgive)
                field.control.returnPressed.connect(self.submitted)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)

    def complain(self, problems: Mapping[str, str]) -> bool:
        """Say what is wrong below each field and go to the first; whether anything is."""
        for name, field in self._fields.items():
            field.complain(problems.get(name, ""))
        first = next((field for name, field in self._fields.items() if problems.get(name)), None)
        if first is not None:
            first.control.setFocus()
        return first is not None

    @Slot()
    def _forgive(self) -> None:
        for field in self._fields.values():
            if field.control is self.sender():
                field.complain("")

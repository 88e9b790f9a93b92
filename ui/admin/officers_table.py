"""The list of officers, as wide as there is room."""

from enum import IntEnum

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from counter_app.i18n import _
from ui.widgets.styling import identify
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable


class Column(IntEnum):
    """From left to right, as ``officer_rows`` has them."""

    LOGIN = 0
    NAME = 1
    ROLES = 2
    DESK = 3
    STATE = 4


class OfficersTable(Table):
    """Where there is no room, the desk an officer comes from is left out, then roles are cut."""

    def __init__(self, model: TextTable, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        identify(self, "admin.officers", _("Danh sách công chức"))
        heading = self.horizontalHeader()
        heading.setStretchLastSection(False)
        heading.setSectionResizeMode(Column.ROLES, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._share_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another text scale needs other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._share_width()

    @Slot()
    def _share_width(self) -> None:
        if self.model() is None:  # the frame's first style, before there is a list
            return
        self.setColumnHidden(Column.DESK, False)
        heading = self.horizontalHeader()
        wanted = sum(max(self.sizeHintForColumn(c), heading.sectionSizeHint(c)) for c in Column)
        self.setColumnHidden(Column.DESK, wanted > self.viewport().width())

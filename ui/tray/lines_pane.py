"""The list of dossiers that wait for a person."""

from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.ports import DossierLine
from ui.tray.values import Waiting
from ui.widgets.styling import identify, label
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """From left to right."""

    CODE = 0
    APPLICANT = 1


class LinesModel(QAbstractTableModel):
    """Lines as they were found; replaced as a whole, never edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DossierLine, ...] = ()

    def show(self, lines: tuple[DossierLine, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def dossier(self, row: int) -> UUID | None:
        """Which dossier stands in ``row``."""
        return self._lines[row].id if 0 <= row < len(self._lines) else None

    def row_of(self, dossier: UUID | None) -> int:
        """Where ``dossier`` stands; -1 when it is not in the list."""
        return next((row for row, line in enumerate(self._lines) if line.id == dossier), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Mã hồ sơ"), _("Chủ hồ sơ"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.code or "—" if index.column() == Column.CODE else line.applicant
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.applicant} · {line.procedure}"
        return None


class LinesTable(Table):
    """The table itself; Enter goes to what is to be decided."""

    opened = Signal()

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        identify(self, "tray.list", _("Hồ sơ cần đối chiếu"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(Column.CODE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.APPLICANT, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for a code and some of a name."""
        width = self.fontMetrics().horizontalAdvance("H26.12-261123-030001 Nguyễn Thị")
        return QSize(width + 60, 120)


class LinesPane(QWidget):
    """The table, or a sentence about why it is empty, and a line when it was cut."""

    chosen = Signal(object)  # UUID, or None when no line is selected
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LinesModel(self)
        self.table = LinesTable(self._model)
        self._footer = label("", "small", wraps=True)
        self._chosen: UUID | None = None
        self._lay_out()
        self.table.opened.connect(self.opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show what waits; the chosen line, or the one in its place, stays chosen."""
        before, row = self._chosen, self.table.currentIndex().row()
        self._model.show(waiting.lines)
        kept = self._model.row_of(before)
        self._select(kept if kept >= 0 else min(max(row, 0), len(waiting.lines) - 1))
        count = len(waiting.lines)
        self._footer.setText(_("{count} hồ sơ mới nhất.").format(count=count))
        self._footer.setVisible(waiting.is_cut)

    def choose(self, dossier: UUID) -> bool:
        """Choose the line of ``dossier``; False when it is not in the list."""
        row = self._model.row_of(dossier)
        if row >= 0:
            self._select(row)
        return row >= 0

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._tell(self._model.dossier(current.row()))

    def _select(self, row: int) -> None:
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._tell(self._model.dossier(row))

    def _tell(self, dossier: UUID | None) -> None:
        if dossier != self._chosen:
            self._chosen = dossier
            self.chosen.emit(dossier)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Hồ sơ cần đối chiếu"), "section"))
        column.addWidget(self.table, 1)
        column.addWidget(self._footer)
        self._footer.hide()

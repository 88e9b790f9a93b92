"""The list of what waits for a person."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.ports import DossierLine
from ui.tray.lines_model import Column, LinesModel
from ui.tray.values import Item, Waiting, item_id
from ui.widgets.styling import identify, label
from ui.widgets.table import Table


class LinesTable(Table):
    """The table itself; Enter goes to what is to be decided."""

    opened = Signal()

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        identify(self, "tray.list", _("Việc cần quyết định"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(Column.CODE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
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
    """The table, and a line when it was cut. An empty list is the page's to explain."""

    chosen = Signal(object)  # Item, or None when no line is selected
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LinesModel(self)
        self.table = LinesTable(self._model)
        self._footer = label("", "small", wraps=True)
        self._chosen: Item | None = None
        self._lay_out()
        self.table.opened.connect(self.opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show what waits; the chosen line, or the one in its place, stays chosen."""
        before = item_id(self._chosen) if self._chosen is not None else None
        row = max(self.table.currentIndex().row(), 0)
        scroll = self.table.verticalScrollBar().value()
        self._model.show(waiting)
        self.table.clearSpans()
        for heading in self._model.headings():
            self.table.setSpan(heading, 0, 1, len(Column))
        kept = self._model.row_of(before)
        self._select(kept if kept >= 0 else self._model.nearest(row))
        self.table.verticalScrollBar().setValue(scroll)
        count = len(waiting.lines)
        self._footer.setText(_("{count} hồ sơ mới nhất.").format(count=count))
        self._footer.setVisible(waiting.is_cut)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._tell(self._model.item(current.row()))

    def _select(self, row: int) -> None:
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._tell(self._model.item(row))

    def _tell(self, item: Item | None) -> None:
        before, self._chosen = self._chosen, item
        if _told(item) != _told(before):
            self.chosen.emit(item)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Cần anh/chị quyết định"), "section"))
        column.addWidget(self.table, 1)
        column.addWidget(self._footer)
        self._footer.hide()


def _told(item: Item | None) -> object:
    """What is to be read anew when it changes: a choice being made in a dossier is not disturbed."""
    return item.id if isinstance(item, DossierLine) else item

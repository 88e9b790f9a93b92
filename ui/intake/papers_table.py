"""The table of papers, made for the keyboard."""

import time
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from counter_app.i18n import _
from ui.intake.table_model import CERTIFIED, COUNTS, NAME, NEED, ORIGINALS, PHOTOCOPIES, PapersModel

_SAME_NUMBER_S = 0.8  # a second digit within this time belongs to the first
_FEWEST_ROWS = 3


class _Cells(QStyledItemDelegate):
    """Faint where nothing was handed in; a plain field where another paper is named."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """What is only asked for stands in the muted colour."""
        super().initStyleOption(option, index)
        if index.data(Qt.ItemDataRole.UserRole):
            muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, muted)
        elif index.column() in COUNTS:
            option.font.setWeight(QFont.Weight.DemiBold)

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """The name of another paper."""
        editor = QLineEdit(parent)
        editor.setMaxLength(500)
        editor.setAccessibleName(_("Tên giấy tờ khác"))
        editor.setPlaceholderText(_("Tên giấy tờ, rồi Enter"))
        return editor


class PapersTable(QTableView):
    """Space ticks, digits count, arrows move, Enter on the last row names another paper."""

    def __init__(self, model: PapersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = model
        self._typed: tuple[int, int, int, float] = (-1, -1, 0, 0.0)
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self._look()
        model.modelReset.connect(self._start_at_the_top)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._fit_rows)

    def sizeHint(self) -> QSize:
        """All rows, so that the page gives what room there is."""
        rows = sum(self.rowHeight(row) for row in range(self._papers.rowCount()))
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """A few rows; the others can be scrolled to."""
        row = self.verticalHeader().defaultSectionSize()
        return QSize(200, self.horizontalHeader().height() + _FEWEST_ROWS * row)

    def remember(self) -> Callable[[], None]:
        """For the scanner: a call that brings ticks and counts back."""
        entries = self._papers.entries()
        return lambda: self._papers.restore(entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each thing an officer does to a paper."""
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        adds = index.isValid() and self._papers.row(index.row()) is None
        if plain and adds and (event.text().isalpha() or event.key() in _OPENS):
            self._name_another(event.text() if event.text().isalpha() else "")
        elif plain and event.key() == Qt.Key.Key_Space:
            self._papers.tick(index.row())
        elif plain and event.text().isascii() and event.text().isdigit():
            self._count(index, int(event.text()))
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if not self._papers.remove(index.row()):
                self._papers.set_count(index.row(), index.column(), 0)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap anew."""
        super().resizeEvent(event)
        self._fit_rows()

    def _name_another(self, first: str) -> None:
        index = self.currentIndex().siblingAtColumn(NAME)
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.indexWidget(index) or self.viewport().findChild(QLineEdit)
        if first and isinstance(editor, QLineEdit):
            editor.insert(first)

    def _count(self, index: QModelIndex, digit: int) -> None:
        column = index.column() if index.column() in COUNTS else ORIGINALS
        row, before, count, at = self._typed
        now = time.monotonic()
        goes_on = (row, before) == (index.row(), column) and now - at < _SAME_NUMBER_S
        count = min(count * 10 + digit, 999) if goes_on else digit
        self._typed = (index.row(), column, count, now)
        self._papers.set_count(index.row(), column, count)

    @Slot()
    def _start_at_the_top(self) -> None:
        self._typed = (-1, -1, 0, 0.0)
        self.setCurrentIndex(self._papers.index(0, NAME))

    @Slot()
    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height() + 12)
        self.resizeRowsToContents()
        self.updateGeometry()

    def _look(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (NEED, ORIGINALS, CERTIFIED, PHOTOCOPIES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)

"""The table of the queue: arrows walk, Space marks, Enter opens, letters filter."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from counter_app.i18n import _
from ui.search.cell import ToneDelegate
from ui.widgets.anchor import Anchor
from ui.widgets.styling import identify
from ui.work.table_model import Column, QueueModel
from ui.work.values import QueueList
from ui.work.wording import holder_words

_AHEAD = 150  # rows that are read before anybody sees them
_Flag = QItemSelectionModel.SelectionFlag
_SAMPLES = {
    Column.CODE: "H26.12-261123-030001  ",
    Column.DUE: "23/11/2026 09:12  ",
}
_LEAST_NAME = 18  # letters a name keeps before other columns give way


class QueueTable(QTableView):
    """Keeps what is selected and where it was scrolled to when the list is refreshed."""

    opened = Signal()
    typed = Signal(str)  # a letter that belongs in the filter
    selection_changed = Signal()
    current_changed = Signal(object)  # UUID of the line the keyboard is on, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "work.queue", _("Hồ sơ cần giải quyết"))
        self.queue = QueueModel(self)
        self._marks = False  # Space was used: arrows walk without choosing
        self._lay_out()
        self.setModel(self.queue)
        header = self.horizontalHeader()  # else it asks of every row whether its column is chosen
        header.setSelectionModel(QItemSelectionModel(self.queue, header))
        self.share_width()
        self.doubleClicked.connect(self.opened)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_list(self, shown: QueueList, *, keeps_place: bool) -> None:
        """Show the list; of the same one what was selected stays so, and nothing moves."""
        if shown.follows:
            self.queue.append(shown)
            return
        chosen = self.selected() if keeps_place else ()
        current, scroll = self.current(), self.verticalScrollBar().value()
        anchor = Anchor(self, self._dossier_in)
        if not self.queue.show(shown) and keeps_place:
            return
        if keeps_place:
            self._choose(chosen, current)
            self.verticalScrollBar().setValue(scroll)
            anchor.restore(self.queue.row_of)
        else:
            self._marks = False
            self._choose((), None)
            self.scrollToTop()

    def selected(self) -> tuple[UUID, ...]:
        """The chosen dossiers from top to bottom."""
        return tuple(line.id for row in self._chosen_rows() if (line := self.queue.line(row)))

    def count(self) -> int:
        """How many lines are chosen."""
        return len(self._chosen_rows())

    def current(self) -> UUID | None:
        """The dossier the keyboard is on."""
        return self._dossier_in(self.currentIndex().row())

    def _dossier_in(self, row: int) -> UUID | None:
        line = self.queue.line(row)
        return line.id if line else None

    def rows_wanted(self) -> int:
        """How many lines a refresh must read so that nothing shown or chosen is lost."""
        last = self._chosen_rows()[-1:]
        return max([self._last_visible(), self.currentIndex().row(), *last]) + _AHEAD

    def clear_choice(self) -> bool:
        """Choose nothing; False when nothing was."""
        had_choice = self.selectionModel().hasSelection()
        self._marks = False
        self.clearSelection()
        return had_choice

    def first_row(self) -> None:
        """Put the keyboard on the first line when it is on none."""
        if not self.currentIndex().isValid() and self.queue.rowCount():
            self.setCurrentIndex(self.queue.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._mark()
        elif (
            event.text().isprintable()
            and event.text().strip()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._marks = False
        super().mousePressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End mean the list, not the row."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.queue.rowCount() - 1,
        }
        if action in ends:
            return self.queue.index(ends[action], 0)
        return super().moveCursor(action, modifiers)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self._marks and isinstance(event, QKeyEvent) and not event.modifiers():
            return _Flag.NoUpdate
        return super().selectionCommand(index, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()
        self._look_ahead()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.share_width()

    def share_width(self) -> None:
        """Every column its room; what does not fit gives way: due, then holder, step, procedure."""
        if self.model() is None:
            return
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(30, round(metrics.height() * 1.55)))
        fixed = self._fixed_widths()
        room, least = self.viewport().width(), metrics.averageCharWidth() * _LEAST_NAME
        flexible = [Column.APPLICANT, Column.PROCEDURE]
        for column in (Column.DUE, Column.HOLDER, Column.STEP):
            is_hidden = room - sum(fixed.values()) < len(flexible) * least
            self.setColumnHidden(column, is_hidden)
            if is_hidden:
                del fixed[column]
        if room - sum(fixed.values()) < least:  # the usual words fit, the tool tip has the others
            fixed[Column.LEFT] = metrics.horizontalAdvance("Trễ 88 ngày") + metrics.height() + 26
        left = room - sum(fixed.values())
        is_hidden = left < least * 7 // 4
        self.setColumnHidden(Column.PROCEDURE, is_hidden)
        name = left if is_hidden else max(least, left * 9 // 20)
        self.setColumnWidth(Column.APPLICANT, max(name, least // 2))
        self.setColumnWidth(Column.PROCEDURE, max(left - name, 0))
        for column, width in fixed.items():
            self.setColumnWidth(column, width)

    def _fixed_widths(self) -> dict[Column, int]:
        metrics = self.fontMetrics()
        icon = metrics.height() + 6
        fixed = {column: metrics.horizontalAdvance(text) + 12 for column, text in _SAMPLES.items()}
        words = (_("Chờ trả kết quả"), _("Không có thời hạn"), _("Thời gian còn lại"))
        fixed[Column.LEFT] = max(map(metrics.horizontalAdvance, words)) + icon + 20
        fixed[Column.STEP] = metrics.averageCharWidth() * 18 + icon
        role = holder_words("role:reception", {})
        fixed[Column.HOLDER] = metrics.horizontalAdvance(role) + 20
        return fixed

    def _mark(self) -> None:
        """Choose the line the keyboard is on as well, or no longer; then go one down."""
        index = self.currentIndex()
        if not index.isValid():
            return
        is_first = not self._marks and self.count() <= 1
        flags = _Flag.Select if is_first else _Flag.Toggle
        self._marks = True
        self.selectionModel().select(index, flags | _Flag.Rows)
        below = self.queue.index(min(index.row() + 1, self.queue.rowCount() - 1), index.column())
        self.selectionModel().setCurrentIndex(below, _Flag.NoUpdate)

    def _chosen_rows(self) -> list[int]:
        """From top to bottom; an index for each of ten thousand rows would be felt."""
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.size())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def _choose(self, chosen: Iterable[UUID], current: UUID | None) -> None:
        """Select these lines again, in ranges: a thousand rows are not a thousand selections."""
        rows = sorted(row for dossier in chosen if (row := self.queue.row_of(dossier)) >= 0)
        selection, start = QItemSelection(), 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                last = self.queue.index(row, len(Column) - 1)
                selection.select(self.queue.index(rows[start], 0), last)
                start = place + 1
        model = self.selectionModel()
        model.select(selection, _Flag.ClearAndSelect)
        model.setCurrentIndex(self.queue.index(self.queue.row_of(current), 0), _Flag.NoUpdate)

    def _last_visible(self) -> int:
        row = self.rowAt(self.viewport().height() - 1)
        return row if row >= 0 else self.queue.rowCount() - 1

    @Slot()
    def _look_ahead(self) -> None:
        if self.queue.rowCount() - self._last_visible() < _AHEAD:
            self.queue.fetchMore(QModelIndex())

    @Slot()
    def _on_selection(self) -> None:
        self.selection_changed.emit()

    @Slot()
    def _on_current(self) -> None:
        self.current_changed.emit(self.current())

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(ToneDelegate(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)

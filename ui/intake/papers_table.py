"""The table of papers, made for the keyboard."""

import time
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPointF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
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
from ui.intake.table_model import COUNTS, NAME, NEED, ORIGINALS, TONE, Index, PapersModel
from ui.widgets.message_line import tokens_of
from ui.wording import TIE

_SAME_NUMBER_S = 0.8  # a second digit within this time belongs to the first
_FEWEST_ROWS = 3
_PADDING = 10  # beside the tick and the name
_GAP = 10  # between two names


class _Cells(QStyledItemDelegate):
    """A name with what is asked about it; counts, faint where nothing was handed in."""

    def __init__(self, table: "PapersTable") -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped name needs."""
        row = self._table.verticalHeader().minimumSectionSize()
        if index.column() != NAME:
            return QSize(0, row)
        room = self._table.columnWidth(NAME) - self._tick_room(option)
        height = self._layout(option, index, max(60, room)).boundingRect().height()
        return QSize(0, max(row, round(height) + _GAP))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """What is only asked for stands in the muted colour; names are drawn apart."""
        super().initStyleOption(option, index)
        if index.column() == NAME:
            option.text = ""
            return
        tone = index.data(TONE)
        if tone:
            colour = QColor(tokens_of(self._table)[tone])
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)
        else:
            option.font.setWeight(QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell digits would go to has a ring."""
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == NAME:
            self._draw_name(painter, option, index)
        elif self._table.hasFocus() and index == self._table.count_cell():
            painter.setPen(QPen(QColor(tokens_of(self._table)["focus"]), 2))
            painter.drawRoundedRect(option.rect.adjusted(6, 4, -6, -4), 4, 4)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """The name of another paper."""
        editor = QLineEdit(parent)
        editor.setMaxLength(500)
        editor.setAccessibleName(_("Tên giấy tờ khác"))
        editor.setPlaceholderText(_("Tên giấy tờ, rồi Enter"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """The field is as wide as the name."""
        editor.setGeometry(option.rect)

    def _draw_name(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        left = self._tick_room(option) - _PADDING // 2
        box = option.rect.adjusted(left, 0, -_PADDING // 2, 0)
        layout = self._layout(option, index, box.width())
        top = box.y() + (box.height() - layout.boundingRect().height()) / 2
        layout.draw(painter, QPointF(box.x(), top))

    def _tick_room(self, option: QStyleOptionViewItem) -> int:
        return option.fontMetrics.height() + 2 * _PADDING

    def _layout(self, option: QStyleOptionViewItem, index: Index, width: int) -> QTextLayout:
        """The name, bold where it is a must, and after it in another colour what is asked."""
        name, need = str(index.data() or ""), str(index.sibling(index.row(), NEED).data() or "")
        if option.fontMetrics.horizontalAdvance(need) <= width:  # longer ones wrap between words
            need = need.replace(" ", TIE)
        text = f"{name}  {need}" if need else name
        layout = QTextLayout(text, option.font)
        wraps = QTextOption()
        wraps.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wraps)
        layout.setFormats(self._formats(index, len(name), len(text)))
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _formats(self, index: Index, name: int, whole: int) -> list[QTextLayout.FormatRange]:
        tokens = tokens_of(self._table)
        tones = (index.data(TONE) or "text", index.sibling(index.row(), NEED).data(TONE) or "muted")
        font = index.data(Qt.ItemDataRole.FontRole)
        bold = font.weight() if isinstance(font, QFont) else QFont.Weight.Normal
        formats = []
        for tone, start, end in ((tones[0], 0, name), (tones[1], name, whole)):
            part = QTextLayout.FormatRange()
            part.start, part.length = start, end - start
            look = QTextCharFormat()
            look.setForeground(QColor(tokens[tone]))
            look.setFontWeight(bold if start == 0 else QFont.Weight.Normal)
            part.format = look
            formats.append(part)
        return formats


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

    def count_cell(self) -> QModelIndex:
        """The cell digits go to: the count the cursor is on, or the originals of its row."""
        index = self.currentIndex()
        if self._papers.row(index.row()) is None:
            return QModelIndex()
        return index if index.column() in COUNTS else index.siblingAtColumn(ORIGINALS)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The ring moves along."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each thing an officer does to a paper."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # Enter that ended a name
        elif not (plain and self._does(event)):
            super().keyPressEvent(event)

    def _does(self, event: QKeyEvent) -> bool:
        """Whether the key did something to the row under the cursor."""
        index, key, letter = self.currentIndex(), event.key(), event.text()
        if self._papers.row(index.row()) is None:
            return index.isValid() and self._begins_another(key, letter)
        if key == Qt.Key.Key_Space:
            self._papers.tick(index.row())
        elif letter.isascii() and letter.isdigit():
            self._count(index, int(letter))
        elif key in _CLEARS:
            self._clear(index)
        elif key in _SIDEWAYS:
            self._step_sideways(index, _SIDEWAYS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))
        else:
            return False
        return True

    def _begins_another(self, key: int, letter: str) -> bool:
        if letter.isalpha():
            self._name_another(letter)
        elif key in _OPENS:
            self._name_another("")
        else:
            return False
        return True

    def _clear(self, index: QModelIndex) -> None:
        if not self._papers.remove(index.row()):
            self._papers.set_count(index.row(), index.column(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap anew."""
        super().resizeEvent(event)
        self._fit_rows()

    def _step_sideways(self, index: QModelIndex, step: int) -> None:
        """Between the three counts; the name has nothing to type."""
        column = max(ORIGINALS, min(self.count_cell().column() + step, max(COUNTS)))
        self.setCurrentIndex(index.siblingAtColumn(column))

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
        letters = self.fontMetrics()
        self.verticalHeader().setMinimumSectionSize(letters.height() + 12)
        self.verticalHeader().setDefaultSectionSize(letters.height() + 12)
        for column in COUNTS:
            self.setColumnWidth(column, self.horizontalHeader().sectionSizeHint(column))
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
        header.setProperty("dense", True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnHidden(NEED, True)  # it follows the name
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)

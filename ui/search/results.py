"""The list of found dossiers, or a sentence about why there is none."""

from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.dossier import Status
from counter_app.i18n import _
from ui.search.cell import ToneDelegate
from ui.search.table_model import Column, ResultsModel
from ui.search.values import Results
from ui.widgets.anchor import Anchor
from ui.widgets.styling import identify, label
from ui.wording import status_word

_USUAL_NAME = "Nguyễn Quang Trung"
_SAMPLES = {
    Column.CODE: "H26.12-261123-030001  ",
    Column.NUMBER: "001••••••345  ",
    Column.RECEIVED: "23/11/2026 09:12  ",
}
_LEAST_NAME = 22  # letters the name and the procedure keep, before other columns give way


class ResultsTable(QTableView):
    """The table itself; Enter opens."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "search.results", _("Hồ sơ tìm thấy"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.share_width()

    def share_width(self) -> None:
        """Give every column its room; what does not fit gives way: number, then reception."""
        if self.model() is None:
            return
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(30, round(metrics.height() * 1.55)))
        fixed = {column: metrics.horizontalAdvance(text) + 12 for column, text in _SAMPLES.items()}
        icon = metrics.height() + 6
        late = _("quá hạn {days} ngày").format(days=88)
        fixed[Column.DUE] = metrics.horizontalAdvance(f"23/11/2026 · {late}") + icon + 16
        widest = max(metrics.horizontalAdvance(status_word(status)) for status in Status)
        fixed[Column.STATUS] = widest + icon + 20
        room, least = self.viewport().width(), metrics.averageCharWidth() * _LEAST_NAME
        for column in (Column.NUMBER, Column.RECEIVED):
            too_narrow = room - sum(fixed.values()) < 2 * least
            self.setColumnHidden(column, too_narrow)
            if too_narrow:
                del fixed[column]
        for column, width in fixed.items():
            self.setColumnWidth(column, width)
        is_tight = Column.RECEIVED not in fixed  # then the name goes before the procedure
        self._share_rest(max(2 * 60, room - sum(fixed.values())), 12 if is_tight else 9)

    def _share_rest(self, left: int, share: int) -> None:
        """``share`` twentieths for the name, more if it takes more to read one."""
        metrics = self.fontMetrics()
        usual = metrics.horizontalAdvance(_USUAL_NAME) + 16
        name = max(left * share // 20, min(usual, left))
        is_shown = left - name > 5 * metrics.height()  # less says nothing; the details tell it
        self.setColumnHidden(Column.PROCEDURE, not is_shown)
        self.setColumnWidth(Column.APPLICANT, name if is_shown else left)
        if is_shown:
            self.setColumnWidth(Column.PROCEDURE, left - name)


class ResultsPane(QWidget):
    """The table, an empty page's sentence, and a line that says when the list was cut."""

    chosen = Signal(object)  # UUID, or None when no line is selected
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ResultsModel(self)
        self.table = ResultsTable()
        self._empty = label("", "muted", wraps=True)
        self._footer = label("", "small")
        self._chosen: UUID | None = None
        self._text = ""
        self._lay_out()
        self.table.setModel(self._model)
        self.table.share_width()
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.opened.connect(self.opened)

    def show_results(self, results: Results) -> None:
        """Show ``results``; the chosen dossier and the scroll stay where they are if they can."""
        is_new_text = results.text != self._text
        self._text = results.text
        kept, scroll = self._chosen, self.table.verticalScrollBar().value()
        anchor = Anchor(self.table, self._model.dossier)
        self._model.show(results)
        row = self._model.row_of(kept)
        if results.text and results.lines and (row < 0 or is_new_text):
            row = 0  # the best one: Enter opens it
        self._select(row)
        self.table.verticalScrollBar().setValue(0 if is_new_text else scroll)
        if not is_new_text:
            anchor.restore(self._model.row_of)
        self._stack.setCurrentIndex(0 if results.lines else 1)
        self._empty.setText(_nothing(results.text))
        self._footer.setText(_cut(len(results.lines)))
        self._footer.setVisible(results.is_cut)

    def choose(self, dossier: UUID | None) -> None:
        """Select ``dossier`` if it is in the list."""
        row = self._model.row_of(dossier)
        self._select(row)
        if row >= 0:
            self.table.scrollTo(self._model.index(row, 0))

    def step(self, rows: int) -> None:
        """Move the selection, as the arrow keys in the text field do."""
        count = self._model.rowCount()
        if count == 0:
            return
        row = self.table.currentIndex().row()
        wanted = 0 if row < 0 else max(0, min(count - 1, row + rows))
        self._select(wanted)
        self.table.scrollTo(self._model.index(wanted, 0))

    def _select(self, row: int) -> None:
        selection = self.table.selectionModel()
        if row < 0:
            selection.clear()
            selection.clearCurrentIndex()
            self._tell(None)
            return
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(self._model.index(row, 0), flags.ClearAndSelect | flags.Rows)
        self._tell(self._model.dossier(row))

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._tell(self._model.dossier(current.row()))

    def _tell(self, dossier: UUID | None) -> None:
        if dossier != self._chosen:
            self._chosen = dossier
            self.chosen.emit(dossier)

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(32)
        page = QWidget()
        self._stack = QStackedLayout(page)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(page, 1)
        column.addWidget(self._footer)
        self._footer.hide()


def _nothing(text: str) -> str:
    if text:
        return _(
            "Không thấy hồ sơ nào. Thử một phần họ tên (có dấu hay không đều được), số điện thoại,"
            " số định danh, hoặc quét mã vạch trên giấy tiếp nhận."
        )
    return _("Chưa có hồ sơ nào. Hồ sơ tiếp nhận ở trang Tiếp nhận (F2) sẽ hiện ở đây.")


def _cut(count: int) -> str:
    return _("{count} hồ sơ mới nhất. Gõ thêm để thu hẹp.").format(count=count)

"""The page while nobody stands at the counter: what waits to be collected."""

from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.handover.ready_model import Column, ReadyModel
from ui.handover.values import ReadyList
from ui.widgets.styling import identify, label
from ui.widgets.table import Table

_SAMPLES = {
    Column.WAITING: "888 ngày  ",
    Column.FINISHED: "23/11/2026 09:12  ",
    Column.CODE: "H26.12-261123-030001  ",
    Column.APPLICANT: "Nguyễn Thị Phương Quỳnh  ",
    Column.NUMBER: "001••••••345  ",
}
_LEAST_PROCEDURE = 26  # letters the procedure keeps before other columns give way


class ReadyTable(Table):
    """The table itself; Enter opens."""

    opened = Signal()

    def __init__(self, model: ReadyModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        identify(self, "handover.ready", _("Kết quả chờ trả"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._share_width()

    def _share_width(self) -> None:
        """The procedure takes what is left; before it vanishes the moment and the number do."""
        if self.model() is None:
            return
        metrics = self.fontMetrics()
        beside = metrics.height()  # what the style keeps clear in a cell grows with the text
        wide = {column: metrics.horizontalAdvance(t) + beside for column, t in _SAMPLES.items()}
        least = metrics.averageCharWidth() * _LEAST_PROCEDURE
        for column in (Column.FINISHED, Column.NUMBER):
            too_narrow = self.viewport().width() - sum(wide.values()) < least
            self.setColumnHidden(column, too_narrow)
            if too_narrow:
                del wide[column]
        for column, width in wide.items():
            self.setColumnWidth(column, width)


class ReadyPane(QWidget):
    """A heading, the table or a sentence about why it is empty, and a line when it was cut."""

    opened = Signal(object)  # UUID

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ReadyModel(self)
        self.table = ReadyTable(self._model)
        self.text: str | None = None  # what the list answers; None before the first answer
        self._heading = label("", "section")
        self._empty = label("", "muted", wraps=True)
        self._footer = label("", "small")
        self._lay_out()
        self.table.opened.connect(self._open)

    def show_ready(self, ready: ReadyList) -> None:
        """Show ``ready``; the chosen line stays chosen if it is still there."""
        kept, scroll = self.chosen, self.table.verticalScrollBar().value()
        is_same = ready.text == self.text
        self.text = ready.text
        self._model.show(ready)
        row = self._model.row_of(kept)
        self._select(row if row >= 0 else 0 if ready.text else -1)
        self.table.verticalScrollBar().setValue(scroll if is_same else 0)
        self._heading.setText(_heading(ready.text))
        self._empty.setText(_nothing(ready.text))
        self._stack.setCurrentIndex(0 if ready.lines else 1)
        count = len(ready.lines)
        self._footer.setText(_("{count} kết quả chờ lâu nhất.").format(count=count))
        self._footer.setVisible(ready.is_cut)

    @property
    def chosen(self) -> UUID | None:
        """The dossier of the selected line."""
        return self._model.dossier(self.table.currentIndex().row())

    @Slot(int)
    def step(self, by: int) -> None:
        """Move the choice down or up."""
        count = self._model.rowCount()
        if count:
            row = self.table.currentIndex().row()
            self._select(min(count - 1, max(0, row + by if row >= 0 else 0)))

    @Slot()
    def _open(self) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)

    def _select(self, row: int) -> None:
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if row >= 0:
            self.table.scrollTo(index)

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(32)
        page = QWidget()
        self._stack = QStackedLayout(page)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(page, 1)
        column.addWidget(self._footer)
        self._footer.hide()


def _heading(text: str) -> str:
    if text:
        return _("Kết quả chờ trả khớp với “{text}”").format(text=text)
    return _("Kết quả chờ trả, lâu nhất trước")


def _nothing(text: str) -> str:
    if text:
        return _(
            "Chưa có kết quả nào chờ trả khớp với nội dung này. Xem các hồ sơ đang giải quyết ở"
            " trang Tra cứu (F3)."
        )
    return _(
        "Chưa có kết quả nào chờ trả. Hồ sơ giải quyết xong sẽ hiện ở đây. Quét giấy tiếp nhận"
        " của công dân để xem hồ sơ của họ đang ở đâu."
    )

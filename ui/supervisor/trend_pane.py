"""Trend and ages: pictures above, the same numbers as text below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.domain.ending import FINISHED
from counter_app.i18n import _
from counter_app.services.figures import Figure
from ui.figure_words import figure_word
from ui.supervisor.numbers import thousands
from ui.supervisor.rows_model import RowsModel
from ui.supervisor.values import ShownBoard
from ui.widgets.styling import identify, label
from ui.widgets.table import Table

if TYPE_CHECKING:  # brings numpy
    from ui.supervisor.charts import AgeChart, TrendChart


class TrendPane(QWidget):
    """Charts come when their library is there; the numbers do not wait for it."""

    opened = Signal(str)  # an age's figure

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heads = (_("Ngày"), _("Tiếp nhận"), *(figure_word(how.value) for how in FINISHED))
        self._days = RowsModel(heads, (1, 2, 3, 4))
        self._ages = RowsModel((_("Tuổi hồ sơ chưa xong"), _("Số hồ sơ")), (1,))
        self.days, self.ages = Table(self._days), Table(self._ages)
        self._charts: tuple[TrendChart, AgeChart] | None = None
        self._shown: ShownBoard | None = None
        self._figures: tuple[Figure, ...] = ()
        self._grid = QGridLayout(self)
        self._lay_out()
        self.ages.doubleClicked.connect(self._open)

    def draw_with(self, charts: "tuple[TrendChart, AgeChart]") -> None:
        """Put the pictures in; once."""
        self._charts = charts
        for column, chart in enumerate(charts):
            self._grid.addWidget(chart, 1, column)
        self._grid.setRowStretch(1, 1)
        self._draw()

    def show_board(self, shown: ShownBoard) -> None:
        """The numbers, newest day first."""
        self._shown, self._figures = shown, shown.board.ages
        self._days.show(
            [
                (
                    f"{day.day:%d/%m/%Y}",
                    thousands(day.received),
                    *(thousands(day.endings.get(how, 0)) for how in FINISHED),
                )
                for day in reversed(shown.board.trend)
            ]
        )
        self._ages.show(
            [(figure_word(figure.name), thousands(figure.count)) for figure in self._figures]
        )
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Enter on an age."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.ages.hasFocus():
            self._open(self.ages.currentIndex())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._figures[index.row()].name)

    def _draw(self) -> None:
        if self._charts is not None and self._shown is not None:
            trend, ages = self._charts
            trend.show_days(self._shown.board.trend)
            ages.show_ages(self._shown.board.ages)

    def _lay_out(self) -> None:
        identify(self.days, "supervisor.trend", _("Theo ngày"))
        identify(self.ages, "supervisor.ages", _("Theo tuổi hồ sơ"))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(label(_("30 ngày qua"), "section"), 0, 0)
        self._grid.addWidget(label(_("Hồ sơ chưa xong nhận từ bao lâu"), "section"), 0, 1)
        self._grid.addWidget(self.days, 2, 0)
        self._grid.addWidget(self.ages, 2, 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setRowStretch(2, 1)

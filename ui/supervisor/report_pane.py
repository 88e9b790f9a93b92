"""Reports: a period, a preview, and the files; wrong lines are red and the dossiers are named."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from counter_app.services.report_ports import Parts
from ui.figure_words import by_word
from ui.quality_words import quality_line
from ui.supervisor.period_fields import PeriodFields
from ui.supervisor.quality_pane import QualityPane
from ui.supervisor.red_rows import RedRows
from ui.supervisor.report_words import heads, report_rows, verdict
from ui.supervisor.rows_model import RowsModel
from ui.supervisor.values import ShownReport
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table


class ReportPane(QWidget):
    """What a supervisor asks of a report, and what came out."""

    wanted = Signal(object, object)  # Period, Parts
    file_wanted = Signal(object, object)  # ShownReport, Path
    stop_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period = PeriodFields("supervisor.report", today)
        self._parts = QComboBox()
        self._make = button(_("Lập báo cáo"), "primary", "supervisor.report.make")
        self._rows = RowsModel(heads(_("Lĩnh vực")), range(1, 15))
        self.table = Table(self._rows)
        self.table.setItemDelegate(RedRows(self.table))
        self._verdict = MessageLine()
        self._quality = QualityPane()
        self._over = QStackedWidget()
        self._points = label("", "small", wraps=True)
        self._turn = button("", "link", "supervisor.report.turn")
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = QLineEdit(QStandardPaths.writableLocation(documents) or str(Path.home()))
        self._sheet = button(_("Lưu .xlsx"), "", "supervisor.report.xlsx")
        self._paper = button(_("Lưu PDF"), "", "supervisor.report.pdf")
        self._stop = button(_("Dừng ghi"), "", "supervisor.report.stop")
        self._progress = QProgressBar()
        self._saved = MessageLine()
        self._shown: ShownReport | None = None
        self._lay_out()
        self._connect()
        self._show_side(self.table)
        self.set_busy(False)

    def show_report(self, shown: ShownReport) -> None:
        """The preview and whether it adds up."""
        self._shown = shown
        form = shown.form
        self._rows.head(heads(form.parts))
        lines = (*form.lines, form.total)
        wrong = [row for row, line in enumerate(lines) if line.broken]
        self._rows.show(report_rows(form), wrong)
        text, tone = verdict(form)
        self._verdict.say(text, tone)
        self._quality.show_index(form.quality)
        self._points.setText(quality_line(form.quality))
        self._progress.setMaximum(max(1, form.total.columns.total))
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """One thing at a time; what is written can be stopped."""
        self._make.setDisabled(busy)
        for save in (self._sheet, self._paper):
            save.setEnabled(not busy and self._shown is not None)
        self._stop.setEnabled(busy)
        self._progress.setVisible(busy and self._shown is not None)

    @Slot(int)
    def show_progress(self, done: int) -> None:
        """Rows written so far."""
        self._progress.setValue(done)

    def tell(self, text: str, tone: str) -> None:
        """What became of a file, or why there is none."""
        self._saved.say(text, tone)

    @Slot()
    def _on_make(self) -> None:
        period = self._period.period
        if period is None:
            self._verdict.say(_("Ngày cuối đứng trước ngày đầu. Chọn lại kỳ báo cáo."), "warning")
            return
        self._verdict.clear()
        self._saved.clear()
        self.wanted.emit(period, Parts(self._parts.currentData()))

    @Slot()
    def _on_save(self) -> None:
        if self._shown is None:
            return
        folder = Path(self._folder.text().strip()).expanduser()
        if not folder.is_dir():
            self._saved.say(_("Không có thư mục đó. Nhập thư mục khác để lưu."), "warning")
            return
        suffix = ".pdf" if self.sender() is self._paper else ".xlsx"
        period = self._shown.form.period
        name = f"II.06a {period.first:%Y-%m-%d} {period.last:%Y-%m-%d}{suffix}"
        self._saved.clear()
        self._progress.setValue(0)
        self.file_wanted.emit(self._shown, folder / name)

    @Slot()
    def _turn_over(self) -> None:
        is_table = self._over.currentWidget() is self.table
        self._show_side(self._quality if is_table else self.table)
        (self._quality.table if is_table else self.table).setFocus()

    def _show_side(self, side: QWidget) -> None:
        """The form's columns, or the index of the same period."""
        self._over.setCurrentWidget(side)
        is_table = side is self.table
        self._turn.setText(_("Xem chỉ số (Ctrl+I)") if is_table else _("Xem biểu II.06a (Ctrl+I)"))
        self._turn.setAccessibleName(self._turn.text())

    def _lay_out(self) -> None:
        identify(self._parts, "supervisor.report.by", _("Mỗi dòng là một"))
        identify(self.table, "supervisor.report", _("Báo cáo II.06a"))
        identify(self._folder, "supervisor.report.folder", _("Thư mục lưu tệp"))
        identify(self._progress, "supervisor.report.progress", _("Tiến độ ghi tệp"))
        for parts in Parts:
            self._parts.addItem(by_word_of(parts), parts.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(_row(self._period, label(_("theo"), "field"), self._parts, self._make))
        column.addWidget(self._verdict)
        for side in (self.table, self._quality):
            self._over.addWidget(side)
        column.addWidget(self._over, 1)
        points = QHBoxLayout()
        points.addWidget(self._points, 1)
        points.addWidget(self._turn)
        column.addLayout(points)
        column.addLayout(_row(self._folder, self._sheet, self._paper, self._progress, self._stop))
        column.addWidget(self._saved)

    def _connect(self) -> None:
        self._make.clicked.connect(self._on_make)
        self._sheet.clicked.connect(self._on_save)
        self._paper.clicked.connect(self._on_save)
        self._stop.clicked.connect(self.stop_wanted)
        self._turn.clicked.connect(self._turn_over)
        turn = QShortcut(QKeySequence("Ctrl+I"), self)
        turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        turn.activated.connect(self._turn_over)


def by_word_of(parts: Parts) -> str:
    """What a report has a line for."""
    from counter_app.services.figure_ports import By

    return by_word(By(parts.value))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit | QProgressBar) else 0)
    if not any(isinstance(widget, QLineEdit) for widget in widgets):
        row.addStretch(1)
    return row

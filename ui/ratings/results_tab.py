"""Results of a quarter: the unit and its officers, and the quarterly sheet as files."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.quarter import Quarter
from counter_app.i18n import _, language
from ui.ratings.view_model import RatingsViewModel, Results
from ui.ratings.wording import quarter_words, result_headings, result_rows
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable


class ResultsTab(QWidget):
    """A table, the whole unit first; groups too small say so and nothing else."""

    quarter_wanted = Signal(object)  # Quarter

    def __init__(self, view_model: RatingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._shown: Results | None = None
        self.quarters = QComboBox()
        self.quarters.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        identify(self.quarters, "ratings.quarter", _("Quý"))
        self.table = Table(TextTable((), self))
        identify(self.table, "ratings.results", _("Kết quả đánh giá"))
        self._empty = label("", "muted", wraps=True)
        self._note = label("", "small", wraps=True)
        self.pdf = button(_("Lưu bảng tổng hợp PDF…"), "", "ratings.sheet.pdf")
        self.xlsx = button(_("Lưu bảng tổng hợp .xlsx…"), "", "ratings.sheet.xlsx")
        self.publish = button(_("Ghi bộ dữ liệu công bố…"), "", "ratings.publish")
        self.message = MessageLine()
        identify(self.message, "ratings.message")
        self._lay_out()
        self._connect()

    @property
    def quarter(self) -> Quarter | None:
        """The quarter whose results are shown; None: none are."""
        return self._shown.quarter if self._shown and self._shown.unit else None

    @Slot(object)
    def show_results(self, results: Results) -> None:
        """Show one quarter's results, or why there are none."""
        self._shown = results
        self.quarters.blockSignals(True)  # choosing is the officer's
        self.quarters.clear()
        for quarter in results.quarters or (results.quarter,):
            self.quarters.addItem(quarter_words(quarter), str(quarter))
        self.quarters.setCurrentIndex(max(0, self.quarters.findData(str(results.quarter))))
        self.quarters.blockSignals(False)
        unit = results.unit
        self.table.setVisible(unit is not None)
        self._note.setVisible(unit is not None)
        self._empty.setVisible(unit is None)
        if unit is None:
            return
        model = TextTable(result_headings(unit), self)
        model.show(result_rows(unit, results.officers))
        self.table.setModel(model)
        said = [
            _("Nhóm dưới 5 phiếu, và nhóm suy ra được từ đó, không được công bố."),
            _("Điểm: tổng các tiêu chí {names}; trong ngoặc là khoảng tin cậy 95 %.").format(
                names=", ".join(unit.scale.officer_score)
            ),
            "; ".join(
                f"{one.id}: {one.name.in_language(language())}" for one in unit.scale.criteria
            ),
        ]
        self._note.setText(" ".join(said[:2]) + "\n" + said[2])

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        self.quarter_wanted.emit(Quarter.parse(str(self.quarters.itemData(place))))

    @Slot()
    def _save_pdf(self) -> None:
        self._save("pdf", _("Tệp PDF (*.pdf)"))

    @Slot()
    def _save_xlsx(self) -> None:
        self._save("xlsx", _("Bảng tính (*.xlsx)"))

    def _save(self, suffix: str, kind: str) -> None:
        if self._shown is None:
            return
        name = f"danh-gia-{self._shown.quarter}.{suffix}"
        dialog = QFileDialog(self, _("Lưu bảng tổng hợp"), name, kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(self.save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save_as(self, file: str) -> None:
        """Write the sheet of the quarter that is shown; its ending says which kind."""
        if self._shown is not None:
            self._view_model.write_sheet(self._shown.quarter, file)

    @Slot()
    def _publish(self) -> None:
        dialog = QFileDialog(self, _("Thư mục nhận bộ dữ liệu"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._view_model.publish)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _tell_written(self, file: str) -> None:
        self.message.say(_("Đã ghi {file}.").format(file=file), "success")

    def _connect(self) -> None:
        self.quarters.activated.connect(self._on_chosen)
        self.pdf.clicked.connect(self._save_pdf)
        self.xlsx.clicked.connect(self._save_xlsx)
        self.publish.clicked.connect(self._publish)
        self._view_model.results_changed.connect(self.show_results)
        self._view_model.written.connect(self._tell_written)

    def _lay_out(self) -> None:
        self._empty.setText(
            _("Chưa có kết quả. Kết quả của một quý hiện ra khi quý đã kết thúc và đủ phiếu.")
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        words = label(_("Quý"), "field")
        words.setBuddy(self.quarters)
        head.addWidget(words)
        head.addWidget(self.quarters)
        head.addStretch(1)
        for part in (self.pdf, self.xlsx, self.publish):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)
        column.addStretch(0)

"""The service-quality index of a report's period: what was measured, and points where they are sure."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.service_quality import QualityIndex
from counter_app.i18n import _
from ui.quality_words import quality_heads, quality_rows, quality_rule
from ui.supervisor.rows_model import RowsModel
from ui.widgets.styling import identify, label
from ui.widgets.table import Table
from ui.wording import short_moment


class QualityPane(QWidget):
    """A row for each metric, empty before there is a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowsModel(quality_heads(), (1, 3))
        self.table = Table(self._rows)
        self._rule = label("", "muted", wraps=True)
        identify(self.table, "supervisor.quality", _("Chỉ số phục vụ (QĐ 766/QĐ-TTg)"))
        identify(self._rule, "supervisor.quality.rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._rule)

    def show_index(self, index: QualityIndex) -> None:
        """The metrics and what points are given for."""
        self._rows.show(quality_rows(index))
        measured = _("Ngoài các cột của biểu, số liệu được đo lúc {moment}.")
        moment = measured.format(moment=short_moment(index.measured_at))
        self._rule.setText(f"{quality_rule()}\n{moment}")

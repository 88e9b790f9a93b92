"""Act today: open dossiers by their chance of missing the date, with why and where they lie."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from counter_app.domain.ending import LOCAL
from counter_app.i18n import _
from counter_app.services.figure_ports import By
from counter_app.services.forecast import Prospect
from ui.figure_words import share_word
from ui.forecast_words import LIKELY, chance_words, reason_words, step_words, summary_words
from ui.supervisor.opening_table import OpeningTable
from ui.supervisor.rows_model import RowsModel
from ui.supervisor.values import ShownProspects
from ui.widgets.styling import identify, label

MOST_ROWS = 500
_WAIT = "…"
_PROCEDURE, _REASON = 6, 7
_LETTERS = 24  # of a procedure's name


class TodayPane(QWidget):
    """Lines without anybody's name but the holder's; Enter opens one on the search page."""

    opened = Signal(object)  # UUID

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = label(_WAIT, "muted")
        self._summary.setWordWrap(True)
        self._rows = RowsModel(
            (
                *(_("Mã hồ sơ"), _("Khả năng quá hạn"), _("Hẹn trả"), _("Còn (ngày)")),
                *(_("Bước"), _("Người giữ"), _("Thủ tục"), _("Vì sao")),
            ),
            numbers=(3,),
        )
        self.table = OpeningTable(self._rows)
        self._why = label("", "muted")
        self._why.setWordWrap(True)
        self._lines: tuple[Prospect, ...] = ()
        self._lay_out()
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._explain)

    def show_prospects(self, shown: ShownProspects) -> None:
        """The lines, most likely to miss their date first; the dossier chosen stays chosen."""
        chosen = self._chosen()
        self._lines = shown.told.lines[:MOST_ROWS]
        self._summary.setText(summary_words(shown.told))
        names = dict(shown.names)
        today = shown.told.moment.astimezone(LOCAL).toordinal()
        alarming = [n for n, line in enumerate(self._lines) if line.outlook.chance >= LIKELY]
        self._rows.show([_texts(line, names, today) for line in self._lines], alarming)
        ids = [line.id for line in self._lines]
        if ids:
            self.table.selectRow(ids.index(chosen) if chosen in ids else 0)
        self._explain(self.table.currentIndex())

    @Slot(int)
    def _open(self, row: int) -> None:
        self.opened.emit(self._lines[row].id)

    @Slot(QModelIndex)
    def _explain(self, index: QModelIndex) -> None:
        """The chosen line in full; its columns may be narrower."""
        cells = [index.siblingAtColumn(column).data() for column in (_PROCEDURE, _REASON)]
        self._why.setText("\n".join(cells) if index.isValid() else "")

    def _chosen(self) -> UUID | None:
        index = self.table.currentIndex()
        return self._lines[index.row()].id if index.isValid() else None

    def _lay_out(self) -> None:
        identify(self.table, "supervisor.today", _("Cần làm hôm nay"))
        identify(self._why, "supervisor.today.why")
        heading = self.table.horizontalHeader()
        heading.setSectionResizeMode(_PROCEDURE, QHeaderView.ResizeMode.Interactive)
        heading.resizeSection(_PROCEDURE, self.fontMetrics().averageCharWidth() * _LETTERS)
        identify(self._summary, "supervisor.today.summary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._summary)
        column.addWidget(self.table, 1)
        column.addWidget(self._why)


def _texts(line: Prospect, names: dict[str, str], today: int) -> tuple[str, ...]:
    due_at = line.due_at.astimezone(LOCAL)
    return (
        line.code or "—",
        chance_words(line),
        f"{due_at:%d/%m/%Y}",
        str(due_at.toordinal() - today),
        step_words(line),
        share_word(By.OFFICER, line.holder, names),
        line.procedure,
        reason_words(line, names),
    )

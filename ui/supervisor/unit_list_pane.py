"""The dossiers behind a figure of another unit: codes, procedures and dates, as the centre has them."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.dossier import Status
from counter_app.domain.ending import LOCAL
from counter_app.i18n import _
from counter_app.services.centre_port import UnitDossier
from ui.figure_words import figure_word
from ui.supervisor.numbers import shown_words
from ui.supervisor.rows_model import RowsModel
from ui.supervisor.units_view_model import ShownUnitList
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table
from ui.wording import short_moment, status_word


class UnitListPane(QWidget):
    """To read: a dossier itself is opened at its unit's own desks."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "section")
        self._total = label("", "muted")
        self._back = button(_("Về các đơn vị (Esc)"), "link", "supervisor.units.list.back")
        heads = (_("Mã hồ sơ"), _("Thủ tục"), _("Trạng thái"), _("Ngày nhận"), _("Hẹn trả"), _("Xong"))  # fmt: skip
        self._rows = RowsModel(heads)
        self.table = Table(self._rows)
        identify(self.table, "supervisor.units.list", _("Hồ sơ sau số liệu của đơn vị khác"))
        identify(self._total, "supervisor.units.list.total")
        head = QHBoxLayout()
        for widget in (self._back, self._title, self._total):
            head.addWidget(widget)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._back.clicked.connect(self.left)

    def show_list(self, shown: ShownUnitList) -> None:
        """The lines, and how many there are in all."""
        total, read = shown.found.total, len(shown.found.lines)
        self._title.setText(f"{shown.name} · {figure_word(shown.figure)}")
        self._total.setText(shown_words(read, total))
        self._rows.show([_texts(line) for line in shown.found.lines])
        if shown.found.lines:
            self.table.selectRow(0)


def _texts(line: UnitDossier) -> tuple[str, ...]:
    ended = ""
    if line.ended and line.ended_at is not None:
        ended = f"{_moment(line.ended_at)} · {figure_word(line.ended)}"
    return (
        line.code or "—",
        line.procedure,
        status_word(Status(line.status)),
        _moment(line.received_at),
        _moment(line.due_at) if line.due_at else _("không có hạn"),
        ended,
    )


def _moment(moment: datetime) -> str:
    return short_moment(moment.astimezone(LOCAL))

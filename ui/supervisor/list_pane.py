"""The list behind a figure: as many dossiers as the figure says, without anybody's name."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.ending import LOCAL
from counter_app.i18n import _
from counter_app.services.figure_ports import By, FigureLine
from ui.figure_words import figure_word, share_word
from ui.supervisor.numbers import shown_words
from ui.supervisor.opening_table import OpeningTable
from ui.supervisor.rows_model import RowsModel
from ui.supervisor.values import ShownList
from ui.widgets.styling import button, identify, label
from ui.wording import short_moment, status_word


class ListPane(QWidget):
    """Lines of dossiers; Enter opens one on the search page."""

    opened = Signal(object)  # UUID
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "section")
        self._total = label("", "muted")
        self._back = button(_("Về số liệu (Esc)"), "link", "supervisor.list.back")
        self._rows = RowsModel(
            (
                *(_("Mã hồ sơ"), _("Thủ tục"), _("Trạng thái"), _("Bước"), _("Người giữ")),
                *(_("Ngày nhận"), _("Hẹn trả"), _("Xong")),
            )
        )
        self.table = OpeningTable(self._rows)
        self._lines: tuple[FigureLine, ...] = ()
        self._lay_out()
        self._back.clicked.connect(self.left)
        self.table.opened.connect(self._open)

    def show_list(self, shown: ShownList) -> None:
        """The lines, and how many there are in all."""
        self._lines = shown.listed.lines
        self._title.setText(shown.title)
        total, read = shown.listed.total, len(self._lines)
        self._total.setText(shown_words(read, total))
        names = dict(shown.names)
        self._rows.show([_texts(line, names) for line in self._lines])
        if self._lines and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    @Slot(int)
    def _open(self, row: int) -> None:
        self.opened.emit(self._lines[row].id)

    def _lay_out(self) -> None:
        identify(self.table, "supervisor.list", _("Hồ sơ sau số liệu"))
        identify(self._total, "supervisor.list.total")
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._total)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)


def _texts(line: FigureLine, names: dict[str, str]) -> tuple[str, ...]:
    ended = ""
    if line.ending is not None and line.ended_at is not None:
        ended = f"{_moment(line.ended_at)} · {figure_word(line.ending.value)}"
    holder = str(line.finisher) if line.finisher else line.holder
    return (
        line.code or "—",
        line.procedure,
        status_word(line.status),
        line.step,
        share_word(By.OFFICER, holder, names),
        _moment(line.received_at),
        _moment(line.due_at) if line.due_at else _("không có hạn"),
        ended,
    )


def _moment(moment: datetime) -> str:
    return short_moment(moment.astimezone(LOCAL))

"""Why what is late was late: a line for each step and agency, a column for each cause."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.supervisor.causes_view_model import CausesViewModel, CountedCauses
from ui.supervisor.late_words import cause_heads, cause_rows, causes_words
from ui.supervisor.period_fields import PeriodFields
from ui.supervisor.rows_model import RowsModel
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table

_FIRST_NUMBER = 2  # the column behind step and agency


class CausesPane(QWidget):
    """This month so far to begin with."""

    turned = Signal()  # the list is wanted

    def __init__(
        self, view_model: CausesViewModel, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._period = PeriodFields("supervisor.causes", today)
        self._count = button(_("Đếm"), "primary", "supervisor.causes.count")
        self._turn = button(_("Xem danh sách (Ctrl+I)"), "link", "supervisor.causes.turn")
        self._note = MessageLine()
        heads = cause_heads()
        self._rows = RowsModel(heads, range(_FIRST_NUMBER, len(heads)))
        self.table = Table(self._rows)
        self._rule = label(
            _(
                "Mỗi hồ sơ quá hạn được đếm một lần, ở bước và cơ quan đang giữ khi đến hạn, theo lý"
                " do của lần hẹn lại đang có hiệu lực."
            ),
            "muted",
            wraps=True,
        )
        self._lay_out()
        self._count.clicked.connect(self.ask)
        self._turn.clicked.connect(self.turned)
        view_model.counted.connect(self._show_counted)
        view_model.refused.connect(self._tell_refused)

    @Slot()
    def ask(self) -> None:
        """Count the period that stands there."""
        period = self._period.period
        if period is None:
            self._note.say(_("Ngày cuối đứng trước ngày đầu. Chọn lại kỳ cần đếm."), "warning")
            return
        self._view_model.ask(period)

    @Slot(object)
    def _show_counted(self, counted: CountedCauses) -> None:
        self._rows.show(cause_rows(counted.lines))
        self._note.say(causes_words(counted.lines, counted.period), "info")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self._note.say(sentence, "danger")

    def _lay_out(self) -> None:
        identify(self.table, "supervisor.causes", _("Lý do quá hạn theo bước và cơ quan"))
        identify(self._note, "supervisor.causes.note")
        self.table.horizontalHeader().setStretchLastSection(False)  # numbers stand together
        top = QHBoxLayout()
        top.addWidget(self._period)
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(top)
        column.addWidget(self._note)
        column.addWidget(self.table, 1)
        column.addWidget(self._rule)

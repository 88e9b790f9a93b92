"""What is late, by step and agency; chosen dossiers get a new date and a form 04 together."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.late_causes import LateCause
from counter_app.i18n import _
from counter_app.services.apologising import Apologised, NewPromise
from counter_app.services.figure_ports import By, Share
from ui.figure_words import share_word
from ui.supervisor.late_view_model import Late, LateViewModel, Narrowed
from ui.supervisor.late_words import cause_word, ended_words, late_row
from ui.supervisor.numbers import shown_words, thousands
from ui.supervisor.rows_model import RowsModel
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table

_CHOICE = 22  # letters of a step's or an agency's name
_MOST_DAYS = 60


class LatePane(QWidget):
    """Filters above, the list, what is promised anew below; results stand in the list."""

    turned = Signal()  # the causes are wanted

    def __init__(self, view_model: LateViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._late: Late | None = None
        self._results: dict[UUID, Apologised] = {}
        self.step, self.place, self.cause = QComboBox(), QComboBox(), QComboBox()
        self.more, self.days = QLineEdit(), NumberBox()
        self.days.setRange(1, _MOST_DAYS)
        self.days.setValue(5)
        self._rows = RowsModel(
            (_("Mã hồ sơ"), _("Thủ tục"), _("Bước"), _("Người giữ"), _("Hẹn trả"), _("Kết quả"))
        )
        self.table = Table(self._rows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._total = label("", "muted")
        self._turn = button(_("Đếm lý do (Ctrl+I)"), "link", "supervisor.late.turn")
        self._note = MessageLine()
        self._apologise = button(
            _("Xin lỗi và hẹn lại (Ctrl+Enter)"), "primary", "supervisor.late.apologise"
        )
        self._stop = button(_("Dừng"), "", "supervisor.late.stop")
        self._progress = QProgressBar()
        self._lay_out()
        self._connect()
        self._set_busy(False)

    @Slot()
    def ask(self) -> None:
        """The list, read anew."""
        self._view_model.ask(Narrowed(self.step.currentData(), self.place.currentData()))

    @Slot(object)
    def _show_late(self, late: Late) -> None:
        is_first = self._late is None
        self._late = late
        names = dict(late.names)
        _offer(self.step, _("mọi bước"), By.STEP, late.steps, names)
        _offer(self.place, _("mọi cơ quan"), By.PLACE, late.places, names)
        total, read = late.listed.total, len(late.listed.lines)
        self._total.setText(shown_words(read, total))
        self._show_rows()
        if is_first:
            self.table.setFocus()

    def _show_rows(self) -> None:
        if self._late is not None:
            lines, names = self._late.listed.lines, self._late.names
            results = {line.id: r for line in lines if (r := self._results.get(line.id))}
            self._rows.show([late_row(line, names, results) for line in lines])

    @Slot()
    def _apologise_chosen(self) -> None:
        if self._late is None or not self._apologise.isEnabled():
            return
        lines = self._late.listed.lines
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if not rows:
            self._note.say(_("Chọn các hồ sơ cần hẹn lại; Ctrl+A chọn tất cả."), "warning")
            self.table.setFocus()
            return
        cause, more = LateCause(self.cause.currentData()), self.more.text().strip()
        if cause is LateCause.OTHER and not more:
            self._note.say(_("Ghi rõ lý do; lý do được in trên phiếu xin lỗi."), "warning")
            self.more.setFocus()
            return
        reason = _("{cause}: {more}").format(cause=cause_word(cause), more=more)
        promise = NewPromise(cause, reason if more else cause_word(cause), self.days.value())
        self._note.clear()
        self._view_model.apologise([lines[row].id for row in rows], promise)

    @Slot(object, int)
    def _tell_ended(self, results: tuple[Apologised, ...], left: int) -> None:
        self._results |= {result.dossier: result for result in results}
        self._show_rows()
        is_whole = not left and all(result.refusal is None for result in results)
        self._note.say(ended_words(results, left), "success" if is_whole else "warning")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self._note.say(sentence, "danger")

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:
        self._apologise.setDisabled(busy)
        self._stop.setVisible(busy)
        self._progress.setVisible(busy)

    @Slot(int, int)
    def _show_progress(self, done: int, whole: int) -> None:
        self._progress.setMaximum(max(1, whole))
        self._progress.setValue(done)

    def _connect(self) -> None:
        model = self._view_model
        for box in (self.step, self.place):
            box.activated.connect(self.ask)
        self._apologise.clicked.connect(self._apologise_chosen)
        self._stop.clicked.connect(model.stop)
        self._turn.clicked.connect(self.turned)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            apologise = QShortcut(QKeySequence(keys), self)
            apologise.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            apologise.activated.connect(self._apologise_chosen)
        model.shown.connect(self._show_late)
        model.progressed.connect(self._show_progress)
        model.ended.connect(self._tell_ended)
        model.refused.connect(self._tell_refused)
        model.busy_changed.connect(self._set_busy)

    def _lay_out(self) -> None:
        identify(self.table, "supervisor.late", _("Hồ sơ quá hạn"))
        identify(self._note, "supervisor.late.note")
        identify(self._progress, "supervisor.late.progress", _("Tiến độ hẹn lại"))
        for box in (self.step, self.place):  # as wide whatever there is to choose
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_CHOICE)
        for cause in LateCause:
            self.cause.addItem(cause_word(cause), cause.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(Field(_("Bước"), self.step, "supervisor.late.step"))
        top.addWidget(Field(_("Nơi đang giải quyết"), self.place, "supervisor.late.place"))
        top.addWidget(self._total, 1)
        top.addWidget(self._turn)
        foot.addWidget(Field(_("Lý do chậm"), self.cause, "supervisor.late.cause"))
        foot.addWidget(Field(_("Nói rõ thêm"), self.more, "supervisor.late.more"), 1)
        days = Field(_("Hẹn thêm (ngày làm việc)"), self.days, "supervisor.late.days")
        beside: tuple[QWidget, ...] = (days, self._apologise, self._progress, self._stop)
        for widget in beside:
            foot.addWidget(widget)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)
        column.addLayout(foot)


def _offer(
    box: QComboBox, every: str, by: By, shares: tuple[Share, ...], names: dict[str, str]
) -> None:
    """The choices there are now; what is chosen stays chosen."""
    chosen = box.currentData()
    box.clear()
    box.addItem(every, None)
    for share in shares:
        word = f"{share_word(by, share.key, names)} ({thousands(share.count)})"
        box.addItem(word, share.key)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)

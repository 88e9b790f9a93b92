"""A calendar change: the file, the promises it would move in groups, and a decision for each."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.calendar_impact import Impact, Shift, ShiftGroup
from counter_app.i18n import _
from counter_app.services.rescheduling import Decided
from ui.supervisor.impact_view_model import ImpactViewModel
from ui.supervisor.impact_words import (
    decided_words,
    group_row,
    hint_words,
    impact_words,
    shift_row,
)
from ui.supervisor.numbers import shown_words
from ui.supervisor.rows_model import RowsModel
from ui.widgets.calendar_file_line import CalendarFileLine
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table

_SHOWN = 500  # dossiers of a group: more than anybody reads


class ImpactPane(QWidget):
    """Every group is kept until somebody moves it; nothing is written before the last button."""

    def __init__(self, view_model: ImpactViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._impact: Impact | None = None
        self._moved: set[int] = set()  # of the impact's groups, by number
        self._ask = button(_("Xem ảnh hưởng"), "", "supervisor.calendar.ask")
        self.file, self.reason = CalendarFileLine("supervisor.calendar", self._ask), QLineEdit()
        self._note = MessageLine()
        self._group_rows = RowsModel(
            (_("Quyết định"), _("Thủ tục"), _("Hồ sơ"), _("Ngày hẹn mới"), _("Vì ngày")), (2,)
        )
        self.groups = Table(self._group_rows)
        self._shift_rows = RowsModel((_("Mã hồ sơ"), _("Hẹn cũ"), _("Hẹn mới"), _("Vì ngày")))
        self.shifts = Table(self._shift_rows)
        self._total = label("", "muted")
        self._turn = button(_("Giữ hẹn / dời hẹn (dấu cách)"), "", "supervisor.calendar.turn")
        self._decide = button(_("Thực hiện (Ctrl+Enter)"), "primary", "supervisor.calendar.decide")
        self._stop = button(_("Dừng, không dời gì"), "", "supervisor.calendar.stop")
        self._progress = QProgressBar()
        self._lay_out()
        self._connect()
        self._forget()

    @Slot(str)
    def _ask_impact(self, file: str) -> None:
        self._forget()
        self._view_model.ask(file)

    @Slot(str)
    def _ask_for_file(self, sentence: str) -> None:
        self._forget()
        self._note.say(sentence, "warning")

    @Slot(object)
    def _show_impact(self, impact: Impact) -> None:
        self._impact = impact
        self._show_groups()
        self._note.say(impact_words(impact.groups), "info")
        self._set_busy(False)
        if impact.groups:
            self.groups.selectRow(0)
            self.groups.setFocus()
        else:
            self.reason.setFocus()

    def _show_groups(self) -> None:
        groups = self._impact.groups if self._impact else ()
        self._group_rows.show(
            [group_row(group, is_moved=n in self._moved) for n, group in enumerate(groups)]
        )

    @Slot()
    def _show_shifts(self) -> None:
        group = self._group()
        shown = group.shifts[:_SHOWN] if group else ()
        self._shift_rows.show([shift_row(shift) for shift in shown])
        self._total.setText(shown_words(len(shown), len(group.shifts)) if group else "")

    @Slot()
    def _turn_group(self) -> None:
        group = self._group()
        if group is not None and not group.is_past:
            self._moved ^= {self.groups.currentIndex().row()}
            self._show_groups()

    @Slot()
    def _carry_out(self) -> None:
        if self._impact is None or not self._decide.isEnabled():
            return
        if not self.reason.text().strip():
            self._note.say(_("Ghi lý do, ví dụ số quyết định đổi lịch."), "warning")
            self.reason.setFocus()
            return
        self._view_model.decide(self._impact, self._chosen(), self.reason.text())

    def _chosen(self) -> tuple[Shift, ...]:
        groups = self._impact.groups if self._impact else ()
        return tuple(shift for n in sorted(self._moved) for shift in groups[n].shifts)

    @Slot(object)
    def _tell_decided(self, decided: Decided) -> None:
        self._forget()
        self.reason.clear()
        self._note.say(decided_words(decided), "warning" if decided.left_out else "success")
        self.file.setFocus()

    @Slot()
    def _tell_stopped(self) -> None:
        self._note.say(_("Đã dừng: không ngày hẹn nào bị dời, lịch cũ vẫn giữ nguyên."), "info")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self._note.say(sentence, "danger")

    @Slot()
    def _forget(self) -> None:
        """Another file, another list."""
        self._impact = None
        self._moved.clear()
        self._show_groups()
        self._show_shifts()
        self._note.say(hint_words(), "info")
        self._set_busy(False)

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:
        self._ask.setDisabled(busy)
        has_groups = self._impact is not None and bool(self._impact.groups)
        self._turn.setEnabled(has_groups and not busy)
        self._decide.setEnabled(self._impact is not None and not busy)
        self._stop.setVisible(busy and self._impact is not None)
        self._progress.setVisible(busy and self._impact is not None)

    @Slot(int, int)
    def _show_progress(self, done: int, whole: int) -> None:
        self._progress.setMaximum(max(1, whole))
        self._progress.setValue(done)

    def _group(self) -> ShiftGroup | None:
        index: QModelIndex = self.groups.currentIndex()
        if self._impact is None or not index.isValid():
            return None
        return self._impact.groups[index.row()]

    def _connect(self) -> None:
        model = self._view_model
        self.file.wanted.connect(self._ask_impact)
        self.file.missed.connect(self._ask_for_file)
        self.file.textEdited.connect(self._forget)
        self.groups.selectionModel().currentRowChanged.connect(self._show_shifts)
        turn = QShortcut(QKeySequence(Qt.Key.Key_Space), self.groups)
        turn.setContext(Qt.ShortcutContext.WidgetShortcut)  # elsewhere a space is a space
        turn.activated.connect(self._turn_group)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            carry_out = QShortcut(QKeySequence(keys), self)
            carry_out.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            carry_out.activated.connect(self._carry_out)
        self._turn.clicked.connect(self._turn_group)
        self._decide.clicked.connect(self._carry_out)
        self._stop.clicked.connect(model.stop)
        model.found.connect(self._show_impact)
        model.decided.connect(self._tell_decided)
        model.progressed.connect(self._show_progress)
        model.stopped.connect(self._tell_stopped)
        model.refused.connect(self._tell_refused)
        model.busy_changed.connect(self._set_busy)

    def _lay_out(self) -> None:
        identify(self.groups, "supervisor.calendar.groups", _("Các nhóm hồ sơ đổi ngày hẹn"))
        identify(self.shifts, "supervisor.calendar.dossiers", _("Hồ sơ của nhóm đang chọn"))
        identify(self._note, "supervisor.calendar.note")
        identify(self._progress, "supervisor.calendar.progress", _("Tiến độ dời hẹn"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        top = QHBoxLayout()
        top.addWidget(Field(_("Tệp lịch"), self.file, "supervisor.calendar.file"), 1)
        for part in (self.file.choose, self._ask):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(top)
        column.addWidget(self._note)
        column.addWidget(self.groups, 1)
        column.addWidget(self._total)
        column.addWidget(self.shifts, 2)
        foot = QHBoxLayout()
        foot.addWidget(Field(_("Lý do"), self.reason, "supervisor.calendar.reason"), 1)
        beside: tuple[QWidget, ...] = (self._turn, self._decide, self._progress, self._stop)
        for widget in beside:
            foot.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(foot)

"""Complaints: a supervisor judges them with a reason, the officer concerned may answer."""

from uuid import UUID

from PySide6.QtCore import QItemSelection, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.domain.rating import Finding
from counter_app.i18n import _
from counter_app.services.complaints import Complaint
from ui.messages import explain
from ui.ratings.view_model import RatingsViewModel
from ui.ratings.wording import complaint_lines, complaint_rows
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable


class ComplaintsTab(QWidget):
    """The list on the left, the words and what is to be done on the right."""

    dossier_wanted = Signal(object)  # UUID

    def __init__(self, view_model: RatingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._complaints: tuple[Complaint, ...] = ()
        self._written_for: UUID | None = None
        headings = (_("Quý"), _("Công chức"), _("Kết luận"), _("Lời phản ánh"))
        self._model = TextTable(headings, self)
        self.table = Table(self._model)
        identify(self.table, "ratings.complaints", _("Phản ánh"))
        self.words = label("", wraps=True)
        identify(self.words, "ratings.complaint")
        self.reason = QPlainTextEdit()
        self.justified = button(_("Có cơ sở"), "primary", "ratings.justified")
        self.unjustified = button(_("Không có cơ sở"), "", "ratings.unjustified")
        self.dossier = button(_("Xem hồ sơ để kết luận"), "link", "ratings.dossier")
        self.answer = button(_("Gửi trả lời"), "primary", "ratings.answer")
        self.message = MessageLine()
        identify(self.message, "ratings.complaint.message")
        self._side = QFrame()
        self._empty = label(_("Không có phản ánh nào."), "muted", wraps=True)
        self._title = label("", "field")
        self._lay_out()
        self._connect()
        self.show_complaints(())

    @Slot(object)
    def show_complaints(self, complaints: tuple[Complaint, ...]) -> None:
        """Show these; the one that was chosen stays chosen."""
        before = self.chosen.id if self.chosen else None
        self._complaints = complaints
        self._model.show(complaint_rows(complaints))
        self._empty.setVisible(not complaints)
        self.table.setVisible(bool(complaints))
        place = next((n for n, one in enumerate(complaints) if one.id == before), 0)
        if complaints:
            self.table.selectRow(place)
        self._show_chosen()

    @property
    def chosen(self) -> Complaint | None:
        """The complaint of the chosen row."""
        rows = self.table.selectionModel().selectedRows()
        place = rows[0].row() if rows else -1
        return self._complaints[place] if 0 <= place < len(self._complaints) else None

    @Slot(QItemSelection, QItemSelection)
    def _show_chosen(self) -> None:
        one, officer = self.chosen, self._view_model.officer
        self._side.setVisible(one is not None)
        if one is None:
            return
        if one.id != self._written_for:  # a reason belongs to the complaint it was written for
            self.reason.clear()
            self._written_for = one.id
        self.words.setText(complaint_lines(one))
        is_own = one.officer == officer.id
        may_judge = self._view_model.is_supervisor and not one.finding and not is_own
        has_answered = any(name == officer.name for name, _text in one.replies)
        may_answer = is_own and not has_answered
        for part in (self.justified, self.unjustified, self.dossier):
            part.setVisible(may_judge)
        self.answer.setVisible(may_answer)
        self.reason.setVisible(may_judge or may_answer)
        self._title.setVisible(may_judge or may_answer)
        self._title.setText(_("Lý do của kết luận") if may_judge else _("Trả lời của anh/chị"))
        self.reason.setAccessibleName(self._title.text())

    @Slot()
    def _find_justified(self) -> None:
        self._judge(Finding.JUSTIFIED)

    @Slot()
    def _find_unjustified(self) -> None:
        self._judge(Finding.UNJUSTIFIED)

    def _judge(self, finding: Finding) -> None:
        if self.chosen is not None:
            self._view_model.judge(self.chosen.id, finding.value, self.reason.toPlainText())

    @Slot()
    def _answer(self) -> None:
        if self.chosen is not None:
            self._view_model.answer(self.chosen.id, self.reason.toPlainText())

    @Slot()
    def _find_dossier(self) -> None:
        if self.chosen is not None:
            self._view_model.find_dossier(self.chosen.id)

    @Slot()
    def _tell_judged(self) -> None:
        self.reason.clear()
        self.message.say(_("Đã ghi kết luận."), "success")

    @Slot()
    def _tell_answered(self) -> None:
        self.reason.clear()
        self.message.say(_("Đã gửi trả lời."), "success")

    @Slot(Exception)
    def tell(self, error: Exception) -> None:
        """Say why something did not happen."""
        self.message.say(explain(error), "warning")

    def _connect(self) -> None:
        model = self._view_model
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.justified.clicked.connect(self._find_justified)
        self.unjustified.clicked.connect(self._find_unjustified)
        self.dossier.clicked.connect(self._find_dossier)
        self.answer.clicked.connect(self._answer)
        model.complaints_changed.connect(self.show_complaints)
        model.dossier_found.connect(self.dossier_wanted)
        model.judged.connect(self._tell_judged)
        model.answered.connect(self._tell_answered)

    def _lay_out(self) -> None:
        self._side.setProperty("card", True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        identify(self.reason, "ratings.reason")
        self.reason.setTabChangesFocus(True)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(14, 12, 14, 12)
        side.setSpacing(8)
        side.addWidget(self.words)
        side.addWidget(self._title)
        side.addWidget(self.reason)
        buttons = QHBoxLayout()
        for part in (self.justified, self.unjustified, self.answer, self.dossier):
            buttons.addWidget(part)
        buttons.addStretch(1)
        side.addLayout(buttons)
        side.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.table, 3)
        columns.addWidget(self._side, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 12, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.message)
        page.addWidget(self._empty)
        page.addLayout(columns, 1)

"""Correcting a dossier in place: the fields that may be wrong on a receipt, and the reason."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.person import Person
from counter_app.domain.procedure import Channel
from counter_app.i18n import _
from counter_app.services.acting import Correction
from counter_app.services.requests import MAX_COUNT
from ui.intake.person_form import PersonForm
from ui.intake.request import birth_date_shown, settled
from ui.messages import explain
from ui.search.paper_counts import PaperCounts
from ui.widgets.message_line import MessageLine
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import button, identify, label
from ui.widgets.tab_order import tab_through
from ui.wording import result_channel_word


class CorrectPanel(QFrame):
    """Shows what is on the receipt now; ``wanted`` carries the Correction and the reason."""

    wanted = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._dossier: Dossier | None = None
        self._applicant = PersonForm("search.correct.applicant")
        self._submitter = PersonForm("search.correct.submitter")
        self._applicant_head = label("", "section")
        self._submitter_head = label(_("Người nộp thay"), "section")
        self._papers = PaperCounts()
        self._papers_head = label(_("Giấy tờ đã nhận"), "section")
        self._content = _lines("search.correct.content", _("Nội dung"))
        self._note = _lines("search.correct.note", _("Ghi chú"))
        self._channel = QComboBox()
        self._sets = NumberBox()
        self._reason = QLineEdit()
        self._message = MessageLine()
        self._submit = button(_("Đính chính và cấp lại"), "primary", "search.correct.submit")
        self._leave = button(_("Thôi"), name="search.correct.leave")
        self._lay_out()
        self._submit.clicked.connect(self._ask)
        self._leave.clicked.connect(self.left)
        self._reason.returnPressed.connect(self._ask)

    def begin(self, dossier: Dossier) -> None:
        """Show ``dossier`` as it is and put the focus on the first field."""
        self._dossier = dossier
        self._applicant.show_person(_displayed(dossier.applicant))
        has_submitter = dossier.submitter is not None
        self._applicant_head.setText(_("Chủ hồ sơ") if has_submitter else _("Người nộp"))
        if dossier.submitter is not None:
            self._submitter.show_person(_displayed(dossier.submitter))
        self._submitter.setVisible(has_submitter)
        self._submitter_head.setVisible(has_submitter)
        self._papers.show_papers(dossier.papers)
        self._papers.setVisible(bool(dossier.papers))
        self._papers_head.setVisible(bool(dossier.papers))
        self._order_tabs()
        self._content.setPlainText(dossier.content)
        self._note.setPlainText(dossier.note)
        self._channel.setCurrentIndex(self._channel.findData(dossier.result_channel))
        self._sets.setValue(dossier.sets)
        self._reason.clear()
        self._message.clear()
        self._applicant.field("name").setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it did not happen; what was typed stays."""
        self._message.say(sentence, "danger")

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """One act at a time."""
        self._submit.setDisabled(busy)

    @Slot()
    def _ask(self) -> None:
        if self._dossier is None or not self._submit.isEnabled():
            return
        if not self._reason.text().strip():
            self._message.say(_("Ghi lý do cấp lại; lý do được in trên giấy mới."), "warning")
            self._reason.setFocus()
            return
        try:
            correction = self._correction(self._dossier)
        except CounterError as refusal:
            self._message.say(explain(refusal), "danger")
            return
        self._message.clear()
        self.wanted.emit(correction, self._reason.text())

    def _correction(self, before: Dossier) -> Correction:
        """Every field as it stands now; the use case finds out which of them changed.

        Raises:
            InvalidBirthDate
        """
        return Correction(
            applicant=_typed(self._applicant.person(), before.applicant),
            submitter=_typed(self._submitter.person(), before.submitter)
            if before.submitter
            else None,
            papers=self._papers.papers(),
            content=self._content.toPlainText(),
            note=self._note.toPlainText(),
            result_channel=Channel(self._channel.currentData()),
            sets=self._sets.value(),
        )

    def _order_tabs(self) -> None:
        tab_through(
            self._applicant,
            self._submitter,
            self._papers,
            self._content,
            self._note,
            self._channel,
            self._sets,
            self._reason,
            self._submit,
            self._leave,
        )

    def _lay_out(self) -> None:
        for channel in Channel:
            self._channel.addItem(result_channel_word(channel.value), channel.value)
        self._channel.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._channel.setMinimumContentsLength(5)
        self._sets.setRange(1, MAX_COUNT)
        identify(self._channel, "search.correct.result_channel", _("Nhận kết quả"))
        identify(self._sets, "search.correct.sets", _("Số bộ"))
        identify(self._reason, "search.correct.reason", _("Lý do cấp lại"))
        self._reason.setPlaceholderText(_("In trên giấy tiếp nhận mới"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(8)
        column.addWidget(label(_("Đính chính và cấp lại giấy tiếp nhận"), "title", wraps=True))
        column.addWidget(self._form(), 1)
        column.addWidget(label(_("Lý do cấp lại"), "field"))
        column.addWidget(self._reason)
        column.addWidget(self._message)
        row = QHBoxLayout()
        row.addWidget(self._submit)
        row.addWidget(self._leave)
        row.addStretch(1)
        column.addLayout(row)

    def _form(self) -> QScrollArea:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self._applicant_head)
        column.addWidget(self._applicant)
        column.addWidget(self._submitter_head)
        column.addWidget(self._submitter)
        column.addWidget(self._papers_head)
        column.addWidget(self._papers)
        for word, field in ((_("Nội dung"), self._content), (_("Ghi chú"), self._note)):
            column.addWidget(label(word, "field"))
            column.addWidget(field)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (word, control) in enumerate(
            ((_("Nhận kết quả"), self._channel), (_("Số bộ"), self._sets))
        ):
            grid.addWidget(label(word, "field"), row, 0)
            grid.addWidget(control, row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        return area


def _lines(name: str, spoken: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(2 * field.fontMetrics().lineSpacing() + 20)
    identify(field, name, spoken)
    return field


def _displayed(person: Person) -> Person:
    return replace(person, birth_date=birth_date_shown(person.birth_date))


def _typed(person: Person, before: Person) -> Person:
    """What was typed, where it differs from what was shown: untouched fields stay to the letter."""
    after, shown = settled(person), _displayed(before)
    names = ("name", "id_number", "birth_date", "phone", "email", "address", "tax_code")
    changed = {
        name: getattr(after, name)
        for name in names
        if getattr(person, name) != getattr(shown, name)
    }
    return replace(before, **changed)

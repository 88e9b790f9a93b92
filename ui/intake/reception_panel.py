"""The right column: the promise, what else the receipt says, and the acts."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.procedure import Channel
from counter_app.i18n import _
from counter_app.services.promise import Promise
from ui.intake.decline_panel import DeclinePanel
from ui.intake.draft import VisitDraft
from ui.intake.why_panel import WhyPanel
from ui.intake.wording import fees_line, fees_note
from ui.widgets.message_line import MessageLine
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import button, identify, label, restyle
from ui.wording import moment_words, result_channel_word, term_words

DETAILS, WHY, DECLINE = range(3)
_CHANNELS = tuple(Channel)


class ReceptionPanel(QFrame):
    """What will be promised; accept, decline, or keep for later."""

    edited = Signal()
    accept_wanted = Signal()
    decline_wanted = Signal(str)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._column = QVBoxLayout(self)
        self.due = label("", "title", wraps=True)
        self.why = button(_("Vì sao ngày này?"), "link", "intake.due.why")
        self.accept = button(_("Tiếp nhận"), "primary", "intake.accept")
        self.decline = button(_("Từ chối…"), "", "intake.decline")
        self.save = button(_("Lưu nháp"), "", "intake.save_draft")
        self.slot_for_messages = QVBoxLayout()
        self.decline_panel = DeclinePanel()
        self._why = WhyPanel()
        self._middle = QStackedWidget()
        self._term = label("", "muted", wraps=True)
        self._fee = label("", wraps=True)
        self._fee_note = label("", "small", wraps=True)
        self._result = QComboBox()
        self._sets = NumberBox()
        self._sets.setRange(1, 99)
        self._content = QLineEdit()
        self._note = QLineEdit()
        self._elsewhere = QCheckBox(_("Cơ quan khác giải quyết"))
        self._unit_code = QLineEdit()
        self._unit_name = QLineEdit()
        self._last = MessageLine()
        self._promise: Promise | None = None
        self._lay_out()
        self._connect()
        self.show_no_promise("")

    def arrange(self, *, compact: bool) -> None:
        """Less air with large letters on a small screen."""
        self._column.setContentsMargins(*((10, 8, 10, 8) if compact else (16, 12, 16, 12)))

    def entered(self, into: VisitDraft) -> VisitDraft:
        """``into`` with this column's part."""
        elsewhere = self._elsewhere.isChecked()
        return replace(
            into,
            result_channel=_CHANNELS[self._result.currentIndex()],
            sets=self._sets.value(),
            content=self._content.text(),
            note=self._note.text(),
            unit_code=self._unit_code.text() if elsewhere else "",
            unit_name=self._unit_name.text() if elsewhere else "",
        )

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill the column from a draft."""
        self._result.setCurrentIndex(_CHANNELS.index(draft.result_channel))
        self._sets.setValue(draft.sets)
        self._content.setText(draft.content)
        self._note.setText(draft.note)
        self._unit_code.setText(draft.unit_code)
        self._unit_name.setText(draft.unit_name)
        self._elsewhere.setChecked(bool(draft.unit_code or draft.unit_name))
        self.show_middle(DETAILS)

    def show_promise(self, promise: Promise) -> None:
        """What would be promised now."""
        self._promise = promise
        moment = promise.due.moment
        self.due.setText(moment_words(moment) if moment else _("Không hẹn ngày trả"))
        restyle(self.due, level="title")
        words = term_words(str(promise.due.term))
        if len(promise.offer.phases) > 1:
            words = _("Giai đoạn 1: {term}. Giai đoạn sau hẹn khi đến bước đó.").format(term=words)
        self._term.setText(words[:1].upper() + words[1:])
        self.why.setEnabled(True)
        self._fee.setText(fees_line(promise.offer.fees))
        note = fees_note(promise.offer.fees)
        self._fee_note.setText(note)
        self._fee_note.setVisible(bool(note))
        if self._middle.currentIndex() == WHY:
            self._why.show_promise(promise)

    def show_no_promise(self, sentence: str) -> None:
        """Nothing can be promised yet; ``sentence`` says what is missing."""
        self._promise = None
        self.due.setText(sentence or _("Chưa có ngày hẹn"))
        restyle(self.due, level="muted")
        self._term.clear()
        self.why.setEnabled(False)
        self._fee.setText("–")
        self._fee_note.hide()
        if self._middle.currentIndex() == WHY:
            self.show_middle(DETAILS)

    def show_middle(self, what: int) -> None:
        """The details, or in their place the reason of the date, or a refusal."""
        self._middle.setCurrentIndex(what)
        self.why.setText(_("Đóng") if what == WHY else _("Vì sao ngày này?"))
        for act in (self.accept, self.decline, self.save):  # one thing to do at a time
            act.setVisible(what != DECLINE)

    def is_showing(self, what: int) -> bool:
        """Whether the middle shows this."""
        return self._middle.currentIndex() == what

    def show_busy(self, busy: bool) -> None:
        """Being stored: said at once, and nothing can be sent twice."""
        self.accept.setText(_("Đang lưu…") if busy else _("Tiếp nhận") + "   Ctrl+Enter")
        for control in (self.accept, self.decline, self.decline_panel.confirm):
            control.setDisabled(busy)

    @Slot()
    def toggle_why(self) -> None:
        """Open or close the explanation of the date."""
        if self._middle.currentIndex() == WHY or self._promise is None:
            self.show_middle(DETAILS)
            return
        self._why.show_promise(self._promise)
        self.show_middle(WHY)

    @Slot()
    def begin_decline(self) -> None:
        """Ask for the reason."""
        self.show_middle(DECLINE)
        self.decline_panel.reason.setFocus()

    @Slot()
    def leave_decline(self) -> None:
        """Back to the details; the reason typed so far stays."""
        self.show_middle(DETAILS)
        self.decline.setFocus()

    @Slot(bool)
    def _on_elsewhere(self, checked: bool) -> None:
        for field in (self._unit_code, self._unit_name):
            field.setVisible(checked)
        if checked and self._elsewhere.hasFocus():
            self._unit_code.setFocus()
        self.edited.emit()

    @Slot()
    def _edit(self) -> None:
        self.edited.emit()

    def _connect(self) -> None:
        self.why.clicked.connect(self.toggle_why)
        self.accept.clicked.connect(self.accept_wanted)
        self.decline.clicked.connect(self.begin_decline)
        self.save.clicked.connect(self.save_wanted)
        self.decline_panel.wanted.connect(self.decline_wanted)
        self.decline_panel.left.connect(self.leave_decline)
        self._elsewhere.toggled.connect(self._on_elsewhere)
        self._result.activated.connect(self._edit)
        self._sets.valueChanged.connect(self._edit)
        for field in (self._content, self._note, self._unit_code, self._unit_name):
            field.textEdited.connect(self._edit)

    def _lay_out(self) -> None:
        self._prepare()
        self._middle.addWidget(self._details())
        self._middle.addWidget(self._why)
        self._middle.addWidget(self.decline_panel)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.decline, 1)
        acts.addWidget(self.save, 1)
        column = self._column
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_("Hẹn trả"), "title"))
        head.addStretch(1)
        head.addWidget(self.why)
        column.addLayout(head)
        column.addWidget(self.due)
        column.addWidget(self._term)
        column.addWidget(self._middle, 1)
        column.addLayout(self.slot_for_messages)
        column.addWidget(self.accept)
        column.addLayout(acts)

    def _prepare(self) -> None:
        for words in (self.due, self._term, self._fee, self._fee_note):
            words.setMinimumWidth(1)  # they wrap, they never widen the column
        identify(self.due, "intake.due", _("Hẹn trả"))
        identify(self._result, "intake.result_channel", _("Nhận kết quả"))
        identify(self._sets, "intake.sets", _("Số bộ"))
        identify(self._content, "intake.content", _("Nội dung yêu cầu giải quyết"))
        identify(self._note, "intake.note", _("Ghi chú"))
        identify(self._elsewhere, "intake.elsewhere", self._elsewhere.text())
        identify(self._unit_code, "intake.unit_code", _("Mã cơ quan giải quyết"))
        identify(self._unit_name, "intake.unit_name", _("Tên cơ quan giải quyết"))
        self._result.addItems([result_channel_word(channel.value) for channel in _CHANNELS])
        self._result.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._result.setMinimumContentsLength(3)
        self._content.setMaxLength(1000)
        self._note.setMaxLength(1000)
        self._unit_code.setPlaceholderText(_("Mã, như H26.12"))
        self._unit_name.setPlaceholderText(_("Tên cơ quan"))
        for field in (self._unit_code, self._unit_name):
            field.hide()
        restyle(self.accept, role="primary")
        self.accept.setMinimumHeight(self.fontMetrics().height() * 2 + 8)
        self.show_busy(False)

    def _details(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (
            (_("Phí, lệ phí"), self._fee),
            ("", self._fee_note),
            (_("Nhận kết quả"), self._result),
            (_("Số bộ"), self._sets),
            (_("Nội dung"), self._content),
            (_("Ghi chú"), self._note),
        )
        for row, (word, control) in enumerate(rows):
            if word:
                grid.addWidget(label(word, "field"), row, 0)
            grid.addWidget(control, row, 1)
        grid.addWidget(self._elsewhere, len(rows), 0, 1, 2)
        unit = QHBoxLayout()
        unit.setSpacing(8)
        unit.addWidget(self._unit_code, 2)
        unit.addWidget(self._unit_name, 3)
        grid.addLayout(unit, len(rows) + 1, 0, 1, 2)
        grid.setRowStretch(len(rows) + 2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

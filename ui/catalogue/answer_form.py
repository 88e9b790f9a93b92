"""The answer to a suggestion, for who controls procedures."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.suggestion import Outcome, Suggestion
from counter_app.i18n import _
from ui.catalogue.words import outcome_words
from ui.widgets.field import Field
from ui.widgets.styling import button, label


class AnswerForm(QFrame):
    """Only an open suggestion can be answered; an ended one says how it ended."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._said = label("", wraps=True)
        self._outcome = QComboBox()
        for outcome in (Outcome.CONSIDERED, Outcome.ACCEPTED, Outcome.DECLINED):
            self._outcome.addItem(outcome_words(outcome), outcome.value)
        self._note = QLineEdit()
        self._send = button(_("Trả lời"), "", "catalogue.answer.send")
        self._lay_out()
        self._send.clicked.connect(self._ask)
        self._note.returnPressed.connect(self._ask)

    def show_suggestion(self, suggestion: Suggestion | None, author: str = "") -> None:
        """The suggestion to answer; None: none is chosen."""
        can_answer = suggestion is not None and suggestion.is_open
        for part in (self._outcome, self._note, self._send):
            part.setEnabled(can_answer)
        if suggestion is None:
            self._said.setText(_("Chọn một kiến nghị để trả lời."))
            return
        said = [suggestion.said.text, author]
        if not suggestion.is_open:
            said += [outcome_words(suggestion.outcome), suggestion.note]
        self._said.setText(" · ".join(filter(None, said)))

    def outcome(self) -> Outcome:
        """What becomes of it."""
        return Outcome(self._outcome.currentData())

    def text(self) -> str:
        """Why, or what will be done."""
        return self._note.text()

    @Slot()
    def _ask(self) -> None:
        self.wanted.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addWidget(label(_("Trả lời kiến nghị"), "section"))
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Field(_("Kết quả"), self._outcome, "catalogue.answer.outcome"), 2)
        row.addWidget(Field(_("Lý do, cách xử lý"), self._note, "catalogue.answer.note"), 3)
        column.addLayout(row)
        column.addWidget(self._send)

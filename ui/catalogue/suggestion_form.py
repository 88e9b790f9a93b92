"""The form of a suggestion; a candidate fills it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.domain.review import Candidate
from counter_app.domain.suggestion import Flaw
from counter_app.i18n import _
from ui.catalogue.words import flaw_words
from ui.widgets.field import Field
from ui.widgets.styling import button, label

_LINES = 2


class SuggestionForm(QFrame):
    """What is wrong, with which procedures, and what should be done."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._flaw = QComboBox()
        for flaw in Flaw:
            self._flaw.addItem(flaw_words(flaw), flaw.value)
        self._procedures, self._component = QLineEdit(), QLineEdit()
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self._text.fontMetrics().height() * _LINES + 16)
        self._send = button(_("Gửi kiến nghị"), "primary", "catalogue.suggestion.send")
        self._lay_out()
        self._send.clicked.connect(self._ask)

    def begin(self, candidate: Candidate) -> None:
        """Fill in what the program has found; what was typed about it stays."""
        self._flaw.setCurrentIndex(self._flaw.findData(candidate.flaw.value))
        self._procedures.setText(", ".join(candidate.procedures))
        self._component.setText(candidate.component)

    def clear(self) -> None:
        """Empty: the suggestion was filed."""
        for box in (self._procedures, self._component, self._text):
            box.clear()

    def flaw(self) -> Flaw:
        """What is wrong."""
        return Flaw(self._flaw.currentData())

    def procedures(self) -> tuple[str, ...]:
        """The codes, cut at commas and spaces."""
        return tuple(self._procedures.text().replace(",", " ").split())

    def component(self) -> str:
        """The paper it is about."""
        return self._component.text()

    def text(self) -> str:
        """What should be done."""
        return self._text.toPlainText()

    @Slot()
    def _ask(self) -> None:
        self.wanted.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addWidget(label(_("Kiến nghị rà soát"), "section"))
        for words, box, name in (
            (_("Vướng mắc"), self._flaw, "catalogue.suggestion.flaw"),
            (_("Mã thủ tục"), self._procedures, "catalogue.suggestion.procedures"),
            (_("Giấy tờ, nếu về một giấy tờ"), self._component, "catalogue.suggestion.component"),
            (_("Kiến nghị"), self._text, "catalogue.suggestion.text"),
        ):
            column.addWidget(Field(words, box, name))
        column.addWidget(self._send)

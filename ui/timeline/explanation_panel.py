"""Why the date was the date after one event, in the words of the intake page."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.explaining import Explanation
from ui.intake.why_panel import WhyPanel
from ui.timeline.words import beside_then, due_then, term_then
from ui.widgets.styling import button, identify, label


class ExplanationPanel(QFrame):
    """The due moment as it stood then, and each day on the way to it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "search.timeline.why", _("Vì sao ngày này?"))
        self.setProperty("card", True)
        self.explained: UUID | None = None  # the event
        self._due = label("", "section", wraps=True)
        self._beside = label("", wraps=True)
        self._why = WhyPanel("search.timeline.why.days")
        self._close = button(_("Đóng"), "link", "search.timeline.why.close")
        self._close.clicked.connect(self.left)
        self._lay_out()

    def show_explanation(self, explanation: Explanation) -> None:
        """Explain the date as one event left it."""
        self.explained = explanation.event
        self._due.setText(due_then(explanation))
        beside = "\n".join(beside_then(explanation))
        self._beside.setText(beside)
        self._beside.setVisible(bool(beside))
        self._why.show_days(term_then(explanation), explanation.days)
        self._why.list_view().setVisible(bool(explanation.days))
        self.setToolTip(
            _("Lịch làm việc: {version}").format(version=explanation.calendar_version)
            if explanation.calendar_version
            else ""
        )

    def refuse(self, sentence: str) -> None:
        """Say why the date cannot be explained."""
        self.explained = None
        self._due.setText(sentence)
        self._beside.hide()
        self._why.show_days("", ())
        self._why.list_view().hide()

    def text(self) -> str:
        """The sentences, for who asks."""
        return f"{self._due.text()}\n{self._beside.text()}".strip()

    def _lay_out(self) -> None:
        for words in (self._due, self._beside):
            words.setMinimumWidth(1)
        head = QHBoxLayout()
        head.addWidget(self._due, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._beside)
        column.addWidget(self._why, 1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

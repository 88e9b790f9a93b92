"""The three columns of the intake page and the one message that stands in one of them."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from ui.intake.accepted_panel import AcceptedPanel
from ui.intake.applicant_panel import ApplicantPanel
from ui.intake.draft import VisitDraft
from ui.intake.procedure_box import ProcedureBox
from ui.intake.reception_panel import ReceptionPanel
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify

_TYPING = (9, 14, 9)  # shares of the width
_DONE = (9, 10, 12)
_ROOMY = 60  # letters' heights side by side: below that the columns get compact

Column = ApplicantPanel | ProcedureBox | ReceptionPanel


class Columns(QWidget):
    """Read left to right; the third one turns into what became of the visit."""

    edited = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._row = QHBoxLayout(self)
        self._compact = False
        self._filling = False

    def parts(self) -> Iterator[None]:
        """Builds one column after the other; there is nothing to be used before the last one."""
        self.applicant = ApplicantPanel(self)
        self._row.addWidget(self.applicant)
        yield
        self.box = ProcedureBox(self)
        self._row.addWidget(self.box)
        yield
        self._right = QStackedWidget(self)
        self.reception = ReceptionPanel(self._right)
        self._right.addWidget(self.reception)
        yield
        self.accepted = AcceptedPanel(self._tasks, self._right)
        self._right.addWidget(self.accepted)
        self._row.addWidget(self._right)
        self.message = MessageLine(self.reception)
        identify(self.message, "intake.message")
        self.reception.slot_for_messages.addWidget(self.message)
        for column in (self.applicant, self.box, self.reception):
            column.edited.connect(self._on_edited)
        yield
        self._arrange(compact=False)
        self._share(_TYPING)

    def draft(self, key: str) -> VisitDraft:
        """Everything as it is typed now."""
        applicant, submitter = self.applicant.people()
        begun = VisitDraft(key, applicant, submitter)
        return self.reception.entered(self.box.entered(begun))

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill all columns; nobody edited anything."""
        self._filling = True
        self.applicant.show_people(draft.applicant, draft.submitter)
        self.box.show_draft(draft)
        self.reception.show_draft(draft)
        if not draft.procedure:
            self.reception.show_no_promise("")
        self._filling = False

    def say(self, column: Column, text: str, tone: str, action: str = "") -> None:
        """Say ``text`` in the column of its cause; it takes the place of what was said before."""
        column.slot_for_messages.addWidget(self.message)
        self.message.say(text, tone, action)

    def is_done(self) -> bool:
        """Whether the third column shows what became of a visit."""
        return self._right.currentWidget() is self.accepted

    def show_typing(self) -> None:
        """The third column is about the visit that is being typed."""
        self._right.setCurrentWidget(self.reception)
        self.box.step_aside(aside=False)
        self._share(_TYPING)

    def show_done(self) -> None:
        """The third column is about the visit that was just stored."""
        self._right.setCurrentWidget(self.accepted)
        self.box.step_aside(aside=True)
        self._share(_DONE)

    def minimumSizeHint(self) -> QSize:
        """The columns give way: lists and notes scroll before anything is cut off."""
        return QSize(640, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: how much room there is, measured in letters."""
        super().resizeEvent(event)
        compact = event.size().width() < _ROOMY * self.fontMetrics().height()
        if compact != self._compact:
            self._arrange(compact=compact)

    @Slot()
    def _on_edited(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _arrange(self, *, compact: bool) -> None:
        self._compact = compact
        for column in (self.applicant, self.box, self.reception):
            column.arrange(compact=compact)
        self._row.setSpacing(8 if compact else 12)
        self._row.setContentsMargins(*((8, 8, 8, 8) if compact else (16, 12, 16, 12)))

    def _share(self, shares: tuple[int, int, int]) -> None:
        for panel in (self.reception, self.accepted):  # the hidden one asks for no room
            shown = panel is self._right.currentWidget()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            panel.setSizePolicy(policy, policy)
        for column, share in enumerate(shares):
            self._row.setStretch(column, share)

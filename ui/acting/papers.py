"""The paper that goes with an act: stored as printed first, then sent to the printer."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.form_templates import Form
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.forms import StoredForm
from ui.messages import explain
from ui.tasks import TaskRunner
from ui.widgets.print_flow import PrintFlow, Sheet
from ui.widgets.printer_memory import PrinterMemory

# what an applicant or a colleague gets in the hand after the act
PAPERS: Mapping[str, Form] = MappingProxyType(
    {
        "forward": Form.CONTROL_SLIP,
        "request-supplement": Form.SUPPLEMENT,
        "extend": Form.APOLOGY,
        "stop": Form.STOP,
        "hand-over": Form.HAND_OVER,
        "decline": Form.DECLINE,
    }
)


class ActPapers(QObject):
    """Prints one form at a time; what becomes of it is ``said``."""

    said = Signal(str, str)  # a sentence, its tone
    printed = Signal(object)  # Dossier, with the event of the printing

    def __init__(self, counter: Counter, tasks: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._counter = counter
        self._tasks = tasks
        self._is_busy = False
        self.flow = PrintFlow(counter.printer_pages, PrinterMemory(counter.folder), window)
        self.flow.said.connect(self.said)

    def print(self, dossier: Dossier, form: Form, officer: Officer) -> None:
        """Store that ``form`` is printed, then send it."""
        if self._is_busy or self.flow.is_busy:
            self.said.emit(_("Máy in đang nhận tờ trước. Đợi một chút rồi in lại."), "warning")
            return
        self._is_busy = True
        self.said.emit(_("Đang ghi lượt in…"), "info")

        def work() -> tuple[Dossier, StoredForm]:
            paper = self._counter.forms.print(dossier.id, form, officer)
            return self._counter.search.dossier(dossier.id), paper

        task = self._tasks.start(work)
        task.succeeded.connect(self._send)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _send(self, answer: tuple[Dossier, StoredForm]) -> None:
        dossier, paper = answer
        self._is_busy = False
        self.printed.emit(dossier)
        self.flow.print(Sheet(paper.content, dossier.alias, paper.copies, dossier.code))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        self.said.emit(explain(error), "danger")

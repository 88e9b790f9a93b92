"""Printing the slip that says who took the result: the event first, then the paper."""

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


class Slip(QObject):
    """Prints the slip of a dossier that was handed over; what becomes of it is ``said``."""

    said = Signal(str, str)  # a sentence, its tone

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._counter = counter
        self._officer = officer
        self._tasks = tasks
        self._busy = False
        self._flow = PrintFlow(counter.paper.printer_pages, PrinterMemory(counter.folder), window)
        self._flow.said.connect(self.said)
        self._flow.busy_changed.connect(self._set_busy)

    def print(self, dossier: Dossier) -> None:
        """Store that it is printed, then send it."""
        if self._busy:
            self.said.emit(_("Máy in đang nhận tờ trước. Đợi một chút rồi in lại."), "warning")
            return
        self._set_busy(True)
        self.said.emit(_("Đang gửi tới máy in…"), "info")
        forms, officer = self._counter.paper.forms, self._officer
        task = self._tasks.start(
            lambda: (dossier, forms.print(dossier.id, Form.HAND_OVER, officer))
        )
        task.succeeded.connect(self._send)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _send(self, answer: tuple[Dossier, StoredForm]) -> None:
        dossier, form = answer
        self._flow.print(Sheet(form.content, dossier.alias, form.copies, dossier.code))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.said.emit(explain(error), "danger")

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:
        self._busy = busy

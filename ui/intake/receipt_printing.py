"""Printing the receipt just issued: the event first, then the paper."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.forms import PageSize
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.receipts import StoredReceipt
from ui.messages import explain
from ui.tasks import TaskRunner
from ui.widgets.print_flow import PrintFlow, Sheet
from ui.widgets.printer_memory import PrinterMemory


class ReceiptPrinting(QObject):
    """Prints the last accepted dossier's receipt, also while the next visit is being typed."""

    said = Signal(str, str)
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._counter = counter
        self._officer = officer
        self._tasks = tasks
        self._dossier: Dossier | None = None
        self._busy = False
        self._flow = PrintFlow(counter.printer_pages, PrinterMemory(counter.folder), window)
        self._flow.said.connect(self.said)
        self._flow.busy_changed.connect(self._set_busy)

    def offer(self, dossier: Dossier) -> None:
        """This is the one to print from now on."""
        self._dossier = dossier

    @Slot()
    def print(self) -> None:
        """Store that it is printed, then send it."""
        dossier = self._dossier
        if dossier is None or self._busy:
            return
        self._set_busy(True)
        self.said.emit(_("Đang gửi tới máy in…"), "info")
        counter, officer = self._counter, self._officer
        task = self._tasks.start(
            lambda: (dossier, counter.receipts.print(dossier.id, PageSize.A5, officer))
        )
        task.succeeded.connect(self._send)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _send(self, answer: tuple[Dossier, StoredReceipt]) -> None:
        dossier, receipt = answer
        self._flow.print(Sheet(receipt.content, dossier.alias, receipt.copies, dossier.code))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.said.emit(explain(error), "danger")

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

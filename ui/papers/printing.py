"""Printing one paper of a dossier: the event first, then the paper."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.messages import explain
from ui.papers.papers import Paper, printed_paper, sheet_of
from ui.tasks import TaskRunner
from ui.widgets.print_flow import PrintFlow, Sheet
from ui.widgets.printer_memory import PrinterMemory


class PaperPrinting(QObject):
    """Stores that a paper is printed and sends it; what becomes of it is ``said``."""

    said = Signal(str, str)  # a sentence, its tone
    busy_changed = Signal(bool)
    printed = Signal(object)  # Dossier, with the event of the printing

    def __init__(self, counter: Counter, tasks: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._counter = counter
        self._tasks = tasks
        self._stores = False
        self._asks = False  # which printer
        self.flow = PrintFlow(counter.paper.printer_pages, PrinterMemory(counter.folder), window)
        self.flow.said.connect(self.said)
        self.flow.busy_changed.connect(self._tell_busy)

    @property
    def is_busy(self) -> bool:
        """Whether a paper is under way; no other one is taken meanwhile."""
        return self._stores or self.flow.is_busy

    def print(
        self,
        dossier: Dossier,
        wanted: tuple[Form, PageSize],
        officer: Officer,
        *,
        asks: bool = False,
    ) -> None:
        """Print the form ``wanted``; with ``asks`` the officer chooses the printer anew.

        The page size is for the receipt; every other form has its own.
        """
        if self._is_taken():
            return
        self._stores, self._asks = True, asks
        self._tell_busy()
        self.said.emit(_("Đang ghi lượt in…"), "info")
        counter = self._counter

        def work() -> tuple[Dossier, Paper]:
            paper = printed_paper(counter, dossier.id, wanted, officer)
            return counter.search.dossier(dossier.id), paper

        task = self._tasks.start(work)
        task.succeeded.connect(self._on_stored)
        task.failed.connect(self._on_failed)

    def send(self, sheet: Sheet, *, asks: bool = False) -> None:
        """Print a paper of no one dossier: there is no event to store."""
        if self._is_taken():
            return
        if asks:
            self.flow.choose_printer(sheet)
        else:
            self.flow.print(sheet)

    def _is_taken(self) -> bool:
        if self.is_busy:
            self.said.emit(_("Máy in đang nhận tờ trước. Đợi một chút rồi in lại."), "warning")
        return self.is_busy

    @Slot(object)
    def _on_stored(self, answer: tuple[Dossier, Paper]) -> None:
        dossier, paper = answer
        self._stores = False
        self.printed.emit(dossier)
        self.send(sheet_of(dossier, paper), asks=self._asks)
        self._tell_busy()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._stores = False
        self._tell_busy()
        self.said.emit(explain(error), "danger")

    @Slot()
    def _tell_busy(self) -> None:
        self.busy_changed.emit(self.is_busy)

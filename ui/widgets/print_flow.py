"""From stored bytes to paper: straight to the remembered printer, or through the system's dialogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from counter_app.i18n import _, counted
from counter_app.services.paper_ports import PrinterPages
from ui.messages import explain
from ui.tasks import TaskRunner
from ui.widgets.print_refusals import PrinterNotFound, PrinterRefused, WrongPaper
from ui.widgets.printer_memory import RECEIPTS, PrinterMemory

if TYPE_CHECKING:  # Qt's printing is loaded with the first paper, not with the window
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed: a stored PDF, its codes for the proof, and which copy this is.

    From ``copy`` 2 on the paper says that it is a reprint; the bytes stay as they are. ``purpose``
    names the printer this desk keeps for such papers.
    """

    content: bytes
    alias: str  # empty: it bears no barcode
    copy: int
    title: str
    has_qr: bool = True
    purpose: str = RECEIPTS


class PrintFlow(QObject):
    """Prints sheets one after another; what becomes of them is said by ``said``.

    The system's dialogue opens only where no printer was chosen yet, or when asked for.
    Nothing is ever sent twice by itself. While ``is_busy`` no other sheet is taken: ask first.
    """

    said = Signal(str, str)  # a sentence for beside the button, its tone
    sent = Signal(object)  # the Sheet the system took
    busy_changed = Signal(bool)

    def __init__(
        self,
        pages: PrinterPages,
        memory: PrinterMemory,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._pages = pages
        self._memory = memory
        self._window = window
        self._tasks = TaskRunner(self)  # printers are slow: they keep nobody else waiting
        self._dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None  # the dialogue's
        self._waiting: Sheet | None = None  # for the officer's choice of a printer
        self.is_busy = False

    def print(self, sheet: Sheet) -> None:
        """Send ``sheet`` to the remembered printer; without one the dialogue opens."""
        self._set_busy(True)
        self.said.emit(_("Đang gửi tới máy in…"), "info")
        task = self._tasks.start(lambda: self._memory.load(sheet.purpose))
        task.succeeded.connect(partial(self._on_remembered, sheet))
        task.failed.connect(self._on_failed)

    def choose_printer(self, sheet: Sheet) -> None:
        """Open the system's dialogue for ``sheet``; the printer chosen there is remembered."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._set_busy(True)
        self._waiting = sheet
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialogue owns it not
        self._dialog = QPrintDialog(self._printer, self._window)
        self._dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        self._dialog.accepted.connect(self._on_chosen)
        self._dialog.rejected.connect(self._on_cancelled)
        QDialog.open(self._dialog)  # QPrintDialog's own wants a slot by its old name

    def print_to(self, printer: QPrinter, sheet: Sheet) -> None:
        """Send ``sheet`` to a printer that is already set up, off the GUI thread."""
        self._set_busy(True)
        self._send(lambda: printer, sheet)

    def shutdown(self) -> None:
        """Let what is being sent be sent; call once, when the window closes."""
        self._tasks.shutdown()

    def _on_remembered(self, sheet: Sheet, name: str) -> None:
        if name:
            self._send(partial(_named, name), sheet)
        else:
            self.choose_printer(sheet)

    @Slot()
    def _on_chosen(self) -> None:
        from PySide6.QtPrintSupport import QPrinter

        dialog, printer, sheet = self._dialog, self._printer, self._waiting
        self._dialog = self._printer = self._waiting = None
        if dialog is None or printer is None or sheet is None:
            return
        if printer.outputFormat() is QPrinter.OutputFormat.NativeFormat:
            name = printer.printerName()
            self._tasks.start(lambda: self._memory.save(sheet.purpose, name))
        self._send(lambda: printer, sheet)
        dialog.deleteLater()

    @Slot()
    def _on_cancelled(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = self._printer = self._waiting = None
        self._set_busy(False)
        self.said.emit(_("Chưa in: chưa chọn máy in."), "warning")

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)

    def _send(self, printer_of: Callable[[], QPrinter], sheet: Sheet) -> None:
        def work() -> tuple[Sheet, str, int]:
            from ui.widgets.paper_painting import paint

            printer = printer_of()
            printer.setDocName(sheet.title)
            sent = paint(
                printer,
                lambda dpi: self._pages(
                    sheet.content, dpi, sheet.alias, sheet.copy, has_qr=sheet.has_qr
                ),
            )
            return sheet, printer.printerName(), sent

        task = self._tasks.start(work)
        task.succeeded.connect(self._on_sent)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_sent(self, outcome: tuple[Sheet, str, int]) -> None:
        sheet, printer, pages = outcome
        self._set_busy(False)
        self.said.emit(_sent_words(printer, pages), "success")
        self.sent.emit(sheet)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.said.emit(_failure_words(error), "danger")


def _named(name: str) -> QPrinter:
    from ui.widgets.paper_painting import printer_named

    return printer_named(name)


def _sent_words(printer: str, pages: int) -> str:
    """What is known: the system took the job. Whether paper came out, only the officer sees."""
    text = counted("{pages} trang", "{pages} trang", pages).format(pages=pages)
    if not printer:
        return _("Đã ghi {pages} ra tệp.").format(pages=text)
    return _("Đã gửi {pages} tới máy in {printer}. Xem tờ giấy đã ra chưa.").format(
        pages=text, printer=printer
    )


def _failure_words(error: Exception) -> str:
    match error:
        case PrinterNotFound(printer):
            return _(
                "Không thấy máy in {printer}. Kiểm tra dây và nguồn, hoặc chọn máy in khác."
            ).format(printer=printer)
        case PrinterRefused(printer):
            return _("Máy in {printer} không nhận lệnh in. Chưa gửi gì; hãy thử lại.").format(
                printer=printer
            )
        case WrongPaper(printer, (wide, high), _offered):
            return _(
                "Máy in {printer} không có khổ {wide} × {high} mm. Nạp đúng khổ giấy hoặc chọn khổ khác."
            ).format(printer=printer, wide=wide, high=high)
        case _:
            return explain(error)

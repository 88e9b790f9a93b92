"""Whether receipts have a printer to go to."""

from dataclasses import dataclass
from pathlib import Path

from ui.widgets.printer_memory import PrinterMemory

_PURPOSE = "receipt"


@dataclass(frozen=True, slots=True)
class ReceiptPrinter:
    """The printer this desk chose for receipts (empty: none yet), and what the system knows."""

    chosen: str
    known: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        """Whether the system knows the chosen printer."""
        return self.chosen in self.known


def receipt_printer(folder: Path) -> ReceiptPrinter:
    """What is known now.

    May wait for the print system: call it off the GUI thread. Asking the system is reentrant in
    Qt; its printing library is loaded with the first question, not at the program's start.
    """
    from PySide6.QtPrintSupport import QPrinterInfo

    chosen = PrinterMemory(folder).load(_PURPOSE)
    return ReceiptPrinter(chosen, tuple(QPrinterInfo.availablePrinterNames()))

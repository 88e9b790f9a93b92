"""Pictures of pages onto a printer, dot for dot; for worker threads, never for the GUI thread."""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.services.paper_ports import PagePicture
from ui.widgets.print_refusals import PrinterNotFound, PrinterRefused, WrongPaper

HIGHEST_DPI = 600  # more only makes the job larger
_MM_PER_INCH = 25.4
_TOLERANCE_MM = 1.0  # `printing.md` §3: refuse when the driver's page is another


PicturesAt = Callable[[int], Sequence[PagePicture]]  # dots per inch -> the pages, at least one


def printer_named(name: str) -> QPrinter:
    """The printer ``name``; asking the system takes some 300 ms.

    Raises:
        PrinterNotFound
    """
    if name not in QPrinterInfo.availablePrinterNames():
        raise PrinterNotFound(name)
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def paint(printer: QPrinter, pictures_at: PicturesAt) -> int:
    """Send every page, edge to edge and 1:1; how many there were.

    Raises:
        WrongPaper, PrinterRefused; whatever ``pictures_at`` raises. Nothing was sent.
    """
    _choose_resolution(printer)
    resolution = printer.resolution()
    dpi = resolution // ceil(resolution / HIGHEST_DPI)  # a whole number of dots for each
    pages = pictures_at(dpi)
    painter = QPainter()
    for number, page in enumerate(pages):
        _fit_page(printer, page)
        begun = painter.begin(printer) if number == 0 else printer.newPage()
        if not begun:
            painter.end()
            raise PrinterRefused(printer.printerName())
        _draw(painter, page, resolution)
    if not painter.end():
        raise PrinterRefused(printer.printerName())
    return len(pages)


def _choose_resolution(printer: QPrinter) -> None:
    """The finest the printer has up to `HIGHEST_DPI`; forms are snapped to 203 and 300."""
    if printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        printer.setResolution(300)
        return
    usable = [dpi for dpi in printer.supportedResolutions() if dpi <= HIGHEST_DPI]
    if usable:
        printer.setResolution(max(usable))


def _fit_page(printer: QPrinter, page: PagePicture) -> None:
    wide, high = (side / page.dpi * _MM_PER_INCH for side in (page.width, page.height))
    is_landscape = wide > high
    portrait = QSizeF(min(wide, high), max(wide, high))
    size = QPageSize(portrait, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = (
        QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    )
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)  # the layout brings its own mode
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    offered = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size()
    if abs(offered.width() - wide) > _TOLERANCE_MM or abs(offered.height() - high) > _TOLERANCE_MM:
        needed = (round(wide), round(high))
        found = (round(offered.width()), round(offered.height()))
        raise WrongPaper(printer.printerName(), needed, found)


def _draw(painter: QPainter, page: PagePicture, resolution: int) -> None:
    image = QImage(
        page.pixels, page.width, page.height, page.width, QImage.Format.Format_Grayscale8
    )
    factor = resolution / page.dpi
    target = QRect(0, 0, round(page.width * factor), round(page.height * factor))
    painter.drawImage(target, image)

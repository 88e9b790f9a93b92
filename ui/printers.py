"""The printers the operating system knows."""


def default_printer() -> str:
    """The name of the system's default printer, empty if there is none.

    May wait for the print system: call it off the GUI thread. Asking the system is reentrant in
    Qt; its printing library is loaded with the first question, not at the program's start.
    """
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.defaultPrinterName()

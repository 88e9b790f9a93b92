"""Which printer this desk uses for what, by name; never the system's default, never the last one."""

from pathlib import Path

from PySide6.QtCore import QSettings

RECEIPTS, LARGE, LABELS = "receipt", "a4", "label"  # what a desk may keep different printers for


class PrinterMemory:
    """Kept in the desk's folder. Calls touch the disk: keep them off the GUI thread."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "printers.ini"

    def load(self, purpose: str) -> str:
        """The printer chosen for ``purpose``, such as ``receipt``; empty when none was.

        Until another one was chosen for them, large papers go where receipts go.
        """
        settings = self._settings()
        found = str(settings.value(purpose, ""))
        return str(settings.value(RECEIPTS, "")) if purpose == LARGE and not found else found

    def save(self, purpose: str, printer: str) -> None:
        """Use ``printer`` for ``purpose`` from now on."""
        settings = self._settings()
        settings.setValue(purpose, printer)
        settings.sync()

    def _settings(self) -> QSettings:
        return QSettings(str(self._file), QSettings.Format.IniFormat)

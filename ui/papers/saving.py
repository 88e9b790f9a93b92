"""Asks where a PDF is to be kept."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from counter_app.i18n import _


class PdfDialog(QObject):
    """The system's dialogue for one file; ``chosen`` carries its path."""

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: QFileDialog | None = None

    def ask(self, title: str, name: str) -> None:
        """Open the dialogue with ``name`` proposed."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = QFileDialog(self._window, title, name)
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.setDefaultSuffix("pdf")
        self._dialog.setNameFilter(_("Tệp PDF (*.pdf)"))
        self._dialog.fileSelected.connect(self.chosen)
        self._dialog.open()

"""Printing what the visit left: the receipt or the refusal, and the folder's label."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.papers.printing import PaperPrinting
from ui.tasks import TaskRunner


class ReceiptPrinting(QObject):
    """Prints the last visit's papers, also while the next visit is being typed."""

    said = Signal(str, str)
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._officer = officer
        self._dossier: Dossier | None = None
        self._papers = PaperPrinting(counter, tasks, window)
        self._papers.said.connect(self.said)
        self._papers.busy_changed.connect(self.busy_changed)

    @property
    def dossier(self) -> Dossier | None:
        """The last one that was received or refused here."""
        return self._dossier

    def offer(self, dossier: Dossier) -> None:
        """This is the one to print from now on."""
        self._dossier = dossier

    @Slot()
    def print(self) -> None:
        """The receipt, or of a refusal form 03: stored as printed, then sent."""
        if self._dossier is not None:
            self._send(Form.RECEIPT if self._dossier.code else Form.DECLINE)

    @Slot()
    def print_label(self) -> None:
        """The sticker for the folder; a refusal has none."""
        if self._dossier is not None and self._dossier.code:
            self._send(Form.LABEL)

    def _send(self, form: Form) -> None:
        if self._dossier is not None:
            self._papers.print(self._dossier, (form, PageSize.A5), self._officer)

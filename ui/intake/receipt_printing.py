"""Printing what the visit left: the receipt or the refusal, the folder's label, the visit's list."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.domain.person import Person
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.messages import explain
from ui.papers.printing import PaperPrinting
from ui.tasks import TaskRunner
from ui.widgets.print_flow import Sheet
from ui.wording import form_word


class ReceiptPrinting(QObject):
    """Prints the last visit's papers, also while the next visit is being typed."""

    said = Signal(str, str)
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._counter, self._tasks = counter, tasks
        self._officer = officer
        self._dossier: Dossier | None = None
        self._visit: tuple[Dossier, ...] = ()  # what the same visitor handed in, one after another
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
        if not dossier.code:
            return
        is_same = bool(self._visit) and _visitor(self._visit[-1]) == _visitor(dossier)
        earlier = self._visit if is_same else ()
        self._visit = (*(d for d in earlier if d.id != dossier.id), dossier)

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

    @Slot()
    def print_list(self) -> None:
        """One paper for all that the visitor handed in; it is kept nowhere, as it says no more."""
        if len(self._visit) < 2:
            self.said.emit(_("Người này mới nộp một hồ sơ, chưa cần danh sách."), "info")
            return
        forms, officer = self._counter.paper.forms, self._officer
        ids = [dossier.id for dossier in self._visit]
        task = self._tasks.start(lambda: forms.visit_list(ids, officer))
        task.succeeded.connect(self._on_list)
        task.failed.connect(self._on_list_failed)

    @Slot(bytes)
    def _on_list(self, content: bytes) -> None:
        title = form_word(Form.VISIT_LIST)
        self._papers.send(Sheet(content, "", 1, title, has_qr=False))

    @Slot(Exception)
    def _on_list_failed(self, error: Exception) -> None:
        self.said.emit(explain(error), "danger")

    def _send(self, form: Form) -> None:
        if self._dossier is not None:
            self._papers.print(self._dossier, (form, PageSize.A5), self._officer)


def _visitor(dossier: Dossier) -> tuple[str, ...]:
    """Who stood at the counter: by number, without one by what else is known."""
    person: Person = dossier.submitter or dossier.applicant
    return (person.id_number,) if person.id_number else (person.name, person.phone)

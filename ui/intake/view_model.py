"""What the intake page knows and asks: procedures, promises, duplicates, the visit's outcome."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.domain.person import PERSON_FIELDS
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.forms import StoredForm
from counter_app.services.intake import Accepted
from counter_app.services.ports import DossierLine
from counter_app.services.receipts import StoredReceipt
from ui.intake.draft import VisitDraft
from ui.intake.draft_file import DraftFile
from ui.intake.request import choice_of, request_of, settled
from ui.latest import Latest
from ui.tasks import TaskRunner

_RECENT = 8


@dataclass(frozen=True, slots=True)
class Procedures:
    """What can be received today, and which of it this desk received last."""

    versions: tuple[ProcedureVersion, ...]
    recent: tuple[str, ...]


class IntakeViewModel(QObject):
    """Submits one visit at a time and reports what became of it."""

    procedures_loaded = Signal(object)  # Procedures
    promised = Signal(object)  # services.promise.Promise
    promise_refused = Signal(Exception)
    duplicates_found = Signal(object)  # tuple[DossierLine, ...]
    uncovered_found = Signal(object)  # tuple[str, ...]
    busy_changed = Signal(bool)
    accepted = Signal(object)  # Accepted
    receipt_ready = Signal(object)  # StoredReceipt
    receipt_failed = Signal(Exception)
    declined = Signal(object)  # Dossier
    refused = Signal(Exception)
    dossier_found = Signal(object)  # UUID
    dossier_not_found = Signal(Exception)
    draft_found = Signal(object)  # (VisitDraft, when it was saved)
    draft_saved = Signal(object)  # whether the disk took it

    def __init__(
        self,
        counter: Counter,
        officer: Officer,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._officer = officer
        self._tasks = tasks
        self._file = DraftFile.of(counter.folder, officer.id)
        self._versions: dict[str, ProcedureVersion] = {}
        self._busy = False
        self._shown: UUID | None = None
        self._promises = Latest(counter.reception.preview, tasks, self)
        self._promises.answered.connect(self.promised)
        self._promises.failed.connect(self.promise_refused)
        self._duplicates = Latest(self._duplicates_of, tasks, self)
        self._duplicates.answered.connect(self.duplicates_found)
        self._glyphs = Latest(counter.paper.uncovered, tasks, self)
        self._glyphs.answered.connect(self.uncovered_found)

    # what there is

    def load(self) -> None:
        """Ask what can be received; ends in ``procedures_loaded``."""
        counter = self._counter

        def look() -> Procedures:
            recent = counter.questions.recent_procedures(counter.desk.id, _RECENT)
            return Procedures(counter.catalogue.in_force(), recent)

        task = self._tasks.start(look)
        task.succeeded.connect(self._on_loaded)
        task.failed.connect(self.refused)

    def version(self, code: str) -> ProcedureVersion | None:
        """The version in force of a procedure that was loaded."""
        return self._versions.get(code)

    @property
    def is_busy(self) -> bool:
        """Whether a visit is being stored."""
        return self._busy

    # what follows from what was typed

    def preview(self, draft: VisitDraft) -> None:
        """Reckon the promise; ends in ``promised`` or ``promise_refused``."""
        if not draft.procedure:
            self._promises.forget()
            return
        self._promises.ask(choice_of(draft))

    def check(self, draft: VisitDraft) -> None:
        """Look for earlier dossiers of the same person, and for letters no font has."""
        self._look_for_duplicates(draft)
        people = (draft.applicant, draft.submitter or draft.applicant)
        texts = [getattr(person, name) for person in people for name in PERSON_FIELDS]
        texts += [draft.content, draft.note, draft.unit_name, *(p.name for p in draft.papers)]
        whole = " ".join(texts)
        if whole.isascii():
            self._glyphs.forget()
            self.uncovered_found.emit(())
        else:
            self._glyphs.ask(whole)

    @Slot(str)
    def find_dossier(self, code: str) -> None:
        """Look for the dossier a code names; ``dossier_found`` or ``dossier_not_found``."""
        search = self._counter.search
        task = self._tasks.start(lambda: search.named(code).id)
        task.succeeded.connect(self.dossier_found)
        task.failed.connect(self.dossier_not_found)

    # what becomes of the visit

    def submit(self, draft: VisitDraft) -> None:
        """Accept the visit in the background; ends in ``accepted`` or ``refused``.

        After ``accepted`` the receipt follows: ``receipt_ready`` or ``receipt_failed``.
        """
        if self._busy:
            return
        counter, officer = self._counter, self._officer
        self._set_busy(True)
        task = self._tasks.start(lambda: counter.reception.intake(request_of(draft), officer))
        task.succeeded.connect(self._on_accepted)
        task.failed.connect(self._on_refused)

    def decline(self, draft: VisitDraft, reason: str) -> None:
        """Refuse the visit in the background; ends in ``declined`` or ``refused``."""
        if self._busy:
            return
        counter, officer = self._counter, self._officer
        self._set_busy(True)
        task = self._tasks.start(
            lambda: counter.reception.decline(request_of(draft), reason, officer)
        )
        task.succeeded.connect(self._on_declined)
        task.failed.connect(self._on_refused)

    # drafts

    def find_draft(self) -> None:
        """Look for what was left unfinished; ``draft_found`` if there is something."""
        self._tasks.start(self._file.load).succeeded.connect(self._on_draft)

    def save_draft(self, draft: VisitDraft) -> None:
        """Keep the draft; ends in ``draft_saved``."""
        file, now = self._file, self._counter.now
        task = self._tasks.start(lambda: file.save(draft, now().isoformat(timespec="minutes")))
        task.succeeded.connect(self.draft_saved)

    def discard_draft(self) -> None:
        """Nothing is left unfinished."""
        self._tasks.start(self._file.discard)

    def new_key(self) -> str:
        """What makes the next visit a visit of its own."""
        return str(uuid4())

    def _look_for_duplicates(self, draft: VisitDraft) -> None:
        try:
            number = settled(draft.applicant).id_number
        except CounterError:
            number = draft.applicant.id_number.strip()
        if not (number and draft.procedure):
            self._duplicates.forget()
            self.duplicates_found.emit(())
            return
        self._duplicates.ask((number, draft.procedure))

    def _duplicates_of(self, both: tuple[str, str]) -> tuple[DossierLine, ...]:
        """On the worker: of a citizen's number and a procedure."""
        return tuple(self._counter.search.duplicates(*both))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    @Slot(object)
    def _on_loaded(self, procedures: Procedures) -> None:
        self._versions = {version.code: version for version in procedures.versions}
        self.procedures_loaded.emit(procedures)

    @Slot(object)
    def _on_accepted(self, accepted: Accepted) -> None:
        self._tasks.start(self._file.discard)
        self._set_busy(False)
        self._shown = dossier = accepted.dossier.id
        self.accepted.emit(accepted)
        receipts = self._counter.paper.receipts
        task = self._tasks.start(lambda: (dossier, receipts.show(dossier, PageSize.A5)))
        task.succeeded.connect(self._on_receipt)
        task.failed.connect(self.receipt_failed)
        self.load()  # the procedure just used comes first

    @Slot(object)
    def _on_receipt(self, answer: tuple[UUID, StoredReceipt | StoredForm]) -> None:
        dossier, receipt = answer
        if dossier == self._shown:
            self.receipt_ready.emit(receipt)

    @Slot(object)
    def _on_declined(self, dossier: Dossier) -> None:
        self._tasks.start(self._file.discard)
        self._set_busy(False)
        self._shown = refused = dossier.id
        self.declined.emit(dossier)
        forms = self._counter.paper.forms
        task = self._tasks.start(lambda: (refused, forms.show(refused, Form.DECLINE)))
        task.succeeded.connect(self._on_receipt)
        task.failed.connect(self.receipt_failed)

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        self._set_busy(False)
        self.refused.emit(error)

    @Slot(object)
    def _on_draft(self, found: tuple[VisitDraft, str] | None) -> None:
        if found is not None and not found[0].is_empty():
            self.draft_found.emit(found)

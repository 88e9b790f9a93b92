"""What the form answers while it is being typed: the date, the doubts, the letters no font has."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Slot

from counter_app.services.ports import DossierLine
from counter_app.services.promise import Promise
from ui.intake.columns import Columns
from ui.intake.drafting import Drafting
from ui.intake.refusals import tell_no_promise
from ui.intake.view_model import IntakeViewModel, Procedures
from ui.intake.wording import duplicate_sentence, uncovered_letters

_SETTLE_MS = 120  # the promise and the doubts follow the typing, they do not chase it


class Following(QObject):
    """Asks the desk a moment after the last key, and shows what it answers."""

    def __init__(
        self,
        view_model: IntakeViewModel,
        columns: Columns,
        drafting: Drafting,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._columns = columns
        self._drafting = drafting
        self._now = now
        self._wanted_procedure = ""
        self._papers_missing = False
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self.follow_up)
        columns.edited.connect(self._on_edited)
        drafting.restored.connect(self.follow_up)
        view_model.procedures_loaded.connect(self._on_procedures)
        view_model.promised.connect(self._on_promised)
        view_model.promise_refused.connect(self._on_promise_refused)
        view_model.duplicates_found.connect(self._on_duplicates)
        view_model.uncovered_found.connect(self._on_uncovered)

    def start(self) -> None:
        """Ask when the typing has settled."""
        self._timer.start()

    def stop(self) -> None:
        """Ask nothing for now."""
        self._timer.stop()

    def forget(self) -> None:
        """Nothing is asked and no paper is missed: the form is empty again."""
        self._papers_missing = False
        self._timer.stop()

    def refused(self) -> None:
        """A refusal may be about papers; it leaves when they are there."""
        self._papers_missing = not self._columns.box.reason.isHidden()

    def choose(self, code: str) -> None:
        """Choose a procedure, now or as soon as the catalogue is there."""
        if self._view_model.version(code) is None:
            self._wanted_procedure = code
        else:
            self._columns.box.procedure.choose(code)

    @Slot()
    def follow_up(self) -> None:
        """Ask at once."""
        draft = self._drafting.draft()
        self._columns.applicant.judge(self._now().date())
        self._view_model.check(draft)
        self._view_model.preview(draft)
        if not draft.procedure:
            self._columns.reception.show_no_promise("")

    @Slot()
    def _on_edited(self) -> None:
        self._columns.show_typing()
        if self._papers_missing and self._columns.box.papers.is_complete():
            self._papers_missing = False
            self._columns.message.clear()
            self._columns.box.drop_reason()
        self._timer.start()
        self._drafting.touch()

    @Slot(object)
    def _on_procedures(self, procedures: Procedures) -> None:
        self._columns.box.set_procedures(procedures)
        if self._wanted_procedure:
            self._columns.box.procedure.choose(self._wanted_procedure)
            self._wanted_procedure = ""

    @Slot(object)
    def _on_promised(self, promise: Promise) -> None:
        if self._columns.box.procedure.key() == promise.version.code:
            self._columns.reception.show_promise(promise)

    @Slot(Exception)
    def _on_promise_refused(self, error: Exception) -> None:
        tell_no_promise(self._columns, error)

    @Slot(object)
    def _on_duplicates(self, found: tuple[DossierLine, ...]) -> None:
        sentence = duplicate_sentence(found[0], self._now().tzinfo) if found else ""
        self._columns.applicant.show_duplicates(found, sentence)

    @Slot(object)
    def _on_uncovered(self, letters: tuple[str, ...]) -> None:
        self._columns.applicant.show_letters(uncovered_letters(letters) if letters else "")

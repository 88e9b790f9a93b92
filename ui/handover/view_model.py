"""State of the hand-over page: who is looked for, which dossier is open, what became of an act."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import Attachment, Dossier
from counter_app.domain.errors import UnknownDossier
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.handover.values import Found, ReadyList
from ui.latest import Latest
from ui.shown import shown
from ui.tasks import TaskRunner

LIMIT = 200  # lines in the list
_OTHERS = 5


class HandoverViewModel(QObject):
    """Finds what is to be handed over, takes money, hands over; in the background, no widgets."""

    found = Signal(object)  # Found: the dossier looked for
    ready_changed = Signal(object)  # ReadyList
    failed = Signal(Exception)  # a search or an opening
    done = Signal(str, object)  # the act that succeeded, Found as it left the dossier
    refused = Signal(str, Exception)  # the act, why it did not happen
    busy_changed = Signal(bool)  # an act is under way
    pages_changed = Signal(object)  # bytes: the chosen file of the result as a PDF
    pages_missing = Signal(Exception)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._officer = officer
        self._tasks = tasks
        self._act = ""
        self.current: Found | None = None
        self._finds = Latest(self._look, tasks, self)
        self._files = Latest(counter.attachments.look.pages, tasks.patient, self)
        self._finds.answered.connect(self._on_answer)
        self._finds.failed.connect(self.failed)
        self._files.answered.connect(self.pages_changed)
        self._files.failed.connect(self.pages_missing)

    @property
    def officer(self) -> Officer:
        """Who is at the desk."""
        return self._officer

    @property
    def is_busy(self) -> bool:
        """Whether an act is under way; another one is not begun meanwhile."""
        return bool(self._act)

    def find(self, text: str) -> None:
        """Look for a code, an alias, a number or a name; empty: all results that wait.

        Ends in ``found`` where one dossier is meant, else in ``ready_changed``, or in ``failed``.
        """
        self._finds.ask(text)

    def open(self, dossier: UUID) -> None:
        """Read ``dossier``; ends in ``found``."""
        self._finds.ask(dossier)

    def close(self) -> None:
        """No dossier is open any more."""
        self.current = None
        self._files.forget()

    def show_file(self, attachment: Attachment) -> None:
        """Get one file of the result to look at."""
        self._files.ask(attachment)

    def pay(self, kind: str, amount: int, receipt_number: str) -> None:
        """Store money taken for the open dossier."""
        self._perform("pay", {"kind": kind, "amount": amount, "receipt_number": receipt_number})

    def hand_over(self, recipient: str | Mapping[str, str], method: str) -> None:
        """Hand the open dossier's result over."""
        self._perform("hand-over", {"recipient": recipient, "method": method})

    def _perform(self, act: str, data: Mapping[str, Any]) -> None:
        if self._act or self.current is None:
            return
        dossier, officer = self.current.dossier.id, self._officer
        self._act = act
        self.busy_changed.emit(True)
        perform = self._counter.perform
        task = self._tasks.start(lambda: self._read(perform(dossier, act, data, officer)))
        task.succeeded.connect(self._on_done)
        task.failed.connect(self._on_refused)

    @Slot(object)
    def _on_done(self, after: Found) -> None:
        act, self._act = self._act, ""
        if self.current is not None and self.current.dossier.id == after.dossier.id:
            self.current = after
        self.busy_changed.emit(False)
        self.done.emit(act, after)

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        act, self._act = self._act, ""
        self.busy_changed.emit(False)
        self.refused.emit(act, error)

    @Slot(object)
    def _on_answer(self, answer: Found | ReadyList) -> None:
        if isinstance(answer, Found):
            self.current = answer
            self.found.emit(answer)
        else:
            self.ready_changed.emit(answer)

    def _look(self, wanted: str | UUID) -> Found | ReadyList:
        """The one dossier that is meant, or the results among which to choose."""
        search = self._counter.search
        if isinstance(wanted, UUID):
            return self._read(search.dossier(wanted))
        if not wanted:
            return self._ready(wanted)
        try:
            return self._read(search.named(wanted))
        except UnknownDossier:
            ready = self._ready(wanted)
        # nothing waits for them: perhaps one dossier is still being worked on
        lines = [r.line for r in ready.lines] or search(wanted, 2)
        return self._read(search.dossier(lines[0].id)) if len(lines) == 1 else ready

    def _ready(self, text: str) -> ReadyList:
        lines = self._counter.questions.ready(text, LIMIT + 1)
        return ReadyList(text, lines[:LIMIT], self._counter.now(), len(lines) > LIMIT)

    def _read(self, dossier: Dossier) -> Found:
        others = self._counter.questions.ready_of(dossier.applicant.id_number, _OTHERS + 1)
        rest = tuple(other for other in others if other.line.id != dossier.id)
        return Found(shown(self._counter, dossier), unpaid_of(dossier), rest[:_OTHERS])

"""State of the search page: what was found, which dossier is open, what became of an act."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.dossier import Dossier
from counter_app.domain.unit import Officer
from counter_app.services.acting import Correction
from counter_app.services.counter import Counter
from counter_app.services.sightings import Seen
from ui.latest import Latest
from ui.search.values import Results
from ui.shown import ShownDossier, shown
from ui.tasks import TaskRunner
from ui.timeline.view_model import TimelineViewModel

LIMIT = 100  # lines in the list


class SearchViewModel(QObject):
    """Searches, opens and changes dossiers in the background; no widgets."""

    results_changed = Signal(object)  # Results
    dossier_changed = Signal(object)  # ShownDossier: another one, or the same with news
    done = Signal(str)  # the act that succeeded: correct, void
    refused = Signal(str, Exception)  # the act, why it did not happen
    failed = Signal(Exception)  # a search or an opening
    busy_changed = Signal(bool)  # an act is under way
    found = Signal(object)  # UUID: the dossier a scanned code names

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._officer = officer
        self._tasks = tasks
        self._text = ""
        self._act = ""
        self.timeline = TimelineViewModel(counter, officer, tasks, self)
        self.current: ShownDossier | None = None
        self._lines = Latest(self._find, tasks, self)
        self._dossiers = Latest(self._read, tasks, self)
        self._lines.answered.connect(self.results_changed)
        self._dossiers.answered.connect(self._on_dossier)
        self._lines.failed.connect(self.failed)
        self._dossiers.failed.connect(self.failed)

    @property
    def at_desk(self) -> tuple[Counter, Officer, TaskRunner]:
        """What a card beside the dossier works with."""
        return self._counter, self._officer, self._tasks

    @Slot(object)
    def look_again(self, dossier: Dossier) -> None:
        """Something happened to ``dossier``: read it anew if it is the open one."""
        if self.current is not None and self.current.dossier.id == dossier.id:
            self.choose(dossier.id)

    @property
    def officer(self) -> Officer:
        """Who is at the desk."""
        return self._officer

    @property
    def is_busy(self) -> bool:
        """Whether an act is under way; another one is not begun meanwhile."""
        return bool(self._act)

    def search(self, text: str) -> None:
        """Find ``text``; ends in ``results_changed`` unless a newer text overtakes it."""
        self._text = text
        self._lines.ask(text)

    def refresh(self) -> None:
        """Ask for the same text again."""
        self._lines.ask(self._text)

    def choose(self, dossier: UUID) -> None:
        """Read ``dossier``; ends in ``dossier_changed`` unless another is chosen meanwhile."""
        self._dossiers.ask(dossier)

    def choose_none(self) -> None:
        """No dossier is chosen any more."""
        self.current = None
        self._dossiers.forget()

    def find_code(self, code: str) -> None:
        """Name the dossier a scanned code belongs to; ends in ``found`` or ``failed``."""
        task = self._tasks.start(lambda: self._counter.search.named(code).id)
        task.succeeded.connect(self.found)
        task.failed.connect(self.failed)

    @Slot(object)
    def follow(self, dossier: Dossier) -> None:
        """An act was done elsewhere on the page: read ``dossier`` and the list anew."""
        if self.current is not None and self.current.dossier.id == dossier.id:
            self.choose(dossier.id)
        self.refresh()

    @Slot()
    def note_saved(self) -> None:
        """A copy of a paper left as a file, without an event."""
        if self.current is not None:
            self.timeline.note(self.current.dossier.id, Seen.RECEIPT)

    def correct(self, correction: Correction, reason: str) -> None:
        """Correct the chosen dossier and call for its new receipt."""
        if self.current is None:
            return
        dossier, officer = self.current.dossier.id, self._officer
        self._start("correct", lambda: self._counter.correct(dossier, correction, reason, officer))

    def void(self, reason: str, login: str, pin: str) -> None:
        """Void the chosen dossier; ``login`` and ``pin`` prove the second person."""
        if self.current is None:
            return
        dossier, officer = self.current.dossier.id, self._officer

        def both() -> Dossier:
            second = self._counter.sign_in(login, pin)
            return self._counter.void(dossier, reason, officer, second)

        self._start("void", both)

    def _start(self, act: str, work: Callable[[], object]) -> None:
        if self._act:
            return
        self._act = act
        self.busy_changed.emit(True)
        task = self._tasks.start(work)
        task.succeeded.connect(self._on_done)
        task.failed.connect(self._on_refused)

    @Slot(object)
    def _on_done(self, _outcome: object) -> None:
        act, self._act = self._act, ""
        self.busy_changed.emit(False)
        self.done.emit(act)
        if self.current is not None:
            self.choose(self.current.dossier.id)
            self.refresh()

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        act, self._act = self._act, ""
        self.busy_changed.emit(False)
        self.refused.emit(act, error)

    def _find(self, text: str) -> Results:
        lines = self._counter.search(text, LIMIT + 1)
        return Results(text, lines[:LIMIT], self._counter.now(), len(lines) > LIMIT)

    def _read(self, dossier: UUID) -> ShownDossier:
        return shown(self._counter, self._counter.search.dossier(dossier))

    @Slot(object)
    def _on_dossier(self, read: ShownDossier) -> None:
        self.current = read
        self.dossier_changed.emit(read)

"""Drafts in the window: taken from files, checked, issued together, dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.drafting import DraftCheck
from counter_app.domain.errors import CounterError, UnreadableRecord
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.catalogue.values import ShownDraft
from ui.errands import Errands
from ui.messages import explain
from ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: how many new drafts, and the first refusal in words."""

    new: int
    known: int
    refused: int
    why: str


class DraftsViewModel(QObject):
    """The drafts that wait: ``listed`` after every change."""

    listed = Signal(tuple)  # of ShownDraft
    taken = Signal(object)  # Taken
    checked = Signal(object)  # VersionDraft
    issued = Signal(tuple)  # of ProcedureVersion
    dropped = Signal()
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._by = counter, by
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)

    @property
    def officer(self) -> UUID:
        """Who sits here: their own drafts are somebody else's to issue."""
        return self._by.id

    @Slot()
    def load(self) -> None:
        """Read the drafts; ends in ``listed`` or ``refused``."""
        self._errands.start(self._look, self.listed)

    def take(self, file: str) -> None:
        """Read a catalogue file as drafts; ends in ``taken`` and ``listed``, or ``refused``."""
        self._errands.start(lambda: self._take(Path(file)), self.taken, self._look_again)

    def check(self, draft: UUID, found: DraftCheck) -> None:
        """Ends in ``checked`` and ``listed``, or ``refused``."""
        self._errands.start(
            lambda: self._counter.procedures.drafting.check(draft, found, self._by),
            self.checked,
            self._look_again,
        )

    def issue(self, drafts: Sequence[UUID]) -> None:
        """Ends in ``issued`` and ``listed``, or ``refused``."""
        self._errands.start(
            lambda: self._counter.procedures.drafting.issue(drafts, self._by),
            self.issued,
            self._look_again,
        )

    def drop(self, draft: UUID, reason: str) -> None:
        """Ends in ``dropped`` and ``listed``, or ``refused``."""
        self._errands.start(
            lambda: self._counter.procedures.drafting.drop(draft, reason, self._by),
            self._tell_dropped,
            self._look_again,
        )

    @Slot(object)
    def _look_again(self, _done: object) -> None:
        self.load()

    @Slot(object)
    def _tell_dropped(self, _done: object) -> None:
        self.dropped.emit()

    def _look(self) -> tuple[ShownDraft, ...]:
        reference = self._counter.questions.reference()
        people = {officer.id: officer.name for officer in reference.officers()}
        shown = []
        for draft in self._counter.procedures.drafting.waiting():
            known = reference.versions(draft.version.code)
            checker = people.get(draft.checked_by, "") if draft.checked_by else ""
            before = known[-1] if known else None
            shown.append(ShownDraft(draft, before, people.get(draft.author, ""), checker))
        return tuple(shown)

    def _take(self, file: Path) -> Taken:
        new = known = refused = 0
        why = ""
        for answer in self._counter.procedures.drafting.read([(file.name, _content(file))]):
            try:
                if (error := getattr(answer, "error", None)) is not None:
                    raise error
                written = self._counter.procedures.drafting.write(
                    getattr(answer, "versions", ()), self._by
                )
            except CounterError as error:
                refused, why = refused + 1, why or explain(error)
                continue
            new += sum(one.is_new for one in written)
            known += sum(not one.is_new for one in written)
        return Taken(new, known, refused, why)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableRecord("$", "no_file", file.name) from error

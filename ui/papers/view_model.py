"""Gets the papers of a dossier and writes them to files, in the background."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.services.counter import Counter
from counter_app.whole_file import write_whole
from ui.latest import Latest
from ui.papers.papers import Paper, shown_paper
from ui.tasks import TaskRunner


class PapersViewModel(QObject):
    """Reads one paper at a time; no widgets."""

    changed = Signal(object)  # Paper
    missing = Signal(Exception)
    saved = Signal()
    not_saved = Signal(Exception)

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._tasks = tasks
        self._papers = Latest(self._read, tasks.patient, self)
        self._papers.answered.connect(self.changed)
        self._papers.failed.connect(self.missing)

    def show(self, dossier: UUID, form: Form, page: PageSize) -> None:
        """Get the paper; ends in ``changed`` or ``missing`` unless another is wanted meanwhile."""
        self._papers.ask((dossier, form, page))

    def forget(self) -> None:
        """No paper is wanted any more."""
        self._papers.forget()

    def save(self, target: Path, content: bytes) -> None:
        """Write ``content`` to a file the officer chose; ends in ``saved`` or ``not_saved``."""
        task = self._tasks.start(lambda: write_whole(target, content))
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self.not_saved)

    @Slot(object)
    def _on_saved(self, _written: object) -> None:
        self.saved.emit()

    def _read(self, wanted: tuple[UUID, Form, PageSize]) -> Paper:
        return shown_paper(self._counter, *wanted)

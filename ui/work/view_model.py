"""State of the work page: which lines are shown, and the dossier that is open beside them."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.queue import QueueFilter
from counter_app.services.queue_ports import QueueLine, QueuePlace
from ui.latest import Latest
from ui.shown import ShownDossier, shown
from ui.tasks import TaskRunner
from ui.work.values import QueueList

PAGE = 200  # lines read at once


class WorkViewModel(QObject):
    """Reads the queue a page at a time and dossiers one at a time, in the background."""

    listed = Signal(object)  # QueueList: from the beginning, or what follows
    read = Signal(object)  # ShownDossier
    failed = Signal(Exception)
    found = Signal(object)  # UUID: the dossier a scanned code names

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer, self._tasks = counter, officer, tasks
        self._wanted = QueueFilter()
        self._next: QueuePlace | None = None
        self._reads = False
        self._rows = PAGE  # a refresh reads as many
        self._so_far: tuple[QueueLine, ...] = ()
        self._pages = Latest(self._page, tasks, self)
        self._dossiers = Latest(self._dossier, tasks, self)
        self._pages.answered.connect(self._on_page)
        self._pages.failed.connect(self._on_failed)
        self._dossiers.answered.connect(self.read)
        self._dossiers.failed.connect(self.failed)

    @property
    def officer(self) -> Officer:
        """Who is at the desk."""
        return self._officer

    @property
    def wanted(self) -> QueueFilter:
        """What the list is filtered by."""
        return self._wanted

    @property
    def is_reading(self) -> bool:
        """Whether a page of the list is under way."""
        return self._reads

    def show(self, wanted: QueueFilter) -> None:
        """List what ``wanted`` lets through; ends in ``listed`` unless another filter overtakes."""
        self._wanted = wanted
        self.refresh(PAGE)

    def refresh(self, rows: int) -> None:
        """Read the list again, at least so many lines of it."""
        self._rows, self._so_far = max(PAGE, rows), ()
        self._ask(None)

    @Slot()
    def more(self) -> None:
        """Go on where the list ends; nothing while something is read anyway."""
        if self._next is not None and not self._reads:
            self._rows, self._so_far = 0, ()
            self._ask(self._next)

    def open(self, dossier: UUID) -> None:
        """Read ``dossier``; ends in ``read`` unless another is opened meanwhile."""
        self._dossiers.ask(dossier)

    def close(self) -> None:
        """No dossier is open any more."""
        self._dossiers.forget()

    def find_code(self, code: str) -> None:
        """Name the dossier a scanned code belongs to; ends in ``found`` or ``failed``."""
        task = self._tasks.start(lambda: self._counter.search.named(code).id)
        task.succeeded.connect(self.found)
        task.failed.connect(self.failed)

    def _ask(self, after: QueuePlace | None) -> None:
        self._reads = True
        self._pages.ask((self._wanted, after, self._rows == 0))

    def _page(self, question: tuple[QueueFilter, QueuePlace | None, bool]) -> QueueList:
        wanted, after, follows = question
        page = self._counter.queue.page(wanted, self._officer, after, PAGE)
        staff = self._counter.questions.reference().officers()
        fields = self._counter.queue.fields()
        return QueueList(
            wanted, page.lines, page.total, page.next, self._counter.now(), staff, fields, follows
        )

    @Slot(object)
    def _on_page(self, page: QueueList) -> None:
        self._so_far += page.lines
        if page.next is not None and len(self._so_far) < self._rows:
            self._ask(page.next)
            return
        self._reads, self._next = False, page.next
        lines, self._so_far = self._so_far, ()
        self.listed.emit(replace(page, lines=lines))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._reads = False
        self.failed.emit(error)

    def _dossier(self, dossier: UUID) -> ShownDossier:
        return shown(self._counter, self._counter.search.dossier(dossier))

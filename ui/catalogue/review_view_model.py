"""The review in the window: the quarter's report, suggestions and their answers."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.review import Quarter
from counter_app.domain.suggestion import Flaw, Outcome, SuggestionText
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.catalogue.values import ShownReview
from ui.catalogue.view_model import kept
from ui.messages import explain
from ui.tasks import Task, TaskRunner


class ReviewViewModel(QObject):
    """One quarter at a time: ``shown`` after every change."""

    shown = Signal(object)  # ShownReview
    filed = Signal()
    answered = Signal()
    written = Signal(object)  # the file's path
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._by = by
        self._tasks = tasks
        self.quarter = Quarter.of(counter.now().date())

    @Slot()
    def load(self) -> None:
        """Look through the quarter; ends in ``shown`` or ``refused``."""
        quarter = self.quarter
        task = self._tasks.start(lambda: self._look(quarter))
        task.succeeded.connect(self.shown)
        task.failed.connect(self._refuse)

    def suggest(self, flaw: Flaw, procedures: tuple[str, ...], text: str, component: str) -> None:
        """File a suggestion; ends in ``filed`` and ``shown``, or ``refused``."""

        def file() -> None:
            said = SuggestionText(flaw, procedures, text, component)
            self._counter.reviewing.suggest(said, self._by)

        task = self._tasks.start(file)
        task.succeeded.connect(self._tell_filed)
        self._then_look(task)

    def answer(self, suggestion: UUID, outcome: Outcome, note: str) -> None:
        """Answer a suggestion; ends in ``answered`` and ``shown``, or ``refused``."""
        reviewing, by = self._counter.reviewing, self._by
        task = self._tasks.start(lambda: reviewing.answer(suggestion, outcome, note, by))
        task.succeeded.connect(self._tell_answered)
        self._then_look(task)

    def write(self, file: str) -> None:
        """Write the quarter's report; ends in ``written`` or ``refused``."""
        counter, quarter = self._counter, self.quarter

        def make() -> str:
            return kept(counter.posting.review(counter.reviewing.review(quarter)), file)

        task = self._tasks.patient.start(make)
        task.succeeded.connect(self.written)
        task.failed.connect(self._refuse)

    def _look(self, quarter: Quarter) -> ShownReview:
        reviewing = self._counter.reviewing
        people = self._counter.questions.reference().officers()
        names = {officer.id: officer.name for officer in people}
        return ShownReview(reviewing.review(quarter), reviewing.suggestions(), names)

    def _then_look(self, task: Task) -> None:
        task.succeeded.connect(self._look_again)
        task.failed.connect(self._refuse)

    @Slot(object)
    def _look_again(self, _done: object) -> None:
        self.load()

    @Slot(object)
    def _tell_filed(self, _done: object) -> None:
        self.filed.emit()

    @Slot(object)
    def _tell_answered(self, _done: object) -> None:
        self.answered.emit()

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.refused.emit(explain(error))

"""The review in the window: the quarter's report, suggestions and their answers."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.review import Candidate, Quarter
from counter_app.domain.suggestion import Flaw, Outcome, SuggestionText
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.catalogue.values import ShownReview
from ui.errands import Errands
from ui.kept_file import keep
from ui.tasks import TaskRunner


class ReviewViewModel(QObject):
    """One quarter at a time: ``shown`` after every change."""

    looking = Signal()  # through the dossiers; may take seconds
    shown = Signal(object)  # ShownReview
    filed = Signal()
    answered = Signal()
    written = Signal(object)  # the file's path
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._by = counter, by
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)
        self.quarter = Quarter.of(counter.now().date())
        self._found: tuple[Candidate, ...] | None = None  # of the quarter that is shown

    @property
    def is_loaded(self) -> bool:
        """Whether the quarter was looked through."""
        return self._found is not None

    @Slot()
    def load(self) -> None:
        """Look through the quarter's dossiers; ends in ``shown`` or ``refused``.

        It takes seconds where there are a million, so nothing else waits behind it.
        """
        self._found = None
        self.looking.emit()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """The same without looking through the dossiers again."""
        quarter, found = self.quarter, self._found
        self._errands.start(lambda: self._look(quarter, found), self._show, patient=found is None)

    def suggest(self, flaw: Flaw, procedures: tuple[str, ...], text: str, component: str) -> None:
        """File a suggestion; ends in ``filed`` and ``shown``, or ``refused``."""

        def file() -> None:
            said = SuggestionText(flaw, procedures, text, component)
            self._counter.procedures.reviewing.suggest(said, self._by)

        self._errands.start(file, self._tell_filed, self._look_again)

    def answer(self, suggestion: UUID, outcome: Outcome, note: str) -> None:
        """Answer a suggestion; ends in ``answered`` and ``shown``, or ``refused``."""
        reviewing, by = self._counter.procedures.reviewing, self._by
        self._errands.start(
            lambda: reviewing.answer(suggestion, outcome, note, by),
            self._tell_answered,
            self._look_again,
        )

    def write(self, file: str) -> None:
        """Write the quarter's report; ends in ``written`` or ``refused``."""
        counter, quarter = self._counter, self.quarter

        def make() -> str:
            return keep(
                counter.procedures.posting.review(counter.procedures.reviewing.review(quarter)),
                file,
            )

        self._errands.start(make, self.written, patient=True)

    @Slot(object)
    def _show(self, shown: ShownReview) -> None:
        if shown.review.quarter == self.quarter:  # nobody has asked for another one meanwhile
            self._found = shown.candidates
            self.shown.emit(shown)

    def _look(self, quarter: Quarter, found: tuple[Candidate, ...] | None) -> ShownReview:
        reviewing = self._counter.procedures.reviewing
        people = self._counter.questions.reference().officers()
        names = {officer.id: officer.name for officer in people}
        return ShownReview(reviewing.review(quarter, found), reviewing.suggestions(), names)

    @Slot(object)
    def _look_again(self, _done: object) -> None:
        self.refresh()

    @Slot(object)
    def _tell_filed(self, _done: object) -> None:
        self.filed.emit()

    @Slot(object)
    def _tell_answered(self, _done: object) -> None:
        self.answered.emit()

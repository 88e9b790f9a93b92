"""Questions asked while somebody types: only the last one's answer counts."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.errors import CounterError
from ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class _Outcome:
    answer: object
    refusal: CounterError | None


class LatestAnswer(QObject):
    """Asks one question at a time; those overtaken meanwhile are not asked at all."""

    answered = Signal(object)
    refused = Signal(Exception)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: Callable[[], object] | None = None
        self._asking = False
        self._stale = False

    def ask(self, question: Callable[[], object]) -> None:
        """Answer ``question`` in the background, in the place of all before it."""
        if self._asking:
            self._waiting, self._stale = question, True
            return
        self._asking, self._stale = True, False
        task = self._tasks.start(lambda: _attempt(question))
        task.succeeded.connect(self._deliver)
        task.failed.connect(self._fail)

    def forget(self) -> None:
        """Whatever is still being answered no longer matters."""
        self._waiting, self._stale = None, True

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if self._goes_on():
            if outcome.refusal is None:
                self.answered.emit(outcome.answer)
            else:
                self.refused.emit(outcome.refusal)

    @Slot(Exception)
    def _fail(self, error: Exception) -> None:
        if self._goes_on():
            self.refused.emit(error)

    def _goes_on(self) -> bool:
        """Ask what waits; whether the answer that just came still counts."""
        counts, waiting = not self._stale, self._waiting
        self._asking, self._waiting = False, None
        if waiting is not None:
            self.ask(waiting)
        return counts


def _attempt(question: Callable[[], object]) -> _Outcome:
    try:
        return _Outcome(question(), None)
    except CounterError as refusal:
        return _Outcome(None, refusal)

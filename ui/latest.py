"""Questions that overtake one another: only the newest is worth an answer."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from ui.tasks import TaskRunner


class Latest(QObject):
    """Asks one question at a time; of those that came meanwhile only the newest is asked next.

    An answer that was overtaken is dropped, so the worker's queue never grows by typing.
    """

    answered = Signal(object)
    failed = Signal(Exception)

    def __init__(
        self, answer: Callable[[Any], object], tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self._tasks = tasks
        self._under_way = False
        self._wanted: tuple[object] | None = None  # the newest question nobody has asked yet
        self._asked: object = None

    def ask(self, question: object) -> None:
        """Ask ``question``, now or as soon as the one under way is answered."""
        self._wanted = (question,)
        if not self._under_way:
            self._next()

    def forget(self) -> None:
        """Want no answer any more, not even to the question under way."""
        self._wanted = None
        self._asked = None

    def _next(self) -> None:
        if self._wanted is None:
            return
        (question,), self._wanted = self._wanted, None
        self._asked, self._under_way = question, True
        task = self._tasks.start(lambda: (question, self._answer(question)))
        task.succeeded.connect(self._on_answer)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_answer(self, both: tuple[object, object]) -> None:
        self._under_way = False
        question, answer = both
        if self._wanted is None and question is self._asked:
            self.answered.emit(answer)
        self._next()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._under_way = False
        if self._wanted is None and self._asked is not None:
            self.failed.emit(error)
        self._next()

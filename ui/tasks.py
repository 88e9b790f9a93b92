"""Work off the GUI thread, its outcome back on it; and where bugs end up."""

import logging
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from counter_app.domain.errors import CounterError

_log = logging.getLogger(__name__)


class Task(QObject):
    """One call under way; exactly one of the signals comes, on the GUI thread.

    ``failed`` carries the exception: a ``CounterError`` is a refusal to be explained, anything
    else is a bug that was logged. ``ui.messages.explain`` has a sentence for both.
    """

    succeeded = Signal(object)
    failed = Signal(Exception)


class TaskRunner(QObject):
    """Runs calls one after another on a single worker thread.

    One worker is the point: local transactions never overlap, so SQLite never
    reports ``database is locked`` to an officer.
    """

    _completed = Signal(Task, Future)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._under_way: set[Task] = set()
        self._has_ended = False
        self._patient: TaskRunner | None = None
        self._lasting: TaskRunner | None = None
        self._completed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, work: Callable[[], object]) -> Task:
        """Queue ``work``. Connect to the returned task before going back to the event loop."""
        task = Task(self)
        self._under_way.add(task)
        future = self._executor.submit(work)
        future.add_done_callback(lambda done: self._completed.emit(task, done))
        return task

    @property
    def patient(self) -> "TaskRunner":
        """A worker beside this one: for files that may have to come from the centre, and figures.

        It may wait or work long, and nothing but files, figures and reports waits with it.
        """
        if self._patient is None:
            self._patient = TaskRunner(self)
        return self._patient

    @property
    def lasting(self) -> "TaskRunner":
        """A worker beside this one, for work that may take minutes.

        Such work asks along the way whether the worker ``has_ended``, and then gives up.
        """
        if self._lasting is None:
            self._lasting = TaskRunner(self)
        return self._lasting

    def is_idle(self) -> bool:
        """Whether nothing is queued, running or about to be delivered."""
        return not self._under_way and all(runner.is_idle() for runner in self._beside())

    def has_ended(self) -> bool:
        """Whether nobody waits for outcomes any more; may be asked from any thread."""
        return self._has_ended

    def shutdown(self) -> None:
        """Finish what is queued; call once, when the application quits. Outcomes are dropped.

        What nobody will see any more is neither fetched nor made.
        """
        self._has_ended = True
        for runner in self._beside():
            runner.abandon()
        self._executor.shutdown(wait=True)

    def abandon(self) -> None:
        """The same, but only what runs is finished."""
        self._has_ended = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _beside(self) -> tuple["TaskRunner", ...]:
        return tuple(runner for runner in (self._patient, self._lasting) if runner is not None)

    @Slot(Task, Future)
    def _deliver(self, task: Task, future: Future[object]) -> None:
        self._under_way.discard(task)
        if self._has_ended:
            return
        error = future.exception()
        if error is None:
            task.succeeded.emit(future.result())
        else:
            if not isinstance(error, CounterError | CancelledError):
                _log.error("a task failed", exc_info=error)
            task.failed.emit(error)
        task.deleteLater()


@dataclass(frozen=True, slots=True)
class Workers:
    """The threads of the window; none of them waits for another.

    ``desk`` is for local work, ``surroundings`` for what may hang (print systems), ``sync`` for
    the centre, which may not answer for a long time.
    """

    desk: TaskRunner
    surroundings: TaskRunner
    sync: TaskRunner

    @classmethod
    def hired(cls) -> "Workers":
        """New threads."""
        return cls(TaskRunner(), TaskRunner(), TaskRunner())

    def shutdown(self) -> None:
        """Finish what is queued; call once, when the application quits."""
        for runner in (self.desk, self.surroundings, self.sync):
            runner.shutdown()


class BugReporter(QObject):
    """Logs what nobody caught and tells whoever listens that something went wrong."""

    noticed = Signal(Exception)

    def install(self) -> None:
        """Take the interpreter's place for exceptions nobody caught."""
        sys.excepthook = self.report

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log ``error`` with its traceback; ``KeyboardInterrupt`` ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("nobody caught this", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            self.noticed.emit(error)

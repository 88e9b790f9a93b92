"""People are told while the window is open: what is due is sent on a worker of its own."""

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from counter_app.domain.errors import CounterError
from ui.tasks import TaskRunner

if TYPE_CHECKING:  # the sign-in page is shown before the core is loaded
    from counter_app.services.counter import Counter

_log = logging.getLogger(__name__)
_EVERY_MS: Final = 2 * 60 * 1000


class NoticeSender(QObject):
    """Sends the notices of ``counter`` every two minutes; where no channel is configured, none."""

    def __init__(self, counter: "Counter", tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._tasks = tasks
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._is_at_work = False
        self._has_ended = False

    def begin(self) -> None:
        """From now on, again and again; the first time when the window is usable."""
        self._timer.start()

    def end(self) -> None:
        """No further message is begun."""
        self._has_ended = True
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Queue and send now, unless that is being done."""
        if self._is_at_work:
            return
        self._is_at_work = True
        task = self._tasks.start(lambda: self._counter.tell()(self._goes_on))
        task.succeeded.connect(self._on_done)
        task.failed.connect(self._on_failed)

    def _goes_on(self) -> bool:
        return not self._has_ended and not self._tasks.has_ended()

    @Slot(object)
    def _on_done(self, _moved: object) -> None:
        self._is_at_work = False

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._is_at_work = False
        if isinstance(error, CounterError):  # anything else was logged as a bug
            _log.warning("notices: %s %s", error.kind, error.details)

"""What passes by itself is looked after while the window is open: supplements that did not come."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.i18n import counted
from counter_app.services.counter import Counter
from ui.tasks import TaskRunner

_EVERY_MS = 10 * 60 * 1000


class SupplementLimits(QObject):
    """Asks the desk at once and every ten minutes; tells how many dossiers were stopped."""

    said = Signal(str, str)  # a sentence, its tone

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._tasks = tasks
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and again and again."""
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Stop what has passed; a store that does not answer is told by the status bar."""
        counter = self._counter
        self._tasks.start(lambda: len(counter.stop_unanswered())).succeeded.connect(self._tell)

    @Slot(object)
    def _tell(self, count: int) -> None:
        if count:
            said = counted(
                "Đã dừng {n} hồ sơ vì quá hạn bổ sung.",
                "Đã dừng {n} hồ sơ vì quá hạn bổ sung.",
                count,
            )
            self.said.emit(said.format(n=count), "warning")

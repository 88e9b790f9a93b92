"""What is late, on two sides: the list with its apologies, and the causes counted over a period."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.supervisor.causes_pane import CausesPane
from ui.supervisor.causes_view_model import CausesViewModel
from ui.supervisor.late_pane import LatePane
from ui.supervisor.late_view_model import LateViewModel
from ui.tasks import TaskRunner


class LateTab(QStackedWidget):
    """Ctrl+I turns from one side to the other; each is read anew when it is turned to."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        today = counter.now().date()
        self._list = LatePane(LateViewModel(counter, officer, tasks, self))
        self._causes = CausesPane(CausesViewModel(counter, tasks, self), today)
        for side in (self._list, self._causes):
            self.addWidget(side)
            side.turned.connect(self._turn)
        turn = QShortcut(QKeySequence("Ctrl+I"), self)
        turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        turn.activated.connect(self._turn)

    @Slot()
    def ask(self) -> None:
        """What is seen, read anew."""
        self._shown.ask()

    @property
    def _shown(self) -> LatePane | CausesPane:
        return self._causes if self.currentWidget() is self._causes else self._list

    @Slot()
    def _turn(self) -> None:
        self.setCurrentWidget(self._list if self._shown is self._causes else self._causes)
        self.ask()
        self._shown.table.setFocus()

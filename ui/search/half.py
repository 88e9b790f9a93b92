"""The lower half of the search page: a hint, then the dossier that was chosen."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.acting.panel import ActPanel
from ui.papers.pane import PaperPane
from ui.search.beside import Beside
from ui.search.commands import own_commands
from ui.search.dossier_pane import DossierPane, Parts
from ui.search.timeline import Timeline
from ui.search.view_model import SearchViewModel
from ui.timeline.widget import TimelinePane
from ui.widgets.styling import label

_BREATH_MS = 1


class DossierHalf(QStackedWidget):
    """Makes the dossier's pane while the officer still types, or when it is first wanted.

    All of it takes longer than the event loop may stand still, so it is made part by part.
    """

    open_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, view_model: SearchViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = _made_in_steps(view_model)
        self._pane: DossierPane | None = None
        self._is_due = False
        self._turns = QTimer(self, interval=_BREATH_MS)
        self._turns.timeout.connect(self._go_on)
        self._hint = label("", "muted", wraps=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMargin(24)
        self.addWidget(self._hint)

    @property
    def pane(self) -> DossierPane:
        """The dossier's pane."""
        while self._pane is None:
            self._go_on()
        return self._pane

    @property
    def is_open(self) -> bool:
        """Whether the dossier stands alone, with its acts."""
        return self._pane is not None and self._pane.is_open

    @property
    def is_in_form(self) -> bool:
        """Whether somebody is filling in an act's form."""
        return self._pane is not None and self._pane.is_in_form

    def prepare(self) -> None:
        """Make the pane in the turns of the event loop that follow, while the page is shown."""
        self._is_due = self._pane is None
        if self._is_due and self.isVisible():
            self._turns.start()

    def show_hint(self) -> None:
        """No dossier is chosen."""
        self.setCurrentWidget(self._hint)

    def say_hint(self, text: str) -> None:
        """What to do to see a dossier here."""
        self._hint.setText(text)

    def show_pane(self) -> None:
        """A dossier is chosen."""
        self.setCurrentWidget(self.pane)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: go on with the pane."""
        super().showEvent(event)
        if self._is_due:
            self._turns.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's hook: another page is shown, it shall not wait."""
        super().hideEvent(event)
        self._turns.stop()

    @Slot()
    def _go_on(self) -> None:
        made = next(self._steps)
        if made is not None:
            self._turns.stop()
            self._pane, self._is_due = made, False
            made.open_wanted.connect(self.open_wanted)
            made.back_wanted.connect(self.back_wanted)
            self.addWidget(made)


def _made_in_steps(view_model: SearchViewModel) -> Iterator[DossierPane | None]:
    """The pane at last; nothing while parts of it are made."""
    counter, officer, tasks = view_model.at_desk
    acts = ActPanel(counter, tasks, own_commands())
    yield None
    papers = PaperPane(counter, officer, tasks)
    yield None
    events = Timeline()
    times = TimelinePane(events, view_model.timeline)
    yield None
    beside = Beside(view_model, papers)
    yield None
    pane = DossierPane(view_model, Parts(acts, papers, events, times, beside))
    yield None
    yield pane

"""The column of a dossier's events: the list, why the date was the date, who looked."""

from uuid import UUID

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.dossier import Dossier
from counter_app.services.explaining import Explanation
from ui.messages import explain
from ui.timeline.clock_bar import ClockBar
from ui.timeline.explanation_panel import ExplanationPanel
from ui.timeline.onlookers import Onlookers
from ui.timeline.view_model import Read, TimelineViewModel

_ROWS = 12  # of text: less of the events is not worth showing


class TimelinePane(QWidget):
    """Stands around a list of events, the newest first, one row an event.

    The page places its parts: ``in_place_of`` its facts stands the explanation while there is one,
    and the clock lies over all it puts ``under_clock``.
    """

    def __init__(
        self,
        events: QAbstractItemView,
        view_model: TimelineViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.clock = ClockBar()
        self._events = events
        self._view_model = view_model
        self._why = ExplanationPanel()
        self._places = QStackedWidget()
        self._area = QScrollArea()
        self._onlookers = Onlookers()
        self._dossier: Dossier | None = None
        self._is_open = False
        self._asked: UUID | None = None
        self._lay_out()
        self._connect()

    def in_place_of(self, facts: QWidget) -> QStackedWidget:
        """``facts``, and while a date is being explained the explanation instead."""
        self._places.insertWidget(0, facts)
        self._places.setCurrentIndex(0)
        return self._places

    def under_clock(self, below: QWidget) -> QScrollArea:
        """``below`` with the clock over its whole width; it scrolls where both are too high."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.clock)
        column.addWidget(below, 1)
        self._area.setWidget(both)
        return self._area

    def show_dossier(self, dossier: Dossier, *, is_open: bool) -> None:
        """Show the time of ``dossier``; everything but its events only on its own page."""
        is_same = self._dossier is not None and self._dossier.id == dossier.id
        self._dossier, self._is_open = dossier, is_open
        self._onlookers.setVisible(is_open)
        self.setMinimumHeight(_ROWS * self.fontMetrics().lineSpacing() if is_open else 0)
        if not is_same or not is_open:
            self._leave()
            self.clock.hide()
        if is_open:
            self._view_model.open(dossier)
        else:
            self._view_model.leave()

    @Slot(object)
    def _on_read(self, read: Read) -> None:
        if not self._is_open or self._dossier is None or self._dossier.id != read.dossier:
            return
        self.clock.show_life(read.life)
        self.clock.show()
        self._onlookers.show_onlookers(read.onlookers)

    @Slot(QItemSelection, QItemSelection)
    def _on_selected(self, _selected: QItemSelection, _before: QItemSelection) -> None:
        rows = self._events.selectionModel().selectedIndexes()
        if rows:
            self._ask(rows[0])

    @Slot(QModelIndex)
    def _ask(self, index: QModelIndex) -> None:
        dossier = self._dossier
        if not self._is_open or dossier is None or index.row() >= len(dossier.history):
            return
        self._asked = dossier.history[-1 - index.row()].id
        self._view_model.explain(dossier.id, self._asked)

    @Slot(object)
    def _on_explained(self, explanation: Explanation) -> None:
        if explanation.event == self._asked:
            self._why.show_explanation(explanation)
            self._reveal()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        if self._asked is not None:
            self._why.refuse(explain(error))
            self._reveal()

    def _reveal(self) -> None:
        """The explanation instead of the facts, scrolled to where both are too high."""
        self._places.setCurrentWidget(self._why)
        self._area.ensureWidgetVisible(self._places, 0, 0)

    @Slot()
    def _leave(self) -> None:
        """The facts again; the focus goes back to the events if it was in the explanation."""
        had_focus = self._why.isAncestorOf(self.focusWidget() or self)
        self._asked = None
        self._places.setCurrentIndex(0)
        self._events.clearSelection()
        if had_focus:
            self._events.setFocus()

    def _connect(self) -> None:
        self._view_model.read.connect(self._on_read)
        self._view_model.explained.connect(self._on_explained)
        self._view_model.failed.connect(self._on_failed)
        self._events.selectionModel().selectionChanged.connect(self._on_selected)
        self._events.activated.connect(self._ask)
        self._why.left.connect(self._leave)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._events, 1)
        column.addWidget(self._onlookers)
        self._places.addWidget(self._why)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

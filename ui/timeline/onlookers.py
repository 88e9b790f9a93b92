"""Who looked at the dossier on this desk: one line that unfolds into a list."""

from PySide6.QtCore import QStringListModel, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.sightings import Onlooker
from ui.timeline.words import onlooker_words
from ui.widgets.styling import button, identify

_ROWS = 3  # shown at once
_AIR = 10  # pixels: what the stylesheet adds around the rows


class Onlookers(QWidget):
    """Folded until somebody wants to know; stays as it is from one dossier to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fold = button("", "link", "search.seen")
        self._fold.setCheckable(True)
        self._lines = QStringListModel(self)
        self._list = QListView()
        self._lay_out()
        self._fold.toggled.connect(self._on_toggled)
        self.show_onlookers(())

    def show_onlookers(self, onlookers: tuple[Onlooker, ...]) -> None:
        """Name them, the latest first."""
        self._lines.setStringList([onlooker_words(onlooker) for onlooker in onlookers])
        self._fit()
        self._say()

    def lines(self) -> list[str]:
        """What the list says."""
        return self._lines.stringList()

    @Slot(bool)
    def _on_toggled(self, shows: bool) -> None:
        self._list.setVisible(shows)
        QTimer.singleShot(0, self._fit)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: words wrap anew, once the list has its new width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self._fit)

    @Slot()
    def _fit(self) -> None:
        """As high as the first rows, no higher."""
        shown = range(min(_ROWS, self._lines.rowCount()))
        rows = sum(max(0, self._list.sizeHintForRow(row)) for row in shown)
        self._list.setFixedHeight(rows + 2 * self._list.frameWidth() + _AIR)

    def _say(self) -> None:
        count = self._lines.rowCount()
        mark = "▾" if self._fold.isChecked() else "▸"
        text = _("Ai đã xem ({count})").format(count=count)
        self._fold.setText(f"{text} {mark}")
        self._fold.setAccessibleName(text)

    def _lay_out(self) -> None:
        identify(self._list, "search.seen.list", _("Ai đã xem hồ sơ này trên máy này"))
        self._list.setModel(self._lines)
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._list)

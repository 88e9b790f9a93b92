"""The wall screen: a few figures, full screen and large, and nobody's name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.ending import LOCAL
from counter_app.i18n import _
from ui.figure_words import figure_word
from ui.supervisor.numbers import thousands
from ui.supervisor.values import ON_THE_WALL, ShownBoard
from ui.widgets.styling import identify, label

_COLUMNS = 3


class WallScreen(QWidget):
    """A window of its own; Esc leaves it."""

    left = Signal()

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        identify(self, "supervisor.wall", _("Màn hình lớn"))
        self.setWindowTitle(unit)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("wall", True)
        self._unit = label(unit, "wall-title")
        self._moment = label("", "wall-word")
        self._counts: dict[str, QLabel] = {}
        self._lay_out()

    def show_board(self, shown: ShownBoard) -> None:
        """The figures and the moment they are of."""
        for name, count in self._counts.items():
            count.setText(thousands(shown.board.figure(name).count))
        moment = shown.board.moment.astimezone(LOCAL)
        self._moment.setText(_("Lúc {moment}").format(moment=f"{moment:%H:%M %d/%m/%Y}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 32, 48, 32)
        column.addWidget(self._unit)
        column.addWidget(self._moment)
        grid = QGridLayout()
        grid.setSpacing(24)
        for place, name in enumerate(ON_THE_WALL):
            self._counts[name] = label("—", "wall-count")
            identify(self._counts[name], f"supervisor.wall.{name}")
            cell = QVBoxLayout()
            cell.addWidget(self._counts[name])
            cell.addWidget(label(figure_word(name), "wall-word"))
            grid.addLayout(cell, place // _COLUMNS, place % _COLUMNS)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        column.addLayout(grid, 1)

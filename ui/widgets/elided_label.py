"""A label that gives way: what does not fit ends in an ellipsis and is told by the tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class ElidedLabel(QLabel):
    """One line of text that never widens its window."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Room for three letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().horizontalAdvance("MMM")), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: the tool tip tells what is cut off."""
        super().resizeEvent(event)
        is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: draw what fits."""
        del event
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = int(self.alignment() | Qt.AlignmentFlag.AlignVCenter)
        with QPainter(self) as painter:
            painter.drawText(room, flags, shown)

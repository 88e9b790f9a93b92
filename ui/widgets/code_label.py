"""A dossier's code, to be read aloud across the counter."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class CodeLabel(QLabel):
    """One line in the display size, smaller only where it would not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("level", "display")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """It never widens its column."""
        return QSize(120, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: as large as there is room."""
        del event
        room = self.contentsRect()
        font = QFont(self.font())
        while QFontMetrics(font).horizontalAdvance(self.text()) > room.width():
            if font.pointSizeF() <= 12:
                break
            font.setPointSizeF(font.pointSizeF() - 0.5)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self.text())

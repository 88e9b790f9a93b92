"""A frame as high as what it holds; from a certain height on it scrolls instead of growing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget


class GrowingArea(QScrollArea):
    """Never higher than ``most`` lines of text, never lower than a third of what it wants."""

    def __init__(self, content: QWidget, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._most = most
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(content)

    def fit(self) -> None:
        """Call when what it holds has changed."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the content at the width it has now."""
        hint = self._content.sizeHint()
        high = self._content.heightForWidth(max(240, self.viewport().width()))
        wanted = high if high > 0 else hint.height()
        return QSize(hint.width(), min(wanted, self._most * self.fontMetrics().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Enough to see what it is about."""
        wanted = self.sizeHint().height()
        return QSize(160, min(wanted, max(wanted // 3, 4 * self.fontMetrics().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: words wrap anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

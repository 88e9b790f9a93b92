"""A card over the page: not a dialogue, one key closes it and the focus is back where it was."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.theme import Theme


class Overlay(QWidget):
    """Covers ``host`` while open; the card in its middle holds what subclasses put in ``body``."""

    def __init__(self, host: QWidget, theme: Theme, card_width: int) -> None:
        super().__init__(host)
        self.setProperty("overlay", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._host = host
        self.theme = theme
        self._card_width = card_width  # pixels at the usual text size
        self._returns_to: QWidget | None = None
        self.card = QFrame(self)
        self.card.setObjectName("overlay-card")
        self.body = QVBoxLayout(self.card)
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 48, 16, 16)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the card; remembers who had the focus."""
        if not self.isVisible():
            self._returns_to = QApplication.focusWidget()
        room = self._host.width() - 32
        self.card.setFixedWidth(min(self.theme.px(self._card_width), room))
        self.setGeometry(self._host.rect())
        self.raise_()
        self.show()
        self.first_focus().setFocus()

    def close_card(self) -> None:
        """Hide the card and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._returns_to is not None and self._returns_to.isVisible():
            self._returns_to.setFocus()

    def first_focus(self) -> QWidget:
        """What has the focus when the card opens."""
        return self

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: stay as large as the host."""
        if watched is self._host and isinstance(event, QResizeEvent):
            self.resize(event.size())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: a click beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_card()

"""The line below every page: each item is a button that explains itself."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.status_item import StatusItem
from ui.status_view_model import StatusViewModel
from ui.theme import Theme
from ui.widgets.styling import identify, restyle

_NAMES = ("status.sync", "status.printer", "status.clock", "status.officer")


class Popover(QFrame):
    """A short text above the button that was asked; Esc or leaving it closes it."""

    def __init__(self, host: QWidget, theme: Theme) -> None:
        super().__init__(host)
        identify(self, "popover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._host = host
        self._button: QPushButton | None = None
        self._sentences: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        self.hide()

    def text(self) -> str:
        """What is explained."""
        return "\n".join(sentence.text() for sentence in self._sentences)

    def explain(self, button: QPushButton, text: str) -> None:
        """Show ``text`` above ``button``; the same button again hides it."""
        if self.isVisible() and button is self._button:
            self.dismiss()
            return
        if button is not self._button:
            button.installEventFilter(self)
        self._button = button
        self._say(text)
        self.setAccessibleName(text)
        host = self._host
        width = min(self._theme.px(360), host.width() - 16)
        self.setFixedWidth(width)
        self.setFixedHeight(self._column.totalHeightForWidth(width))
        above = button.mapTo(host, QPoint(0, 0))
        left = max(8, min(above.x(), host.width() - width - 8))
        self.move(left, max(8, above.y() - self.height() - 8))
        self.show()
        self.raise_()

    def _say(self, text: str) -> None:
        """A line of ``text`` is a paragraph."""
        for gone in self._sentences:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._sentences = [QLabel(line) for line in text.splitlines()]
        for sentence in self._sentences:
            sentence.setWordWrap(True)
            self._column.addWidget(sentence)

    @Slot()
    def dismiss(self) -> None:
        """Hide the text; the focus is back on the button if it was here."""
        if self.hasFocus() and self._button is not None:
            self._button.setFocus()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: gone as soon as the officer goes on with something else."""
        if watched is self._button and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)


class StatusBar(QFrame):
    """Shows what its view-model says; ``sync_wanted`` when somebody asks about the centre."""

    sync_wanted = Signal()

    def __init__(
        self,
        view_model: StatusViewModel,
        popover: Popover,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._theme = theme
        self._popover = popover
        self._items: dict[str, StatusItem] = {}
        self._buttons = {name: QPushButton() for name in _NAMES}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for name, made in self._buttons.items():
            identify(made, name)
            made.setAutoDefault(False)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.clicked.connect(self._explain)
            if name == "status.officer":
                row.addStretch(1)
            row.addWidget(made)
        view_model.changed.connect(self.show_item)
        theme.changed.connect(self._draw)

    @Slot(StatusItem)
    def show_item(self, item: StatusItem) -> None:
        """Show ``item`` in its place."""
        self._items[item.name] = item
        made = self._buttons[item.name]
        made.setText(item.text)
        made.setAccessibleName(item.text)
        made.setAccessibleDescription(item.explanation)
        restyle(made, tone=item.tone)
        self._draw_one(item)

    @Slot()
    def _explain(self) -> None:
        made = self.sender()
        if isinstance(made, QPushButton) and made.objectName() in self._items:
            self._popover.explain(made, self._items[made.objectName()].explanation)
            if made.objectName() == "status.sync":
                self.sync_wanted.emit()

    @Slot()
    def _draw(self) -> None:
        for item in self._items.values():
            self._draw_one(item)

    def _draw_one(self, item: StatusItem) -> None:
        made = self._buttons[item.name]
        made.setIcon(icon(item.icon, self._theme.tokens[item.tone or "muted"]))
        made.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))

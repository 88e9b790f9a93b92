"""A message beside its cause: an icon, one sentence, a tone; it stays until it is done."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.styling import restyle

_ICONS = {"danger": "danger", "warning": "warning", "success": "check", "info": "info"}


class Note(QFrame):
    """Hidden until something is said. It never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = "info"
        self._icon = QLabel()
        self._words = QLabel()
        self.setProperty("note", True)
        self._lay_out()
        theme.changed.connect(self._draw)
        self.hide()

    def text(self) -> str:
        """What is said; empty when nothing is."""
        return self._words.text()

    def say(self, sentence: str, tone: str = "danger") -> None:
        """Show ``sentence`` in a tone: danger, warning, success, info. Empty: nothing is said."""
        self._tone = tone
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        restyle(self, tone=tone)
        self._draw()
        self.setVisible(bool(sentence))

    def clear(self) -> None:
        """Say nothing."""
        self.say("")

    @Slot()
    def _draw(self) -> None:
        colour = self._theme.tokens["accent" if self._tone == "info" else self._tone]
        self._icon.setPixmap(pixmap(_ICONS[self._tone], colour, self._theme.px(20)))

    def _lay_out(self) -> None:
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

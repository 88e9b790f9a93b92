"""One sentence beside its cause: what is the matter and what to do."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import pixmap
from ui.tokens import DARK, LIGHT, Tokens

_MAY_BREAK = "\u200b"  # a long code goes on in the next line rather than being cut off
_ICONS = {"danger": "danger", "warning": "warning", "success": "check", "info": "info"}
_COLOURS = {"danger": "danger", "warning": "warning", "success": "success", "info": "accent"}


def tokens_of(widget: QWidget) -> Tokens:
    """The colours of the theme ``widget`` is shown in."""
    return DARK if widget.palette().window().color().lightness() < 128 else LIGHT


class MessageLine(QFrame):
    """Icon, sentence, at most one thing to do about it; hidden while there is nothing to say."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("note", True)
        self._tone = "info"
        self._said = ""
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setMinimumWidth(1)  # it wraps, it never widens its column
        self._action = QPushButton()
        self._action.setProperty("role", "link")
        self._action.clicked.connect(self.acted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, text: str, tone: str = "info", action: str = "") -> None:
        """Show ``text`` until something else is said; tone: info, success, warning, danger."""
        self._tone = tone
        self._said = text
        self._text.setText(text.replace("-", f"-{_MAY_BREAK}"))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._restyle()
        self.show()

    def text(self) -> str:
        """What is being said; nothing while hidden."""
        return "" if self.isHidden() else self._said

    def clear(self) -> None:
        """Nothing to say any more."""
        self._said = ""
        self._text.clear()
        self.setAccessibleName("")
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """The icon follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _restyle(self) -> None:
        self.setProperty("tone", self._tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw_icon()

    def _draw_icon(self) -> None:
        side = max(16, self.fontMetrics().height())
        colour = tokens_of(self)[_COLOURS[self._tone]]
        self._icon.setPixmap(pixmap(_ICONS[self._tone], colour, side))

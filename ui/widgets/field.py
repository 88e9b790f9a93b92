"""One field of a form: its name above, what is wrong with it below."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.widgets.styling import identify, label, restyle


class Field(QWidget):
    """Wraps a control; ``complain`` shows a sentence under it without moving anything else."""

    def __init__(
        self, words: str, control: QWidget, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._words = words
        self._hint = hint
        identify(control, name, words)
        control.setAccessibleDescription(hint)
        title = label(words, "field")
        title.setBuddy(control)
        self._below = QLabel(hint)
        self._below.setWordWrap(True)
        self._below.setTextFormat(Qt.TextFormat.PlainText)
        self._below.setProperty("level", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(control)
        column.addWidget(self._below)
        self._below.setVisible(bool(hint))

    @property
    def complaint(self) -> str:
        """What is wrong; empty when nothing is."""
        return self._below.text() if self.control.property("invalid") else ""

    @Slot(str)
    def complain(self, sentence: str) -> None:
        """Say what is wrong; empty: nothing is, the hint is back."""
        restyle(self.control, invalid=bool(sentence))
        restyle(self._below, tone="danger" if sentence else "")
        self._below.setText(sentence or self._hint)
        self._below.setVisible(bool(sentence or self._hint))
        self.control.setAccessibleDescription(sentence or self._hint)

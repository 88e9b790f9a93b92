"""The values of a field under one another, each with whose it is; none is chosen beforehand."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.choices import Alternative
from ui.widgets.styling import label


class ValueChoices(QWidget):
    """As high as its words: the page scrolls, not the single field."""

    chosen = Signal(str)

    def __init__(self, alternatives: Iterable[Alternative], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._words: dict[QObject, QAbstractButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, alternative in enumerate(alternatives):
            self._keys.append(alternative.key)
            grid.addWidget(self._radio(row, alternative), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._lines(row, alternative), row, 1)
        self._group.idClicked.connect(self._on_clicked)

    def focus_first(self) -> None:
        """The chosen value, or the first."""
        first = self._group.checkedButton() or self._group.button(0)
        if first is not None:
            first.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: a click on the words is a click on their button."""
        if event.type() == QEvent.Type.MouseButtonRelease and watched in self._words:
            self._words[watched].click()
            return True
        return super().eventFilter(watched, event)

    def _radio(self, row: int, alternative: Alternative) -> QRadioButton:
        radio = QRadioButton()
        radio.setAccessibleName(alternative.text)
        radio.setAccessibleDescription(alternative.detail)
        self._group.addButton(radio, row)
        return radio

    def _lines(self, row: int, alternative: Alternative) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, 4, 0, 2)
        lines = [label(alternative.text, wraps=True)]
        if alternative.detail:
            lines.append(label(alternative.detail, "small", wraps=True))
        for line in lines:
            self._make_clickable(line, row)
            words.addWidget(line)
        return words

    def _make_clickable(self, line: QLabel, row: int) -> None:
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.installEventFilter(self)
        self._words[line] = self._group.button(row)

    @Slot(int)
    def _on_clicked(self, row: int) -> None:
        self.chosen.emit(self._keys[row])

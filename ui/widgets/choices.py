"""A few things side by side, of which a person chooses one; none is chosen beforehand."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.styling import label

_SHOWN = 4  # more than these are scrolled


@dataclass(frozen=True, slots=True)
class Alternative:
    """One choice; ``detail`` stands below it in smaller letters."""

    key: str
    text: str
    detail: str = ""


class Choices(QScrollArea):
    """Radio buttons whose long names wrap; arrows walk and choose."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._labels: dict[QObject, QAbstractButton] = {}
        self._group.idClicked.connect(self._click)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_alternatives(self, alternatives: tuple[Alternative, ...], chosen: str | None) -> None:
        """Offer these; ``chosen`` is ticked if it is among them, otherwise nothing is."""
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._labels.clear()
        self._keys = [alternative.key for alternative in alternatives]
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, alternative in enumerate(alternatives):
            grid.addWidget(self._radio(row, alternative, chosen), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._words(row, alternative), row, 1)
        self.setWidget(body)
        self._fit()

    def first(self) -> QWidget | None:
        """Where the focus goes to choose."""
        return self._group.checkedButton() or self._group.button(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the words is a click on their button."""
        if event.type() == QEvent.Type.MouseButtonRelease and watched in self._labels:
            self._labels[watched].click()
            return True
        return super().eventFilter(watched, event)

    def _radio(self, row: int, alternative: Alternative, chosen: str | None) -> QRadioButton:
        radio = QRadioButton()
        radio.setAccessibleName(alternative.text)
        radio.setAccessibleDescription(alternative.detail)
        radio.setChecked(alternative.key == chosen)
        self._group.addButton(radio, row)
        return radio

    def _words(self, row: int, alternative: Alternative) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, 4, 0, 4)
        lines = [label(alternative.text, wraps=True)]
        if alternative.detail:
            lines.append(label(alternative.detail, "small", wraps=True))
        for line in lines:
            line.setTextFormat(Qt.TextFormat.PlainText)
            self._make_clickable(line, row)
            words.addWidget(line)
        return words

    def _make_clickable(self, line: QLabel, row: int) -> None:
        line.installEventFilter(self)
        self._labels[line] = self._group.button(row)

    def _fit(self) -> None:
        body = self.widget()
        if body is None:
            return
        height = body.heightForWidth(max(200, self.viewport().width()))
        height = max(height, body.sizeHint().height()) if height < 0 else height
        most = self.fontMetrics().height() * 2 * _SHOWN + 40
        self.setFixedHeight(min(height, most) + 2)

    def resizeEvent(self, event: object) -> None:
        """The words wrap anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    @Slot(int)
    def _click(self, row: int) -> None:
        self.chosen.emit(self._keys[row])

"""A few short words of which one is chosen, beside one another where there is room."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.widgets.flow_layout import FlowLayout
from ui.widgets.styling import identify


class Radios(QWidget):
    """Arrows walk and choose; ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        words: dict[str, str],
        chosen: str = "",
        *,
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys = list(words)
        row = QVBoxLayout(self) if stacked else FlowLayout(self, 12)
        row.setContentsMargins(0, 0, 0, 0)
        if stacked:
            row.setSpacing(2)
        for number, (key, word) in enumerate(words.items()):
            made = QRadioButton(word)
            identify(made, f"{name}.{key}", word)
            made.setChecked(key == chosen)
            self._group.addButton(made, number)
            row.addWidget(made)
        self._group.idToggled.connect(self._on_toggled)
        if first := self.first():
            self.setFocusProxy(first)

    def value(self) -> str:
        """The chosen key, or nothing."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    def first(self) -> QWidget | None:
        """Where the focus goes to choose."""
        return self._group.checkedButton() or self._group.button(0)

    @Slot(int, bool)
    def _on_toggled(self, number: int, is_on: bool) -> None:
        if is_on:
            self.setFocusProxy(self._group.button(number))
            self.chosen.emit(self._keys[number])

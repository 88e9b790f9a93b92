"""A box for a number whose digits keep clear of its border."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSpinBox, QWidget

_MARGIN = 6  # px left of the digits


class NumberBox(QSpinBox):
    """A spin box; the stylesheet's padding does not reach the line inside one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = 0
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def fit_digits(self, digits: int) -> None:
        """Be no wider than ``digits`` need, at any text size."""
        self._digits = digits
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: the letters may have another size now."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if self._digits:
            em = self.fontMetrics().height()  # the stylesheet's padding grows with the letters
            wide = self.fontMetrics().horizontalAdvance("0" * self._digits)
            self.setFixedWidth(wide + 2 * _MARGIN + 2 * em)

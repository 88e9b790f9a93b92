"""A box for a number whose digits keep clear of its border."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from ui.widgets.styling import restyle

_MARGIN = 6  # px left of the digits


class NumberBox(QSpinBox):
    """A spin box; the stylesheet's padding does not reach the line inside one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = 0
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def fit_digits(self, digits: int) -> None:
        """Be no wider than ``digits`` need, at any text size; the arrow keys count, no buttons do.

        The stylesheet hides them: Qt gives a styled box without buttons a line of no width.
        """
        self._digits = digits
        restyle(self, plain=True)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: the letters may have another size now."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if self._digits:
            digits = self.fontMetrics().horizontalAdvance("0" * self._digits)
            self.setFixedWidth(digits + 2 * _MARGIN + self.fontMetrics().height())

"""Draws what a model calls alarming in the theme's red, and everything else as it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.search.table_model import TONE_ROLE
from ui.tokens import DARK, LIGHT

_DARK_BELOW = 128


class RedRows(QStyledItemDelegate):
    """Numbers stay where they stand: only the colour changes, beside the sign in the first cell."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's hook."""
        super().initStyleOption(option, index)
        if tone := index.data(TONE_ROLE):
            is_dark = option.palette.window().color().lightness() < _DARK_BELOW
            colour = QColor((DARK if is_dark else LIGHT)[tone])
            option.palette.setColor(QPalette.ColorRole.Text, colour)
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)

"""Draws a cell with an icon and a tone beside its words."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import pixmap
from ui.search.table_model import ICON_ROLE, TONE_ROLE
from ui.tokens import DARK, LIGHT, Tokens

_PAD = 8
_SPACE = 6
_REMEMBERED = 4096  # texts as they fit their columns
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_State = QStyle.StateFlag
# As numbers: Python's flags take a microsecond for every question.
_SELECTED = _State.State_Selected.value
_MARKED = _SELECTED | _State.State_HasFocus.value | _State.State_MouseOver.value
Index = QModelIndex | QPersistentModelIndex


class ToneDelegate(QStyledItemDelegate):
    """Colour never speaks alone: whatever has a tone has an icon or is muted text.

    A table draws some 130 cells whenever it is scrolled or refreshed, each of them in Python. The
    style is asked only where it has something to draw, and texts are fitted once.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fitted: dict[tuple[str, int, int], str] = {}  # by text, room and letters' height
        self._palette = -1
        self._tokens = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state.value
        if state & _MARKED:
            self._draw_mark(painter, option, index)
        tokens = self._tokens_for(option.palette)
        tone, name = index.data(TONE_ROLE), index.data(ICON_ROLE)
        colour = tokens[tone or ("on_accent_soft" if state & _SELECTED else "text")]
        metrics = option.fontMetrics
        room = option.rect.adjusted(_PAD, 0, -_PAD // 2, 0)
        if name:
            side = metrics.height() - 2
            top = room.center().y() - side // 2
            painter.drawPixmap(QRect(room.left(), top, side, side), pixmap(name, colour, 2 * side))
            room.setLeft(room.left() + side + _SPACE)
        painter.setFont(option.font)
        painter.setPen(_colour(colour))
        painter.drawText(room, _MIDDLE, self._fitting(str(index.data() or ""), room, metrics))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        icon = option.fontMetrics.height() + _SPACE if index.data(ICON_ROLE) else 0
        return QSize(hint.width() + icon + _PAD, hint.height())

    def _draw_mark(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)

    def _tokens_for(self, palette: QPalette) -> Tokens:
        if (key := palette.cacheKey()) != self._palette:
            is_dark = palette.window().color().lightness() < 128
            self._palette, self._tokens = key, DARK if is_dark else LIGHT
        return self._tokens

    def _fitting(self, text: str, room: QRect, metrics: QFontMetrics) -> str:
        key = (text, room.width(), metrics.height())
        shown = self._fitted.get(key)
        if shown is None:
            if len(self._fitted) >= _REMEMBERED:
                self._fitted.clear()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            self._fitted[key] = shown
        return shown


@lru_cache(maxsize=64)
def _colour(name: str) -> QColor:
    return QColor(name)

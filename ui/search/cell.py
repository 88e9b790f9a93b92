"""Draws a cell with an icon and a tone beside its words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import pixmap
from ui.search.table_model import ICON_ROLE, TONE_ROLE
from ui.tokens import DARK, LIGHT, Tokens

_PAD = 8
_SPACE = 6


class ToneDelegate(QStyledItemDelegate):
    """Colour never speaks alone: whatever has a tone has an icon or is muted text."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        tokens = _tokens(option.palette)
        tone, name = index.data(TONE_ROLE), index.data(ICON_ROLE)
        colour = tokens[tone] if tone else _plain(option, tokens)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(_PAD, 0, -_PAD // 2, 0)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(colour))
        if name:
            side = option.fontMetrics.height() - 2
            top = room.center().y() - side // 2
            painter.drawPixmap(QRect(room.left(), top, side, side), pixmap(name, colour, 2 * side))
            room.setLeft(room.left() + side + _SPACE)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        icon = option.fontMetrics.height() + _SPACE if index.data(ICON_ROLE) else 0
        return QSize(hint.width() + icon + _PAD, hint.height())


def _plain(option: QStyleOptionViewItem, tokens: Tokens) -> str:
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    return tokens["on_accent_soft" if is_selected else "text"]


def _tokens(palette: QPalette) -> Tokens:
    return DARK if palette.window().color().lightness() < 128 else LIGHT

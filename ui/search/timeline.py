"""The history as a list: time and author above, what was done below."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counter_app.i18n import _
from ui.story import Line
from ui.widgets.message_line import tokens_of
from ui.widgets.styling import identify

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_LEFT, _RIGHT, _TOP, _SPACE = 26, 10, 6, 1
_WRAP = int(Qt.TextFlag.TextWordWrap)


class TimelineModel(QAbstractListModel):
    """Lines of a history, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show another history."""
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken()
        return None


class Timeline(QListView):
    """Every event in an officer's words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "search.timeline", _("Diễn biến hồ sơ"))
        self._history = TimelineModel(self)
        self.setModel(self._history)
        self.setItemDelegate(_LineDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_story(self, lines: tuple[Line, ...]) -> None:
        """Show ``lines``, beginning with the first."""
        self._history.show(lines)
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # words wrap anew

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 80)


class _LineDelegate(QStyledItemDelegate):
    """Draws a dot, the time and the author in grey, the act below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        line: Line = index.data(_LINE_ROLE)
        above, below = _texts(line)
        room = max(40, width - _LEFT - _RIGHT)
        small, plain = QFontMetrics(_small(option.font)), option.fontMetrics
        height = _high(small, room, above) + _SPACE + _high(plain, room, below)
        return QSize(width, height + 2 * _TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE_ROLE)
        tokens = tokens_of(option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and bool(
            option.state & QStyle.StateFlag.State_HasFocus
        )
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(tokens["accent_soft"]))
        dot = option.rect.top() + _TOP + QFontMetrics(_small(option.font)).height() // 2
        self._draw_rail(painter, dot, option.rect, QColor(tokens[line.tone or "accent"]), index)
        above, below = _texts(line)
        room = option.rect.adjusted(_LEFT, _TOP, -_RIGHT, -_TOP)
        small = _small(option.font)
        painter.setFont(small)
        painter.setPen(QColor(tokens["muted"]))
        painter.drawText(room, _WRAP, above)
        room.setTop(room.top() + _high(QFontMetrics(small), room.width(), above) + _SPACE)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens["text"]))
        painter.drawText(room, _WRAP, below)
        painter.restore()

    def _draw_rail(
        self, painter: QPainter, dot: int, rect: QRect, colour: QColor, index: Index
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = rect.left() + 12
        painter.setPen(QColor(colour.red(), colour.green(), colour.blue(), 70))
        first, last = index.row() == 0, index.row() == index.model().rowCount() - 1
        painter.drawLine(
            middle, dot if first else rect.top(), middle, dot if last else rect.bottom()
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(middle - 4, dot - 4, 8, 8)


def _texts(line: Line) -> tuple[str, str]:
    what = line.what[:1].upper() + line.what[1:]
    return f"{line.when} · {line.who}", what


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 6 / 7)
    return small


def _high(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()

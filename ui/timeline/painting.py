"""The drawings of a life: a pattern for every kind of time, a shape for every kind of moment."""

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from ui.timeline.life import LATE, LEFT, WAITING, WORK, MarkKind, Stretch
from ui.tokens import Tokens

EDGE = 3.0  # the upper edge of a stretch, in its full colour
_Pattern = Qt.BrushStyle
_PATTERNS: Final = MappingProxyType(
    {
        LATE: _Pattern.Dense4Pattern,
        WAITING: _Pattern.Dense7Pattern,
        "supplement": _Pattern.BDiagPattern,
        "payment": _Pattern.Dense6Pattern,
        "posting": _Pattern.HorPattern,
        "verification": _Pattern.CrossPattern,
        "force_majeure": _Pattern.FDiagPattern,
        "system_failure": _Pattern.VerPattern,
        "other": _Pattern.DiagCrossPattern,
    }
)
# ground, pattern and edge, words
_COLOURS: Final = MappingProxyType(
    {
        WORK: ("accent", "accent", "on_accent"),
        LATE: ("danger_soft", "danger", "danger"),
        LEFT: ("card", "control", "muted"),
        WAITING: ("success_soft", "success", "success"),
        "closed": ("pressed", "control", "text"),
    }
)
_OF_PAUSES: Final = ("warning_soft", "warning", "text")
_MARK_COLOURS: Final = MappingProxyType(
    {
        MarkKind.NOW: "text",
        MarkKind.DUE: "text",
        MarkKind.EXTENDED: "warning",
        MarkKind.PROMISED: "text",
        MarkKind.RECEIVED: "accent",
        MarkKind.FINISHED: "success",
        MarkKind.HANDED_OVER: "success",
        MarkKind.CLOSED: "danger",
        MarkKind.PHASE: "accent",
        MarkKind.STEP: "accent",
    }
)
_HOLLOW: Final = frozenset({MarkKind.PROMISED, MarkKind.PHASE, MarkKind.HANDED_OVER})


def colours(stretch: Stretch) -> tuple[str, str, str]:
    """The tokens of a stretch: its ground, its pattern and edge, the words on its ground."""
    return _COLOURS.get(stretch.kind, _OF_PAUSES)


def draw_stretch(painter: QPainter, rect: QRectF, stretch: Stretch, tokens: Tokens) -> None:
    """Ground, pattern, and the edge above that tells the kinds of time apart."""
    ground, ink, _words = (QColor(tokens[name]) for name in colours(stretch))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(rect, ground)
    if stretch.kind in _PATTERNS:
        faint = QColor(ink)
        faint.setAlphaF(0.75)
        painter.fillRect(rect, QBrush(faint, _PATTERNS[stretch.kind]))
    if stretch.kind == LEFT:
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), EDGE), ink)
    painter.setPen(QPen(QColor(tokens["card"]), 1))
    painter.drawLine(rect.topLeft(), rect.bottomLeft())
    painter.restore()


def draw_word(painter: QPainter, rect: QRectF, word: str, stretch: Stretch, tokens: Tokens) -> None:
    """``word`` in the middle of a stretch, on the stretch's own ground without its pattern."""
    ground, _ink, colour = (QColor(tokens[name]) for name in colours(stretch))
    wide = painter.fontMetrics().horizontalAdvance(word) + 10
    room = QRectF(0, 0, wide, rect.height() - EDGE - 2)
    room.moveCenter(QPointF(rect.center().x(), rect.center().y() + EDGE / 2))
    painter.fillRect(room, ground)
    painter.setPen(colour)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), word)


def draw_mark(painter: QPainter, rect: QRectF, kind: MarkKind, tokens: Tokens) -> None:
    """The shape of a kind of moment: no two kinds have the same."""
    colour = QColor(tokens[_MARK_COLOURS[kind]])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(QColor(tokens["card"]) if kind in _HOLLOW else colour)
    inner = rect.adjusted(1, 1, -1, -1)
    if kind is MarkKind.HANDED_OVER:
        painter.drawEllipse(inner)
    elif kind is MarkKind.FINISHED:
        painter.drawRect(inner.adjusted(0.5, 0.5, -0.5, -0.5))
    elif kind is MarkKind.CLOSED:
        painter.setPen(QPen(colour, 2.4))
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif kind is MarkKind.NOW:
        painter.setPen(QPen(colour, 2.4))
        painter.drawLine(
            QPointF(inner.center().x(), inner.top()), QPointF(inner.center().x(), inner.bottom())
        )
    else:
        painter.drawPolygon(_polygon(inner, kind))
    painter.restore()


def draw_cut(painter: QPainter, bar: QRectF, tokens: Tokens) -> None:
    """Two strokes through the bar's end: the time goes on, the drawing does not."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for offset in (18.0, 26.0):
        x = bar.right() - offset
        gap = QPolygonF(
            [
                QPointF(x - 3, bar.bottom() + 2),
                QPointF(x + 3, bar.top() - 2),
                QPointF(x + 7, bar.top() - 2),
                QPointF(x + 1, bar.bottom() + 2),
            ]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens["card"]))
        painter.drawPolygon(gap)
    painter.restore()


def _polygon(rect: QRectF, kind: MarkKind) -> QPolygonF:
    left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
    middle, high = rect.center().x(), rect.center().y()
    corners = {
        MarkKind.RECEIVED: [(left, top), (right, high), (left, bottom)],
        MarkKind.DUE: [(left, top), (right, top), (middle, bottom)],
        MarkKind.PROMISED: [(left, top), (right, top), (middle, bottom)],
        MarkKind.EXTENDED: [
            *((left, top), (middle, high), (left, bottom), (middle, bottom)),
            *((right, high), (middle, top)),
        ],
        MarkKind.PHASE: [(middle, top), (right, high), (middle, bottom), (left, high)],
        MarkKind.STEP: [(middle, top), (right, high), (middle, bottom), (left, high)],
    }[kind]
    return QPolygonF([QPointF(x, y) for x, y in corners])

"""A dossier's life drawn to scale, and a line below that says in words what is chosen."""

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from counter_app.i18n import _
from ui.timeline.arrangement import Arrangement, Key
from ui.timeline.life import Life, Mark, MarkKind, Stretch
from ui.timeline.painting import draw_cut, draw_mark, draw_stretch, draw_word
from ui.timeline.words import item_words, life_words
from ui.tokens import Tokens
from ui.widgets.message_line import tokens_of
from ui.widgets.styling import identify

_SMALL = 9.0 / 10.5  # the stylesheet's small letters
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class ClockBar(QWidget):
    """Work, pauses and moments from reception on; arrows go from one to the next.

    Its height follows from its width and what there is to say.
    """

    said = Signal(str)  # the sentence of what is chosen now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "search.clock", _("Thời gian giải quyết"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._life: Life | None = None
        self._chosen: Stretch | Mark | None = None
        self._made: Arrangement | None = None

    def show_life(self, life: Life) -> None:
        """Draw ``life``; what was chosen stays chosen while it is still there."""
        if life == self._life:
            return
        self._life = life
        if self._chosen not in life.items:
            self._chosen = None
        self._arrange()
        self._say()

    @property
    def chosen(self) -> Stretch | Mark | None:
        """The stretch or the moment the arrows stand on."""
        return self._chosen

    @property
    def arrangement(self) -> Arrangement | None:
        """Where everything is drawn; None before there is a life."""
        return self._made

    def words(self) -> str:
        """The line below: the whole life, or what is chosen."""
        if self._life is None:
            return ""
        return life_words(self._life) if self._chosen is None else item_words(self._chosen)

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: narrower than this, words would lie on words."""
        return QSize(280, self._made.height if self._made else 80)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: left and right, first and last."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        items = self._life.items if self._life else ()
        if not items or (step is None and event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End)):
            super().keyPressEvent(event)
            return
        if step is None or self._chosen is None:
            first = event.key() in (Qt.Key.Key_Home, Qt.Key.Key_Right)
            place = 0 if first else len(items) - 1
        else:
            place = min(max(items.index(self._chosen) + step, 0), len(items) - 1)
        self._choose(items[place])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: what lies under the pointer is chosen."""
        at = event.position()
        if self._made and (item := self._made.hit(at.x(), at.y())):
            self._choose(item)

    def event(self, event: QEvent) -> bool:
        """Qt's hook: the sentence as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self._made.hit(event.pos().x(), event.pos().y()) if self._made else None
            QToolTip.showText(event.globalPos(), item_words(item) if item else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another text scale needs other places."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: the ring appears."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: the ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        tokens = tokens_of(self)
        with QPainter(self) as painter:
            self._draw_ground(painter, tokens)
            if self._made is None:
                return
            painter.setFont(self._small_font())
            self._draw_bar(painter, self._made, tokens)
            self._draw_marks(painter, self._made, tokens)
            for key in self._made.keys:
                _draw_key(painter, key, tokens)
            self._draw_chosen(painter, self._made, tokens)
            painter.setFont(self.font())
            painter.setPen(QColor(tokens["text" if self._chosen else "muted"]))
            wraps = int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self._made.sentence, wraps, self.words())

    def _choose(self, item: Stretch | Mark) -> None:
        self._chosen = item
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(_("Thời gian giải quyết. {words}").format(words=self.words()))
        self.setAccessibleDescription(_("Phím ← → chuyển từng đoạn và từng mốc."))
        self.said.emit(self.words())

    def _small_font(self) -> QFont:
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * _SMALL)
        return small

    def _arrange(self) -> None:
        if self._life is None:
            return
        self._made = Arrangement(self._life, self.width(), self.font(), self._small_font())
        self.setFixedHeight(self._made.height)
        self.update()

    def _draw_ground(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens["card"]))
        rings = self.hasFocus() and self._chosen is None
        painter.setPen(QPen(QColor(tokens["focus" if rings else "border"]), 2 if rings else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _draw_bar(self, painter: QPainter, made: Arrangement, tokens: Tokens) -> None:
        for band in made.bands():
            painter.fillRect(band, QColor(tokens["pressed"]))
        painter.fillRect(made.bar, QColor(tokens["surface"]))
        for stretch in made.life.stretches:
            rect = made.stretch_rect(stretch)
            draw_stretch(painter, rect, stretch, tokens)
            if word := made.word_fits(stretch):
                draw_word(painter, rect, word, stretch, tokens)
        for x, words in made.ticks:
            painter.setPen(QColor(tokens["control"]))
            painter.drawLine(QLineF(x, made.bar.bottom(), x, made.bar.bottom() + 4))
            painter.setPen(QColor(tokens["text"]))
            painter.drawText(words.rect, _MIDDLE, words.text)
        if made.life.is_cut:
            draw_cut(painter, made.bar, tokens)

    def _draw_marks(self, painter: QPainter, made: Arrangement, tokens: Tokens) -> None:
        painter.setPen(QPen(QColor(tokens["control"]), 1))
        for words in made.labels:
            if words.mark is not None:
                x = made.scale.x(words.mark.at)
                painter.drawLine(QLineF(x, words.rect.bottom(), x, made.bar.top()))
        for mark in reversed(made.life.marks):
            if mark.kind is MarkKind.NOW:
                x = made.scale.x(mark.at)
                painter.setPen(QPen(QColor(tokens["text"]), 2))
                painter.drawLine(QLineF(x, made.bar.top() - 2, x, made.bar.bottom() + 2))
            draw_mark(painter, made.mark_rect(mark), mark.kind, tokens)
        painter.setPen(QColor(tokens["text"]))
        for words in made.labels:
            painter.fillRect(words.rect, QColor(tokens["card"]))  # a stem passes behind
            painter.drawText(words.rect, _MIDDLE, words.text)

    def _draw_chosen(self, painter: QPainter, made: Arrangement, tokens: Tokens) -> None:
        item = self._chosen
        if item is None or not self.hasFocus():
            return
        rect = made.mark_rect(item) if isinstance(item, Mark) else made.stretch_rect(item)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens["card"]), 4))
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3, 3)
        painter.setPen(QPen(QColor(tokens["focus"]), 2))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 3, 3)


def _draw_key(painter: QPainter, key: Key, tokens: Tokens) -> None:
    if isinstance(key.item, Mark):
        draw_mark(painter, key.sample, key.item.kind, tokens)
    elif key.item is None:
        painter.fillRect(key.sample, QColor(tokens["pressed"]))
    else:
        draw_stretch(painter, key.sample, key.item, tokens)
    painter.setPen(QColor(tokens["text"]))
    painter.drawText(key.words.rect, _LEFT, key.words.text)

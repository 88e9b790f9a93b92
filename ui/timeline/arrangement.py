"""Where everything of a life is drawn: bar, words above, dates below, key and sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from ui.timeline.life import Life, Mark, MarkKind, Stretch
from ui.timeline.scale import Scale
from ui.timeline.words import item_words, key_words, mark_words, stretch_word

PAD = 12.0
GLYPH = 10.0  # a mark's drawing, wide and high
_GAP = 10.0  # between words that stand side by side
_LANES = 3
_THINNEST = 1.5  # pixels of a day: what is thinner is no help
_WRAP = int(Qt.TextFlag.TextWordWrap)
_ORDER = tuple(MarkKind)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its place; ``mark`` is what it names, if it stands above the bar."""

    rect: QRectF
    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A sample and its word; ``item`` None: a day off."""

    sample: QRectF
    words: Words
    item: Stretch | Mark | None


class Arrangement:
    """The places of one life at one width; ``height`` follows from the words there are."""

    def __init__(self, life: Life, width: float, plain: QFont, small: QFont) -> None:
        self.life = life
        self._plain, self._small = QFontMetricsF(plain), QFontMetricsF(small)
        self._row = self._small.height()
        self._width = max(width, 8 * PAD)
        self.scale = Scale(life.begins, life.ends, PAD, self._width - 2 * PAD)
        is_seen = self.scale.pixels(timedelta(days=1)) >= _THINNEST
        self.days_off = life.days_off if is_seen else ()
        self._lanes: list[list[Words]] = []
        unnamed = self._place_marks()
        top = PAD * 0.5 + len(self._lanes) * self._row + GLYPH + 2
        self.bar = QRectF(PAD, top, self._width - 2 * PAD, round(self._row * 1.45))
        self.labels = tuple(self._lowered(words, lane) for lane, words in self._placed())
        self.ticks = tuple(self._ticks())
        self.keys = tuple(self._keys(unnamed))
        self.sentence = self._sentence()
        self.height = round(self.sentence.bottom() + PAD * 0.6)

    def stretch_rect(self, stretch: Stretch) -> QRectF:
        """A stretch on the bar; the shortest can still be seen."""
        left, right = self.scale.x(stretch.since), self.scale.x(stretch.until)
        return QRectF(left, self.bar.top(), max(right - left, 2.0), self.bar.height())

    def mark_rect(self, mark: Mark) -> QRectF:
        """A mark's drawing, standing on the bar."""
        x = self.scale.x(mark.at)
        return QRectF(x - GLYPH / 2, self.bar.top() - GLYPH - 1, GLYPH, GLYPH)

    def bands(self) -> tuple[QRectF, ...]:
        """The days off, behind everything."""
        bottom = self.ticks_bottom
        top = self.bar.top() - GLYPH - 2
        return tuple(
            QRectF(left, top, right - left, bottom - top)
            for left, right in map(self._band, self.days_off)
            if right > left
        )

    @property
    def ticks_bottom(self) -> float:
        """Where the dates below the bar end."""
        return self.bar.bottom() + self._row + 3

    def word_fits(self, stretch: Stretch) -> str:
        """The word a stretch has room for; nothing for a short one."""
        word = stretch_word(stretch)
        room = self.stretch_rect(stretch).width() - 14
        return word if self._small.horizontalAdvance(word) <= room else ""

    def hit(self, x: float, y: float) -> Stretch | Mark | None:
        """What lies there."""
        reach = QRectF(x - 3, y - 3, 6, 6)
        for words in self.labels:
            if words.rect.contains(x, y):
                return words.mark
        marks = (m for m in self.life.marks if self.mark_rect(m).intersects(reach))
        stretches = (s for s in self.life.stretches if self.stretch_rect(s).contains(x, y))
        return next(marks, None) or next(stretches, None)

    def _band(self, day: date) -> tuple[float, float]:
        midnight = datetime.combine(day, time(), self.life.begins.tzinfo)
        return self.scale.x(midnight), self.scale.x(midnight + timedelta(days=1))

    def _place_marks(self) -> list[Mark]:
        """Words above the bar, the most important first; the marks no room was left for."""
        marks = sorted(self.life.marks, key=lambda m: _ORDER.index(m.kind))
        return sorted((m for m in marks if not self._place(m)), key=lambda m: m.at)

    def _place(self, mark: Mark) -> bool:
        text = mark_words(mark)
        wide = self._small.horizontalAdvance(text) + 2
        x = self.scale.x(mark.at)
        right = self._width - PAD - wide
        lefts = (x - wide / 2, x - GLYPH / 2, x + GLYPH / 2 - wide)
        rects = [QRectF(min(max(v, PAD), max(right, PAD)), 0, wide, self._row) for v in lefts]
        places = [(lane, rect) for lane in range(_LANES) for rect in rects]
        for is_free in (self._is_clear, self._is_free):  # a stem may pass behind words if it must
            for lane, rect in places:
                if is_free(rect, lane, x):
                    while len(self._lanes) <= lane:
                        self._lanes.append([])
                    self._lanes[lane].append(Words(rect, text, mark))
                    return True
        return False

    def _is_free(self, rect: QRectF, lane: int, _x: float) -> bool:
        """No words beside it too near."""
        beside = self._lanes[lane] if lane < len(self._lanes) else []
        return not any(_touches(rect, words.rect) for words in beside)

    def _is_clear(self, rect: QRectF, lane: int, x: float) -> bool:
        """Free, no words below in the way of its stem, and itself in no one's."""
        if not self._is_free(rect, lane, x):
            return False
        if any(_covers(words.rect, x) for row in self._lanes[:lane] for words in row):
            return False
        above = (words.mark for row in self._lanes[lane + 1 :] for words in row)
        return not any(_covers(rect, self.scale.x(mark.at)) for mark in above if mark)

    def _placed(self) -> Iterable[tuple[int, Words]]:
        return ((lane, words) for lane, row in enumerate(self._lanes) for words in row)

    def _lowered(self, words: Words, lane: int) -> Words:
        top = self.bar.top() - GLYPH - 2 - (lane + 1) * self._row
        return Words(words.rect.translated(0, top), words.text, words.mark)

    def _ticks(self) -> Iterable[tuple[float, Words]]:
        room = self._small.horizontalAdvance("00/0000") + _GAP
        for at, text in self.scale.ticks(room):
            x, wide = self.scale.x(at), self._small.horizontalAdvance(text) + 2
            left = min(max(x - wide / 2, PAD), self._width - PAD - wide)
            yield x, Words(QRectF(left, self.bar.bottom() + 3, wide, self._row), text)

    def _keys(self, unnamed: Iterable[Mark]) -> Iterable[Key]:
        """A sample of every kind the bar has no room to name, and the marks without words."""
        named = {s.kind for s in self.life.stretches if self.word_fits(s)}
        kinds: dict[str, Stretch] = {}
        for stretch in self.life.stretches:
            if stretch.kind not in named:
                kinds.setdefault(stretch.kind, stretch)
        items: list[Stretch | Mark | None] = [*kinds.values()]
        if self.days_off:
            items.append(None)
        x, y = PAD, self.ticks_bottom + 6
        for item in (*items, *unnamed):
            text = key_words(item)
            side = GLYPH if isinstance(item, Mark) else 1.6 * self._row
            wide = side + 6 + self._small.horizontalAdvance(text) + 2
            if x > PAD and x + wide > self._width - PAD:
                x, y = PAD, y + self._row + 3
            high = GLYPH if isinstance(item, Mark) else 0.75 * self._row
            sample = QRectF(x, y + (self._row - high) / 2, side, high)
            words = Words(QRectF(x + side + 6, y, wide - side - 6, self._row), text)
            yield Key(sample, words, item)
            x += wide + 1.6 * _GAP

    def _sentence(self) -> QRectF:
        """Room for the longest sentence, so that nothing moves from one to the next."""
        top = max((key.words.rect.bottom() for key in self.keys), default=self.ticks_bottom) + 4
        room = QRectF(0, 0, self._width - 2 * PAD, 10_000)
        texts = ("X", *map(item_words, self.life.items))
        high = max(self._plain.boundingRect(room, _WRAP, text).height() for text in texts)
        return QRectF(PAD, top, room.width(), high)


def _touches(one: QRectF, other: QRectF) -> bool:
    return one.left() < other.right() + _GAP and other.left() < one.right() + _GAP


def _covers(rect: QRectF, x: float) -> bool:
    return rect.left() - 3 <= x <= rect.right() + 3

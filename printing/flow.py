"""Words into lines, lines down a column, columns over pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from printing.fonts import Face, width
from printing.page import A5, Align, Leaf, Paper, Rule, Text
from printing.styles import ROOMY, Style, Styles

Runs = tuple[tuple[Face, str], ...]
BASELINE = 0.76  # of the leading lies above the baseline


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of one line with their distance from its beginning, in points."""

    pieces: tuple[tuple[float, Face, str], ...]
    width: float


@lru_cache(maxsize=4096)  # letterhead, labels, notes, the papers of a procedure come again
def lines(runs: Runs, size: float, room: float, indent: float = 0) -> tuple[Line, ...]:
    """Break ``runs`` at spaces into lines at most ``room`` wide; a longer word is cut.

    The first line begins ``indent`` points further right. A no-break space holds words together.
    The strings are already ``printable``.
    """
    filling = _Filling(size, room, x=indent)
    for face, text in runs:
        for word in text.split(" "):
            if word:
                filling.add(face, word)
    return filling.finish()


def balanced(runs: Runs, size: float, room: float) -> tuple[Line, ...]:
    """As ``lines``, in lines of about the same length: for headings."""
    best = lines(runs, size, room)
    while len(best) > 1:
        room = max(line.width for line in best) - 1
        narrower = lines(runs, size, room)
        if len(narrower) > len(best):
            break
        best = narrower
    return best


def clipped(block: Sequence[Line], most: int) -> tuple[Line, ...]:
    """At most ``most`` lines; where some are left out, the last one ends in "…"."""
    if len(block) <= most:
        return tuple(block)
    last = block[most - 1]
    x, face, text = last.pieces[-1]
    return (*block[: most - 1], Line((*last.pieces[:-1], (x, face, f"{text}…")), last.width))


@dataclass(slots=True)
class _Filling:
    size: float
    room: float
    done: list[Line] = field(default_factory=list)
    pieces: list[tuple[float, Face, str]] = field(default_factory=list)
    x: float = 0

    def add(self, face: Face, word: str) -> None:
        wide = width(face, word) * self.size
        gap = width(self.pieces[-1][1], " ") * self.size if self.pieces else 0
        if self.x + gap + wide > self.room:
            self._end_line()
            gap = 0
        if wide > self.room:
            word = self._cut(face, word)
            wide = width(face, word) * self.size
        self._append(face, word, gap)
        self.x += gap + wide

    def finish(self) -> tuple[Line, ...]:
        if self.pieces:
            self._end_line()
        return tuple(self.done)

    def _append(self, face: Face, word: str, gap: float) -> None:
        if not self.pieces:
            self.pieces.append((self.x, face, word))
            return
        x, last, text = self.pieces[-1]
        if last is face:
            self.pieces[-1] = (x, face, f"{text} {word}")
        else:
            self.pieces[-1] = (x, last, f"{text} ")
            self.pieces.append((self.x + gap, face, word))

    def _cut(self, face: Face, word: str) -> str:
        """Fill whole lines with the head of ``word``; give back what is left of it."""
        start, x = 0, 0.0
        for at, letter in enumerate(word):
            wide = width(face, letter) * self.size
            if x + wide > self.room and at > start:
                self.done.append(Line(((0, face, word[start:at]),), x))
                start, x = at, 0.0
            x += wide
        return word[start:]

    def _end_line(self) -> None:
        """What has no room beside an indent gives up the indent, not a line."""
        if self.pieces:
            self.done.append(Line(tuple(self.pieces), self.x))
        self.pieces, self.x = [], 0


def fewest_pages(make: Callable[[Styles], list[Leaf]], choices: Sequence[Styles]) -> list[Leaf]:
    """The pages made with the roomiest of ``choices`` that needs no more than any other."""
    best = make(choices[0])
    for styles in choices[1:]:
        if len(best) == 1:
            break
        best = min(best, make(styles), key=len)
    return best


def put(leaf: Leaf, line: Line, x: float, y: float, size: float) -> None:
    """Set one line with its baseline at ``y``."""
    leaf.texts.extend(Text(x + dx, y, face, size, text) for dx, face, text in line.pieces)


def put_block(
    leaf: Leaf, block: Iterable[Line], at: "Place", style: Style, align: Align = Align.LEFT
) -> float:
    """Set lines one below the other; gives the y below the last."""
    y = at.y
    for line in block:
        x = at.x + (at.width - line.width) * align.value
        put(leaf, line, x, y + style.leading * BASELINE, style.size)
        y += style.leading
    return y


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block begins and how wide it may be, in points."""

    x: float
    y: float
    width: float


@dataclass(slots=True)
class Sheet:
    """One copy of a form growing down its pages; ``open_page`` draws the head of each.

    ``open_page`` gets the leaf and its number from 0 and says where the text begins.
    """

    open_page: Callable[[Leaf, int], float]
    styles: Styles = ROOMY
    paper: Paper = A5
    leaves: list[Leaf] = field(default_factory=list)
    y: float = 0

    def __post_init__(self) -> None:
        self.turn()

    @property
    def leaf(self) -> Leaf:
        """The page being filled."""
        return self.leaves[-1]

    @property
    def left(self) -> float:
        """What is left of this page, in points."""
        return self.paper.height - self.paper.bottom - self.y

    def turn(self) -> None:
        """Go on to a new page."""
        self.leaves.append(Leaf())
        self.y = self.open_page(self.leaf, len(self.leaves) - 1)

    def need(self, height: float) -> None:
        """Turn the page unless ``height`` is left."""
        if height > self.left:
            self.turn()

    def place(self) -> Place:
        """The whole column from the present height on."""
        return Place(self.paper.left, self.y, self.paper.column)

    def paragraph(
        self, runs: Runs, style: Style, align: Align = Align.LEFT, indent: float = 0
    ) -> None:
        """Set ``runs`` over the whole column; lines that do not fit go on overleaf."""
        for line in lines(runs, style.size, self.paper.column, indent):
            self.need(style.leading)
            self.y = put_block(self.leaf, (line,), self.place(), style, align)

    def row(self, cells: Sequence[Runs], style: Style) -> None:
        """Set cells side by side when each fits one line of its share, else one below the other."""
        share = self.paper.column / len(cells)
        if any(_length(runs, style.size) > share for runs in cells):
            for runs in cells:
                self.paragraph(runs, style)
            return
        self.need(style.leading)
        for number, runs in enumerate(cells):
            place = Place(self.paper.left + number * share, self.y, share)
            put_block(self.leaf, lines(runs, style.size, share), place, style)
        self.y += style.leading

    def rule(self, x1: float, x2: float) -> None:
        """A hairline across at the present height."""
        self.leaf.rules.append(Rule(x1, self.y, x2, self.y))


def _length(runs: Runs, size: float) -> float:
    return sum(width(face, f"{text} ") for face, text in runs) * size

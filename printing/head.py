"""The head and foot of a form's pages: who issues it, its codes, its title."""

from dataclasses import dataclass
from datetime import date

from counter_app.domain.forms import Letterhead
from printing.codes import QUIET_BARS, QUIET_QR, Codes, bars, bars_width, qr
from printing.flow import Line, Place, Runs, balanced, clipped, lines, put_block
from printing.fonts import Face, width
from printing.page import MM, Align, Leaf, Paper, Rule
from printing.styles import Style, Styles
from printing.wording import place_and_date

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SAMPLE = "BẢN MẪU – KHÔNG CÓ GIÁ TRỊ"

_SHARE = 0.46  # of the column is the unit's, the rest the state's
_MOST_LINES = 4  # of one name in the letterhead; no unit's name is that long
_QR_ROOM_OVERLEAF = 17 * MM


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of each page of one sheet; every text is printable.

    ``reference`` stands on the left, level with the date; ``marks`` below the title, ``overleaf``
    in its stead from the second page on. Without ``codes`` the title has the whole width.
    """

    letterhead: Letterhead
    day: date
    reference: Runs
    title: tuple[str, ...]
    marks: Runs
    overleaf: Runs
    codes: Codes | None
    styles: Styles
    paper: Paper

    def __call__(self, leaf: Leaf, number: int) -> float:
        """Draw the head of page ``number`` (from 0); gives the y below it, in points."""
        if number == 0:
            return self._band(leaf, self._letterhead(leaf) + 2 * MM)
        return self._overleaf(leaf)

    def _letterhead(self, leaf: Leaf) -> float:
        """The unit on the left, the state on the right, the reference and the date below them."""
        head, sizes = self.letterhead, self.styles.head
        on_left, on_right = self._halves()
        named = ((head.parent, Face.REGULAR), (head.unit, Face.BOLD), (head.reception, Face.BOLD))
        names = [line for text, face in named for line in _name(text, face, on_left, sizes.names)]
        left = put_block(leaf, names, on_left, sizes.names, Align.CENTRE)
        _underline(leaf, on_left, left, names[-1].width * 0.5 if names else 0)
        state = lines(((Face.BOLD, STATE),), sizes.names.size, on_right.width)
        right = put_block(leaf, state, on_right, sizes.names, Align.CENTRE)
        motto = lines(((Face.BOLD, MOTTO),), sizes.motto.size, on_right.width)
        right = put_block(leaf, motto, _below(on_right, right), sizes.motto, Align.CENTRE)
        _underline(leaf, on_right, right, motto[0].width)
        y = max(left, right) + 1.6 * MM
        when = ((Face.ITALIC, place_and_date(head.place, self.day)),)
        style = sizes.subline
        bottoms = [
            put_block(leaf, lines(runs, style.size, at.width), _below(at, y), style, Align.CENTRE)
            for runs, at in ((self.reference, on_left), (when, on_right))
        ]
        return max(bottoms)

    def _halves(self) -> tuple[Place, Place]:
        paper = self.paper
        share = _SHARE * paper.column
        left = Place(paper.left, paper.top, share)
        return left, Place(paper.left + share, paper.top, paper.column - share)

    def _band(self, leaf: Leaf, y: float) -> float:
        """Bars on the left, the title in the middle, the QR code on the right."""
        middle, bottom = self._codes(leaf, y, self.styles.square)
        size = next((s for s in self.styles.titles if self._widest(s) <= middle.width), 8)
        title, mark = Style(size, size * 1.25), self.styles.head.mark
        height = len(self.title) * title.leading + 1 * MM + len(self.marks) * mark.leading
        at = _below(middle, y + (bottom - y - height) / 2 if self.codes else y)
        for text in self.title:
            block = lines(((Face.BOLD, text),), size, middle.width)
            at = _below(at, put_block(leaf, block, at, title, Align.CENTRE))
        at = _put_marks(leaf, self.marks, _below(at, at.y + 1 * MM), mark)
        return max(bottom, at.y) + 2 * MM

    def _widest(self, size: float) -> float:
        return max(width(Face.BOLD, text) for text in self.title) * size

    def _overleaf(self, leaf: Leaf) -> float:
        middle, bottom = self._codes(leaf, self.paper.top, _QR_ROOM_OVERLEAF)
        at = _put_marks(leaf, self.overleaf, middle, self.styles.head.mark)
        return max(bottom, at.y) + 2.5 * MM

    def _codes(self, leaf: Leaf, y: float, room: float) -> tuple[Place, float]:
        """Both codes; gives the place left between them and the y below the deeper one."""
        paper = self.paper
        if self.codes is None:
            return Place(paper.left, y, paper.column), y
        alias, qr_text, dots = self.codes.alias, self.codes.qr_text, self.codes.dots
        symbol = bars(alias, paper.left, y, dots)
        square = qr(qr_text, paper.left + paper.column, y, room, dots)
        leaf.grids += (symbol, square)
        wide, style = bars_width(alias, dots), self.styles.head.under_code
        under = Place(symbol.x, symbol.y + symbol.row + 0.8 * MM, wide)
        digits = lines(((Face.REGULAR, _grouped(alias)),), style.size, wide)
        bottom = put_block(leaf, digits, under, style, Align.CENTRE)
        left = symbol.x + wide + QUIET_BARS * symbol.module
        right = square.x - QUIET_QR * square.module
        return Place(left, y, right - left), max(bottom, square.y + square.rows * square.row)


def sample_mark(is_sample: bool) -> Runs:
    """On a sample desk: that the paper is worth nothing."""
    return ((Face.BOLD, SAMPLE),) if is_sample else ()


def put_feet(leaves: list[Leaf], said: str, paper: Paper, style: Style) -> tuple[Leaf, ...]:
    """At the foot of each page what all have in common, and which of how many it is."""
    y = paper.height - paper.foot - style.leading
    at = Place(paper.left, y, paper.column)
    left = lines(((Face.REGULAR, said),), style.size, paper.column)
    for number, leaf in enumerate(leaves, 1):
        put_block(leaf, left, at, style)
        of = f"Trang {number}/{len(leaves)}"
        right = lines(((Face.REGULAR, of),), style.size, paper.column)
        put_block(leaf, right, at, style, Align.RIGHT)
    return tuple(leaves)


def compared_by(short_hash: str) -> str:
    """``Mã đối chiếu: 3f9a12bc77d0``; empty where there is none."""
    return f"Mã đối chiếu: {short_hash}" if short_hash else ""


def _put_marks(leaf: Leaf, marks: Runs, at: Place, style: Style) -> Place:
    for run in marks:
        block = lines((run,), style.size, at.width)
        at = _below(at, put_block(leaf, block, at, style, Align.CENTRE))
    return at


def _name(text: str, face: Face, place: Place, style: Style) -> tuple[Line, ...]:
    return clipped(balanced(((face, text.upper()),), style.size, place.width), _MOST_LINES)


def _underline(leaf: Leaf, place: Place, y: float, length: float) -> None:
    """A line under the middle of a heading (NĐ 30/2020, Appendix I)."""
    middle = place.x + place.width / 2
    y += 0.5 * MM
    if length:
        leaf.rules.append(Rule(middle - length / 2, y, middle + length / 2, y))


def _below(place: Place, y: float) -> Place:
    return Place(place.x, y, place.width)


def _grouped(digits: str) -> str:
    """In fours, for whoever has to type them."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))

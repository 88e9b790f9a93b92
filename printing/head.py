"""The head and foot of a receipt's pages: who issues it, its codes, its title."""

from dataclasses import dataclass

from counter_app.domain.forms import Receipt
from printing.codes import QUIET_BARS, QUIET_QR, Codes, bars, bars_width, qr
from printing.flow import Line, Place, Style, Styles, balanced, clipped, lines, put_block
from printing.fonts import Face, width
from printing.page import A5_HEIGHT, COLUMN, FOOT, MARGIN, MM, TOP, Align, Leaf, Rule
from printing.wording import place_and_date

TITLE = ("GIẤY TIẾP NHẬN HỒ SƠ", "VÀ HẸN TRẢ KẾT QUẢ")
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SAMPLE = "BẢN MẪU – KHÔNG CÓ GIÁ TRỊ"

_SHARE = 0.46 * COLUMN
_LEFT = Place(MARGIN, TOP, _SHARE)
_RIGHT = Place(MARGIN + _SHARE, TOP, COLUMN - _SHARE)
_SMALL_CAPS = Style(8, 10)
_MOTTO = Style(9, 11)
_SUBLINE = Style(9.5, 12)
_UNDER_CODE = Style(7.5, 9)
_SHEET = Style(9, 11.5)
_FOOT = Style(7.5, 9)
_MOST_LINES = 4  # of one name in the letterhead; no unit's name is that long

_QR_ROOM_OVERLEAF = 17 * MM


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of each page of one sheet.

    Every text in ``receipt`` is printable.
    """

    receipt: Receipt
    sheet: str  # "Liên 2: Giao người nộp hồ sơ"
    codes: Codes
    styles: Styles

    def __call__(self, leaf: Leaf, number: int) -> float:
        """Draw the head of page ``number`` (from 0); gives the y below it, in points."""
        if number == 0:
            return self._band(leaf, self._letterhead(leaf) + 2 * MM)
        return self._overleaf(leaf)

    def _letterhead(self, leaf: Leaf) -> float:
        """The unit on the left, the state on the right, the code and the date below them."""
        head = self.receipt.letterhead
        names = _name(head.parent, Face.REGULAR) + _name(head.unit, Face.BOLD)
        names += _name(head.reception, Face.BOLD)
        left = put_block(leaf, names, _LEFT, _SMALL_CAPS, Align.CENTRE)
        _underline(leaf, _LEFT, left, names[-1].width * 0.5 if names else 0)
        state = lines(((Face.BOLD, STATE),), _SMALL_CAPS.size, _RIGHT.width)
        right = put_block(leaf, state, _RIGHT, _SMALL_CAPS, Align.CENTRE)
        motto = lines(((Face.BOLD, MOTTO),), _MOTTO.size, _RIGHT.width)
        right = put_block(leaf, motto, _below(_RIGHT, right), _MOTTO, Align.CENTRE)
        _underline(leaf, _RIGHT, right, motto[0].width)
        y = max(left, right) + 1.6 * MM
        code = (
            (Face.REGULAR, "Mã hồ sơ:"),
            (Face.BOLD, self.receipt.code),
        )
        when = ((Face.ITALIC, place_and_date(head.place, self.receipt.issued_at.date())),)
        bottoms = [
            put_block(
                leaf,
                lines(runs, _SUBLINE.size, at.width),
                _below(at, y),
                _SUBLINE,
                Align.CENTRE,
            )
            for runs, at in ((code, _LEFT), (when, _RIGHT))
        ]
        return max(bottoms)

    def _band(self, leaf: Leaf, y: float) -> float:
        """Bars on the left, the title in the middle, the QR code on the right."""
        middle, bottom = self._codes(leaf, y, self.styles.square)
        size = next((s for s in self.styles.titles if _widest(s) <= middle.width), 8)
        title = Style(size, size * 1.25)
        marks = self._marks(self.sheet)
        height = 2 * title.leading + 1 * MM + len(marks) * _SHEET.leading
        at = _below(middle, y + (bottom - y - height) / 2)
        for text in TITLE:
            block = lines(((Face.BOLD, text),), size, middle.width)
            at = _below(at, put_block(leaf, block, at, title, Align.CENTRE))
        at = _below(at, at.y + 1 * MM)
        for run in marks:
            block = lines((run,), _SHEET.size, middle.width)
            at = _below(at, put_block(leaf, block, at, _SHEET, Align.CENTRE))
        return max(bottom, at.y) + 2 * MM

    def _marks(self, sheet: str) -> tuple[tuple[Face, str], ...]:
        """Which sheet this is; on a sample desk also that the paper is worth nothing."""
        sample = ((Face.BOLD, SAMPLE),) if self.receipt.is_sample else ()
        return ((Face.ITALIC, f"({sheet})"), *sample)

    def _overleaf(self, leaf: Leaf) -> float:
        middle, bottom = self._codes(leaf, TOP, _QR_ROOM_OVERLEAF)
        texts = (
            (Face.BOLD, " ".join(TITLE)),
            (Face.REGULAR, f"Mã hồ sơ: {self.receipt.code}"),
            *self._marks(f"{self.sheet} – tiếp theo"),
        )
        at = middle
        for run in texts:
            block = lines((run,), _SHEET.size, middle.width)
            at = _below(at, put_block(leaf, block, at, _SHEET, Align.CENTRE))
        return max(bottom, at.y) + 2.5 * MM

    def _codes(self, leaf: Leaf, y: float, room: float) -> tuple[Place, float]:
        """Both codes; gives the place left between them and the y below the deeper one."""
        alias, qr_text, dots = self.codes.alias, self.codes.qr_text, self.codes.dots
        symbol = bars(alias, MARGIN, y, dots)
        square = qr(qr_text, MARGIN + COLUMN, y, room, dots)
        leaf.grids += (symbol, square)
        wide = bars_width(alias, dots)
        under = Place(symbol.x, symbol.y + symbol.row + 0.8 * MM, wide)
        digits = lines(((Face.REGULAR, _grouped(alias)),), _UNDER_CODE.size, wide)
        bottom = put_block(leaf, digits, under, _UNDER_CODE, Align.CENTRE)
        left = symbol.x + wide + QUIET_BARS * symbol.module
        right = square.x - QUIET_QR * square.module
        return Place(left, y, right - left), max(bottom, square.y + square.rows * square.row)


def foot(leaf: Leaf, short_hash: str, number: int, pages: int) -> None:
    """What pages of one receipt have in common, and which of how many this is."""
    at = Place(MARGIN, A5_HEIGHT - FOOT - _FOOT.leading, COLUMN)
    if short_hash:
        left = lines(((Face.REGULAR, f"Mã đối chiếu: {short_hash}"),), _FOOT.size, COLUMN)
        put_block(leaf, left, at, _FOOT)
    right = lines(((Face.REGULAR, f"Trang {number}/{pages}"),), _FOOT.size, COLUMN)
    put_block(leaf, right, at, _FOOT, Align.RIGHT)


def _name(text: str, face: Face) -> tuple[Line, ...]:
    block = balanced(((face, text.upper()),), _SMALL_CAPS.size, _LEFT.width)
    return clipped(block, _MOST_LINES)


def _underline(leaf: Leaf, place: Place, y: float, length: float) -> None:
    """A line under the middle of a heading (NĐ 30/2020, Appendix I)."""
    middle = place.x + place.width / 2
    y += 0.5 * MM
    if length:
        leaf.rules.append(Rule(middle - length / 2, y, middle + length / 2, y))


def _below(place: Place, y: float) -> Place:
    return Place(place.x, y, place.width)


def _widest(size: float) -> float:
    return max(width(Face.BOLD, text) for text in TITLE) * size


def _grouped(digits: str) -> str:
    """In fours, for whoever has to type them."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))

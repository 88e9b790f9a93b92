"""How large forms are set: from a roomy receipt to the lines of a register."""

from dataclasses import dataclass

from printing.page import MM


@dataclass(frozen=True, slots=True)
class Style:
    """A size of type and the distance between baselines, in points."""

    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class HeadStyles:
    """How large the head and foot of a form are set."""

    names: Style  # of the unit and the state
    motto: Style
    subline: Style  # number and date
    under_code: Style
    mark: Style  # below the title
    foot: Style


SMALL_HEAD = HeadStyles(
    Style(8, 10), Style(9, 11), Style(9.5, 12), Style(7.5, 9), Style(9, 11.5), Style(7.5, 9)
)
LARGE_HEAD = HeadStyles(
    Style(10.8, 13.6), Style(12, 15), Style(12, 15), Style(8, 10), Style(11.5, 15), Style(9, 11)
)


@dataclass(frozen=True, slots=True)
class Styles:
    """How large a form is set; lengths in points."""

    text: Style
    why: Style  # the derivation
    cell: Style
    cell_air: float  # above and below the text of a cell
    sign: Style
    hand: float  # room for a signature
    note: Style
    square: float  # room for the QR code
    titles: tuple[float, ...]  # sizes to choose from, largest first
    head: HeadStyles = SMALL_HEAD


ROOMY = Styles(
    text=Style(9.5, 12.2),
    why=Style(8.5, 10.4),
    cell=Style(9, 11),
    cell_air=1.5,
    sign=Style(9, 11.4),
    hand=13 * MM,
    note=Style(8, 9.8),
    square=26 * MM,
    titles=(13, 12, 11, 10, 9),
)
MIDDLE = Styles(
    text=Style(9, 11),
    why=Style(8, 9.6),
    cell=Style(8.5, 10.1),
    cell_air=1.1,
    sign=Style(8.8, 10.8),
    hand=11 * MM,
    note=Style(7.6, 9),
    square=21 * MM,
    titles=(12, 11, 10, 9),
)
DENSE = Styles(
    text=Style(8.4, 9.9),
    why=Style(7.6, 8.8),
    cell=Style(8, 9.2),
    cell_air=0.7,
    sign=Style(8.5, 10.2),
    hand=9 * MM,
    note=Style(7.2, 8.3),
    square=17 * MM,
    titles=(11.5, 11, 10, 9),
)

LETTER = Styles(
    text=Style(13, 17.5),
    why=Style(11, 14),
    cell=Style(11.5, 14),
    cell_air=2,
    sign=Style(12.5, 15.5),
    hand=26 * MM,
    note=Style(11, 13.5),
    square=27 * MM,
    titles=(14, 13, 12, 11, 10),
    head=LARGE_HEAD,
)
CLOSE_LETTER = Styles(
    text=Style(12, 15),
    why=Style(10, 12.5),
    cell=Style(10.5, 12.6),
    cell_air=1.5,
    sign=Style(12, 14.5),
    hand=22 * MM,
    note=Style(10.5, 12.6),
    square=24 * MM,
    titles=(14, 13, 12, 11, 10),
    head=LARGE_HEAD,
)
LARGE_TABLE = Styles(
    text=Style(11.5, 15),
    why=Style(10, 12.5),
    cell=Style(10, 12.2),
    cell_air=2,
    sign=Style(11.5, 14.5),
    hand=18 * MM,
    note=Style(9.5, 11.8),
    square=27 * MM,
    titles=(14, 13, 12, 11),
    head=LARGE_HEAD,
)
WIDE_TABLE = Styles(
    text=Style(10.5, 13.5),
    why=Style(9, 11),
    cell=Style(8.5, 10.2),
    cell_air=1.8,
    sign=Style(10.5, 13),
    hand=16 * MM,
    note=Style(9, 11),
    square=0,
    titles=(16, 14, 12),
    head=LARGE_HEAD,
)

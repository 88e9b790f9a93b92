"""The table of papers handed in: thin borders, a head on every page, rows that may be cut."""

from collections.abc import Sequence

from counter_app.domain.forms import PaperLine
from printing.flow import Line, Place, Sheet, lines, put_block
from printing.fonts import Face
from printing.page import COLUMN, MARGIN, MM, Align, Rule

_PAD = 1.2 * MM  # beside the text of a cell
_NUMBER = 8 * MM
_COUNT = 17.5 * MM
_NAME = COLUMN - _NUMBER - 3 * _COUNT
_EDGES = (0, _NUMBER, *(_NUMBER + _NAME + n * _COUNT for n in range(4)))
_COUNT_HEADS = ("Bản chính", "Chứng thực", "Bản chụp")
_TALLEST = 100 * MM  # a taller row is cut; any other goes overleaf whole
_EMPTY = Line((), 0)
_LEAST = 4  # lines of text: a head alone at the foot of a page helps nobody


def put_table(sheet: Sheet, papers: Sequence[PaperLine]) -> None:
    """Set the table at the sheet's present height, over as many pages as it takes."""
    style, air = sheet.styles.cell, sheet.styles.cell_air
    sheet.need(_head_height(sheet) + _LEAST * style.leading)
    top = _head(sheet)
    for number, paper in enumerate(papers, 1):
        block = lines(((Face.REGULAR, paper.name),), style.size, _NAME - 2 * _PAD) or (_EMPTY,)
        counts = (str(number), str(paper.originals), str(paper.certified), str(paper.photocopies))
        while block:
            fitting = int((sheet.left - 2 * air) / style.leading)
            if fitting < len(block) and (fitting < 1 or len(block) * style.leading <= _TALLEST):
                top = _overleaf(sheet, top)
                continue
            _row(sheet, block[:fitting], counts)
            block, counts = block[fitting:], ("", "", "", "")
    _close(sheet, top)


def _overleaf(sheet: Sheet, top: float) -> float:
    _close(sheet, top)
    sheet.turn()
    return _head(sheet)


def _head(sheet: Sheet) -> float:
    top, air, height = sheet.y, sheet.styles.cell_air, _head_height(sheet)
    row, middle = height / 2, top + (height - sheet.styles.cell.leading) / 2
    _centred(sheet, "TT", (0, 1), middle)
    _centred(sheet, "Tên thành phần hồ sơ", (1, 2), middle)
    _centred(sheet, "Số lượng (bản)", (2, 5), top + air)
    for number, text in enumerate(_COUNT_HEADS, 2):
        _centred(sheet, text, (number, number + 1), top + row + air)
    across = sheet.leaf.rules
    across.append(Rule(MARGIN, top, MARGIN + COLUMN, top))
    across.append(Rule(MARGIN + _EDGES[2], top + row, MARGIN + COLUMN, top + row))
    sheet.y = top + height
    sheet.rule(MARGIN, MARGIN + COLUMN)
    return top


def _head_height(sheet: Sheet) -> float:
    return 2 * (sheet.styles.cell.leading + 2 * sheet.styles.cell_air)


def _row(sheet: Sheet, block: Sequence[Line], counts: Sequence[str]) -> None:
    style, air = sheet.styles.cell, sheet.styles.cell_air
    y = sheet.y + air
    for column, text in zip((0, 2, 3, 4), counts, strict=True):
        _centred(sheet, text, (column, column + 1), y, Face.REGULAR)
    place = Place(MARGIN + _NUMBER + _PAD, y, _NAME - 2 * _PAD)
    sheet.y = put_block(sheet.leaf, block, place, style) + air
    sheet.rule(MARGIN, MARGIN + COLUMN)


def _close(sheet: Sheet, top: float) -> None:
    """The upright borders of the part of the table on this page."""
    for number, edge in enumerate(_EDGES):
        below = top + _head_height(sheet) / 2 if number in (3, 4) else top
        sheet.leaf.rules.append(Rule(MARGIN + edge, below, MARGIN + edge, sheet.y))


def _centred(
    sheet: Sheet, text: str, columns: tuple[int, int], y: float, face: Face = Face.BOLD
) -> None:
    left, right = _EDGES[columns[0]], _EDGES[columns[1]]
    place = Place(MARGIN + left, y, right - left)
    style = sheet.styles.cell
    block = lines(((face, text),), style.size, place.width)
    put_block(sheet.leaf, block, place, style, Align.CENTRE)

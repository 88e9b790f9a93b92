"""The sticker on a folder: 50 × 30 mm, read by people from the shelf and by scanners."""

from counter_app.domain.forms_slips import FolderLabel
from printing.codes import QUIET_BARS, Dots, bars, bars_width
from printing.flow import Place, clipped, lines, put_block
from printing.fonts import Face, width
from printing.head import SAMPLE
from printing.legible import legible
from printing.page import LABEL, MM, Align, Leaf
from printing.styles import Style
from printing.wording import hour_and_day

PAPER = LABEL

_CODE_SIZES = (13, 12, 11, 10, 9, 8)
_PROCEDURE = Style(7, 8)
_DUE = Style(7.5, 9)
_MOST_LINES = 2
_ELLIPSIS = 2 * _PROCEDURE.size  # what "…" may need, at the end of a centred line


def leaves(form: FolderLabel, dots_per_inch: int = 203) -> tuple[Leaf, ...]:
    """The one page before it is painted."""
    shown, leaf, dots = legible(form), Leaf(), Dots(dots_per_inch)
    paper = PAPER
    column = Place(paper.left, paper.top, paper.column)
    fits = (s for s in _CODE_SIZES if width(Face.BOLD, shown.code) * s <= column.width)
    size = next(fits, 7)
    code = clipped(lines(((Face.BOLD, shown.code),), size, column.width), 1)
    y = put_block(leaf, code, column, Style(size, size * 1.15), Align.CENTRE) + 0.4 * MM
    wide = bars_width(form.alias, dots)
    quiet = QUIET_BARS * dots.bar_module()
    symbol = bars(form.alias, max(quiet, (paper.width - wide) / 2), y, dots)
    leaf.grids.append(symbol)
    y = symbol.y + symbol.row + 0.5 * MM
    most = _MOST_LINES
    if form.is_sample:
        sample = lines(((Face.BOLD, SAMPLE),), _PROCEDURE.size, column.width)
        y = put_block(leaf, sample, Place(column.x, y, column.width), _PROCEDURE, Align.CENTRE)
        most -= 1
    runs = ((Face.REGULAR, shown.procedure),)
    block = clipped(lines(runs, _PROCEDURE.size, column.width - _ELLIPSIS), most)
    put_block(leaf, block, Place(column.x, y, column.width), _PROCEDURE, Align.CENTRE)
    due = hour_and_day(form.due_at) if form.due_at else "không quy định thời hạn"
    foot = paper.height - paper.bottom - _DUE.leading
    line = lines(((Face.REGULAR, "Hẹn trả:"), (Face.BOLD, due)), _DUE.size, column.width)
    put_block(leaf, line[:1], Place(column.x, foot, column.width), _DUE, Align.CENTRE)
    return (leaf,)

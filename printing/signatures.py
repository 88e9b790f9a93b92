"""The end of a form: who signs, and the notes at the foot of the last page."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.flow import Line, Place, Runs, Sheet, clipped, lines, put_block
from printing.fonts import Face
from printing.page import MM, Align

SIGNED_BY_HAND = "(Ký, ghi rõ họ tên)"

_GAP = 2.5 * MM
_UNDER_RULE = 0.8 * MM
_SIDE = 3 * MM  # white beside a name
_MOST_NAME_LINES = 3  # under a signature; the submitter's name stands in full above


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, how, and the name below."""

    head: str
    name: str
    how: str = SIGNED_BY_HAND


def put_signatures(sheet: Sheet, left: Signature, right: Signature) -> None:
    """Two signatures side by side; they never stand on a page without their names."""
    _put(sheet, (left, right), ())


def put_signature(sheet: Sheet, signature: Signature, beside: Sequence[Runs] = ()) -> None:
    """One signature on the right; ``beside`` stands on the left of it, small, if anything does."""
    _put(sheet, (None, signature), beside)


def put_notes(sheet: Sheet, notes: Sequence[Runs]) -> None:
    """At the foot of the page under a hairline; a page that is too full passes them overleaf."""
    style, paper = sheet.styles.note, sheet.paper
    block = [line for runs in notes for line in lines(runs, style.size, paper.column)]
    height = len(block) * style.leading + _UNDER_RULE
    sheet.need(min(height + _GAP, 100 * MM))
    sheet.y = max(sheet.y + _GAP, paper.height - paper.bottom - height - 0.01)
    sheet.rule(paper.left, paper.left + paper.column)
    sheet.y += _UNDER_RULE
    for line in block:
        sheet.need(style.leading)
        sheet.y = put_block(sheet.leaf, (line,), sheet.place(), style)


def _put(sheet: Sheet, signatures: Sequence[Signature | None], beside: Sequence[Runs]) -> None:
    style, half = sheet.styles.sign, sheet.paper.column / 2
    names = [
        clipped(
            lines(((Face.BOLD, of.name if of else ""),), style.size, half - 2 * _SIDE),
            _MOST_NAME_LINES,
        )
        for of in signatures
    ]
    small = sheet.styles.note
    aside = [line for runs in beside for line in lines(runs, small.size, half - _SIDE)]
    sheet.y += _GAP
    signed = (2 + max(map(len, names))) * style.leading + sheet.styles.hand
    sheet.need(max(signed, min(len(aside) * small.leading, 100 * MM)))
    top = sheet.y
    ends = [
        _sign(sheet, of, name, Place(sheet.paper.left + number * half, top, half))
        for number, (of, name) in enumerate(zip(signatures, names, strict=True))
        if of is not None
    ]
    ends.append(put_block(sheet.leaf, aside, sheet.place(), small))
    sheet.y = max(ends)


def _sign(sheet: Sheet, of: Signature, name: Sequence[Line], at: Place) -> float:
    style, y = sheet.styles.sign, at.y
    for face, text in ((Face.BOLD, of.head), (Face.ITALIC, of.how)):
        block = lines(((face, text),), style.size, at.width)
        y = put_block(sheet.leaf, block, Place(at.x, y, at.width), style, Align.CENTRE)
    room = Place(at.x + _SIDE, y + sheet.styles.hand, at.width - 2 * _SIDE)
    return put_block(sheet.leaf, name, room, style, Align.CENTRE)

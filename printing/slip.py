"""How a form other than the receipt is set: the common head, its body, the common foot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from counter_app.domain.forms_heading import Heading
from counter_app.domain.forms_slips import Slip
from counter_app.domain.text import nfc
from printing.codes import Codes, Dots
from printing.flow import Runs, Sheet, fewest_pages
from printing.fonts import Face
from printing.head import Head, compared_by, put_feet, sample_mark
from printing.legible import legible
from printing.page import A4_LETTER, A4_LYING, A4_TABLE, A5, Leaf, Paper
from printing.styles import (
    CLOSE_LETTER,
    DENSE,
    LARGE_TABLE,
    LETTER,
    MIDDLE,
    ROOMY,
    WIDE_TABLE,
    Styles,
)

T = TypeVar("T", bound=Slip)


@dataclass(frozen=True, slots=True)
class Setting:
    """A paper and the sizes of type to choose from; denser ones only to save a page."""

    paper: Paper
    styles: tuple[Styles, ...]


SMALL = Setting(A5, (ROOMY, MIDDLE, DENSE))
LETTERS = Setting(A4_LETTER, (LETTER, CLOSE_LETTER))
TABLES = Setting(A4_TABLE, (LARGE_TABLE,))
BOOKS = Setting(A4_LYING, (WIDE_TABLE,))


def slip_leaves(
    form: T,
    setting: Setting,
    put: Callable[[Sheet, T], None],
    dots_per_inch: int,
    marks: Runs = (),
) -> tuple[Leaf, ...]:
    """The pages of ``form`` before they are painted; ``put`` sets what stands below the head.

    ``marks`` stand below the title.
    """
    shown, heading = legible(form), form.heading
    codes = None
    if heading.alias:
        codes = Codes(heading.alias, nfc(heading.qr_text), Dots(dots_per_inch))

    def made(styles: Styles) -> list[Leaf]:
        sheet = Sheet(
            _head(shown.heading, codes, legible(marks), styles, setting.paper),
            styles,
            setting.paper,
        )
        put(sheet, shown)
        return sheet.leaves

    pages = fewest_pages(made, setting.styles)
    return put_feet(pages, _foot(shown.heading), setting.paper, setting.styles[0].head.foot)


def _head(heading: Heading, codes: Codes | None, marks: Runs, styles: Styles, paper: Paper) -> Head:
    sample = sample_mark(heading.is_sample)
    code = (Face.REGULAR, f"Mã hồ sơ: {heading.code}")
    coded = (code,) if heading.code else ()
    number = ((Face.REGULAR, "Số:"), (Face.REGULAR, heading.number)) if heading.number else ()
    return Head(
        letterhead=heading.letterhead,
        day=heading.issued_at.date(),
        reference=number or coded,
        title=heading.template.title,
        marks=((*coded, *marks, *sample) if number else (*marks, *sample)),
        overleaf=(
            (Face.BOLD, " ".join(heading.template.title)),
            *coded,
            *marks,
            (Face.ITALIC, "(tiếp theo)"),
            *sample,
        ),
        codes=codes,
        styles=styles,
        paper=paper,
    )


def _foot(heading: Heading) -> str:
    """Which form it is and what it is compared by; a paper without either has an empty foot."""
    return heading.template.name or compared_by(heading.short_hash)

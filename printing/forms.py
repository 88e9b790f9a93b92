"""Every printed form as PDF bytes, by what it is."""

from importlib import import_module
from typing import Any

from counter_app.domain.errors import UnsupportedPageSize
from counter_app.domain.form_templates import OWN, Form, Template
from counter_app.domain.forms import PageSize, Receipt
from counter_app.domain.forms_slips import FolderLabel, PrintedForm, Register
from counter_app.services.progress import Progress, unhindered
from printing import receipt, register
from printing.page import Leaf, Paper
from printing.pdf import Sides, pdf_of


def render_form(form: PrintedForm, page: PageSize) -> bytes:
    """The form as a PDF on its own paper; equal input gives equal bytes.

    The layout is that of the form's template, so an old dossier prints on its old form. Both codes
    fall on whole dots at 203 dots per inch.

    Raises:
        UnsupportedPageSize: the form is made for another paper.
        DamagedFont: a font of the program is missing or changed.
        InvalidTerm: a term with the text of none.
    """
    if isinstance(form, Receipt):
        return receipt.render(form, page)
    template = _template(form)
    if page is not template.page:
        raise UnsupportedPageSize(page, (template.page,))
    return _pdf(form, *form_leaves(form))


def render_register(form: Register, progress: Progress) -> bytes:
    """What ``render_form`` makes of it; half of the way is setting rows, half is painting pages.

    Raises:
        DamagedFont: a font of the program is missing or changed.
        CancelledError: ``progress`` said no.
    """
    leaves = register.leaves(form, progress=lambda done, all_: progress(done, 2 * all_))
    return _pdf(form, register.PAPER, leaves, lambda done, all_: progress(all_ + done, 2 * all_))


def form_leaves(form: Any, dots_per_inch: int = 203) -> tuple[Paper, tuple[Leaf, ...]]:
    """The paper and the pages before they are painted, of any form but the receipt.

    Raises:
        DamagedFont, InvalidTerm: as ``render_form``.
    """
    layout = import_module(f"printing.{_template(form).layout}")
    return layout.PAPER, layout.leaves(form, dots_per_inch)


def _pdf(
    form: Any, paper: Paper, leaves: tuple[Leaf, ...], progress: Progress = unhindered
) -> bytes:
    issuer = "" if isinstance(form, FolderLabel) else form.heading.letterhead.unit
    code = form.code if isinstance(form, FolderLabel) else form.heading.code
    title = " ".join(_template(form).title).capitalize()
    sides = Sides((paper.width, paper.height), ((0.0, leaves),))
    return pdf_of(sides, f"{title} {code}".strip(), issuer, progress)


def _template(form: Any) -> Template:
    if isinstance(form, FolderLabel):
        return OWN[Form.LABEL]
    template: Template = form.heading.template
    return template

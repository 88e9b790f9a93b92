"""The papers of one dossier, the receipt among them, as the window lists and prints them. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.receipts import printed_copies
from ui.widgets.print_flow import Sheet
from ui.widgets.printer_memory import LABELS, LARGE, RECEIPTS

# What an act leaves to be printed; a form is offered only where it has something to say.
OF_ACT: Mapping[str, Form] = MappingProxyType(
    {
        "accept": Form.RECEIPT,
        "decline": Form.DECLINE,
        "request-supplement": Form.SUPPLEMENT,
        "extend": Form.APOLOGY,
        "stop": Form.STOP,
        "take": Form.CONTROL_SLIP,
        "forward": Form.CONTROL_SLIP,
        "transfer": Form.CONTROL_SLIP,
        "hand-over": Form.HAND_OVER,
    }
)
_PRINTERS = {PageSize.A4: LARGE, PageSize.LABEL: LABELS}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper there is, and how many copies of it as it stands left a printer."""

    form: Form
    copies: int
    issue: int = 1  # of the receipt: from 2 on it replaces an earlier one


@dataclass(frozen=True, slots=True)
class Paper:
    """The stored bytes of one paper; ``copies`` left a printer."""

    form: Form
    content: bytes
    page: PageSize
    copies: int


def lines_of(counter: Counter, dossier: Dossier) -> tuple[PaperLine, ...]:
    """What can be printed for ``dossier``, the receipt first; reads nothing."""
    forms = counter.paper.forms
    lines = [PaperLine(form, forms.copies(dossier, form)) for form in forms.printable(dossier)]
    if dossier.code:
        lines.insert(0, PaperLine(Form.RECEIPT, printed_copies(dossier), dossier.issue))
    return tuple(lines)


def paper_after(counter: Counter, act: str, dossier: Dossier) -> Form | None:
    """The paper ``act`` left to be printed for ``dossier``, if it left one."""
    form = OF_ACT.get(act)
    return form if form in {line.form for line in lines_of(counter, dossier)} else None


def shown_paper(counter: Counter, dossier: UUID, form: Form, page: PageSize) -> Paper:
    """The paper as it now stands; ``page`` is for the receipt, a form has its own.

    Raises:
        What ``Receipts.show`` and ``Forms.show`` raise.
    """
    if form is Form.RECEIPT:
        receipt = counter.paper.receipts.show(dossier, page)
        return Paper(form, receipt.content, page, receipt.copies)
    stored = counter.paper.forms.show(dossier, form)
    return Paper(form, stored.content, stored.page, stored.copies)


def printed_paper(
    counter: Counter, dossier: UUID, wanted: tuple[Form, PageSize], officer: Officer
) -> Paper:
    """The same for a printer; the event is stored before anything is sent.

    Raises:
        What ``Receipts.print`` and ``Forms.print`` raise.
    """
    form, page = wanted
    if form is Form.RECEIPT:
        receipt = counter.paper.receipts.print(dossier, page, officer)
        return Paper(form, receipt.content, page, receipt.copies)
    stored = counter.paper.forms.print(dossier, form, officer)
    return Paper(form, stored.content, stored.page, stored.copies)


def sheet_of(dossier: Dossier, paper: Paper) -> Sheet:
    """The paper on its way to the printer this desk keeps for its size."""
    return Sheet(
        paper.content,
        dossier.alias,
        paper.copies,
        dossier.code or dossier.decline_number,
        has_qr=bool(dossier.alias) and paper.form is not Form.LABEL,
        purpose=_PRINTERS.get(paper.page, RECEIPTS),
    )

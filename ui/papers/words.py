"""Papers as lists and buttons say them. No Qt."""

from counter_app.domain.form_templates import Form
from counter_app.i18n import _, counted
from ui.papers.papers import PaperLine
from ui.wording import form_word


def paper_word(form: Form) -> str:
    """The paper's name, to stand alone."""
    word = form_word(form)
    return word[:1].upper() + word[1:]


def line_words(line: PaperLine) -> str:
    """The paper, and how many copies there are."""
    name = paper_word(line.form)
    if line.form is Form.RECEIPT and line.issue > 1:
        name = _("Giấy tiếp nhận, cấp lại lần {n}").format(n=line.issue - 1)
    if not line.copies:
        return _("{paper} · chưa in").format(paper=name)
    copies = counted("đã in {n} bản", "đã in {n} bản", line.copies).format(n=line.copies)
    return f"{name} · {copies}"


def offer_words(form: Form) -> str:
    """What the key under a message of success prints."""
    return _("In {paper}   Ctrl+P").format(paper=form_word(form))

"""Forms are rendered once and kept; what goes to a printer is an event first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.acts import ACTS, role_for
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import NothingToPrint
from counter_app.domain.event import Author, Kind
from counter_app.domain.form_templates import Form, template_for
from counter_app.domain.forms import PageSize
from counter_app.domain.forms_slips import PrintedForm
from counter_app.domain.unit import Officer
from counter_app.services.acting import append, standing_here
from counter_app.services.forms import folders, notices
from counter_app.services.forms.setting import Setting
from counter_app.services.paper_ports import RenderForm
from counter_app.services.papers import FindPaper, PaperKey, Papers
from counter_app.services.ports import Now, Questions, UnitOfWork

_ISSUES = 1000  # papers of one kind between two corrections: the stored key holds both


@dataclass(frozen=True, slots=True)
class StoredForm:
    """The bytes of one form as first rendered; ``copies`` of them left a printer."""

    content: bytes
    sha256: str
    page: PageSize
    issue: int
    copies: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms 02 to 06 and the desk's own papers; the register is `registering`'s."""

    questions: Questions
    papers: Papers
    unit_of_work: Callable[[], UnitOfWork]
    render: RenderForm
    now: Now

    def show(self, dossier: UUID, form: Form) -> StoredForm:
        """The form as it now stands, rendered and stored when it was not yet.

        Raises:
            UnknownDossier, DocumentDamaged
            CentreUnreachable, CentreRefused, UnknownBlob: another desk printed it, and its
            bytes cannot be had now.
            NothingToPrint: the dossier has nothing it could say.
            FormNotInForce: the circular of its day had no such form.
        """
        return self._stored(self.questions.dossier(dossier), form, self.papers.find_anywhere)

    def print(self, dossier: UUID, form: Form, officer: Officer) -> StoredForm:
        """The same bytes for a printer; the event is stored before anything is sent.

        Raises:
            What ``show`` raises; RoleMayNot, ActNotAllowed.
        """
        self.show(dossier, form)
        now = self.now()
        with self.unit_of_work() as work:
            state = work.dossier(dossier)
            act = ACTS["print"]
            role = role_for(act, standing_here(work, state, now), officer.roles)
            stored = self._stored(state, form, self.papers.find)
            copy = stored.copies + 1
            public: dict[str, Json] = {
                "form": form.value,
                "page": stored.page.value,
                "sha256": stored.sha256,
                "issue": stored.issue,
                "copy": copy,
            }
            append(work, act, state, (Author(officer.id, role), now), (public, {}))
            work.commit()
        return StoredForm(stored.content, stored.sha256, stored.page, stored.issue, copy)

    def printable(self, dossier: Dossier) -> tuple[Form, ...]:
        """The forms that have something to say about the dossier, in the order of their numbers."""
        return tuple(form for form in _COMPOSERS if self._says_something(dossier, form))

    def copies(self, dossier: Dossier, form: Form) -> int:
        """How many papers of the form as it now stands left a printer."""
        issue = _issue(dossier, form)
        return sum(p.form == form and p.issue == issue for p in dossier.printed)

    def visit_list(self, dossiers: Sequence[UUID], officer: Officer) -> bytes:
        """One paper for several dossiers of one visitor, as a PDF.

        Raises:
            UnknownDossier
            NothingToPrint: none was named.
        """
        if not dossiers:
            raise NothingToPrint(Form.VISIT_LIST, "")
        reference, now = self.questions.reference(), self.now()
        states = map(self.questions.dossier, dossiers)
        made = folders.visit_list([Setting(s, reference, now) for s in states], officer)
        return self.render(made, made.heading.template.page)

    def _says_something(self, dossier: Dossier, form: Form) -> bool:
        if form in (Form.CONTROL_SLIP, Form.LABEL):
            return bool(dossier.code)
        kind = _TELLS_OF[form]
        return any(entry.kind == kind and entry.in_force for entry in dossier.history)

    def _stored(self, dossier: Dossier, form: Form, find: FindPaper) -> StoredForm:
        compose = _COMPOSERS.get(form)
        if compose is None or not self._says_something(dossier, form):
            raise NothingToPrint(form, dossier.code or dossier.decline_number)
        now = self.now()
        page = template_for(form, dossier.received_at.astimezone(now.tzinfo).date()).page
        key = PaperKey(form, _issue(dossier, form), page)
        found = find(dossier, key)
        if found is None:
            made = compose(Setting(dossier, self.questions.reference(), now))
            content = self.render(made, page)
            found = self.papers.store(dossier, key, content)
        digest, content = found
        return StoredForm(content, digest, page, key.issue, self.copies(dossier, form))


def _issue(dossier: Dossier, form: Form) -> int:
    return _ISSUES * (dossier.issue - 1) + _ordinal(dossier, form)


def _ordinal(dossier: Dossier, form: Form) -> int:
    """Which paper of this kind it is: an event of its kind, or another change of hands, makes one."""
    if form is Form.CONTROL_SLIP:
        return folders.movements(dossier) + 1
    if form is Form.LABEL:
        return 1
    kind = _TELLS_OF[form]
    return sum(entry.kind == kind and entry.in_force for entry in dossier.history)


_COMPOSERS: Mapping[Form, Callable[[Setting], PrintedForm]] = MappingProxyType(
    {
        Form.SUPPLEMENT: notices.supplement_request,
        Form.DECLINE: notices.refusal,
        Form.APOLOGY: notices.apology,
        Form.STOP: notices.stop_notice,
        Form.CONTROL_SLIP: folders.control_slip,
        Form.HAND_OVER: notices.hand_over_slip,
        Form.LABEL: folders.label,
    }
)
_TELLS_OF: Mapping[Form, Kind] = MappingProxyType(
    {
        Form.SUPPLEMENT: Kind.SUPPLEMENT_REQUESTED,
        Form.DECLINE: Kind.DECLINED,
        Form.APOLOGY: Kind.EXTENDED,
        Form.STOP: Kind.STOPPED,
        Form.HAND_OVER: Kind.HANDED_OVER,
    }
)

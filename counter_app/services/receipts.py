"""Receipts: composed from the dossier, kept as bytes, printed as events."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from counter_app.domain.acts import ACTS, role_for
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier
from counter_app.domain.due import DerivationSummary, HourRule
from counter_app.domain.errors import NoReceipt
from counter_app.domain.event import Author, Kind
from counter_app.domain.forms import (
    PageSize,
    Promise,
    Receipt,
)
from counter_app.domain.procedure import Channel, Fee, FeeKind
from counter_app.domain.unit import Officer
from counter_app.services.acting import append, standing_here
from counter_app.services.on_paper import (
    home_profile,
    letterhead_of,
    officer_on_paper,
    paper_lines,
    party_of,
    procedure_line,
    qr_text,
)
from counter_app.services.paper_ports import Render
from counter_app.services.papers import FindPaper, PaperKey, Papers
from counter_app.services.ports import Now, Questions, Reference, UnitOfWork

FORM = "receipt"


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """The bytes of one issue on one page size, as first rendered; ``copies`` were printed."""

    content: bytes
    sha256: str
    issue: int
    copies: int


@dataclass(frozen=True, slots=True)
class Receipts:
    """Everything that has to do with form 01."""

    questions: Questions
    papers: Papers
    unit_of_work: Callable[[], UnitOfWork]
    render: Render
    now: Now

    def show(self, dossier: UUID, page: PageSize) -> StoredReceipt:
        """The current receipt, rendered and stored when it was not yet.

        Raises:
            UnknownDossier
            NoReceipt: it was declined, or registered online and not accepted.
            DocumentDamaged: the stored file is gone or was changed.
            CentreUnreachable, CentreRefused, UnknownBlob: another desk printed it, and its
            bytes cannot be had now.
        """
        return self._stored(self.questions.dossier(dossier), page, self.papers.find_anywhere)

    def print(self, dossier: UUID, page: PageSize, officer: Officer) -> StoredReceipt:
        """The same bytes for one more paper; the event is stored before anything is sent.

        ``copies`` counts this one: from 2 on the paper is a reprint.

        Raises:
            What ``show`` raises; RoleMayNot, ActNotAllowed.
        """
        self.show(dossier, page)
        now = self.now()
        with self.unit_of_work() as work:
            state = work.dossier(dossier)
            act = ACTS["print"]
            role = role_for(act, standing_here(work, state, now), officer.roles)
            stored = self._stored(state, page, self.papers.find)
            copy = stored.copies + 1
            public: dict[str, Json] = {
                "form": FORM,
                "page": page.value,
                "sha256": stored.sha256,
                "issue": stored.issue,
                "copy": copy,
            }
            append(work, act, state, (Author(officer.id, role), now), (public, {}))
            work.commit()
        return StoredReceipt(stored.content, stored.sha256, stored.issue, copy)

    def _stored(self, dossier: Dossier, page: PageSize, find: FindPaper) -> StoredReceipt:
        key = PaperKey(FORM, dossier.issue, page)
        found = find(dossier, key)
        if found is None:
            receipt = compose(dossier, self.questions.reference(), self.now().tzinfo)
            content = self.render(receipt, page)
            found = self.papers.store(dossier, key, content)
        digest, content = found
        return StoredReceipt(content, digest, dossier.issue, printed_copies(dossier))


def printed_copies(dossier: Dossier) -> int:
    """How many papers of the current issue left a printer, whatever their size."""
    return sum(p.form == FORM and p.issue == dossier.issue for p in dossier.printed)


def compose(dossier: Dossier, reference: Reference, zone: tzinfo | None) -> Receipt:
    """Form 01 as data: the dossier as corrected, under the profile it was received under.

    Raises:
        NoReceipt: the dossier has no code.
    """
    if not dossier.code or dossier.profile is None:
        raise NoReceipt(str(dossier.id), int(dossier.status))
    profile = home_profile(dossier, reference)
    issued_at, issuer = _issued(dossier)
    return Receipt(
        code=dossier.code,
        alias=dossier.alias,
        issue=dossier.issue,
        reissue_reason=dossier.reissue_reason,
        letterhead=letterhead_of(profile),
        submitter=party_of(dossier.submitter or dossier.applicant),
        applicant=party_of(dossier.applicant) if dossier.submitter else None,
        procedure=procedure_line(dossier),
        content=dossier.content,
        papers=paper_lines(dossier.papers),
        missing=dossier.missing,
        missing_reason=dossier.missing_reason,
        sets=dossier.sets,
        received_at=dossier.received_at.astimezone(zone),
        issued_at=issued_at.astimezone(zone),
        promises=_promises(dossier, zone),
        derivation=_derivation(dossier),
        hour_rule=HourRule(dossier.hour_rule),
        result_channel=Channel(dossier.result_channel),
        fees=tuple(Fee(FeeKind(fee.kind), fee.amount, fee.note) for fee in dossier.fees),
        book=None,
        officer=officer_on_paper(dossier, reference, issuer),
        hotline=profile.hotline,
        lookup_url=profile.lookup_url,
        lookup_secret=dossier.lookup_secret,
        short_hash=dossier.short_hash,
        qr_text=qr_text(dossier, profile, zone),
        is_sample=profile.is_sample,
    )


def _issued(dossier: Dossier) -> tuple[datetime, UUID | None]:
    """When and by whom the current issue came about: the reception, or the last correction."""
    for entry in reversed(dossier.history):
        if entry.kind == Kind.CORRECTED and entry.in_force:
            return entry.at, entry.author
    return dossier.entered_at, dossier.receiver


def _promises(dossier: Dossier, zone: tzinfo | None) -> tuple[Promise, ...]:
    """The dates as promised at reception; a pause or an extension has papers of its own."""
    if dossier.phases:
        return tuple(
            Promise(p.term, p.due_at.astimezone(zone) if p.due_at else None) for p in dossier.phases
        )
    due = dossier.first_due_at
    return (Promise(dossier.term, due.astimezone(zone) if due else None),)


def _derivation(dossier: Dossier) -> DerivationSummary | None:
    said = dossier.first_derivation
    return DerivationSummary.from_json(said) if isinstance(said, Mapping) else None

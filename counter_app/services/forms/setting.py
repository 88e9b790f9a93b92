"""What every form of a dossier has in common: letterhead, codes, parties, names."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.act import Role
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import NothingToPrint
from counter_app.domain.event import Kind
from counter_app.domain.form_templates import Form, template_for
from counter_app.domain.forms_heading import Heading
from counter_app.domain.forms_slips import Contact
from counter_app.domain.history import HistoryEntry
from counter_app.domain.unit import UnitProfile
from counter_app.services.on_paper import RECEPTION, letterhead_of, officer_on_paper, qr_text
from counter_app.services.ports import Reference

_OFFICES = {
    Role.RECEPTION: RECEPTION,
    Role.PROCESSING: "Bộ phận chuyên môn",
    Role.LEADER: "Lãnh đạo cơ quan",
}
_ROLE = "role:"


@dataclass(frozen=True, slots=True)
class Setting:
    """A dossier about to be put on paper; ``now`` is aware and local."""

    dossier: Dossier
    reference: Reference
    now: datetime

    @property
    def profile(self) -> UnitProfile:
        """The unit as it was when the dossier was received."""
        version = self.dossier.profile
        return self.reference.profile(version) if version else self.reference.unit()

    def heading(self, form: Form, number: str, issued_at: datetime) -> Heading:
        """The common head under the circular of the dossier's day.

        Raises:
            FormNotInForce
        """
        dossier, profile = self.dossier, self.profile
        day = self.local(dossier.received_at).date()
        has_codes = bool(dossier.code)
        return Heading(
            letterhead_of(profile),
            template_for(form, day),
            number,
            self.local(issued_at),
            dossier.code,
            dossier.alias,
            qr_text(dossier, profile, self.now.tzinfo) if has_codes else "",
            dossier.short_hash,
            profile.is_sample,
        )

    def local(self, moment: datetime) -> datetime:
        """The moment in the counter's zone."""
        return moment.astimezone(self.now.tzinfo)

    def optional(self, moment: datetime | None) -> datetime | None:
        """The same for a moment that may be missing."""
        return self.local(moment) if moment else None

    def latest(self, form: Form, kind: Kind) -> HistoryEntry:
        """The last event of ``kind`` that had effect.

        Raises:
            NothingToPrint: there is none.
        """
        found = [e for e in self.dossier.history if e.kind == kind and e.in_force]
        if not found:
            raise NothingToPrint(form, self.dossier.code or self.dossier.decline_number)
        return found[-1]

    def count(self, kind: Kind) -> int:
        """How many events of ``kind`` had effect."""
        return sum(entry.kind == kind and entry.in_force for entry in self.dossier.history)

    def numbered(self, ordinal: int, suffix: str) -> str:
        """``261125-030001.1/HDHS``: day and serial of the code, then the paper's own count."""
        tail = self.dossier.code.partition("-")[2]
        return f"{tail}.{ordinal}/{suffix}" if tail else ""

    def contact(self, officer: UUID | None) -> Contact:
        """Whom the citizen may ask."""
        profile = self.profile
        return Contact(self.officer_name(officer), profile.hotline, profile.lookup_url)

    def officer_name(self, officer: UUID | None) -> str:
        """An officer's name; of one this desk does not know, whose officer it is."""
        return officer_on_paper(self.dossier, self.reference, officer)

    def signer(self) -> str:
        """The unit's leader, when there is just one who could sign."""
        leaders = [o for o in self.reference.officers() if o.active and Role.LEADER in o.roles]
        return leaders[0].name if len(leaders) == 1 else ""

    def holder_name(self, holder: str) -> str:
        """Who holds a folder, as the control slip names them."""
        if holder.startswith(_ROLE):
            role = holder.removeprefix(_ROLE)
            return _OFFICES[Role(role)] if role in _OFFICES else role
        try:
            return self.officer_name(UUID(holder))
        except ValueError:
            return holder

"""How people, papers and units stand on every form."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from uuid import UUID

from counter_app.domain.dossier import Dossier, Paper
from counter_app.domain.forms import Letterhead, PaperLine, Party
from counter_app.domain.person import Person
from counter_app.domain.side import unit_of
from counter_app.domain.unit import UnitProfile
from counter_app.services.ports import Reference

RECEPTION = "Bộ phận Tiếp nhận và Trả kết quả"


def qr_text(dossier: Dossier, profile: UnitProfile, zone: tzinfo | None) -> str:
    """What the QR says: code, due moment, unit. No personal data."""
    due = dossier.first_due_at
    shown = due.astimezone(zone).isoformat(timespec="minutes") if due else "-"
    return f"{dossier.code};{shown};{profile.code}"


def letterhead_of(profile: UnitProfile) -> Letterhead:
    """The left of the head."""
    return Letterhead(profile.parent, profile.name, RECEPTION, profile.place)


def officer_on_paper(dossier: Dossier, reference: Reference, officer: UUID | None) -> str:
    """An officer's name; of one this desk does not know, whose officer it is."""
    if officer is None:
        return ""
    found = reference.officer(officer)
    return found.name if found else f"Công chức của {unit_of(dossier, officer)}"


def home_profile(dossier: Dossier, reference: Reference) -> UnitProfile:
    """The profile the dossier was received under; of another unit only its name is known here."""
    profile = reference.profile(dossier.profile or reference.unit().version)
    if dossier.unit.code in reference.codes():
        return profile
    unit = dossier.unit
    return replace(profile, code=unit.code, name=unit.name, parent="", hotline="", lookup_url="")


def procedure_line(dossier: Dossier) -> str:
    """The procedure and, where it has several, the case."""
    name, case = dossier.procedure.name, dossier.procedure.case
    return f"{name} ({case})" if case else name


def party_of(person: Person) -> Party:
    """A person as forms name them."""
    return Party(
        person.name,
        person.id_number,
        person.birth_date,
        person.phone,
        person.email,
        person.address,
        person.tax_code,
    )


def parties_of(dossier: Dossier) -> tuple[Party, Party | None]:
    """The submitter, and the applicant where that is somebody else."""
    applicant = party_of(dossier.applicant)
    return (party_of(dossier.submitter), applicant) if dossier.submitter else (applicant, None)


def paper_lines(papers: Iterable[Paper]) -> tuple[PaperLine, ...]:
    """Papers as the table of a form has them."""
    return tuple(PaperLine(p.name, p.originals, p.certified, p.photocopies) for p in papers)

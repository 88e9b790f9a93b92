"""A visit as far as it has been typed: what the page shows, and what survives a crash."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from counter_app.domain.person import PERSON_FIELDS, Person, PersonKind
from counter_app.domain.procedure import Channel

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One row of the papers as the officer left it; ``component`` empty: a paper of another kind."""

    component: str
    name: str
    ticked: bool = False
    originals: int = 0
    certified: int = 0
    photocopies: int = 0


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """Everything an officer can enter, as typed and unchecked.

    ``key`` makes accepting the same draft twice give one dossier (a crash between the two).
    """

    key: str
    applicant: Person = field(default_factory=lambda: Person(name=""))
    submitter: Person | None = None
    procedure: str = ""
    case: str | None = None
    term: str | None = None
    channel: Channel = Channel.COUNTER
    result_channel: Channel = Channel.COUNTER
    papers: tuple[PaperEntry, ...] = ()
    unit_code: str = ""
    unit_name: str = ""
    sets: int = 1
    content: str = ""
    note: str = ""
    missing_reason: str = ""

    def is_empty(self) -> bool:
        """Whether nothing was entered that would be missed."""
        people = (self.applicant, self.submitter or self.applicant)
        typed = any(getattr(person, name) for person in people for name in PERSON_FIELDS)
        return not (typed or self.procedure or self.content or self.note)


def draft_to_json(draft: VisitDraft, saved_at: str) -> dict[str, Any]:
    """What the draft's file holds; ``saved_at`` is an ISO 8601 moment."""
    return {"format": FORMAT, "saved_at": saved_at, **asdict(draft)}


def draft_from_json(data: Any) -> tuple[VisitDraft, str]:
    """The draft ``draft_to_json`` wrote, and when.

    Raises:
        ValueError, KeyError, TypeError: another format, or damaged.
    """
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    values = {f.name: data[f.name] for f in fields(VisitDraft)}
    values |= {
        "applicant": _person(data["applicant"]),
        "submitter": _person(data["submitter"]) if data["submitter"] else None,
        "channel": Channel(data["channel"]),
        "result_channel": Channel(data["result_channel"]),
        "papers": tuple(PaperEntry(**paper) for paper in data["papers"]),
    }
    return VisitDraft(**values), str(data["saved_at"])


def _person(data: Any) -> Person:
    texts = {name: str(data[name]) for name in PERSON_FIELDS}
    return Person(**texts, kind=PersonKind(data["kind"]))

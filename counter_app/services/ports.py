"""What the use cases ask of the outside: storage, identities, time. Adapters implement these."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias
from uuid import UUID

from counter_app.domain.calendar import Calendar
from counter_app.domain.dossier import Dossier, Lifecycle, Status, UnitRef
from counter_app.domain.drafting import VersionDraft
from counter_app.domain.event import Draft, Event
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.review import Use
from counter_app.domain.suggestion import Suggestion
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.queue_ports import QueuePage, QueuePlace, QueueQuery
from counter_app.services.reference_ports import Proposal, Reach

Now: TypeAlias = Callable[[], datetime]  # aware, in the counter's own time zone


class Chance(Protocol):
    """Where identities and secrets come from."""

    def identity(self) -> UUID:
        """A new UUIDv7."""

    def below(self, bound: int) -> int:
        """An unpredictable integer from 0 to ``bound`` - 1."""


class PinHasher(Protocol):
    """Turns PINs into verifiers that reveal nothing."""

    @property
    def nobody(self) -> str:
        """A verifier no PIN matches, so that an unknown login takes as long as a wrong PIN."""

    def hash(self, pin: str) -> str:
        """The verifier to store."""

    def matches(self, verifier: str, pin: str) -> bool:
        """Whether ``pin`` made ``verifier``; takes its time on purpose."""


@dataclass(frozen=True, slots=True)
class DeskIdentity:
    """This installation: who it is in its unit. It changes by enrolment or restore only."""

    id: UUID
    unit: UUID  # also the scope of its dossiers
    city: UUID  # the scope of catalogue and calendar
    number: int
    incarnation: UUID


class Reference(Protocol):
    """The reference data in force on this desk; values are cached, calls are cheap."""

    def unit(self) -> UnitProfile:
        """The desk's own unit, latest profile."""

    def codes(self) -> frozenset[str]:
        """Every code the desk's own unit has or had; dossiers keep the one they were given."""

    def profile(self, version: UUID) -> UnitProfile:
        """The profile of one ``unit-profiled`` event."""

    def calendar(self) -> Calendar:
        """The shipped calendar with every imported change on top."""

    def calendar_as_of(self, version: str) -> Calendar:
        """The calendar that had this version; today's where this desk never had that one."""

    def versions(self, code: str) -> tuple[ProcedureVersion, ...]:
        """The versions of a procedure receptions may choose from, in order of issue.

        The city's, once it has issued one; until then those the unit proposes. Empty: unknown.
        """

    def version(self, identity: UUID) -> ProcedureVersion | None:
        """The version one ``procedure-version-issued`` event brought, in force or not."""

    def procedures(self) -> tuple[ProcedureVersion, ...]:
        """Every version of every procedure, by code, then in order of issue."""

    def reach(self) -> Reach:
        """Whose reference data this desk writes."""

    def proposals(self) -> tuple[Proposal, ...]:
        """What units proposed, as far as this desk knows, in the order it learnt of it."""

    def drafts(self, code: str) -> tuple[VersionDraft, ...]:
        """Drafts of a procedure, of whose reference data this desk writes, as they were written."""

    def draft(self, identity: UUID) -> VersionDraft | None:
        """One of them."""

    def waiting_drafts(self) -> tuple[VersionDraft, ...]:
        """Those of every procedure that were neither issued nor dropped."""

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What officers suggest in the review, as far as this desk knows, and the answers."""

    def units(self) -> tuple[UnitRef, ...]:
        """The units of the centre's directory; empty on a desk that stands alone."""

    def desk_number(self, desk: UUID) -> int | None:
        """The number a desk of the unit said it has; None: it has said nothing."""

    def officer(self, officer: UUID) -> Officer | None:
        """An officer by identity."""

    def officers(self) -> tuple[Officer, ...]:
        """All officers of the unit, by login; of equal ones those of this desk first."""


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction on the desk; what is not committed never happened."""

    @property
    def desk(self) -> DeskIdentity:
        """This installation."""

    @property
    def reference(self) -> Reference:
        """Reference data as of this transaction."""

    @property
    def last_moment(self) -> datetime | None:
        """The desk time of the desk's last event: a clock behind it is wrong."""

    def take_serial(self, day: date) -> int:
        """The next counter of ``day``, from 1; rolled back with the transaction."""

    def take_decline(self, day: date) -> int:
        """The next counter of refusals of ``day``, from 1."""

    def append(self, draft: Draft) -> Event:
        """Seal ``draft`` as the desk's next event, store it and bring the projections up to date."""

    def events_of(self, dossier: UUID) -> tuple[Event, ...]:
        """The dossier's events in fold order; empty when unknown."""

    def dossier(self, dossier: UUID) -> Dossier:
        """The dossier, folded, with what this transaction appended.

        Raises:
            UnknownDossier
        """

    def accepted_as(self, request_key: str) -> UUID | None:
        """The dossier an intake with this key (a SHA-256 in hexadecimal) became, if any."""

    def has_unsent(self, dossier: UUID) -> bool:
        """Whether an event of the dossier is not acknowledged by the centre."""

    def last_seen(self, dossier: UUID) -> UUID | None:
        """The event this desk learnt of last on the dossier: the base of the next act."""

    def commit(self) -> None:
        """Make everything since the beginning durable; only now may it be acknowledged."""


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier in a list."""

    id: UUID
    code: str
    procedure_code: str
    procedure: str
    applicant: str
    id_number: str
    phone: str
    status: Status
    lifecycle: Lifecycle
    paused: bool
    received_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """A dossier whose result waits to be collected, and since when."""

    line: DossierLine
    finished_at: datetime


class Questions(Protocol):
    """Reads without a write lock; safe from any one thread at a time."""

    def search(self, text: str, limit: int) -> tuple[DossierLine, ...]:
        """Newest first: code, alias, name in any word order with or without marks, phone, number."""

    def identify(self, code: str) -> tuple[UUID, ...]:
        """The dossiers named by a code, an alias or a UUID: usually one, two after a clone."""

    def dossier(self, dossier: UUID) -> Dossier:
        """The dossier, folded.

        Raises:
            UnknownDossier
        """

    def events(self, dossier: UUID) -> tuple[Event, ...]:
        """The dossier's events in fold order; empty when unknown."""

    def same_applicant(
        self, id_number: str, procedure: str, since: datetime
    ) -> Sequence[DossierLine]:
        """Dossiers of this person and procedure received since then, newest first, void ones not."""

    def ready(self, text: str, limit: int) -> tuple[ReadyLine, ...]:
        """Results waiting to be collected, the longest waiting first; ``text`` as in a search."""

    def ready_of(self, id_number: str, limit: int) -> tuple[ReadyLine, ...]:
        """Those of one applicant; none for an empty number."""

    def disputed(self, limit: int) -> tuple[DossierLine, ...]:
        """Dossiers in which two desks disagree or an act needs review, the newest first."""

    def received_between(
        self, since: datetime, until: datetime, limit: int = -1
    ) -> tuple[UUID, ...]:
        """The dossiers with a code received from ``since`` until before ``until``, in that order.

        The first ``limit`` of them; below 0: all.
        """

    def uses(self, since: datetime, until: datetime) -> Mapping[str, Use]:
        """How often each procedure was used from ``since`` until before ``until``, by code."""

    def recent_procedures(self, desk: UUID, limit: int) -> tuple[str, ...]:
        """Codes this desk received most recently, latest first."""

    def queue_page(self, query: QueueQuery, after: QueuePlace | None, limit: int) -> QueuePage:
        """Open dossiers, the most urgent first, after a place; and how many there are in all."""

    def overdue_supplements(self, now: datetime) -> tuple[UUID, ...]:
        """Dossiers whose limit for bringing papers is over, longest ago first."""

    def reference(self) -> Reference:
        """Reference data as of now."""

    def chain(self) -> Iterator[Event]:
        """Every event this desk wrote, in its own order, for an audit."""

"""The desk's side of keeping in step: how it stands to its centre, and the log it keeps.

``docs/sync.md`` tells how the parts play together.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.services.centre_port import (
    Accepted,
    Digest,
    DirectoryEntry,
    FedEvent,
    FeedEnd,
    Head,
    Incarnation,
    Rejected,
    SentEvent,
)
from counter_app.services.ports import DeskIdentity
from counter_app.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a desk needs to reach the centre: made by ``centre enrol``, kept by the desk."""

    host: str
    port: int
    database: str
    user: str
    password: str
    ca: str  # PEM
    token: str  # 64 hexadecimal digits
    unit: UUID
    unit_code: str
    unit_name: str
    city: UUID
    desk_number: int


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a scope was pulled: the last row's position and event; 0 and None: not at all.

    ``received_at`` is when the centre got that event. A centre that was restored and got it back,
    by chance at the same position, has another moment, and maybe others before it.
    """

    scope: UUID
    position: int
    event: UUID | None
    received_at: datetime | None = None  # aware, to the millisecond; None: not remembered

    def is_of(self, row: FedEvent) -> bool:
        """Whether the centre got the row's event when it got the remembered one."""
        return self._is_of_moment(row.received_at)

    def is_at(self, end: FeedEnd) -> bool:
        """Whether the feed ends with what is remembered: then there is nothing to pull."""
        if (self.position, self.event) != (end.position, end.event):
            return False
        return end.received_at is None or self._is_of_moment(end.received_at)

    def _is_of_moment(self, received_at: datetime) -> bool:
        then = self.received_at
        return then is None or abs(received_at - then) < timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Rejection:
    """An own event the centre would not take, for the tray."""

    event: UUID
    dossier: UUID | None
    code: str  # of the dossier; empty: none
    act: str  # the event's kind
    kind: str
    details: Json
    at: datetime


@dataclass(frozen=True, slots=True)
class Outbox:
    """What waits to be sent: how many events, since when, and how many were rejected."""

    waiting: int
    oldest: datetime | None
    rejected: int


@dataclass(frozen=True, slots=True)
class LostRun:
    """Others' events that no feed brings any more, of one incarnation in its chain's order.

    ``rows`` say where the desk keeps them.
    """

    incarnation: UUID
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """How this desk stands to a centre; None where it is asked for: it stands alone."""

    credentials: Credentials
    is_paused: bool
    offset_ms: int  # the centre's clock less this desk's, as last measured
    contact: datetime | None  # the last answer, by the desk's clock
    units: tuple[DirectoryEntry, ...]


class SyncLog(Protocol):
    """The desk's side of keeping in step. Every call is one transaction of its own."""

    @property
    def desk(self) -> DeskIdentity:
        """This installation, as of now."""

    def link(self) -> Link | None:
        """How the desk stands to its centre."""

    def last_sequence(self) -> int:
        """The sequence of the last event of the life that writes; 0: it wrote none yet."""

    def enrol(self, credentials: Credentials, incarnation: Incarnation) -> None:
        """Belong to the centre's unit from here on, in a new incarnation; nothing is lost."""

    def renew(self, incarnation: Incarnation, jump: int) -> None:
        """Begin a new life of the desk: a new chain, and numbers that jump ahead by ``jump``."""

    def pause(self, *, paused: bool) -> None:
        """Stop or go on syncing; survives a restart."""

    def note_contact(self, head: Head, at: datetime, offset_ms: int) -> None:
        """Remember when the centre answered, its clock and its directory."""

    def incarnations(self) -> tuple[Incarnation, ...]:
        """Every life of this desk in order; the last one writes."""

    def outbox(self) -> Outbox:
        """What waits."""

    def unsent(self, max_events: int, max_bytes: int) -> tuple[UUID, tuple[SentEvent, ...]] | None:
        """The next batch and its incarnation, oldest first; None when nothing waits."""

    def acknowledge(self, answers: Sequence[Accepted | Rejected]) -> None:
        """Note positions and rejections."""

    def answered(self) -> dict[UUID, int]:
        """Up to which sequence each life of this desk was answered; the last one writes."""

    def offer_again(self, incarnation: UUID, after: int) -> None:
        """Events of that life with a sequence above ``after`` wait again."""

    def cursor(self, scope: UUID) -> Cursor:
        """How far ``scope`` was pulled."""

    def apply(
        self,
        scope: UUID,
        events: Sequence[FedEvent],
        asked_from: Cursor | None = None,
        *,
        projecting: bool = True,
    ) -> bool:
        """Store a page from the cursor on, project what changed and move the cursor, all or nothing.

        Where the cursor is no longer ``asked_from``, another process has stored the page meanwhile:
        the answer is False, and nothing was done.
        Without ``projecting`` dossiers are stored alone, for ``project_stored`` to project once:
        the way of a first sync. Reference data is projected in any case.

        Raises:
            BrokenFeed: ``part`` is ``fork`` (the remembered row is another or gone), ``gap``,
                ``text``, ``private`` or ``identity`` (a known id with another text).
        """

    def has_unprojected(self) -> bool:
        """Whether dossiers were stored alone and not projected yet, whoever was killed meanwhile."""

    def project_stored(self, progress: Progress) -> bool:
        """Project every dossier once, many short transactions; whether all are done.

        May be stopped by ``progress``, or killed, at any moment: the next call goes on.
        """

    def forget_positions(self, scope: UUID) -> None:
        """The centre lost events: own ones wait again, the cursor of ``scope`` is back at 0.

        Events keep the places they had until the centre gives them new ones, so that the fold of
        a dossier does not change meanwhile.
        """

    def lost(self, max_events: int, max_bytes: int) -> tuple[LostRun, ...]:
        """What others wrote, a feed brought, and none does any more since positions were forgotten.

        Batches of one incarnation each, in the order the centre had. Before both scopes are
        pulled to their end again, it may still come.
        """

    def sent(self, run: LostRun) -> tuple[SentEvent, ...]:
        """These events as they travel."""

    def rejections(self) -> tuple[Rejection, ...]:
        """The tray, oldest first."""

    def try_again(self, event: UUID) -> None:
        """A rejected event waits to be sent once more."""

    def digest(self, scope: UUID) -> Digest | None:
        """What the desk has of ``scope``; None while own events wait, for then it must differ."""

    def blobs_waiting(self, limit: int) -> tuple[str, ...]:
        """SHA-256 of files that events the centre has name, not yet sent."""

    def blobs_seen(self, names: Collection[str], mark: UUID | None) -> None:
        """The centre has these whole; ``mark`` is of the look that told so, None: it gives none."""

    def file_mark(self) -> UUID | None:
        """The mark of the last look of the life that writes; None: it did not look yet."""

    def send_blobs_again(self, names: Collection[str]) -> None:
        """Those of these files that are kept here wait to be sent."""

"""What keeping in step with the centre asks of the outside: the centre itself, and the desk's log.

``docs/sync.md`` tells how the parts play together. A scope is a unit's or the city's stream of
events; a position is an event's place in a scope's feed, from 1 without a gap.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.services.ports import DeskIdentity

Progress = Callable[[int, int], bool]  # done, all; False: stop here, the next time goes on

MAX_EVENTS = 1000  # of one push
MAX_BYTES = 1_000_000  # of one push: texts and private parts


@dataclass(frozen=True, slots=True)
class SentEvent:
    """An event as it travels, to the letter: what proves it needs no further column.

    ``private`` is canonical text, ``salt`` 16 bytes; both None where there is no private part or
    it was erased.
    """

    text: str
    private: str | None
    salt: bytes | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The centre has the event, now or since an earlier time; ``position`` is in its home scope."""

    id: UUID
    position: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """The centre would not take the event; ``kind`` is a stable word (``RejectionKind``)."""

    id: UUID
    kind: str
    details: Json


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a batch, in its order; ``forked``: another life of this desk wrote too."""

    answers: tuple[Accepted | Rejected, ...]
    forked: bool = False


@dataclass(frozen=True, slots=True)
class FedEvent:
    """One row of a scope's feed; ``home_position`` orders it within its dossier.

    ``home`` is its home scope; None leaves it to the positions: a row of a feed at home there has
    one position, not two.
    """

    position: int
    home_position: int
    event: SentEvent
    received_at: datetime  # when the centre got it, aware
    home: UUID | None = None


@dataclass(frozen=True, slots=True)
class Incarnation:
    """One life of a desk's store; the hash of ``record`` (canonical text) begins its chain.

    ``scope`` and ``city`` are the unit and the city its first events name.
    """

    id: UUID
    desk: UUID
    record: str


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """A unit the city knows; dossiers may be transferred to it."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the centre stands, as this desk may know it."""

    unit: UUID
    city: UUID
    heads: tuple[tuple[UUID, int], ...]  # scope, highest position; unit and city
    known_sequence: int  # highest of the asking incarnation; 0: none
    at: datetime  # the centre's clock, aware
    units: tuple[DirectoryEntry, ...]
    is_city_unit: bool = False  # this desk may write the city's reference data


@dataclass(frozen=True, slots=True)
class Digest:
    """A scope as a desk or the centre has it up to ``position``: equal digests, equal scopes.

    ``events`` and ``dossiers`` are SHA-256 in hexadecimal over sets, so no order is needed.
    """

    scope: UUID
    position: int
    event_count: int
    events: str
    dossier_count: int
    dossiers: str


class Centre(Protocol):
    """The central database as one desk reaches it; every call is one round trip.

    Raises, each of them: CentreUnreachable: no answer, and what became of the call is unknown;
    CentreRefused: it answered that this desk may not (``reason`` is a stable word).
    """

    def head(self, incarnation: UUID) -> Head:
        """Where the centre stands."""

    def register(self, incarnation: Incarnation) -> None:
        """Make an incarnation of this desk known, before its events come; done again, nothing."""

    def push(self, incarnation: UUID, events: Sequence[SentEvent]) -> Pushed:
        """Offer events of one incarnation in their order; done again, the answers are the same.

        Raises:
            ChainGap: the centre lacks what came before; offer again from ``known`` + 1.
        """

    def pull(self, scope: UUID, position: int, limit: int) -> tuple[FedEvent, ...]:
        """The feed from ``position`` on, that row included, in order; empty behind its end."""

    def report(self, digest: Digest) -> None:
        """Tell what this desk has, for the centre to compare."""

    def blob_size(self, sha256: str) -> int | None:
        """How many bytes of a file the centre has; None: it has all of it."""

    def put_blob(self, sha256: str, size: int, offset: int, chunk: bytes) -> None:
        """The next bytes of a file of ``size`` bytes; ``offset`` is what ``blob_size`` said.

        Raises:
            BlobDamaged: the whole has another digest; the centre forgot it, begin again.
        """

    def get_blob(self, sha256: str, offset: int, limit: int) -> bytes:
        """Bytes of a complete file; empty behind its end.

        Raises:
            UnknownBlob: the centre does not have it, or not for this desk's unit.
        """

    def close(self) -> None:
        """Give the connection back; the next call opens one."""


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
        then = self.received_at
        return then is None or abs(row.received_at - then) < timedelta(milliseconds=1)


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

    def offer_again(self, incarnation: UUID, after: int) -> None:
        """Events of that life with a sequence above ``after`` wait again."""

    def cursor(self, scope: UUID) -> Cursor:
        """How far ``scope`` was pulled."""

    def apply(self, scope: UUID, events: Sequence[FedEvent], *, projecting: bool = True) -> None:
        """Store a page from the cursor on, project what changed and move the cursor, all or nothing.

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

    def rejections(self) -> tuple[Rejection, ...]:
        """The tray, oldest first."""

    def try_again(self, event: UUID) -> None:
        """A rejected event waits to be sent once more."""

    def digest(self, scope: UUID) -> Digest | None:
        """What the desk has of ``scope``; None while own events wait, for then it must differ."""

    def blobs_waiting(self, limit: int) -> tuple[str, ...]:
        """SHA-256 of files that events the centre has name, not yet sent."""

    def blob_sent(self, sha256: str) -> None:
        """The centre has the whole file."""

"""What the centre is asked, and what travels to it and back.

``docs/sync.md`` tells how the parts play together. A scope is a unit's or the city's stream of
events; a position is an event's place in a scope's feed, from 1 without a gap.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.value import value

MAX_EVENTS = 1000  # of one push
MAX_BYTES = 1_000_000  # of one push: texts and private parts
MAX_FILES = 1000  # of one look


@value
class SentEvent:
    """An event as it travels, to the letter: what proves it needs no further column.

    ``private`` is canonical text, ``salt`` 16 bytes; both None where there is no private part or
    it was erased.
    """

    text: str
    private: str | None
    salt: bytes | None


@value
class Accepted:
    """The centre has the event, now or since an earlier time; ``position`` is in its home scope."""

    id: UUID
    position: int


@value
class Rejected:
    """The centre would not take the event; ``kind`` is a stable word (``RejectionKind``)."""

    id: UUID
    kind: str
    details: Json


@value
class Pushed:
    """What became of a batch, in its order; ``forked``: another life of this desk wrote too."""

    answers: tuple[Accepted | Rejected, ...]
    forked: bool = False


@value
class Relayed:
    """What became of another desk's events: the first ``taken`` of them the centre has now.

    ``stopped_by`` is why it would not take the next one (``RejectionKind``); None: it has all.
    """

    taken: int
    stopped_by: str | None = None


@value
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


@value
class Incarnation:
    """One life of a desk's store; the hash of ``record`` (canonical text) begins its chain.

    ``scope`` and ``city`` are the unit and the city its first events name.
    """

    id: UUID
    desk: UUID
    record: str


@value
class DirectoryEntry:
    """A unit the city knows; dossiers may be transferred to it."""

    id: UUID
    code: str
    name: str


@value
class FeedEnd:
    """The last row of a scope's feed; position 0 and None: it is empty."""

    scope: UUID
    position: int
    event: UUID | None
    received_at: datetime | None  # aware


@value
class Head:
    """Where the centre stands, as this desk may know it."""

    unit: UUID
    city: UUID
    ends: tuple[FeedEnd, ...]  # of the unit's scope and the city's
    known_sequence: int  # highest of the asking incarnation; 0: none
    at: datetime  # the centre's clock, aware
    units: tuple[DirectoryEntry, ...]
    is_city_unit: bool = False  # this desk may write the city's reference data

    @property
    def heads(self) -> tuple[tuple[UUID, int], ...]:
        """Each scope and its highest position."""
        return tuple((end.scope, end.position) for end in self.ends)


@value
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


@value
class UnitCounts:
    """A unit's figures as the centre counts them, by the names the desk's own figures have.

    ``behind``: how many events of the unit the centre has and did not count yet; ``counted_until``:
    when it got the last one it did count, None: it counted none.
    """

    unit: UUID
    code: str
    name: str
    behind: int
    counted_until: datetime | None  # aware
    counts: Mapping[str, int]


@value
class UnitDossier:
    """A dossier behind a unit's figure: nothing of a person; moments are aware."""

    code: str
    procedure: str
    status: int
    received_at: datetime
    due_at: datetime | None
    ended: str  # how it was finished; empty: it was not
    ended_at: datetime | None


@value
class UnitList:
    """The first dossiers behind a figure, and how many there are."""

    total: int
    lines: tuple[UnitDossier, ...]


@value
class FilesSeen:
    """What a look at the centre's files told; ``mark`` is this look's.

    ``is_known``: the centre remembers the look before, so it has lost nothing it had then.
    ``lacking``: what events name for the desk's unit and the centre has not whole.
    """

    mark: UUID
    is_known: bool
    lacking: frozenset[str]


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

    def relay(self, incarnation: UUID, events: Sequence[SentEvent]) -> Relayed:
        """Offer what another desk of the unit wrote and has lost, as the centre has; done again, the same.

        Raises:
            ChainGap: the centre lacks what came before in that incarnation.
            CentreRefused: ``foreign-incarnation``: it knows none of this unit by that name;
                ``old-program``: it is an older centre.
        """

    def pull(self, scope: UUID, position: int, limit: int) -> tuple[FedEvent, ...]:
        """The feed from ``position`` on, that row included, in order; empty behind its end."""

    def report(self, digest: Digest) -> None:
        """Tell what this desk has, for the centre to compare."""

    def figures(self, moment: datetime) -> tuple[UnitCounts, ...]:
        """What the units have that this desk's unit may see, as of ``moment``, by their codes.

        Raises:
            CentreRefused: ``old-program``: it is an older centre.
        """

    def unit_list(self, unit: str, figure: str, moment: datetime, limit: int) -> UnitList:
        """The dossiers one of the ``figures`` of the unit with this code counts, first due first.

        Raises:
            CentreRefused: ``foreign-scope``: the desk's unit may not see it; ``old-program``.
        """

    def blob_size(self, sha256: str) -> int | None:
        """How many bytes of a file the centre has; None: it has all of it."""

    def put_blob(self, sha256: str, size: int, offset: int, chunk: bytes) -> None:
        """The next bytes of a file of ``size`` bytes; ``offset`` is what ``blob_size`` said.

        Raises:
            BlobDamaged: the whole has another digest; the centre forgot it, begin again.
        """

    def look_at_files(
        self, incarnation: UUID, known: UUID | None, names: Sequence[str]
    ) -> FilesSeen:
        """Which of at most ``MAX_FILES`` files it lacks; ``known`` is the mark of the look before.

        Raises:
            CentreRefused: ``foreign-incarnation``: it is not registered as this desk's;
                ``old-program``: it is an older centre.
        """

    def get_blob(self, sha256: str, offset: int, limit: int) -> bytes:
        """Bytes of a complete file; empty behind its end.

        Raises:
            UnknownBlob: the centre does not have it, or not for this desk's unit.
        """

    def close(self) -> None:
        """Give the connection back; the next call opens one."""

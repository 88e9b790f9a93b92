"""A centre in memory that behaves as docs/sync.md says, with a network one can cut."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Lock
from uuid import UUID, uuid4

from counter_app.domain.acts import BY_KIND, ERASE, Role
from counter_app.domain.errors import (
    BlobDamaged,
    CentreRefused,
    CentreUnreachable,
    ChainGap,
    DeskNumberTaken,
    NotCanonical,
    UnknownBlob,
)
from counter_app.domain.event import SCHEMA, Event, Kind, unseal
from counter_app.domain.rejection import RejectionKind
from counter_app.domain.side import acting_code
from counter_app.identities import SystemChance
from counter_app.services.centre_port import (
    MAX_BYTES,
    MAX_EVENTS,
    Accepted,
    Digest,
    DirectoryEntry,
    FedEvent,
    FeedEnd,
    FilesSeen,
    Head,
    Incarnation,
    Pushed,
    Rejected,
    Relayed,
    SentEvent,
)
from counter_app.services.sync_ports import (
    Credentials,
)

CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
MAX_EVENT = 900_000
_WITH_FILES = {Kind.ATTACHED, Kind.PRINTED}
_OF_DRAFTS = {Kind.PROCEDURE_DRAFTED, Kind.DRAFT_CHECKED, Kind.DRAFT_DROPPED}
_OWN_ALONE = {Kind.CALENDAR_CHANGED, *_OF_DRAFTS, Kind.SUGGESTION_ANSWERED}  # of a unit's scope
_CITY_KINDS = {Kind.PROCEDURE_VERSION_ISSUED, Kind.SUGGESTION_FILED, *_OWN_ALONE}
_BEGINNINGS = {Kind.RECEIVED, Kind.REGISTERED, Kind.DECLINED}
_REFERENCE_ROLES = {
    Kind.UNIT_PROFILED: {Role.ADMINISTRATOR},
    Kind.DESK_ENROLLED: {Role.ADMINISTRATOR},
    Kind.OFFICER_REGISTERED: {Role.ADMINISTRATOR},
    Kind.PROCEDURE_VERSION_ISSUED: {Role.CONTROL, Role.ADMINISTRATOR},
    Kind.CALENDAR_CHANGED: {Role.CONTROL, Role.ADMINISTRATOR},
    **{
        kind: {Role.CONTROL, Role.ADMINISTRATOR} for kind in (*_OF_DRAFTS, Kind.SUGGESTION_ANSWERED)
    },
}


@dataclass
class EnrolledDesk:
    """Who a token stands for."""

    unit: UUID
    number: int
    id: UUID | None = None
    is_revoked: bool = False


@dataclass
class Taken:
    """An event the centre took."""

    sent: SentEvent
    event: Event
    home: UUID
    position: int
    at: datetime


@dataclass
class Known:
    """What is in the database: a restore puts an older one in its place."""

    units: dict[UUID, DirectoryEntry] = field(default_factory=dict)
    installations: dict[UUID, tuple[UUID, int]] = field(default_factory=dict)
    aliases: dict[UUID, UUID] = field(default_factory=dict)
    desks: dict[str, EnrolledDesk] = field(default_factory=dict)
    incarnations: dict[UUID, Incarnation] = field(default_factory=dict)
    chains: dict[UUID, dict[str, int]] = field(default_factory=dict)  # hash -> sequence
    events: dict[UUID, Taken] = field(default_factory=dict)
    feeds: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    rejections: dict[UUID, Rejected] = field(default_factory=dict)
    homes: dict[UUID, UUID] = field(default_factory=dict)
    participants: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    members: dict[UUID, dict[UUID, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    blobs: dict[str, bytearray] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    naming: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))  # dossiers
    marks: dict[UUID, tuple[UUID, ...]] = field(default_factory=dict)  # life -> its last looks
    erased: set[UUID] = field(default_factory=set)
    relayed: dict[UUID, UUID] = field(default_factory=dict)  # event -> the desk that brought it
    digests: list[tuple[str, Digest]] = field(default_factory=list)

    def may_read(self, unit: UUID, sha256: str) -> bool:
        """Whether a dossier in the unit's feed names the file and is not erased."""
        naming = self.naming[sha256] - self.erased
        return any(self.homes.get(d) == unit or unit in self.participants[d] for d in naming)

    def forget_files(self) -> None:
        """What erased dossiers alone name goes."""
        for sha256, naming in self.naming.items():
            if naming <= self.erased:
                self.blobs.pop(sha256, None)
                self.whole.discard(sha256)


class FakeCentre:
    """The database and its administrator; desks reach it through ``connect``.

    ``is_reachable`` False: no call gets through. ``lose_reply()``: the next call takes effect and
    its answer is lost. ``before_call`` is run with each call's name before it takes effect: it
    may raise, or do what happens meanwhile.
    """

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.now = now
        self.known = Known()
        self.city, self.city_unit = (
            SystemChance().identity(),
            self.add_unit("H26", "UBND TP Hà Nội"),
        )
        self.is_reachable = True
        self.is_old = False  # a program that knows nothing of relaying
        self.before_call: Callable[[str], None] = lambda _name: None
        self.calls: list[str] = []
        self._is_reply_lost = False
        self.taking = Lock()  # as PostgreSQL locks the scopes of a push: two rounds may meet

    def add_unit(self, code: str = "H26.12", name: str = "UBND phường Hoàn Kiếm") -> UUID:
        """A unit of the city, in the directory from now on."""
        unit = SystemChance().identity()
        self.known.units[unit] = DirectoryEntry(unit, code, name)
        return unit

    def enrol(self, unit: UUID, number: int) -> Credentials:
        """The credentials of a new desk.

        Raises:
            DeskNumberTaken
        """
        entry = self.known.units[unit]
        taken = {(desk.unit, desk.number) for desk in self.known.desks.values()}
        if (unit, number) in taken:
            raise DeskNumberTaken(entry.code, number)
        token = hashlib.sha256(SystemChance().identity().bytes).hexdigest()
        self.known.desks[token] = EnrolledDesk(unit, number)
        return Credentials(
            host="centre.test",
            port=5432,
            database="counter",
            user="counter_desk",
            password="x",
            ca=CERTIFICATE,
            token=token,
            unit=unit,
            unit_code=entry.code,
            unit_name=entry.name,
            city=self.city,
            desk_number=number,
        )

    def rotate(self, credentials: Credentials) -> Credentials:
        """The same desk's credentials with another token; the old one is worth nothing."""
        token = hashlib.sha256(credentials.token.encode()).hexdigest()
        self.known.desks[token] = replace(self.known.desks.pop(credentials.token), id=None)
        return Credentials(
            **{name: getattr(credentials, name) for name in Credentials.__slots__}
            | {"token": token}
        )

    def revoke(self, credentials: Credentials) -> None:
        """The desk may not call any more."""
        self.known.desks[credentials.token].is_revoked = True

    def connect(self, credentials: Credentials) -> "FakeConnection":
        """One desk's connection; a round trip a call."""
        return FakeConnection(self, credentials.token)

    def backup(self) -> Known:
        """The database as it is now."""
        return deepcopy(self.known)

    def restore(self, backup: Known) -> None:
        """The database as it was then: what came since is forgotten."""
        self.known = deepcopy(backup)

    def lose_reply(self) -> None:
        """The next call takes effect, and its answer is lost."""
        self._is_reply_lost = True

    def find_line(self) -> None:
        """No answer is to be lost any more."""
        self._is_reply_lost = False

    def feed(self, scope: UUID) -> list[Event]:
        """A scope's events in the order of their positions."""
        return [self.known.events[event].event for event in self.known.feeds[scope]]

    def called(self, name: str) -> None:
        """A call arrives.

        Raises:
            CentreUnreachable
        """
        self.calls.append(name)
        if not self.is_reachable:
            raise CentreUnreachable("connection")
        self.before_call(name)

    def answered(self) -> None:
        """Its answer leaves.

        Raises:
            CentreUnreachable
        """
        if self._is_reply_lost:
            self._is_reply_lost = False
            raise CentreUnreachable("reply lost")


class FakeConnection:
    """Implements ``services.centre_port.Centre`` for the desk of one token."""

    def __init__(self, centre: FakeCentre, token: str) -> None:
        self.centre, self._token = centre, token
        self.is_closed = False

    def head(self, incarnation):
        desk = self._desk("head")
        known = self._known
        chain = known.chains.get(incarnation, {})
        ends = tuple(map(self._end, (desk.unit, self.centre.city)))
        units = tuple(sorted(known.units.values(), key=lambda unit: unit.code))
        is_city_unit = desk.unit == self.centre.city_unit
        highest = max(chain.values(), default=0) if desk.id else 0
        at = self.centre.now()
        return self._answer(
            Head(desk.unit, self.centre.city, ends, highest, at, units, is_city_unit)
        )

    def _end(self, scope):
        feed = self._known.feeds[scope]
        last = self._known.events[feed[-1]] if feed else None
        return FeedEnd(scope, len(feed), last and last.event.id, last and last.at)

    def register(self, incarnation):
        desk, known = self._desk("register"), self._known
        there = known.incarnations.get(incarnation.id)
        place = known.installations.setdefault(incarnation.desk, (desk.unit, desk.number))
        is_another = place != (desk.unit, desk.number) or desk.id not in (None, incarnation.desk)
        if is_another or there not in (None, incarnation):
            raise CentreRefused("foreign-incarnation")
        desk.id = incarnation.desk
        known.incarnations[incarnation.id] = incarnation
        genesis = hashlib.sha256(incarnation.record.encode()).hexdigest()
        known.chains.setdefault(incarnation.id, {genesis: 0})
        record = _record(incarnation.record)
        for old, new in ((record["unit"], desk.unit), (record["city"], self.centre.city)):
            if UUID(old) != new:
                known.aliases.setdefault(UUID(old), new)
        self._answer(None)

    def push(self, incarnation, events):
        desk, known = self._desk("push"), self._known
        size = sum(len(e.text.encode()) + len((e.private or "").encode()) for e in events)
        if len(events) > MAX_EVENTS or size > MAX_BYTES:
            raise CentreRefused("too-many-events")
        registered = known.incarnations.get(incarnation)
        if registered is None or registered.desk != desk.id:
            raise CentreRefused("foreign-incarnation")
        chain = known.chains[incarnation]
        judge = _Judge(self.centre, desk, incarnation)
        with self.centre.taking:
            _check_chain(known, chain, events)
            answers = [judge.take(sent) for sent in events]
        chain = list(chain.values())
        return self._answer(Pushed(tuple(answers), len(chain) != len(set(chain))))

    def relay(self, incarnation, events):
        desk, known = self._desk("relay"), self._known
        if self.centre.is_old:
            raise CentreRefused("old-program")
        author = getattr(known.incarnations.get(incarnation), "desk", None)
        if desk.id is None or known.installations.get(author, (None,))[0] != desk.unit:
            raise CentreRefused("foreign-incarnation")
        _check_chain(known, known.chains[incarnation], events)
        judge = _Judge(self.centre, replace(desk, id=author), incarnation)
        for taken, sent in enumerate(events):
            before = deepcopy(known)
            answer = judge.take(sent)
            if isinstance(answer, Rejected):
                self.centre.known = before  # it keeps no place in another desk's chain
                return self._answer(Relayed(taken, answer.kind))
            if answer.id not in before.events:
                known.relayed[answer.id] = desk.id
        return self._answer(Relayed(len(events)))

    def pull(self, scope, position, limit):
        desk, known = self._desk("pull"), self._known
        if scope not in (desk.unit, self.centre.city):
            raise CentreRefused("foreign-scope")
        rows = []
        for at, event in list(enumerate(known.feeds[scope], 1))[position - 1 :][:limit]:
            taken = known.events[event]
            rows.append(FedEvent(at, taken.position, taken.sent, taken.at, taken.home))
        return self._answer(tuple(rows))

    def report(self, digest):
        self._desk("report")
        self._known.digests.append((self._token, digest))
        self._answer(None)

    def blob_size(self, sha256):
        desk = self._desk("blob_size")
        if not self._known.may_read(desk.unit, sha256):
            raise UnknownBlob(sha256)
        is_whole = sha256 in self._known.whole
        return self._answer(None if is_whole else len(self._known.blobs.get(sha256, b"")))

    def put_blob(self, sha256, size, offset, chunk):
        desk, known = self._desk("put_blob"), self._known
        if not known.may_read(desk.unit, sha256):
            raise UnknownBlob(sha256)
        if sha256 in known.whole:
            return
        there = known.blobs.setdefault(sha256, bytearray())
        if offset != len(there):
            raise CentreRefused("wrong-offset")
        there += chunk
        if len(there) >= size:
            if hashlib.sha256(there).hexdigest() != sha256:
                del known.blobs[sha256]
                raise BlobDamaged(sha256)
            known.whole.add(sha256)
        self._answer(None)

    def look_at_files(self, incarnation, known, names):
        desk, there = self._desk("look_at_files"), self._known
        life = there.incarnations.get(incarnation)
        if life is None or life.desk != desk.id:
            raise CentreRefused("foreign-incarnation")
        last = there.marks.get(incarnation, ())
        is_known = known in last
        is_new = bool(names) or known not in last[:1]
        mark = uuid4() if is_new else known
        if is_new:
            there.marks[incarnation] = (mark, known) if is_known else (mark,)
        lacking = {n for n in names if there.may_read(desk.unit, n) and n not in there.whole}
        return self._answer(FilesSeen(mark, is_known, frozenset(lacking)))

    def get_blob(self, sha256, offset, limit):
        desk, known = self._desk("get_blob"), self._known
        if sha256 not in known.whole or not known.may_read(desk.unit, sha256):
            raise UnknownBlob(sha256)
        return self._answer(bytes(known.blobs[sha256][offset : offset + limit]))

    def close(self):
        self.is_closed = True

    @property
    def _known(self) -> Known:
        return self.centre.known

    def _desk(self, call: str) -> EnrolledDesk:
        self.centre.called(call)
        desk = self._known.desks.get(self._token)
        if desk is None or desk.is_revoked:
            raise CentreRefused("unknown-token")
        return desk

    def _answer(self, answer):
        self.centre.answered()
        return answer


@dataclass
class _Judge:
    """Takes or rejects one event."""

    centre: FakeCentre
    desk: EnrolledDesk
    incarnation: UUID

    def take(self, sent: SentEvent) -> Accepted | Rejected:
        known = self.centre.known
        digest = hashlib.sha256(sent.text.encode()).hexdigest()
        try:
            event = unseal(
                sent.text.encode(),
                sent.private.encode() if sent.private is not None else None,
                sent.salt,
                bytes.fromhex(digest),
            )
        except NotCanonical:
            return Rejected(UUID(int=0), RejectionKind.NOT_AN_EVENT, None)
        there = known.events.get(event.id)
        if there is not None and there.event.hash == event.hash:
            return Accepted(event.id, there.position)
        known.chains[self.incarnation][digest] = event.place.sequence
        if kind := self._why_not(event, sent, there):
            known.rejections[event.id] = Rejected(event.id, kind, None)
            return known.rejections[event.id]
        known.rejections.pop(event.id, None)
        return Accepted(event.id, self._store(event, sent))

    def _why_not(self, event: Event, sent: SentEvent, there: Taken | None) -> str | None:
        if there is not None:
            return RejectionKind.IDENTITY_REUSED
        if len(sent.text) + len(sent.private or "") > MAX_EVENT:
            return RejectionKind.TOO_LARGE
        if event.schema != SCHEMA:
            return RejectionKind.SCHEMA_NOT_ACCEPTED
        if (event.place.desk, event.place.incarnation) != (self.desk.id, self.incarnation):
            return RejectionKind.FOREIGN_DESK
        if sent.private is not None and not _is_own_private(event, sent):
            return RejectionKind.BROKEN_PRIVATE
        return self._why_not_here(event) or self._why_not_by(event)

    def _why_not_here(self, event: Event) -> str | None:
        known, unit = self.centre.known, self.desk.unit
        if event.kind == Kind.TRANSFERRED and self._competent(event) is None:
            return RejectionKind.UNKNOWN_UNIT
        if event.dossier is None:
            own = (unit, self.centre.city)
            return None if self._resolved(event.scope) in own else RejectionKind.FOREIGN_SCOPE
        home = known.homes.get(event.dossier)
        if home is None:
            if event.kind not in _BEGINNINGS:
                return RejectionKind.NO_BEGINNING
            return None if self._resolved(event.scope) == unit else RejectionKind.FOREIGN_SCOPE
        takes_part = unit == home or unit in known.participants[event.dossier]
        is_home = self._resolved(event.scope) == home
        if not (takes_part and is_home):
            return RejectionKind.FOREIGN_SCOPE
        acting, own = acting_code(event.public), known.units[unit].code
        is_named = acting == own or (not acting and unit == home)
        return None if is_named else RejectionKind.FOREIGN_UNIT

    def _why_not_by(self, event: Event) -> str | None:
        members = self.centre.known.members
        named = self._scope_of_people(event)
        if not members[named] and event.dossier is None:
            return None  # somebody must be the first administrator
        held = members[named].get(event.author.officer, set())
        held = held | members[self.desk.unit].get(event.author.officer, set())
        if not held:
            return RejectionKind.UNKNOWN_AUTHOR
        return None if self._may(event, held) else RejectionKind.ROLE_MAY_NOT

    def _may(self, event: Event, held: set[str]) -> bool:
        role = event.author.role
        reference = _REFERENCE_ROLES.get(event.kind)
        if reference is not None:
            return role in reference and role in held
        act = ERASE if event.kind == Kind.ERASED else BY_KIND.get(event.kind)
        if act is None:
            return role in held
        granted = {str(grant.role) for grant in act.grants}
        if event.kind == Kind.FINISHED:
            granted.add(Role.RECEPTION)
        return role in granted and (role in held or role == Role.LIMIT)

    def _scope_of_people(self, event: Event) -> UUID:
        """The unit whose officers the author belongs to, by the name the text has for it."""
        record = _record(self.centre.known.incarnations[self.incarnation].record)
        return UUID(record["unit"])

    def _resolved(self, scope: UUID) -> UUID:
        return self.centre.known.aliases.get(scope, scope)

    def _store(self, event: Event, sent: SentEvent) -> int:
        known = self.centre.known
        home, others = self._feeds(event)
        known.feeds[home].append(event.id)
        position = len(known.feeds[home])
        known.events[event.id] = Taken(sent, event, home, position, self.centre.now())
        for scope in others:
            known.feeds[scope].append(event.id)
        self._follow(event, home)
        return position

    def _feeds(self, event: Event) -> tuple[UUID, list[UUID]]:
        """The home scope and the others that get the event."""
        known, unit, city_unit = self.centre.known, self.desk.unit, self.centre.city_unit
        if event.dossier is not None:
            home = known.homes.setdefault(event.dossier, unit)
            return home, sorted(known.participants[event.dossier])
        if event.kind not in _CITY_KINDS:
            return unit, []
        is_citys = self._resolved(event.scope) == self.centre.city
        if not is_citys and event.kind in _OWN_ALONE:
            return unit, []
        is_living = self._scope_of_people(event) == unit
        if unit == city_unit and is_living and is_citys:
            return self.centre.city, []
        return unit, [city_unit] if unit != city_unit else []

    def _follow(self, event: Event, home: UUID) -> None:
        known = self.centre.known
        there = self._competent(event)
        if event.dossier and there and there not in (home, *known.participants[event.dossier]):
            known.participants[event.dossier].add(there)
            history = [
                e for e in known.feeds[home] if known.events[e].event.dossier == event.dossier
            ]
            known.feeds[there].extend(history)
        if event.kind == Kind.OFFICER_REGISTERED:
            roles = {str(role) for role in event.public["roles"]}
            for scope in {self._scope_of_people(event), self.desk.unit}:
                held = known.members[scope].setdefault(UUID(event.public["officer"]), set())
                held |= roles
        if event.kind in _WITH_FILES and (sha256 := event.public.get("sha256")):
            known.naming[sha256].add(event.dossier)
        if event.kind == Kind.ERASED:
            known.erased.add(event.dossier)
            known.forget_files()
        if event.dossier in known.erased:
            self._empty(event.dossier)

    def _competent(self, event: Event) -> UUID | None:
        """The unit of the city that is to work on the dossier, when the event names another."""
        named = {Kind.TRANSFERRED: "unit", Kind.RECEIVED: "competent_unit"}.get(event.kind)
        unit = event.public.get(named) if named else None
        if not unit:
            return None
        units = self.centre.known.units.values()
        found = (u.id for u in units if str(u.id) == unit.get("id") or u.code == unit.get("code"))
        return next(found, None)

    def _empty(self, dossier: UUID) -> None:
        for taken in self.centre.known.events.values():
            if taken.event.dossier == dossier:
                taken.sent = SentEvent(taken.sent.text, None, None)


def _record(record: str):
    """What a life of a desk began with."""
    return json.loads(record)


def _check_chain(known: Known, chain: dict[str, int], events) -> None:
    """Every event has another before it, here or in the batch.

    Raises:
        ChainGap: nothing of the batch is taken.
    """
    chain = dict(chain)
    for sent in events:
        said = json.loads(sent.text)
        digest = hashlib.sha256(sent.text.encode()).hexdigest()
        if digest in chain:
            continue
        if chain.get(said["previous"]) != said["desk_seq"] - 1:
            raise ChainGap(max(chain.values()))
        chain[digest] = said["desk_seq"]


def _is_own_private(event: Event, sent: SentEvent) -> bool:
    salted = (sent.salt or b"") + (sent.private or "").encode()
    return hashlib.sha256(salted).hexdigest() == event.private_hash

"""A real centre in a database of its own, and desks in memory that write real events to it."""

import importlib.util
import os
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from uuid import UUID

import psycopg
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine

from benchmarks.server import Server
from counter_app.bootstrap import enrol_desk
from counter_app.domain.act import OFFICER_ROLES, Role
from counter_app.domain.canonical import canonical
from counter_app.domain.event import Author, ChainPlace, Draft, Event, Kind, enrolment_hash, seal
from counter_app.identities import SystemChance
from counter_app.services.centre_admin import Address, UnitName
from counter_app.services.centre_port import (
    Accepted,
    Incarnation,
    Rejected,
    SentEvent,
)
from counter_app.services.sync_ports import (
    Credentials,
)
from db import centre
from db.centre.client import PostgresCentre
from tests import make

new_id = SystemChance().identity
HOAN_KIEM, CITY = "H26.12", "H26"
_COPY = "CREATE DATABASE {} TEMPLATE {}"


@dataclass
class RealCentre:
    """A centre as its administrator and its thieves see it."""

    server: Server
    database: str
    clients: list[PostgresCentre] = field(default_factory=list)
    numbers: count = field(default_factory=lambda: count(101))

    @classmethod
    def copied(cls, server: Server, template: str) -> "RealCentre":
        """A centre like the one in ``template``, to which nobody is connected."""
        name = f"centre_{os.urandom(6).hex()}"
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute(_COPY.format(name, template))
        return cls(server, name)

    @property
    def url(self) -> str:
        return self.server.url(self.database)

    def runs(self, revision: str) -> None:
        """One migration by itself, once more: the tables must be as they were before it."""
        file = Path(centre.__file__).parent / "migrations" / "versions" / f"{revision}.py"
        spec = importlib.util.spec_from_file_location(revision, file)
        step = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(step)
        engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(self.url))
        with (
            engine.begin() as connection,
            Operations.context(MigrationContext.configure(connection)),
        ):
            step.upgrade()
        engine.dispose()

    def enrol(self, unit: str = HOAN_KIEM, number: int = 3, name: str = "") -> Credentials:
        enrolling = enrol_desk(self.url, Address(ca=self.server.ca))
        return enrolling(UnitName(unit, name), number)

    def reach(self, credentials: Credentials) -> PostgresCentre:
        self.clients.append(PostgresCentre(credentials))
        return self.clients[-1]

    def desk(self, unit: str = "", number: int = 3) -> "WritingDesk":
        """A desk whose first events the centre has; without ``unit`` it is a new unit's first."""
        code = unit or f"H26.{next(self.numbers)}"
        desk = WritingDesk.enrolled(self, self.enrol(code, number))
        desk.found()
        return desk

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """What a superuser finds, or does."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        for client in self.clients:
            client.close()


@dataclass
class WritingDesk:
    """A desk in memory: one incarnation, one officer who may do everything."""

    real: RealCentre
    centre: PostgresCentre
    credentials: Credentials
    unit: UUID
    city: UUID
    id: UUID = field(default_factory=new_id)
    incarnation: UUID = field(default_factory=new_id)
    officer: UUID = field(default_factory=new_id)
    sequence: int = 0
    head: bytes = b""
    numbers: count = field(default_factory=count)

    @classmethod
    def enrolled(cls, real, credentials, unit=None, city=None, **more) -> "WritingDesk":
        """A registered desk; with ``unit`` and ``city`` of its own it once stood alone."""
        unit, city = unit or credentials.unit, city or credentials.city
        desk = cls(real, real.reach(credentials), credentials, unit, city, **more)
        desk.head = enrolment_hash(desk.record)
        desk.centre.register(desk.life)
        return desk

    @property
    def record(self):
        named = {"unit": self.unit, "city": self.city, "desk": self.id}
        return {k: str(v) for k, v in (named | {"incarnation": self.incarnation}).items()}

    @property
    def life(self) -> Incarnation:
        return Incarnation(self.incarnation, self.id, canonical(self.record).decode())

    def write(
        self, kind, public=None, private=None, *, dossier=None, scope=None, role=None, by=None,
        place=None, id_=None, base=None,
    ) -> Event:  # fmt: skip
        """The next event of the chain, or one at ``place`` beside it."""
        author = Author(by or self.officer, role or _usual_role(kind))
        draft = Draft(
            Kind(kind),
            scope or self.unit,
            dossier,
            author,
            make.MONDAY,
            public or {},
            private,
            base,
        )
        where = place or self.place
        event = seal(draft, where, id_ or new_id(), next(self.numbers).to_bytes(16, "big"))
        if place is None:
            self.sequence, self.head = where.sequence, event.hash
        return event

    @property
    def place(self) -> ChainPlace:
        """Where the next event goes."""
        return ChainPlace(self.id, self.incarnation, self.sequence + 1, self.head)

    def follow(self, sent: SentEvent) -> None:
        """Go on behind a text that was written by another hand."""
        self.sequence += 1
        self.head = hash_of(sent)

    def found(self) -> None:
        """What a unit's first desk says first."""
        events = [
            self.write(Kind.UNIT_PROFILED, {"name": "x"}),
            self.register_officer(self.officer, *OFFICER_ROLES),
        ]
        self.take(*events)

    def register_officer(self, officer, *roles, by=None, role=None) -> Event:
        public = {"officer": str(officer), "login": "a", "name": "A", "active": True}
        public["roles"] = [str(one) for one in roles]
        said = {"verifier": "v"}
        return self.write(Kind.OFFICER_REGISTERED, public, said, by=by, role=role)

    def receive(self, dossier=None, **more) -> Event:
        """A reception; ``more`` changes the acceptance."""
        public, private = make.received(make.acceptance(**more))
        return self.write(Kind.RECEIVED, public, private, dossier=dossier or new_id())

    def act(self, kind, dossier, public=None, private=None, **more) -> Event:
        """An act; where ``scope`` is another unit's, done as a guest."""
        if more.get("scope", self.unit) != self.unit:
            guest = {"code": self.credentials.unit_code, "name": self.credentials.unit_name}
            public = {"acting_unit": guest} | (public or {})
        return self.write(kind, public, private, dossier=dossier, **more)

    def offer(self, *events) -> tuple[Accepted | Rejected, ...]:
        """The centre's answers."""
        return self.push(*events).answers

    def push(self, *events):
        return self.centre.push(self.incarnation, [sent(event) for event in events])

    def take(self, *events) -> tuple[int, ...]:
        """Positions of events that must be taken."""
        answers = self.offer(*events)
        assert all(isinstance(answer, Accepted) for answer in answers), answers
        return tuple(answer.position for answer in answers)

    def refused(self, *events) -> str:
        """The kind with which the last of ``events`` is rejected."""
        answer = self.offer(*events)[-1]
        assert isinstance(answer, Rejected), answer
        return answer.kind

    def pull(self, scope=None, position=1):
        return self.centre.pull(scope or self.credentials.unit, position, 1000)

    def fed(self, scope=None) -> list[UUID]:
        """The identities a feed has, in order; positions are checked to have no gap."""
        rows = self.pull(scope)
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        return [id_of(row.event) for row in rows]


def sent(event) -> SentEvent:
    """As it travels."""
    if isinstance(event, SentEvent):
        return event
    private = event.private_text.decode() if event.private_text is not None else None
    return SentEvent(event.text.decode(), private, event.salt)


def id_of(event: SentEvent) -> UUID:
    return UUID(make.json.loads(event.text)["id"])


def hash_of(event: SentEvent) -> bytes:
    return make.sha256(event.text.encode()).digest()


def _usual_role(kind) -> str:
    of_administrator = (Kind.UNIT_PROFILED, Kind.DESK_ENROLLED, Kind.OFFICER_REGISTERED)
    if kind in (*of_administrator, Kind.PROCEDURE_VERSION_ISSUED, Kind.CALENDAR_CHANGED):
        return Role.ADMINISTRATOR
    if kind in (Kind.TAKEN, Kind.PAYMENT_REQUESTED):
        return Role.PROCESSING
    if kind == Kind.ERASED:
        return Role.ADMINISTRATOR
    return Role.SUPERVISOR if kind == Kind.VOIDED else Role.RECEPTION

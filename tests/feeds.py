"""A centre's events and feeds laid down by hand, in any order and scope; a desk's rows beside them."""

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psycopg

from counter_app.bootstrap import set_up_centre
from counter_app.domain.event import Kind
from counter_app.domain.folding import fold
from db import migrate
from db.centre.central import connected
from db.centre.projections import SCHEMA
from db.centre.projector import Projector
from db.engine import open_sqlite, raw
from db.event_store import stored_events
from db.projection import insert_dossier, update_dossier
from db.schema_projections import PROJECTIONS

OF_CITY = {
    Kind.PROCEDURE_VERSION_ISSUED,
    Kind.CALENDAR_CHANGED,
    Kind.PROCEDURE_DRAFTED,
    Kind.DRAFT_CHECKED,
    Kind.DRAFT_DROPPED,
    Kind.SUGGESTION_ANSWERED,
}
RECEIVED_AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
NUMBERS = {"row", "seq", "dossier_row", "position"}  # each database has its own
_STORED = "SELECT text, private, salt, hash FROM events ORDER BY seq"
_EVENT = (
    "INSERT INTO counter.events (id, scope, dossier, kind, desk, incarnation, desk_seq, text,"
    " private, salt, hash, position, received_at, is_proposal)"
    f" VALUES ({', '.join(['%s'] * 13)}, false)"
)
_FEED = "INSERT INTO counter.feed (scope, position, event, home_position) VALUES (%s, %s, %s, %s)"
_HEAD = (
    "INSERT INTO counter.scopes (id, kind, head) VALUES (%s, %s, %s)"
    " ON CONFLICT (id) DO UPDATE SET head = excluded.head"
)
_EMPTIED = ("counter.events", "counter.feed", "counter.scopes",
            *(f"{SCHEMA}.{t.name}" for t in PROJECTIONS), f"{SCHEMA}.projected",
            f"{SCHEMA}.set_aside")  # fmt: skip


@dataclass
class Feeds:
    """``connection`` is the superuser's and looks into ``projection`` first."""

    connection: psycopg.Connection
    projector: Projector
    heads: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)  # of events in their home scopes

    def bring(self, events, scope=None):
        """Give ``events`` the next positions of their home scope."""
        for event in events:
            home = scope or event.scope
            position = self.places[event.id] = self._next(home)
            private = event.private_text.decode() if event.private_text is not None else None
            place = event.place
            row = (event.id, home, event.dossier, event.kind, place.desk, place.incarnation,
                   place.sequence, event.text.decode(), private, event.salt, event.hash, position,
                   RECEIVED_AT)  # fmt: skip
            self.connection.execute(_EVENT, row)
            self._feed(home, position, event)

    def lend(self, events, scope):
        """Events of another home stand in this scope's feed too."""
        for event in events:
            self._feed(scope, self._next(scope), event)

    def erase(self, dossier):
        """What becomes of private parts when an ``erased`` event is taken."""
        sql = "UPDATE counter.events SET private = NULL, salt = NULL WHERE dossier = %s"
        self.connection.execute(sql, (dossier,))

    def rows(self, sql, *values):
        """What the centre has."""
        return self.connection.execute(sql, values).fetchall()

    def empty(self):
        """As it was at first."""
        self.connection.execute(f"TRUNCATE {', '.join(_EMPTIED)}")
        self.heads.clear()

    def numbers(self):
        """The number of each dossier's row."""
        return dict(self.rows("SELECT id, row FROM dossiers"))

    def project(self, limit=1000):
        """Until nothing is left; the number of transactions."""
        steps = 0
        while self.projector.step(limit):
            steps += 1
        return steps

    def _next(self, scope):
        self.heads[scope] = self.heads.get(scope, 0) + 1
        return self.heads[scope]

    def _feed(self, scope, position, event):
        self.connection.execute(_FEED, (scope, position, event.id, self.places[event.id]))
        kind = "city" if event.kind in OF_CITY else "unit"
        self.connection.execute(_HEAD, (scope, kind, position))


def new_centre(server):
    """Where a new centre is."""
    url = server.url(server.new_database())
    set_up_centre(url)("H26", "Thành phố Hà Nội")
    return url


@contextmanager
def feeds_of(url):
    """The centre's feeds, and its projector at work."""
    with psycopg.connect(url, autocommit=True) as connection, connected(url) as projecting:
        connection.execute(f"SET search_path TO {SCHEMA}")
        yield Feeds(connection, Projector(projecting))


def events_of(desk):
    """Everything a desk has, in its own order."""
    return stored_events(desk.rows(_STORED))


@contextmanager
def act_by_act(file, events):
    """A desk's database where ``events`` were projected one after the other; what asks it."""
    with ExitStack() as opened:
        connection = opened.enter_context(open_sqlite(file).connect())
        driver = raw(connection)
        driver.execute("BEGIN IMMEDIATE")
        migrate.create(connection)
        histories = {}
        for number, event in enumerate(events, 1):
            first, history = histories.setdefault(event.dossier, (number, []))
            history.append(event)
            write = insert_dossier if len(history) == 1 else update_dossier
            write(driver, first, fold(history))
        driver.execute("COMMIT")
        yield lambda sql: driver.execute(sql).fetchall()


def projections(rows):
    """Every row of every projection but its numbers; ``rows`` asks either database."""
    return {table.name: sorted(_rows_of(rows, table)) for table in PROJECTIONS}


def _rows_of(rows, table):
    names = ", ".join(f"t.{c.name}" for c in table.columns if c.name not in NUMBERS)
    sql = f"SELECT {names} FROM {table.name} t"
    if "dossier_row" in table.columns:
        sql = sql.replace("SELECT", "SELECT d.id,") + " JOIN dossiers d ON d.row = t.dossier_row"
    return [repr([getattr(value, "hex", value) for value in row]) for row in rows(sql)]

"""The tables of what happened and of the desk itself; the folded ones are beside it."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    text,
)

from db.moments import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# The feeds of a desk: its unit's, with what is at home there and elsewhere, and the city's.
FEED_UNIT: Final = 1
FEED_CITY: Final = 2
FEED_UNIT_FOREIGN: Final = 3
LOST: Final = "learnt = 1 AND feed IS NULL"  # of events: no feed of the centre brings it any more

# What happened. Append-only; `seq` is the order in which this desk learnt of it.
events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False, unique=True),
    Column("scope", Uuid, nullable=False),
    Column("dossier", Uuid),
    Column("kind", String(40), nullable=False),
    Column("incarnation", Uuid, nullable=False),
    Column("desk_seq", Integer, nullable=False),
    Column("position", BigInteger),  # in its home scope; null: the centre never had it
    Column("text", Text, nullable=False),  # canonical, verbatim
    Column("private", Text),  # null after an erasure
    Column("salt", LargeBinary(16)),
    Column("hash", LargeBinary(32), nullable=False),
    Column("feed", SmallInteger),  # which of the desk's feeds brought it; null: none yet
    Column("learnt", SmallInteger, nullable=False, server_default="0"),  # 1: not written here
    Index("ix_events_dossier", "dossier", sqlite_where=text("dossier IS NOT NULL")),
    # What the centre had once and has no more, by other desks: nearly always empty.
    Index("ix_events_lost", "incarnation", "desk_seq", sqlite_where=text(LOST)),
)
incarnations = Table(
    "incarnations",
    metadata,
    Column("incarnation", Uuid, primary_key=True),
    Column("desk", Uuid, nullable=False),
    Column("record", Text, nullable=False),  # canonical; its hash begins the chain
    Column("genesis", LargeBinary(32), nullable=False),
    Column("ordinal", Integer, nullable=False, server_default="1"),  # the highest one writes
    Column("last_sequence", Integer),  # where its chain ended here; null: it still grows
    Column("last_hash", LargeBinary(32)),
)
# This installation: one row.
desk = Table(
    "desk",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False),
    Column("unit", Uuid, nullable=False),
    Column("city", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("incarnation", Uuid, ForeignKey("incarnations.incarnation"), nullable=False),
    Column("desk_seq", Integer, nullable=False),  # of its last event
    Column("head", LargeBinary(32), nullable=False),  # hash of its last event
    Column("seq", Integer, nullable=False),  # last `events.seq`
    Column("last_moment", BigInteger, nullable=False),  # desk time of its last event
    Column("reference_seq", Integer, nullable=False),  # `events.seq` of the last reference event
    Column("serial_day", String(10), nullable=False),  # the local day the next two count
    Column("received", Integer, nullable=False),
    Column("declined", Integer, nullable=False),
    # After a restore nobody knows what other days gave out: a day first seen begins at `jump`,
    # up to `jump_until`; empty: not yet known, the next new day is the last one.
    Column("jump", Integer, nullable=False, server_default="0"),
    Column("jump_until", String(10), nullable=False, server_default=""),
)
# The counters of every other day: a clock that was set back must not give a number twice.
serials = Table(
    "serials",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("received", Integer, nullable=False),
    Column("declined", Integer, nullable=False),
)
documents = Table(
    "documents",
    metadata,
    Column("dossier", Uuid, primary_key=True),
    Column("form", String(20), primary_key=True),
    Column("issue", Integer, primary_key=True),
    Column("page", String(10), primary_key=True),
    Column("sha256", String(64), nullable=False),
    sqlite_with_rowid=False,
)
# Who looked at what on this desk: no event, never sent, gone with the desk.
sightings = Table(
    "sightings",
    metadata,
    Column("dossier", Uuid, primary_key=True),
    Column("moment", Moment, primary_key=True),
    Column("officer", Uuid, primary_key=True),
    Column("what", String(20), primary_key=True),
    sqlite_with_rowid=False,
)

# Reports this desk has made: what was asked, of which point in the log, and what came out.
reports = Table(
    "reports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("seq", Integer, nullable=False),  # of the last event that was known
    Column("query_version", Integer, nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("parts", String(20), nullable=False),
    Column("lines", Text, nullable=False),
)

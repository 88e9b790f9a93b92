"""Every table of the centre but the projections; PostgreSQL only, schema ``counter``."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from db.schema import metadata as of_desk

SCHEMA: Final = "counter"
API: Final = "counter_api"
PARTITIONS: Final = 16  # of the feed, by hash of its scope
Instant = DateTime(timezone=True)

metadata = MetaData(schema=SCHEMA, naming_convention=of_desk.naming_convention)

units = Table(
    "units",
    metadata,
    Column("id", Uuid, primary_key=True),  # its scope too
    Column("code", String(40), nullable=False, unique=True),
    Column("name", Text, nullable=False),
)
# The city: its own scope and unit, what it accepts, how often its directory was changed.
city = Table(
    "city",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("scope", Uuid, nullable=False),
    Column("unit", Uuid, ForeignKey(units.c.id), nullable=False),
    Column("directory", Integer, nullable=False),
    Column("oldest_schema", Integer, nullable=False),  # of events
    Column("newest_schema", Integer, nullable=False),
    CheckConstraint("one = 1", name="one"),
)
# The row that is locked while positions are given; `head` is the last one.
scopes = Table(
    "scopes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(10), nullable=False),  # unit, city
    Column("head", BigInteger, nullable=False),
    postgresql_with={"fillfactor": 50},
)
scope_aliases = Table(
    "scope_aliases",
    metadata,
    Column("alias", Uuid, primary_key=True),  # as a stand-alone desk's texts name it
    Column("scope", Uuid, nullable=False),
)
desks = Table(
    "desks",
    metadata,
    Column("unit", Uuid, ForeignKey(units.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", Uuid, unique=True),  # null until an incarnation is registered with the token
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("enrolled_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)
# Which installation was which desk: one stays that desk's, also when another took its place.
installations = Table(
    "installations",
    metadata,
    Column("desk", Uuid, primary_key=True),
    Column("unit", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
)
incarnations = Table(
    "incarnations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("desk", Uuid, nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("genesis", LargeBinary(32), nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("scope", Uuid, nullable=False),  # home
    Column("position", BigInteger, nullable=False),  # there
    Column("dossier", Uuid),
    Column("kind", String(40), nullable=False),
    Column("desk", Uuid, nullable=False),
    Column("incarnation", Uuid, nullable=False),
    Column("desk_seq", BigInteger, nullable=False),
    Column("is_proposal", Boolean, nullable=False),  # city data of a unit's desk
    Column("text", Text, nullable=False),
    Column("private", Text),
    Column("salt", LargeBinary(16)),
    Column("hash", LargeBinary(32), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("relayed_by", Uuid),  # the desk of the unit that brought it; null: its own did
    Index("ix_events_incarnation_desk_seq", "incarnation", "desk_seq"),
    Index("ix_events_dossier", "dossier", postgresql_where=text("dossier IS NOT NULL")),
    Index("ix_events_relayed_by", "relayed_by", postgresql_where=text("relayed_by IS NOT NULL")),
)
feed = Table(
    "feed",
    metadata,
    Column("scope", Uuid, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("home_position", BigInteger, nullable=False),
    Column("event", Uuid, nullable=False),
    postgresql_partition_by="HASH (scope)",
)
# Keeps the place in the chain of what was not taken.
rejections = Table(
    "rejections",
    metadata,
    Column("incarnation", Uuid, primary_key=True),
    Column("hash", LargeBinary(32), primary_key=True),
    Column("event", Uuid),  # null: the text is no event's
    Column("desk_seq", BigInteger),  # null: it has no place in this chain
    Column("kind", String(40), nullable=False),
    Column("details", JSONB, nullable=False),
    Column("at", Instant, nullable=False),
)
dossiers_home = Table(
    "dossiers_home",
    metadata,
    Column("dossier", Uuid, primary_key=True),
    Column("scope", Uuid, nullable=False),
    Column("is_erased", Boolean, nullable=False),
)
participants = Table(
    "participants",
    metadata,
    Column("dossier", Uuid, primary_key=True),
    Column("scope", Uuid, primary_key=True),  # besides the home scope
)
members = Table(
    "members",
    metadata,
    Column("scope", Uuid, primary_key=True),  # the unit's
    Column("named", Uuid, primary_key=True),  # as the text has it: the same or an alias
    Column("officer", Uuid, primary_key=True),
    Column("roles", ARRAY(String(20)), nullable=False),  # ever held
)
act_roles = Table(
    "act_roles",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("role", String(20), primary_key=True),
)
blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("is_complete", Boolean, nullable=False),
)
blob_chunks = Table(
    "blob_chunks",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("bytes", LargeBinary, nullable=False),
)
# A unit may have a file while a dossier in its feed names it and is not erased.
blob_scopes = Table(
    "blob_scopes",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("scope", Uuid, primary_key=True),
    Column("dossier", Uuid, primary_key=True, index=True),
)
# What each life of a desk was told last about its files: a restored centre is noticed by it.
file_marks = Table(
    "file_marks",
    metadata,
    Column("incarnation", Uuid, primary_key=True),
    Column("desk", Uuid, nullable=False),
    Column("mark", Uuid, nullable=False),
    Column("previous", Uuid),  # the answer with `mark` may have been lost
)
digests = Table(
    "digests",
    metadata,
    Column("unit", Uuid, primary_key=True),  # the reporting desk's
    Column("number", Integer, primary_key=True),
    Column("scope", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("event_count", BigInteger, nullable=False),
    Column("events", String(64), nullable=False),
    Column("dossier_count", BigInteger, nullable=False),
    Column("dossiers", String(64), nullable=False),
    Column("reported_at", Instant, nullable=False),
)
# What only the administrator reads: the desks' role and its password.
settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

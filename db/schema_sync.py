"""What a desk remembers of its centre and of itself; loading this completes ``metadata``."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    text,
)

import db.schema_projections  # noqa: F401 (its tables belong to what is completed here)
from db.moments import Moment
from db.schema import metadata

__all__ = ["metadata"]

# Keeping in step with a centre: a desk that stands alone has no row here.
centre_link = Table(
    "centre_link",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("credentials", Text, nullable=False),  # JSON
    Column("is_paused", SmallInteger, nullable=False),
    Column("offset_ms", BigInteger, nullable=False),
    Column("contact", Moment),
    Column("units", Text, nullable=False),  # JSON: the directory
    Column("is_city_unit", SmallInteger, nullable=False),
)
# How far each scope was pulled; and in the row of a life of this desk, in the place of an event, the
# mark of its last look at the centre's files.
cursors = Table(
    "cursors",
    metadata,
    Column("scope", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("event", Uuid, nullable=False),
    Column("received_at", Moment, nullable=False),  # at the centre
)
# How far each own incarnation was answered; what it wrote behind that waits.
sends = Table(
    "sends",
    metadata,
    Column("incarnation", Uuid, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("seq", Integer, nullable=False),  # nothing that waits stands before this `events.seq`
)
rejections = Table(
    "rejections",
    metadata,
    Column("event", Uuid, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("details", Text, nullable=False),  # JSON
    Column("again", SmallInteger, nullable=False),  # 1: it waits to be sent once more
)
# Files that accepted events name and the centre was not yet found to have.
blob_sends = Table(
    "blob_sends", metadata, Column("sha256", String(64), primary_key=True), sqlite_with_rowid=False
)
# Erased dossiers whose files are still to go: written with the erasure, deleted with the files.
erasures = Table(
    "erasures", metadata, Column("dossier", Uuid, primary_key=True), sqlite_with_rowid=False
)
# One row while stored dossiers wait to be projected.
first_sync = Table(
    "first_sync",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("dossier", String(32), nullable=False),  # the last one done, in the order of ids
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
)
# Where the store lives: another machine or folder means that this is a copy.
places = Table(
    "places",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("machine", String(64), nullable=False),  # SHA-256; empty: it has no name
    Column("folder", Text, nullable=False),
)

WAITING: Final = "state IN ('queued', 'failed', 'sending')"  # of notices: not settled yet
# What people are told: no event, never sent to the centre. No address and no text is kept.
notices = Table(
    "notices",
    metadata,
    Column("key", String(160), primary_key=True),  # dossier, kind, audience, occasion
    Column("dossier", Uuid, nullable=False),
    Column("code", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("audience", String(10), nullable=False),
    Column("occasion", String(40), nullable=False),
    Column("incarnation", Uuid, nullable=False),  # that queued it
    Column("state", String(10), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("passed", SmallInteger, nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("moved_at", Moment, nullable=False),
    Index("ix_notices_waiting", "next_at", sqlite_where=text(WAITING)),
    Index("ix_notices_moved_at", "moved_at"),
    sqlite_with_rowid=False,
)
# From where on each life of the desk tells: the moment, and the last event it has looked at.
notice_marks = Table(
    "notice_marks",
    metadata,
    Column("incarnation", Uuid, primary_key=True),
    Column("began_at", Moment, nullable=False),
    Column("seq", Integer, nullable=False),
)

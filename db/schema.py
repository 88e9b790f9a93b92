"""Every table, for SQLite (desk) and PostgreSQL (centre) alike."""

from typing import Any, Final

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


def _where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, which both databases know."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


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

# Projections: folded from events by db/projection.py alone.
# `row` is the seq of the first event; the centre, which has none, numbers dossiers as it meets them.
dossiers = Table(
    "dossiers",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False),  # a desk finds it through events.dossier
    Column("code", String(40), nullable=False),
    Column("alias", String(30), nullable=False),
    Column("unit_code", String(20), nullable=False),
    Column("competent_code", String(20), nullable=False),
    Column("place_code", String(20), nullable=False),  # of the unit whose work it is
    Column("procedure_code", String(40), nullable=False),
    Column("procedure_name", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("channel", String(10), nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("lifecycle", String(10), nullable=False),
    Column("clock", String(10), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("first_due_at", Moment),
    Column("finished_at", Moment),
    Column("closed_at", Moment),  # handed over, or ended otherwise
    Column("ended", String(10), nullable=False),  # how (domain/ending.py); empty: it has not
    Column("ended_at", Moment),
    Column("pause_kind", String(20), nullable=False),  # of the pause that lasts, else empty
    Column("receiver", Uuid),
    Column("finisher", Uuid),
    Column("holder", String(40), nullable=False),
    Column("queue_holder", String(40), nullable=False),  # whose work it is; empty: nobody's
    Column("step", SmallInteger, nullable=False),  # its number in the route; 0: none
    Column("step_name", Text, nullable=False),
    Column("step_due_at", Moment),
    Column("urgent_at", Moment, nullable=False),  # the clock that ends first, else LAST
    Column("supplement_until", Moment),
    Column("issue", Integer, nullable=False),
    Column("needs_review", SmallInteger, nullable=False),
    Column("conflicts", SmallInteger, nullable=False),
    Column("request_key", String(64)),
    Column("applicant", Text, nullable=False),
    Column("id_number", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Index("ix_dossiers_alias", "alias", **_where("alias <> ''")),
    Index("ix_dossiers_disputed", "row", **_where("needs_review + conflicts > 0")),
    # In the queue's order, with all that filters it: no row is read that is not shown.
    Index(
        "ix_dossiers_queue",
        "urgent_at",
        "row",
        "queue_holder",
        "status",
        "clock",
        "due_at",
        "procedure_code",
        "place_code",
        "lifecycle",  # SQLite asks for it although the condition says it
        *("unit_code", "field", "step_name", "pause_kind", "received_at"),  # figures alone
        **_where("lifecycle = 'open'"),
    ),
    # What reports count, field by field, without reading a row or sorting any.
    Index(
        "ix_dossiers_ended",
        *("unit_code", "field", "ended_at", "received_at", "ended", "channel", "due_at"),
        *("procedure_code", "finisher"),
        **_where("ended_at IS NOT NULL"),
    ),
    Index("ix_dossiers_ready", "finished_at", **_where("status = 9")),
    Index("ix_dossiers_request_key", "request_key", **_where("request_key IS NOT NULL")),
    Index("ix_dossiers_supplement_until", "supplement_until", **_where("status = 5")),
)
components = Table(
    "components",
    metadata,
    Column("dossier_row", Integer, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    Column("component", String(80), nullable=False),
    Column("name", Text, nullable=False),
    Column("originals", SmallInteger, nullable=False),
    Column("certified", SmallInteger, nullable=False),
    Column("photocopies", SmallInteger, nullable=False),
    sqlite_with_rowid=False,
)
pauses = Table(
    "pauses",
    metadata,
    Column("dossier_row", Integer, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    sqlite_with_rowid=False,
)
counters = Table(
    "counters",
    metadata,
    Column("facet", String(20), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)
# Reference data: `position` orders it as its events, null last; `home` says whose it is.
HOME_CITY: Final = 0
HOME_UNIT: Final = 1  # a proposal of the unit, in force while the city has nothing
HOME_OTHER: Final = 2  # a proposal of another unit, seen by the city's own
unit_profiles = Table(
    "unit_profiles",
    metadata,
    Column("version", Uuid, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("unit", Uuid, nullable=False),
    Column("payload", Text, nullable=False),
    Column("position", BigInteger),
)
officers = Table(
    "officers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("login", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("active", SmallInteger, nullable=False),
    Column("version", Uuid, nullable=False),  # the event that says so
    Column("seq", Integer, nullable=False),
    Column("position", BigInteger),
    Column("desk", Uuid),  # that registered them first
)
# The desks of the unit that said who they are.
desks = Table(
    "desks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
)
procedure_versions = Table(
    "procedure_versions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("code", String(40), nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("position", BigInteger),
    Column("home", SmallInteger, nullable=False, server_default="0"),
)
calendar_changes = Table(
    "calendar_changes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("position", BigInteger),
    Column("home", SmallInteger, nullable=False, server_default="0"),
)

PROJECTIONS: Final = (
    dossiers,
    components,
    pauses,
    counters,
    unit_profiles,
    officers,
    desks,
    procedure_versions,
    calendar_changes,
)

"""The tables folded from events, for SQLite (desk) and PostgreSQL (centre) alike."""

from typing import Any, Final

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

from db.moments import Moment
from db.schema import metadata


def _where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, which both databases know."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


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
    Column("draft", Uuid, index=True),  # it was issued from
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
# Drafts, what became of them, suggestions and their answers; folded when they are read.
catalogue_acts = Table(
    "catalogue_acts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", Uuid, nullable=False, index=True),  # what began the draft or suggestion
    Column("code", String(40), nullable=False, index=True),  # the drafted procedure's, else empty
    Column("author", Uuid, nullable=False),
    Column("at", Moment, nullable=False),
    Column("payload", Text, nullable=False),
    Column("position", BigInteger),
    Column("home", SmallInteger, nullable=False, server_default="0"),
)

# Ratings: what each dossier's add to the counts, and the counts, in which no dossier is left.
ratings = Table(
    "ratings",
    metadata,
    Column("dossier_row", Integer, primary_key=True, autoincrement=False),
    Column("tallies", Text, nullable=False),  # canonical JSON
    Column("complaint", SmallInteger, nullable=False),  # 0: none, 1: to be judged, 2: judged
    Index("ix_ratings_complaint", "complaint", **_where("complaint > 0")),
)
_RATING_KEY: Final = (*("unit_code", "officer", "quarter", "scale", "stage", "question", "answer"),)
rating_counts = Table(
    "rating_counts",
    metadata,
    *(Column(name, String(40), primary_key=True) for name in _RATING_KEY),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
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
    ratings,
    rating_counts,
    catalogue_acts,
)

"""The centre: what it holds but the projections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_12_01_centre"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_table(
        "act_roles",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("kind", "role", name=op.f("pk_act_roles")),
        schema="counter",
    )
    op.create_table(
        "blob_chunks",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "start", name=op.f("pk_blob_chunks")),
        schema="counter",
    )
    op.create_table(
        "blob_scopes",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "scope", name=op.f("pk_blob_scopes")),
        schema="counter",
    )
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
        schema="counter",
    )
    op.create_table(
        "digests",
        sa.Column("unit", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("event_count", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.String(length=64), nullable=False),
        sa.Column("dossier_count", sa.BigInteger(), nullable=False),
        sa.Column("dossiers", sa.String(length=64), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("unit", "number", "scope", name=op.f("pk_digests")),
        schema="counter",
    )
    op.create_table(
        "dossiers_home",
        sa.Column("dossier", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("is_erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", name=op.f("pk_dossiers_home")),
        schema="counter",
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("dossier", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("desk_seq", sa.BigInteger(), nullable=False),
        sa.Column("is_proposal", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("private", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        schema="counter",
    )
    op.create_index(
        "ix_events_dossier",
        "events",
        ["dossier"],
        unique=False,
        schema="counter",
        postgresql_where=sa.text("dossier IS NOT NULL"),
    )
    op.create_index(
        "ix_events_incarnation_desk_seq",
        "events",
        ["incarnation", "desk_seq"],
        unique=False,
        schema="counter",
    )
    op.create_table(
        "feed",
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("home_position", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "position", name=op.f("pk_feed")),
        schema="counter",
        postgresql_partition_by="HASH (scope)",
    )
    op.create_table(
        "incarnations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("genesis", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incarnations")),
        schema="counter",
    )
    op.create_index(
        op.f("ix_incarnations_desk"), "incarnations", ["desk"], unique=False, schema="counter"
    )
    op.create_table(
        "members",
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("named", sa.Uuid(), nullable=False),
        sa.Column("officer", sa.Uuid(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(sa.String(length=20)), nullable=False),
        sa.PrimaryKeyConstraint("scope", "named", "officer", name=op.f("pk_members")),
        schema="counter",
    )
    op.create_table(
        "participants",
        sa.Column("dossier", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "scope", name=op.f("pk_participants")),
        schema="counter",
    )
    op.create_table(
        "rejections",
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("event", sa.Uuid(), nullable=True),
        sa.Column("desk_seq", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("incarnation", "hash", name=op.f("pk_rejections")),
        schema="counter",
    )
    op.create_table(
        "scope_aliases",
        sa.Column("alias", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_scope_aliases")),
        schema="counter",
    )
    op.create_table(
        "scopes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scopes")),
        schema="counter",
        postgresql_with={"fillfactor": 50},
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
        schema="counter",
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", name=op.f("uq_units_code")),
        schema="counter",
    )
    op.create_table(
        "city",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.Uuid(), nullable=False),
        sa.Column("directory", sa.Integer(), nullable=False),
        sa.Column("oldest_schema", sa.Integer(), nullable=False),
        sa.Column("newest_schema", sa.Integer(), nullable=False),
        sa.CheckConstraint("one = 1", name=op.f("ck_city_one")),
        sa.ForeignKeyConstraint(["unit"], ["counter.units.id"], name=op.f("fk_city_unit_units")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_city")),
        schema="counter",
    )
    op.create_table(
        "desks",
        sa.Column("unit", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["unit"], ["counter.units.id"], name=op.f("fk_desks_unit_units")),
        sa.PrimaryKeyConstraint("unit", "number", name=op.f("pk_desks")),
        sa.UniqueConstraint("id", name=op.f("uq_desks_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_desks_token_hash")),
        schema="counter",
    )
    op.create_table(
        "installations",
        sa.Column("desk", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("desk", name=op.f("pk_installations")),
        schema="counter",
    )
    for remainder in range(16):
        op.execute(
            f"CREATE TABLE counter.feed_{remainder} PARTITION OF counter.feed"
            f" FOR VALUES WITH (MODULUS 16, REMAINDER {remainder})"
        )
    # What the functions hand to one another: who calls, and an event on its way in.
    op.execute(
        "CREATE TYPE counter.caller AS"
        " (unit uuid, number int, desk uuid, city uuid, city_unit uuid)"
    )
    op.execute(
        "CREATE TYPE counter.offered AS (n int, hash bytea, id uuid, named uuid, dossier uuid,"
        " kind text, seq bigint, previous bytea, officer uuid, role text, target jsonb,"
        " sha256 text, subject uuid, roles text[], acting text, home uuid, is_proposal boolean,"
        " is_erased boolean, known bigint, verdict text)"
    )

"""What a desk keeps to be in step with a centre, and the order of its reference data."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_29_sync"
down_revision = "2026_11_25_desk"
branch_labels = None
depends_on = None

# Officers were rows of their latest registration: which one that was is written down now.
_LATEST_REGISTRATIONS = """
    UPDATE officers SET version = latest.id, seq = latest.seq
    FROM (SELECT id, max(seq) AS seq, json_extract(text, '$.public.officer') AS officer
          FROM events WHERE kind = 'officer-registered' GROUP BY 3) AS latest
    WHERE officers.id = replace(latest.officer, '-', '')
"""


def upgrade() -> None:
    """Bring a database to this revision."""
    _create_tables()
    _add_columns()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_LATEST_REGISTRATIONS)
        op.execute("INSERT INTO sends SELECT incarnation, 0, 0 FROM incarnations")


def _create_tables() -> None:
    op.create_table(
        "centre_link",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("credentials", sa.Text(), nullable=False),
        sa.Column("is_paused", sa.SmallInteger(), nullable=False),
        sa.Column("offset_ms", sa.BigInteger(), nullable=False),
        sa.Column("contact", sa.BigInteger(), nullable=True),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("is_city_unit", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_centre_link")),
    )
    op.create_table(
        "cursors",
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_cursors")),
    )
    op.create_table(
        "sends",
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("incarnation", name=op.f("pk_sends")),
    )
    op.create_table(
        "rejections",
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("again", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_rejections")),
    )
    op.create_table(
        "blob_sends",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob_sends")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "first_sync",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dossier", sa.String(length=32), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_first_sync")),
    )
    op.create_table(
        "places",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("machine", sa.String(length=64), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_places")),
    )


def _add_columns() -> None:
    """Columns at the end, with a default where null is not allowed: no row is rewritten."""
    nobody = "00000000000000000000000000000000"
    _add("events", sa.Column("feed", sa.SmallInteger(), nullable=True))
    _add("events", _counted("learnt", sa.SmallInteger()))
    _add("incarnations", sa.Column("ordinal", sa.Integer(), server_default="1", nullable=False))
    _add("incarnations", sa.Column("last_sequence", sa.Integer(), nullable=True))
    _add("incarnations", sa.Column("last_hash", sa.LargeBinary(length=32), nullable=True))
    _add("desk", _counted("jump", sa.Integer()))
    _add("desk", sa.Column("jump_until", sa.String(length=10), server_default="", nullable=False))
    _add("officers", sa.Column("version", sa.Uuid(), server_default=nobody, nullable=False))
    _add("officers", _counted("seq", sa.Integer()))
    for table in ("unit_profiles", "officers", "procedure_versions", "calendar_changes"):
        _add(table, sa.Column("position", sa.BigInteger(), nullable=True))
    for table in ("procedure_versions", "calendar_changes"):
        _add(table, _counted("home", sa.SmallInteger()))


def _counted(name: str, kind: sa.types.TypeEngine[int]) -> sa.Column[int]:
    return sa.Column(name, kind, server_default="0", nullable=False)


def _add(table: str, column: Any) -> None:
    op.add_column(table, column)

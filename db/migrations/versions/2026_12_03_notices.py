"""Notices: what people are told, and from where on this life of the desk tells."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_03_notices"
down_revision = "2026_12_02_ratings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision: so far nobody was told anything."""
    op.create_table(
        "notices",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("dossier", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("passed", sa.SmallInteger(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("moved_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notices")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_notices_waiting",
        "notices",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'failed', 'sending')"),
    )
    op.create_index("ix_notices_moved_at", "notices", ["moved_at"], unique=False)
    op.create_table(
        "notice_marks",
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("incarnation", name=op.f("pk_notice_marks")),
    )

"""Ratings: what each dossier's add, and counts in which no dossier is left."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_02_ratings"
down_revision = "2026_12_01_decisions"
branch_labels = None
depends_on = None

_KEY = ("unit_code", "officer", "quarter", "scale", "stage", "question", "answer")


def upgrade() -> None:
    """Bring a database to this revision: so far nobody rated."""
    op.create_table(
        "ratings",
        sa.Column("dossier_row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tallies", sa.Text(), nullable=False),
        sa.Column("complaint", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("dossier_row", name=op.f("pk_ratings")),
    )
    op.create_index(
        "ix_ratings_complaint",
        "ratings",
        ["complaint"],
        unique=False,
        sqlite_where=sa.text("complaint > 0"),
    )
    op.create_table(
        "rating_counts",
        *(sa.Column(name, sa.String(length=40), nullable=False) for name in _KEY),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_rating_counts")),
        sqlite_with_rowid=False,
    )

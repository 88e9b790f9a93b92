"""Ratings among the projections, as the desks have them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_06_ratings"
down_revision = "2026_12_05_relay"
branch_labels = None
depends_on = None

_KEY = ("unit_code", "officer", "quarter", "scale", "stage", "question", "answer")


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_table(
        "ratings",
        sa.Column("dossier_row", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tallies", sa.Text(), nullable=False),
        sa.Column("complaint", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("dossier_row", name=op.f("pk_ratings")),
        schema="projection",
    )
    op.create_index(
        "ix_ratings_complaint",
        "ratings",
        ["complaint"],
        unique=False,
        schema="projection",
        postgresql_where=sa.text("complaint > 0"),
    )
    op.create_table(
        "rating_counts",
        *(sa.Column(name, sa.Text(), nullable=False) for name in _KEY),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_rating_counts")),
        schema="projection",
    )

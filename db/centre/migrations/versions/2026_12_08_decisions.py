"""Drafts of procedure versions and suggestions of the review: what was said about each."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_08_decisions"
down_revision = "2026_12_07_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_table(
        "catalogue_acts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("home", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_acts")),
        schema="projection",
    )
    _index("catalogue_acts", "subject")
    _index("catalogue_acts", "code")
    op.add_column(
        "procedure_versions", sa.Column("draft", sa.Uuid(), nullable=True), schema="projection"
    )
    _index("procedure_versions", "draft")


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], schema="projection")

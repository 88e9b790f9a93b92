"""Erased dossiers whose files are still to go, at first all that were erased before."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_29_erasures"
down_revision = "2026_11_29_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_table(
        "erasures",
        sa.Column("dossier", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", name=op.f("pk_erasures")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO erasures SELECT DISTINCT dossier FROM events"
        " WHERE kind = 'erased' AND dossier IS NOT NULL"
    )

"""What each life of a desk was told last about its files: a restored centre is noticed by it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_10_file_marks"
down_revision = "2026_12_09_unit_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_table(
        "file_marks",
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Uuid(), nullable=False),
        sa.Column("previous", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("incarnation", name=op.f("pk_file_marks")),
        schema="counter",
    )

"""What the centre has lost and other desks wrote is found without reading the whole log."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_relay"
down_revision = "2026_11_29_erasures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_index(
        "ix_events_lost",
        "events",
        ["incarnation", "desk_seq"],
        sqlite_where=sa.text("learnt = 1 AND feed IS NULL"),
    )

"""Which desk brought an event in another's place, after the centre and its author had lost it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_05_relay"
down_revision = "2026_12_04_seen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.add_column("events", sa.Column("relayed_by", sa.Uuid(), nullable=True), schema="counter")
    op.create_index(
        "ix_events_relayed_by",
        "events",
        ["relayed_by"],
        unique=False,
        schema="counter",
        postgresql_where=sa.text("relayed_by IS NOT NULL"),
    )

"""Figures of units for those above them: how old each one's are, and indexes to count them by."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_09_unit_figures"
down_revision = "2026_12_08_decisions"
branch_labels = None
depends_on = None

_OPEN = "lifecycle = 'open'"
_INDEXES = (
    ("ix_dossiers_open_unit", ["unit_code"], _OPEN),
    ("ix_dossiers_visiting", ["place_code"], f"{_OPEN} AND place_code <> unit_code"),
    ("ix_dossiers_ended_unit", ["unit_code", "ended_at"], "ended_at IS NOT NULL"),
)
# When the centre got the last event that was projected of each scope.
_RECEIVED = """
UPDATE projection.projected p SET received_at = e.received_at
FROM counter.feed f JOIN counter.events e ON e.id = f.event
WHERE f.scope = p.scope AND f.position = p.position
"""


def upgrade() -> None:
    """Bring a database to this revision."""
    received_at = sa.Column("received_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("projected", received_at, schema="projection")
    op.execute(_RECEIVED)
    for name, columns, condition in _INDEXES:
        where = sa.text(condition)
        op.create_index(name, "dossiers", columns, schema="projection", postgresql_where=where)

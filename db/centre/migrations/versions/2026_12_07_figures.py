"""What figures count, as on the desks; every dossier is projected again to say it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_07_figures"
down_revision = "2026_12_06_ratings"
branch_labels = None
depends_on = None

_QUEUE = (
    *("urgent_at", "row", "queue_holder", "status", "clock", "due_at", "procedure_code"),
    *("place_code", "lifecycle", "unit_code", "field", "step_name", "pause_kind", "received_at"),
)
_ENDED = (
    *("unit_code", "field", "ended_at", "received_at", "ended", "channel", "due_at"),
    *("procedure_code", "finisher"),
)
# How many ended is added when a row is written anew; how many were received stands in the rows.
_RECEIVED = """
INSERT INTO projection.counters (facet, key, count)
SELECT 'received', unit_code || '/' || ((received_at / 3600000 + 7) / 24) || '/' || channel
    || '/' || procedure_code || '/' || field, count(*)
FROM projection.dossiers WHERE lifecycle <> 'void' GROUP BY 2
"""
_AGAIN = ("projected", "unit_profiles", "procedure_versions", "calendar_changes")


def upgrade() -> None:
    """Bring a database to this revision."""
    for column in (
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("ended", sa.Text(), nullable=False, server_default=""),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("pause_kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("receiver", sa.Uuid(), nullable=True),
        sa.Column("finisher", sa.Uuid(), nullable=True),
    ):
        op.add_column("dossiers", column, schema="projection")
    op.drop_index("ix_dossiers_queue", table_name="dossiers", schema="projection")
    for name, columns, condition in (
        ("ix_dossiers_queue", _QUEUE, "lifecycle = 'open'"),
        ("ix_dossiers_ended", _ENDED, "ended_at IS NOT NULL"),
    ):
        where = sa.text(condition)
        op.create_index(
            name, "dossiers", list(columns), schema="projection", postgresql_where=where
        )
    op.execute(
        "DELETE FROM projection.counters WHERE facet IN ('received-day', 'procedure-status')"
    )
    op.execute(_RECEIVED)
    for table in _AGAIN:
        op.execute(f"DELETE FROM projection.{table}")  # noqa: S608 (own names)

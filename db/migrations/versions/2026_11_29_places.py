"""Where a dossier is, whose it is in the counters, and which desk registered an officer."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_29_places"
down_revision = "2026_11_29_sync"
branch_labels = None
depends_on = None

_QUEUE = (
    *("urgent_at", "row", "queue_holder", "status", "clock", "due_at", "procedure_code"),
    *("place_code", "lifecycle"),
)
_COUNTED = "FROM dossiers WHERE lifecycle {} 'void' GROUP BY 1, 2"
_FACETS = (
    "SELECT 'lifecycle', unit_code || '/void', count(*) " + _COUNTED.format("="),
    "SELECT 'status', unit_code || '/' || status, count(*) " + _COUNTED.format("<>"),
    "SELECT 'procedure-status', unit_code || '/' || procedure_code || '/' || status, count(*) "
    + _COUNTED.format("<>"),
    "SELECT 'received-day', unit_code || '/' || ((received_at / 3600000 + 7) / 24), count(*) "
    + _COUNTED.format("<>"),
)
# The desk of the first event about each officer, and each desk's latest word about its number.
_OFFICERS = """
UPDATE officers SET desk = (
    SELECT replace(json_extract(text, '$.desk'), '-', '') FROM events
    WHERE dossier IS NULL AND kind = 'officer-registered'
    AND replace(json_extract(text, '$.public.officer'), '-', '') = officers.id
    ORDER BY seq LIMIT 1
)
"""
_DESKS = """
INSERT OR REPLACE INTO desks (id, number)
SELECT replace(json_extract(text, '$.public.desk'), '-', ''),
    json_extract(text, '$.public.number')
FROM events WHERE dossier IS NULL AND kind = 'desk-enrolled' ORDER BY seq
"""


def upgrade() -> None:
    """Bring a database to this revision."""
    op.add_column(
        "dossiers",
        sa.Column("place_code", sa.String(length=20), nullable=False, server_default=""),
    )
    op.drop_index("ix_dossiers_queue", table_name="dossiers")
    op.create_index(
        "ix_dossiers_queue",
        "dossiers",
        list(_QUEUE),
        sqlite_where=sa.text("lifecycle = 'open'"),
    )
    op.add_column("officers", sa.Column("desk", sa.Uuid(), nullable=True))
    op.create_table(
        "desks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desks")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _project_anew()


def _project_anew() -> None:
    """What the new columns say of the rows there are: so far no dossier lay at another unit."""
    op.execute("UPDATE dossiers SET place_code = unit_code")
    op.execute("DELETE FROM counters")
    for facet in _FACETS:
        op.execute("INSERT INTO counters (facet, key, count) " + facet)
    op.execute(_OFFICERS)
    op.execute(_DESKS)

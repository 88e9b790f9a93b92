"""Which dossier names a file, so that it goes with the personal data of the last one that does."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_04_files"
down_revision = "2026_12_03_upkeep"
branch_labels = None
depends_on = None

# From the events themselves; an erased dossier names nothing any more.
_NAMES = """
INSERT INTO counter.blob_scopes (sha256, scope, dossier)
SELECT DISTINCT e.text::json->'public'->>'sha256', s.scope, e.dossier
FROM counter.events e
JOIN counter.dossiers_home h ON h.dossier = e.dossier AND NOT h.is_erased
CROSS JOIN LATERAL (
    SELECT h.scope UNION SELECT p.scope FROM counter.participants p WHERE p.dossier = e.dossier
) AS s
WHERE e.kind IN ('attached', 'printed')
  AND length(e.text::json->'public'->>'sha256') = 64
"""
_UNNAMED = (
    "DELETE FROM counter.{} b"
    " WHERE NOT EXISTS (SELECT FROM counter.blob_scopes s WHERE s.sha256 = b.sha256)"
)


def upgrade() -> None:
    """Bring a database to this revision."""
    op.execute("DELETE FROM counter.blob_scopes")
    op.add_column("blob_scopes", sa.Column("dossier", sa.Uuid(), nullable=False), schema="counter")
    op.drop_constraint("pk_blob_scopes", "blob_scopes", schema="counter")
    op.create_primary_key(
        "pk_blob_scopes", "blob_scopes", ["sha256", "scope", "dossier"], schema="counter"
    )
    op.create_index("ix_blob_scopes_dossier", "blob_scopes", ["dossier"], schema="counter")
    op.execute(_NAMES)
    op.execute(_UNNAMED.format("blob_chunks"))
    op.execute(_UNNAMED.format("blobs"))

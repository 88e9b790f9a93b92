"""Who had seen whom is told by events and no more by positions: every dossier is projected anew."""

from alembic import op

revision = "2026_12_04_seen"
down_revision = "2026_12_04_files"
branch_labels = None
depends_on = None

# As ``centre project --again``: each dossier keeps its row until it is written anew.
_START_OVER = ("projected", "unit_profiles", "procedure_versions", "calendar_changes")


def upgrade() -> None:
    """Bring a database to this revision."""
    for table in _START_OVER:
        op.execute(f"DELETE FROM projection.{table}")  # noqa: S608 (own names)

"""When the server looks through tables that every push writes: by what changed, not every minute."""

from alembic import op

revision = "2026_12_03_upkeep"
down_revision = "2026_12_02_projections"
branch_labels = None
depends_on = None

# Each look makes every connection plan its statements anew, some milliseconds for each desk at
# once. The functions read by index whatever the statistics say, so that little depends on them.
_GROWING = ("events", "dossiers_home", *(f"feed_{remainder}" for remainder in range(16)))
_ROWS = 100_000
_NEVER = 2_000_000_000


def upgrade() -> None:
    """Bring a database to this revision."""
    for table in _GROWING:
        op.execute(
            f"ALTER TABLE counter.{table} SET (autovacuum_analyze_threshold = {_ROWS},"
            f" autovacuum_vacuum_insert_threshold = {_ROWS})"
        )
    # A few hundred rows, written in place: pages are tidied as they are written.
    op.execute(
        f"ALTER TABLE counter.scopes SET (autovacuum_analyze_threshold = {_NEVER},"
        f" autovacuum_vacuum_threshold = {_ROWS})"
    )

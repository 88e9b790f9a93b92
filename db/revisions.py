"""Which revisions of the store this program knows; asked before anything heavy is loaded."""

import sqlite3
from typing import Final

HEAD: Final = "2026_12_03_notices"
# Every revision a desk may have, oldest first.
KNOWN: Final = (
    "2026_11_25_desk",
    "2026_11_29_sync",
    "2026_11_29_places",
    "2026_11_29_erasures",
    "2026_11_30_relay",
    "2026_11_30_figures",
    "2026_12_01_decisions",
    "2026_12_02_ratings",
    HEAD,
)


def revision_of(connection: sqlite3.Connection) -> str | None:
    """The revision the database has; None when it is empty."""
    sql = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.execute(sql).fetchone() is None:
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else None

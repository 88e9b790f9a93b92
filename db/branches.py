"""Dossiers two desks wrote at once: an older program told by places who had seen whom."""

import sqlite3
from typing import Final

from db.reprojection import reproject

# Those with an event that does not name the one before it; a desk that learnt nothing has none.
_BRANCHED: Final = """
SELECT DISTINCT dossier FROM (
    SELECT dossier, replace(json_extract(text, '$.base'), '-', '') AS base,
        lag(id) OVER (PARTITION BY dossier ORDER BY position IS NULL, position, seq) AS before
    FROM events WHERE dossier IS NOT NULL
) WHERE base IS NOT before
"""
_HAS_LEARNT: Final = "SELECT 1 FROM events WHERE learnt = 1 AND dossier IS NOT NULL LIMIT 1"


def project_branched(connection: sqlite3.Connection) -> None:
    """Fold those dossiers anew, inside the caller's transaction."""
    if connection.execute(_HAS_LEARNT).fetchone():
        reproject(connection, [dossier for (dossier,) in connection.execute(_BRANCHED).fetchall()])

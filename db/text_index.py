"""The full-text index beside ``dossiers``, which SQLite alone has to be told about.

PostgreSQL's index of ``search_text`` follows the table by itself.
"""

import sqlite3
from collections.abc import Iterable
from typing import Final

from db.rows import Rows

_ADD: Final = "INSERT INTO dossiers_text (rowid, search_text) VALUES (?, ?)"
_REMOVE: Final = (
    "INSERT INTO dossiers_text (dossiers_text, rowid, search_text) VALUES ('delete', ?, ?)"
)


def add_texts(rows: Rows, texts: Iterable[tuple[object, object]]) -> None:
    """Index new texts: each the number of its dossier's row and the text itself."""
    if isinstance(rows, sqlite3.Connection):
        rows.executemany(_ADD, texts)


def remove_texts(rows: Rows, texts: Iterable[tuple[object, object]]) -> None:
    """Forget texts exactly as they were indexed."""
    if isinstance(rows, sqlite3.Connection):
        rows.executemany(_REMOVE, texts)

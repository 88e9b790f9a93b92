"""PostgreSQL as a place where projections are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import psycopg


@dataclass(frozen=True, slots=True)
class PostgresRows:
    """A cursor that takes the statements desks run on SQLite; UUIDs may come as their digits."""

    cursor: psycopg.Cursor[Any]

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> psycopg.Cursor[Any]:
        """Run ``sql``; what it finds is to be fetched before the next statement."""
        return self.cursor.execute(_translated(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run ``sql`` for all ``rows`` without waiting for each of them."""
        self.cursor.executemany(_translated(sql), rows)


@lru_cache(maxsize=256)
def _translated(sql: str) -> str:
    """psycopg's placeholders for SQLite's; no statement of ours has either as a letter."""
    return sql.replace("?", "%s")

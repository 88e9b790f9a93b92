"""PostgreSQL as a place where projections are written."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader


class _Digits(Loader):
    """A UUID as SQLite stores it: 32 digits, which PostgreSQL takes for one too."""

    def load(self, data: Buffer) -> str:
        return bytes(data).decode().replace("-", "")


class PostgresRows:
    """A cursor of its own that takes the statements desks run on SQLite, and answers alike."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._cursor = connection.cursor()
        self._cursor.adapters.register_loader("uuid", _Digits)

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> psycopg.Cursor[Any]:
        """Run ``sql``; what it finds is to be fetched before the next statement."""
        return self._cursor.execute(_translated(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run ``sql`` for all ``rows`` without waiting for each of them."""
        self._cursor.executemany(_translated(sql), rows)


@lru_cache(maxsize=256)
def _translated(sql: str) -> str:
    """psycopg's placeholders for SQLite's; no statement of ours has either as a letter."""
    return sql.replace("?", "%s")

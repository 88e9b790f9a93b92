"""Opening SQLite so that what is committed is on the disk, and one writer waits for another."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from counter_app.domain.errors import StorageFailed

BUSY_TIMEOUT_S: Final = 30.0
_CACHE_KIB: Final = 8_192


def open_sqlite(file: Path, *, read_only: bool = False) -> Engine:
    """An engine on ``file`` in WAL mode, synchronous=FULL, without transactions of its own.

    Transactions are begun explicitly (``BEGIN IMMEDIATE``), so that a reader never takes the
    write lock. ``read_only`` refuses every change.
    """
    engine = create_engine(
        f"sqlite:///{file}",
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
    )

    def configure(connection: sqlite3.Connection, record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA query_only = ON" if read_only else "PRAGMA journal_mode = WAL")
        cursor.close()

    event.listen(engine, "connect", configure)
    return engine


@contextmanager
def storage_refusals() -> Iterator[None]:
    """Whatever SQLite or the disk would not do becomes the ports' refusal.

    Raises:
        StorageFailed
    """
    try:
        yield
    except (sqlite3.Error, SQLAlchemyError, OSError) as error:
        raise StorageFailed(str(error)) from error


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for hot paths and what only SQLite has."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(type(driver))
    return driver

"""The port ``FigureQuestions`` on a desk's store: a connection of its own, opened when first asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from counter_app.services.figure_ports import (
    By,
    DayCount,
    Days,
    FigureLine,
    FigureList,
    Selection,
    Share,
)
from db import figure_questions
from db.engine import open_sqlite, raw, storage_refusals

_LITTLE_MEMORY: Final = "PRAGMA cache_size = -2048"  # KiB: indexes are walked, not kept


class SqlFigures:
    """Reads beside everybody else; one question after another."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._opened: Connection | None = None

    def count(self, selection: Selection) -> int:
        with self.asking() as connection:
            return figure_questions.count(connection, selection)

    def shares(self, selection: Selection, by: By) -> tuple[Share, ...]:
        with self.asking() as connection:
            return figure_questions.shares(connection, selection, by)

    def listed(self, selection: Selection, limit: int) -> FigureList:
        with self.asking() as connection:
            lines = figure_questions.lines(connection, selection, limit)
            return FigureList(tuple(lines), figure_questions.count_rows(connection, selection))

    def each(self, selection: Selection) -> Iterator[FigureLine]:
        with self.asking() as connection:
            rows = figure_questions.rows(connection, selection)
        while rows:
            with self.asking() as connection:  # page by page: nobody waits for a slow reader
                page = figure_questions.page(connection, rows)
            yield from page

    def by_day(self, units: tuple[str, ...], days: Days) -> tuple[DayCount, ...]:
        with self.asking() as connection:
            return figure_questions.by_day(connection, units, days)

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    @contextmanager
    def asking(self) -> Iterator[sqlite3.Connection]:
        """The connection, while nobody else asks.

        Raises:
            StorageFailed
        """
        with self._lock, storage_refusals():
            if self._opened is None:
                self._opened = open_sqlite(self._file, read_only=True).connect()
                raw(self._opened).execute(_LITTLE_MEMORY)
            yield raw(self._opened)

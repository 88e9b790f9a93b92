"""Where projections are written: the little that a desk's and the centre's database have in common."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol


class Found(Protocol):
    """What a question has found."""

    def fetchone(self) -> Any:
        """The next row; None behind the last."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""


class Rows(Protocol):
    """Takes the statements of ``db/statements.py``: a connection of sqlite3 does so as it is."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Found:
        """Run ``sql`` with a value for each ``?``."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run ``sql`` once for each of ``rows``."""

"""What is under the hand stays there when a list is read again."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QTableView


class Anchor:
    """Remembers where a line stood: the current one if it is seen, else the first that is.

    A list that nobody chose from or scrolled in has none: its new lines are to be seen.
    """

    def __init__(self, table: QTableView, dossier: Callable[[int], UUID | None]) -> None:
        self._table = table
        row = table.currentIndex().row()
        if not self._sees(row):
            row = table.rowAt(0) if table.verticalScrollBar().value() else -1
        self._dossier = dossier(row) if row >= 0 else None
        self._top = table.rowViewportPosition(row)

    def restore(self, row_of: Callable[[UUID | None], int]) -> None:
        """Scroll so that the line stands where it stood, if it is still in the list."""
        row = row_of(self._dossier) if self._dossier is not None else -1
        if row >= 0:
            bar = self._table.verticalScrollBar()
            bar.setValue(bar.value() + self._table.rowViewportPosition(row) - self._top)

    def _sees(self, row: int) -> bool:
        return (
            row >= 0 and 0 <= self._table.rowViewportPosition(row) < self._table.viewport().height()
        )

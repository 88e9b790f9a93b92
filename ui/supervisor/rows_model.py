"""A table of texts with numbers to the right and alarming rows in red."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from ui.search.table_model import TONE_ROLE
from ui.widgets.text_table import AnyIndex, TextTable


class RowsModel(TextTable):
    """Rows of cells under heads; ``numbers`` are columns that stand to the right."""

    def __init__(
        self, heads: Sequence[str], numbers: Sequence[int] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(tuple(heads), parent)
        self._numbers = frozenset(numbers)
        self._alarming: frozenset[int] = frozenset()

    def show(self, rows: Sequence[tuple[str, ...]], alarming: Collection[int] = ()) -> None:
        """Show these rows, ``alarming`` ones in red; as many as before keep selection and scroll."""
        new, self._alarming = tuple(rows), frozenset(alarming)
        if len(new) != len(self._rows):
            super().show(new)
        elif new != self._rows:
            self._rows = new
            last = self.index(len(new) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def head(self, heads: Sequence[str]) -> None:
        """Other heads above as many columns."""
        self._headings = tuple(heads)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headings) - 1)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._aligned(section)
        return super().headerData(section, orientation, role)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == TONE_ROLE:
            return "danger" if index.row() in self._alarming else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._aligned(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.DisplayRole
        return super().data(index, role)

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        side = (
            Qt.AlignmentFlag.AlignRight if column in self._numbers else Qt.AlignmentFlag.AlignLeft
        )
        return side | Qt.AlignmentFlag.AlignVCenter

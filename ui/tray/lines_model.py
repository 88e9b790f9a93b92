"""The rows of the tray: under a heading each, dossiers to settle and events not taken."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from counter_app.i18n import _
from counter_app.services.sync_ports import (
    Rejection,
)
from ui.tray.rejection_words import reason_words, what_words
from ui.tray.values import Item, Waiting, item_id

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """From left to right."""

    CODE = 0
    WHAT = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the items of one kind; it cannot be chosen."""

    text: str


class LinesModel(QAbstractTableModel):
    """Rows as they were found; replaced as a whole, never edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Heading | Item, ...] = ()

    def show(self, waiting: Waiting) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = (
            *_section(_("Ghi khác nhau giữa các quầy"), waiting.lines),
            *_section(_("Trung tâm chưa nhận"), waiting.rejections),
        )
        self.endResetModel()

    def item(self, row: int) -> Item | None:
        """What stands in ``row``; None for a heading and outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(found, Heading) else found

    def headings(self) -> tuple[int, ...]:
        """The rows that are headings."""
        return tuple(row for row, found in enumerate(self._rows) if isinstance(found, Heading))

    def row_of(self, wanted: UUID | None) -> int:
        """Where the item with this ``item_id`` stands; -1 when it is not in the list."""
        items = enumerate(map(self.item, range(len(self._rows))))
        return next((row for row, found in items if found and item_id(found) == wanted), -1)

    def nearest(self, row: int) -> int:
        """The item in ``row``, else the next one, else the last; -1 when there is none."""
        rows = [at for at in range(len(self._rows)) if self.item(at) is not None]
        return next((at for at in rows if at >= row), rows[-1] if rows else -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Mã hồ sơ"), _("Về việc"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _texts(row)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _hint(row)
        if role == Qt.ItemDataRole.FontRole and isinstance(row, Heading):
            font = QFont()
            font.setBold(True)
            return font
        return None


def _section(heading: str, items: tuple[Item, ...]) -> tuple[Heading | Item, ...]:
    return (Heading(heading), *items) if items else ()


def _texts(row: Heading | Item) -> tuple[str, str]:
    match row:
        case Heading(text):
            return text, ""
        case Rejection():
            return row.code or "—", what_words(row)
        case _:
            return row.code or "—", row.applicant


def _hint(row: Heading | Item) -> str:
    match row:
        case Heading():
            return ""
        case Rejection():
            return f"{what_words(row)} · {reason_words(row.kind)[0]}"
        case _:
            return f"{row.applicant} · {row.procedure}"

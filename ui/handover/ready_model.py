"""Results waiting to be collected: one line each, personal numbers masked."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counter_app.domain.text import masked
from counter_app.i18n import _
from counter_app.services.ports import ReadyLine
from ui.handover.values import ReadyList
from ui.handover.wording import waiting_words
from ui.wording import short_moment

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """From left to right."""

    WAITING = 0
    FINISHED = 1
    CODE = 2
    APPLICANT = 3
    NUMBER = 4
    PROCEDURE = 5


class ReadyModel(QAbstractTableModel):
    """Lines as they were found; replaced as a whole, never edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ReadyLine, ...] = ()
        self._now: datetime | None = None

    def show(self, ready: ReadyList) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines, self._now = ready.lines, ready.now
        self.endResetModel()

    def dossier(self, row: int) -> UUID | None:
        """Which dossier stands in ``row``."""
        return self._lines[row].line.id if 0 <= row < len(self._lines) else None

    def row_of(self, dossier: UUID | None) -> int:
        """Where ``dossier`` stands; -1 when it is not in the list."""
        return next((row for row, r in enumerate(self._lines) if r.line.id == dossier), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            _("Đã chờ"),
            _("Có kết quả lúc"),
            _("Mã hồ sơ"),
            _("Chủ hồ sơ"),
            _("Số định danh"),
            _("Thủ tục"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._now is None:
            return None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return _TEXTS[Column(index.column())](self._lines[index.row()], self._now)
        return None


_TEXTS: dict[Column, Callable[[ReadyLine, datetime], str]] = {
    Column.WAITING: lambda ready, now: waiting_words(ready.finished_at, now),
    Column.FINISHED: lambda ready, now: short_moment(ready.finished_at.astimezone(now.tzinfo)),
    Column.CODE: lambda ready, now: ready.line.code,
    Column.APPLICANT: lambda ready, now: ready.line.applicant,
    Column.NUMBER: lambda ready, now: masked(ready.line.id_number),
    Column.PROCEDURE: lambda ready, now: ready.line.procedure,
}

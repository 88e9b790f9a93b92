"""The queue line by line; further lines are asked for while the officer scrolls."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from counter_app.i18n import _
from counter_app.services.queue_ports import QueueLine
from ui.search.table_model import ICON_ROLE, TONE_ROLE
from ui.wording import status_icon, status_word
from ui.work.values import QueueList
from ui.work.wording import due_words, step_words, time_left, whose_words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """From left to right."""

    LEFT = 0
    CODE = 1
    APPLICANT = 2
    PROCEDURE = 3
    STEP = 4
    HOLDER = 5
    DUE = 6


class QueueModel(QAbstractTableModel):
    """The lines that were read so far; ``more_wanted`` when the view comes near their end."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[QueueLine] = []
        self._rows: dict[UUID, int] = {}
        self._names: Mapping[str, str] = {}
        self._now: datetime | None = None
        self._goes_on = False

    def show(self, shown: QueueList) -> bool:
        """Show the list anew; False: the same dossiers in the same places, only texts changed."""
        is_same = [line.id for line in self._lines] == [line.id for line in shown.lines]
        if not is_same:
            self.beginResetModel()
        self._lines = list(shown.lines)
        self._take(shown)
        if not is_same:
            self._rows = {line.id: row for row, line in enumerate(self._lines)}
            self.endResetModel()
        elif self._lines:
            last = self.index(len(self._lines) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return not is_same

    def append(self, shown: QueueList) -> None:
        """Go on; a dossier that moved down meanwhile is not shown twice."""
        lines = [line for line in shown.lines if line.id not in self._rows]
        first = len(self._lines)
        self._take(shown)
        if not lines:
            return
        self.beginInsertRows(_NO_INDEX, first, first + len(lines) - 1)
        self._lines += lines
        self._rows |= {line.id: first + row for row, line in enumerate(lines)}
        self.endInsertRows()

    def line(self, row: int) -> QueueLine | None:
        """What stands in ``row``."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, dossier: UUID | None) -> int:
        """Where ``dossier`` stands; -1 when it is not among the lines read so far."""
        return self._rows.get(dossier, -1) if dossier else -1

    def canFetchMore(self, parent: Index) -> bool:
        return self._goes_on and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self.more_wanted.emit()

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
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            _("Thời gian còn lại"),
            _("Mã hồ sơ"),
            _("Chủ hồ sơ"),
            _("Thủ tục"),
            _("Bước"),
            _("Người giữ"),
            _("Hẹn trả"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._now is None:
            return None
        line, column = self._lines[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _TEXTS[column](line, self._now, self._names)
        if role == Qt.ItemDataRole.ToolTipRole:
            text = _TEXTS[column](line, self._now, self._names)
            return f"{text} · {status_word(line.status)}" if column is Column.STEP else text
        if role == ICON_ROLE:
            return _icon(line, column, self._now)
        if role == TONE_ROLE:
            return _tone(line, column, self._now)
        return None

    def _take(self, shown: QueueList) -> None:
        self._names, self._now = shown.names, shown.now
        self._goes_on = shown.next is not None


def _icon(line: QueueLine, column: Column, now: datetime) -> str:
    if column is Column.LEFT:
        return time_left(line, now).icon
    return status_icon(line.status) if column is Column.STEP else ""


def _tone(line: QueueLine, column: Column, now: datetime) -> str:
    if column is Column.LEFT:
        return time_left(line, now).tone
    if column is Column.HOLDER:
        return "" if line.holder else "muted"
    return "muted" if column is Column.DUE else ""


_TEXTS: dict[Column, Callable[[QueueLine, datetime, Mapping[str, str]], str]] = {
    Column.LEFT: lambda line, now, names: time_left(line, now).words,
    Column.CODE: lambda line, now, names: line.code or "—",
    Column.APPLICANT: lambda line, now, names: line.applicant,
    Column.PROCEDURE: lambda line, now, names: line.procedure,
    Column.STEP: lambda line, now, names: step_words(line),
    Column.HOLDER: lambda line, now, names: whose_words(line, names),
    Column.DUE: lambda line, now, names: due_words(line, now),
}

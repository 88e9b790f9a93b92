"""The queue line by line; further lines are asked for while the officer scrolls."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from typing import Any, TypeAlias
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
_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        ICON_ROLE,
        TONE_ROLE,
    )
)
Said: TypeAlias = tuple[str, str, str]  # the words of a cell, its drawing, its tone


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
        self._words: dict[int, tuple[Said, ...]] = {}  # of the rows somebody has seen
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
        if role not in _ROLES or self._now is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        text, icon, tone = self._said(row)[column]
        if role == ICON_ROLE:
            return icon
        if role == TONE_ROLE:
            return tone
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.STEP:
            return f"{text} · {status_word(self._lines[row].status)}"
        return text

    def _said(self, row: int) -> tuple[Said, ...]:
        """The line's cells, put into words when the line is first seen."""
        said = self._words.get(row)
        if said is None and self._now is not None:
            said = self._words[row] = _cells(self._lines[row], self._now, self._names)
        return said or ()

    def _take(self, shown: QueueList) -> None:
        self._words.clear()
        self._names, self._now = shown.names, shown.now
        self._goes_on = shown.next is not None


def _cells(line: QueueLine, now: datetime, names: Mapping[str, str]) -> tuple[Said, ...]:
    """In the order of ``Column``."""
    left = time_left(line, now)
    return (
        (left.words, left.icon, left.tone),
        (line.code or "—", "", ""),
        (line.applicant, "", ""),
        (line.procedure, "", ""),
        (step_words(line), status_icon(line.status), ""),
        (whose_words(line, names), "", "" if line.holder else "muted"),
        (due_words(line, now), "", "muted"),
    )

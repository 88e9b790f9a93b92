"""The list of found dossiers: one line each, personal numbers masked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.text import masked
from counter_app.i18n import _, counted
from counter_app.services.ports import DossierLine
from ui.search.values import Results
from ui.wording import short_moment, status_icon, status_tone, status_word

Index = QModelIndex | QPersistentModelIndex
ICON_ROLE = Qt.ItemDataRole.UserRole + 1  # the name of a drawing, or nothing
TONE_ROLE = Qt.ItemDataRole.UserRole + 2  # danger, warning, success, muted or nothing
_NO_INDEX = QModelIndex()
_TERM_OVER = (Status.DECLINED, Status.WITHDRAWN, Status.STOPPED, Status.FINISHED, Status.RETURNED)


class Column(IntEnum):
    """From left to right."""

    CODE = 0
    APPLICANT = 1
    NUMBER = 2
    PROCEDURE = 3
    RECEIVED = 4
    DUE = 5
    STATUS = 6


class ResultsModel(QAbstractTableModel):
    """Lines as they were found; replaced as a whole, never edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DossierLine, ...] = ()
        self._now: datetime | None = None

    def show(self, results: Results) -> None:
        """Show other lines; the same dossiers in the same places only change their texts."""
        before = tuple(line.id for line in self._lines)
        after = tuple(line.id for line in results.lines)
        if before == after:
            self._lines, self._now = results.lines, results.now
            if after:
                last = self.index(len(after) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._lines, self._now = results.lines, results.now
        self.endResetModel()

    def dossier(self, row: int) -> UUID | None:
        """Which dossier stands in ``row``."""
        return self._lines[row].id if 0 <= row < len(self._lines) else None

    def row_of(self, dossier: UUID | None) -> int:
        """Where ``dossier`` stands; -1 when it is not in the list."""
        return next((row for row, line in enumerate(self._lines) if line.id == dossier), -1)

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
            _("Mã hồ sơ"),
            _("Người nộp"),
            _("Số định danh"),
            _("Thủ tục"),
            _("Nhận lúc"),
            _("Hẹn trả"),
            _("Trạng thái"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._now is None:
            return None
        line, column = self._lines[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _TEXTS[column](line, self._now)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(line, column, self._now)
        if role == ICON_ROLE:
            return _icon(line, column, self._now)
        if role == TONE_ROLE:
            return _tone(line, column, self._now)
        return None


def lateness(line: DossierLine, now: datetime) -> tuple[str, str]:
    """The word for how late a dossier is, and its tone; nothing while there is time."""
    if line.paused:
        return _("tạm dừng"), "muted"
    if line.due_at is None or line.lifecycle is not Lifecycle.OPEN or line.status in _TERM_OVER:
        return "", ""
    due = line.due_at.astimezone(now.tzinfo)
    if due >= now:
        soon = due.date() <= now.date()
        return (_("trong hôm nay"), "warning") if soon else ("", "")
    days = (now.date() - due.date()) // timedelta(days=1)
    if days == 0:
        return _("quá hạn"), "danger"
    return counted("quá hạn {days} ngày", "quá hạn {days} ngày", days).format(days=days), "danger"


def _due(line: DossierLine, now: datetime) -> str:
    word, tone = lateness(line, now)
    if line.due_at is None:
        return word or _("không quy định")
    due = line.due_at.astimezone(now.tzinfo)
    if tone == "warning":
        return _("{time} hôm nay").format(time=f"{due:%H:%M}")
    return f"{due:%d/%m/%Y} · {word}" if tone == "danger" else short_moment(due)


def _received(line: DossierLine, now: datetime) -> str:
    return short_moment(line.received_at.astimezone(now.tzinfo))


def _spoken(line: DossierLine, column: Column, now: datetime) -> str:
    """The whole of what a narrow cell shortens."""
    word = lateness(line, now)[0]
    if column is not Column.DUE or line.due_at is None or not word:
        return _TEXTS[column](line, now)
    return f"{short_moment(line.due_at.astimezone(now.tzinfo))} · {word}"


def _icon(line: DossierLine, column: Column, now: datetime) -> str:
    if column is Column.STATUS:
        return status_icon(line.status, line.lifecycle)
    if column is Column.DUE:
        tone = lateness(line, now)[1]
        return {"danger": "danger", "warning": "warning", "muted": "clock"}.get(tone, "")
    return ""


def _tone(line: DossierLine, column: Column, now: datetime) -> str:
    if column is Column.STATUS:
        return status_tone(line.status, line.lifecycle)
    if column is Column.DUE:
        return lateness(line, now)[1]
    return "muted" if column in (Column.NUMBER, Column.RECEIVED) else ""


_TEXTS: dict[Column, Callable[[DossierLine, datetime], str]] = {
    Column.CODE: lambda line, now: line.code or "—",
    Column.APPLICANT: lambda line, now: line.applicant,
    Column.NUMBER: lambda line, now: masked(line.id_number),
    Column.PROCEDURE: lambda line, now: line.procedure,
    Column.RECEIVED: _received,
    Column.DUE: _due,
    Column.STATUS: lambda line, now: status_word(line.status, line.lifecycle),
}

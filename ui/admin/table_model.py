"""The lists of the administrator's page: officers, and the calendar's days of a year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counter_app.domain.calendar import CalendarYear
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from ui.words import role_words

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TextTable(QAbstractTableModel):
    """Rows of texts under headings; ``show`` replaces all rows."""

    def __init__(self, headings: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = headings
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's hook: the text of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Qt's hook: the headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


def officer_rows(officers: tuple[Officer, ...]) -> tuple[tuple[str, ...], ...]:
    """Login, name, roles, the desk they come from, state."""
    return tuple(
        (
            officer.login,
            officer.name,
            role_words(officer.roles),
            _("Quầy {number}").format(number=officer.desk) if officer.desk else "",
            _("đang làm việc") if officer.active else _("đã khóa"),
        )
        for officer in officers
    )


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    kind: str
    note: str


def calendar_rows(year: CalendarYear) -> tuple[tuple[str, ...], ...]:
    """Date, weekday, what it is, why; by date."""
    days = [_Day(off.day, _("nghỉ"), off.name) for off in year.off]
    for worked in year.worked:
        of = (
            _("làm bù cho {day}").format(day=f"{worked.instead_of:%d/%m/%Y}")
            if worked.instead_of
            else ""
        )
        days.append(_Day(worked.day, _("làm bù"), of))
    days.sort(key=lambda found: found.day)
    return tuple((f"{d.day:%d/%m/%Y}", _weekday(d.day), d.kind, d.note) for d in days)


def _weekday(day: date) -> str:
    words = (
        _("thứ Hai"),
        _("thứ Ba"),
        _("thứ Tư"),
        _("thứ Năm"),
        _("thứ Sáu"),
        _("thứ Bảy"),
        _("Chủ nhật"),
    )
    return words[day.weekday()]

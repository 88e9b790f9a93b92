"""From which day to which: what reports and counts are asked about."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from counter_app.domain.period_report import Period
from counter_app.i18n import _
from ui.widgets.styling import identify, label

_DATE = "dd/MM/yyyy"


class PeriodFields(QWidget):
    """Two days side by side, this month so far to begin with; named ``NAME.from`` and ``NAME.to``."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._last = _field(today.replace(day=1)), _field(today)
        identify(self._first, f"{name}.from", _("Từ ngày"))
        identify(self._last, f"{name}.to", _("Đến ngày"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for word, field in ((_("Từ ngày"), self._first), (_("đến"), self._last)):
            row.addWidget(label(word, "field"))
            row.addWidget(field)

    @property
    def period(self) -> Period | None:
        """The days chosen; None: the last is before the first."""
        first, last = _day(self._first), _day(self._last)
        return Period(first, last) if first <= last else None


def _field(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setDisplayFormat(_DATE)
    return made


def _day(field: QDateEdit) -> date:
    return date.fromisoformat(field.date().toString("yyyy-MM-dd"))

"""The lists of the administrator's page: officers, and the calendar's days of a year. No Qt."""

from dataclasses import dataclass
from datetime import date

from counter_app.domain.calendar import CalendarYear
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from ui.words import role_words


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

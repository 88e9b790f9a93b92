"""Putting dated entries (a swap, a closure) on top of the calendar."""

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.domain.acts import Role
from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.canonical import Json
from counter_app.domain.errors import RoleMayNot
from counter_app.domain.event import Author, Draft, Kind
from counter_app.domain.unit import Officer
from counter_app.services.ports import Now, UnitOfWork

_MAY_CHANGE = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.CONTROL)


@dataclass(frozen=True, slots=True)
class ChangeCalendar:
    """Imports calendar entries. No printed promise moves by it."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(self, entries: CalendarEntries, by: Officer) -> Calendar:
        """The calendar with ``entries`` on top, in force for the next dossier.

        Raises:
            RoleMayNot
            InvalidCalendar: the result would contradict itself; nothing was stored.
        """
        role = next((role for role in _MAY_CHANGE if role in by.roles), None)
        if role is None:
            raise RoleMayNot("import-calendar", tuple(by.roles), _MAY_CHANGE)
        with self.unit_of_work() as work:
            changed = work.reference.calendar().overlaid(entries)
            author = Author(by.id, role)
            public: dict[str, Json] = {
                "off": [day.to_json() for day in entries.off],
                "worked": [day.to_json() for day in entries.worked],
                "source": entries.source,
            }
            work.append(
                Draft(Kind.CALENDAR_CHANGED, work.desk.city, None, author, self.now(), public)
            )
            work.commit()
        return changed

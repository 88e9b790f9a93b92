"""Putting dated entries (a swap, a closure) on top of the calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.canonical import Json
from counter_app.domain.errors import RoleMayNot
from counter_app.domain.event import Author, Draft, Kind, Payload
from counter_app.domain.unit import Officer
from counter_app.services.ports import Now, UnitOfWork
from counter_app.services.reference_ports import Reach

_MAY_CHANGE = (Role.ADMINISTRATOR, Role.CONTROL, Role.SUPERVISOR)
_FOR_THE_CITY = (Role.ADMINISTRATOR, Role.CONTROL)


@dataclass(frozen=True, slots=True)
class ChangeCalendar:
    """Imports calendar entries. No printed promise moves by it.

    The city's calendar is written at its own unit by who may; everybody else's entries are their
    unit's own, a local closure for example, and stay in force there.
    """

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
            append_change(work, entries, Author(by.id, role), self.now())
            work.commit()
        return changed


def append_change(
    work: UnitOfWork,
    entries: CalendarEntries,
    author: Author,
    now: datetime,
    decided: Payload | None = None,
) -> None:
    """Store that the calendar has ``entries`` on top from now on.

    ``decided`` is what else was decided with it; it stands in the private part, which programs
    that know nothing of it pass over.
    """
    public: dict[str, Json] = {
        "off": [day.to_json() for day in entries.off],
        "worked": [day.to_json() for day in entries.worked],
        "source": entries.source,
    }
    scope = _scope(work, Role(author.role))
    work.append(Draft(Kind.CALENDAR_CHANGED, scope, None, author, now, public, decided))


def _scope(work: UnitOfWork, role: Role) -> UUID:
    reach = work.reference.reach()
    is_citys = reach is Reach.ALONE or (reach is Reach.CITY and role in _FOR_THE_CITY)
    return work.desk.city if is_citys else work.desk.unit

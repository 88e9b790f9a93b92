"""Deciding on a calendar change: promises move together, with a reason, or they are kept."""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.acts import RESCHEDULE, Role, why_not
from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_impact import Impact, Shift, ShiftGroup
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CalendarChangedSince, PromiseInThePast, RoleMayNot
from counter_app.domain.event import Author, Payload
from counter_app.domain.unit import Officer
from counter_app.services.acting import append, needed_reason, standing_here
from counter_app.services.calendar_change import append_change
from counter_app.services.ports import Now, UnitOfWork
from counter_app.services.progress import Progress, unhindered
from counter_app.services.promise import work_clock
from counter_app.services.reckoning import Reckoned, hours_of, reckoned_by

_AT_A_TIME = 50  # dossiers between two looks at who watches


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision; ``left_out`` had changed since the list was made and moved not."""

    calendar: Calendar  # in force from now on
    moved: tuple[Shift, ...]
    left_out: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Reschedule:
    """Puts a calendar change in force and moves the promises a supervisor chose, all or none."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(
        self,
        impact: Impact,
        chosen: Collection[Shift],
        reason: str,
        by: Officer,
        progress: Progress = unhindered,
    ) -> Decided:
        """Store the calendar's entries and an event for each of ``chosen``, in one transaction.

        What is not chosen keeps its promise: no event of the dossier says so, but the calendar's
        own says which groups were kept. A dossier moves from the shown moment to the shown
        moment or not at all.

        Raises:
            RoleMayNot, MissingActData, TextTooLong
            CalendarChangedSince, PromiseInThePast, InvalidCalendar: nothing was stored.
            CancelledError: ``progress`` said no; nothing was stored.
        """
        if Role.SUPERVISOR not in by.roles:
            raise RoleMayNot(RESCHEDULE.name, tuple(by.roles), (Role.SUPERVISOR,))
        said = needed_reason(RESCHEDULE.name, reason)
        now = self.now()
        _refuse_past(chosen, now)
        author = Author(by.id, Role.SUPERVISOR)
        with self.unit_of_work() as work:
            current = work.reference.calendar()
            if current.overlaid(impact.entries).version != impact.calendar.version:
                raise CalendarChangedSince(impact.calendar.version, current.version)
            batch = _Batch(work, impact, author, now, said)
            moved = [shift for shift in _watched(chosen, progress) if batch.move(shift)]
            kept = _kept(impact, chosen)
            if current.version != impact.calendar.version or not all(g.is_kept for g in kept):
                # last: reference is read anew then
                append_change(work, impact.entries, author, now, self._said(work, kept, said))
            work.commit()
        stayed = set(chosen) - set(moved)
        left_out = tuple(shift for shift in chosen if shift in stayed)
        return Decided(impact.calendar, tuple(moved), left_out)

    @staticmethod
    def _said(work: UnitOfWork, kept: Collection[ShiftGroup], reason: str) -> Payload | None:
        if not kept:
            return None
        groups: list[Json] = [group.key.to_json() for group in kept]
        return {"kept": groups, "unit": work.reference.unit().code, "reason": reason}


@dataclass(frozen=True, slots=True)
class _Batch:
    """The events of one decision."""

    work: UnitOfWork
    impact: Impact
    author: Author
    now: datetime
    reason: str

    def move(self, shift: Shift) -> bool:
        """Store that the promise moves; False, and nothing, where it is not as it was shown."""
        dossier = self.work.dossier(shift.dossier)
        standing = standing_here(self.work, dossier, self.now)
        answer, shown = self._reckoned(dossier), (shift.before, shift.after)
        if why_not(RESCHEDULE, standing) or (dossier.due_at, answer.due_at) != shown:
            return False
        public: dict[str, Json] = answer.payload() | {
            "calendar": self.impact.calendar.version,
            "days": [day.isoformat() for day in shift.days],
            "source": self.impact.entries.source,
        }
        by = (self.author, self.now)
        append(self.work, RESCHEDULE, dossier, by, (public, {"reason": self.reason}))
        return True

    def _reckoned(self, dossier: Dossier) -> Reckoned:
        hours = hours_of(dossier, self.work.reference)
        return reckoned_by(dossier, work_clock(self.impact.calendar, hours), self.now)


def _kept(impact: Impact, chosen: Collection[Shift]) -> tuple[ShiftGroup, ...]:
    """The groups of which nothing is moved."""
    moved = frozenset(shift.dossier for shift in chosen)
    return tuple(g for g in impact.groups if not any(s.dossier in moved for s in g.shifts))


def _refuse_past(chosen: Collection[Shift], now: datetime) -> None:
    past = next((shift for shift in chosen if shift.after <= now), None)
    if past is not None:
        raise PromiseInThePast(past.code, past.after.isoformat())


def _watched(chosen: Collection[Shift], progress: Progress) -> Iterator[Shift]:
    """Each shift in turn, while whoever watches wants it.

    Raises:
        CancelledError
    """
    for done, shift in enumerate(chosen):
        if done % _AT_A_TIME == 0 and not progress(done, len(chosen)):
            raise CancelledError
        yield shift
    progress(len(chosen), len(chosen))

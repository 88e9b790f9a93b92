"""What a calendar file would move: every open promise reckoned anew, and nothing written."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from counter_app.collector import no_collector
from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.calendar_impact import Impact, Shift, grouped
from counter_app.domain.due import DueRules, HourRule, due_moment
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.procedure import SupplementPolicy
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock
from counter_app.services.impact_ports import KeptGroups, Promised, Promises, Terms
from counter_app.services.ports import Now, Questions, Reference
from counter_app.services.promise import parsed, work_clock
from counter_app.services.reckoning import pauses_of


@dataclass(frozen=True, slots=True)
class CalendarImpact:
    """Says whose date would move by a calendar file, from what to what, and by which days."""

    promises: Promises
    decisions: KeptGroups
    questions: Questions
    now: Now

    def __call__(self, entries: CalendarEntries) -> Impact:
        """The unit's open dossiers with a running clock whose date would be another.

        A promise is compared with what the whole calendar, the entries on top, would give; only
        those are named on whose way one of the file's days is another than in the calendar they
        were promised by. While a pause lasts there is no date that could move.

        Raises:
            InvalidCalendar: the file contradicts the calendar.
            DueOutOfRange: beyond the calendar.
        """
        now, reference = self.now(), self.questions.reference()
        calendar = reference.calendar().overlaid(entries)
        kept = self.decisions.kept(entries, reference.codes())
        with no_collector():  # many small values, and none of them in a ring
            found = self._shifts(_Reckoning(calendar, entries, reference, now))
            return Impact(entries, calendar, grouped(found, now, kept))

    def _shifts(self, reckoning: "_Reckoning") -> Iterator[Shift]:
        if not reckoning.days:
            return
        zone = reckoning.now.tzinfo
        due_from = datetime.combine(reckoning.days[0], time(), zone)
        received_before = datetime.combine(reckoning.days[-1] + timedelta(days=1), time(), zone)
        in_force = reckoning.reference.calendar().version
        for promised in self.promises.running(due_from, received_before, in_force):
            if (shift := reckoning.shift(promised)) is not None:
                yield shift


@dataclass(frozen=True, slots=True)
class _Applied:
    """Terms with what they name: made once, used for every promise that has them."""

    term: Term
    clock: WorkClock
    rules: DueRules
    changed: tuple[date, ...]  # in order


@dataclass(slots=True)
class _Reckoning:
    """Terms are few and promises many."""

    calendar: Calendar
    entries: CalendarEntries
    reference: Reference
    now: datetime
    days: list[date] = field(init=False)
    applied: dict[Terms, _Applied] = field(default_factory=dict)
    changed: dict[tuple[str, str], tuple[date, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.days = sorted(self.entries.days)

    def shift(self, promised: Promised) -> Shift | None:
        """How the promise would move; None: it stays."""
        before, begins = promised.due_at, promised.counts_from
        applied = self.applied.get(promised.terms) or self._apply(promised.terms)
        pauses = pauses_of(promised.pauses, self.now) if promised.pauses else ()
        after = due_moment(applied.term, begins, applied.clock, applied.rules, pauses)
        if after is None or after == before:
            return None
        first = bisect_left(applied.changed, begins.date())
        last = bisect_right(applied.changed, max(before, after).date(), first)
        if first == last:
            return None
        return Shift(
            promised.id,
            promised.code,
            promised.procedure_code,
            promised.procedure,
            before,
            after,
            applied.changed[first:last],
        )

    def _apply(self, terms: Terms) -> _Applied:
        hours = self._hours(terms.hours)
        hour, policy = HourRule(terms.hour_rule), SupplementPolicy(terms.policy)
        made = self.applied[terms] = _Applied(
            parsed(terms.term),
            work_clock(self.calendar, hours),
            DueRules(hour, policy, terms.is_forwarded),
            self._changed(terms.calendar, terms.hours),
        )
        return made

    def _hours(self, hours: str) -> OfficeHours:
        return OfficeHours.from_json(json.loads(hours)) if hours else self.reference.unit().hours

    def _changed(self, version: str, hours: str) -> tuple[date, ...]:
        """The file's days, in order, whose office hours that version of the calendar has otherwise."""
        key = (version, hours)
        if key not in self.changed:
            old = work_clock(self.reference.calendar_as_of(version), self._hours(hours))
            new = work_clock(self.calendar, self._hours(hours))
            offset = self.calendar.index.offset
            self.changed[key] = tuple(
                day for day in self.days if old.spans[offset(day)] != new.spans[offset(day)]
            )
        return self.changed[key]

"""What a calendar file would move: every open promise reckoned anew, and nothing written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from counter_app.collector import no_collector
from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.calendar_impact import Impact, Shift, grouped
from counter_app.domain.due import DueRules, HourRule, due, due_moment
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.procedure import SupplementPolicy
from counter_app.domain.work_clock import WorkClock
from counter_app.services.impact_ports import KeptGroups, Promised, Promises
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
        for promised in self.promises.running(due_from, received_before):
            if (shift := reckoning.shift(promised)) is not None:
                yield shift


@dataclass(slots=True)
class _Reckoning:
    """Clocks and rules are few and promises many: each of them is made once."""

    calendar: Calendar
    entries: CalendarEntries
    reference: Reference
    now: datetime
    days: list[date] = field(init=False)
    clocks: dict[str, WorkClock] = field(default_factory=dict)  # by office hours
    rules: dict[tuple[str, str, bool], DueRules] = field(default_factory=dict)
    changed: dict[tuple[str, str], list[date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.days = sorted(self.entries.days)

    def shift(self, promised: Promised) -> Shift | None:
        """How the promise would move; None: it stays."""
        before = promised.due_at.astimezone(self.now.tzinfo)
        after = self._reckoned(promised)
        if after is None or after == before:
            return None
        first, last = promised.counts_from.astimezone(self.now.tzinfo).date(), max(before, after)
        changed = self._changed(promised.calendar, promised.hours)
        days = tuple(day for day in changed if first <= day <= last.date())
        if not days:
            return None
        return Shift(
            promised.id,
            promised.code,
            promised.procedure_code,
            promised.procedure,
            before,
            after,
            days,
        )

    def _reckoned(self, promised: Promised) -> datetime | None:
        begins = promised.counts_from.astimezone(self.now.tzinfo)
        term, clock, rules = (
            parsed(promised.term),
            self._clock(promised.hours),
            self._rules(promised),
        )
        if not promised.pauses:
            return due_moment(term, begins, clock, rules)
        return due(term, begins, clock, rules, pauses_of(promised.pauses, self.now)).moment

    def _clock(self, hours: str) -> WorkClock:
        if hours not in self.clocks:
            self.clocks[hours] = work_clock(self.calendar, self._hours(hours))
        return self.clocks[hours]

    def _hours(self, hours: str) -> OfficeHours:
        return OfficeHours.from_json(json.loads(hours)) if hours else self.reference.unit().hours

    def _rules(self, promised: Promised) -> DueRules:
        key = (promised.hour_rule, promised.policy, promised.is_forwarded)
        if key not in self.rules:
            hour, policy = HourRule(promised.hour_rule), SupplementPolicy(promised.policy)
            self.rules[key] = DueRules(hour, policy, promised.is_forwarded)
        return self.rules[key]

    def _changed(self, version: str, hours: str) -> list[date]:
        """The file's days whose office hours are others than in the calendar of that version."""
        key = (version, hours)
        if key not in self.changed:
            old = work_clock(self.reference.calendar_as_of(version), self._hours(hours))
            new = self._clock(hours)
            offset = self.calendar.index.offset
            self.changed[key] = [
                day for day in self.days if old.spans[offset(day)] != new.spans[offset(day)]
            ]
        return self.changed[key]

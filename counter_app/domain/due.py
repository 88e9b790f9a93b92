"""When a dossier is due (hẹn trả): the moment, and why that one (`design.md` §5)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from counter_app.domain.day_count import DayCount
from counter_app.domain.derivation import derivation_of
from counter_app.domain.derivation_summary import DerivationSummary
from counter_app.domain.due_leg import (
    HourRule,
    Leg,
    Run,
    end_of,
    rest_of_calendar_days,
    rest_of_office_time,
    start_of,
    whole,
)
from counter_app.domain.errors import InvalidMoment
from counter_app.domain.pause import Pause, PauseKind, merged
from counter_app.domain.procedure import SupplementPolicy
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock, later

__all__ = [
    "DEFAULT_RULES",
    "DerivationSummary",
    "Due",
    "DueRules",
    "HourRule",
    "Timeliness",
    "due",
    "due_moment",
    "timeliness",
]


class Timeliness(StrEnum):
    """How a finished dossier counts in the statistics."""

    EARLY = "early"  # finished before the due day
    ON_TIME = "on_time"  # on it, up to the due moment
    LATE = "late"


@dataclass(frozen=True, slots=True)
class DueRules:
    """What the unit and the procedure decide about due moments."""

    hour: HourRule = HourRule.START
    policy: SupplementPolicy = SupplementPolicy.REMAINING  # other pauses always leave the rest
    forwarded: bool = False  # the competent unit is another one than the receiving unit


DEFAULT_RULES = DueRules()
# Looking a member up in its class takes longer than comparing with it: look up once.
_SUPPLEMENT, _RESTART = PauseKind.SUPPLEMENT, SupplementPolicy.RESTART


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment with all it follows from; moments are in the acceptance's own zone."""

    term: Term
    accepted_at: datetime
    clock: WorkClock
    rules: DueRules
    pauses: tuple[Pause, ...]  # as asked
    start: datetime  # from when the term runs; its date is day 0
    moment: datetime | None  # None: the law sets no term, or a pause is open
    run: Run  # the stretches between the pauses

    @property
    def first_moment(self) -> datetime | None:
        """The due moment without any pause: what was promised; None: the law sets no term."""
        if not self.run.legs:
            return None
        first = self.run.legs[0]
        return later(self.accepted_at, first.end - first.accepted)

    @property
    def is_paused(self) -> bool:
        """Whether a pause is open, so that there is no due moment for now."""
        return self.run.is_open

    @property
    def calendar_version(self) -> str:
        """The version of the calendar the answer rests on."""
        return self.clock.calendar.version

    @property
    def derivation(self) -> tuple[DayCount, ...]:
        """Each day from the acceptance to the due moment, or to where an open pause began.

        A day may come twice: where a pause begins and ends on it, or where one part of a term
        ends and hours begin.
        """
        return derivation_of(self.term, self.run, self.clock)

    @property
    def summary(self) -> DerivationSummary:
        """The derivation in a line, for the receipt."""
        return DerivationSummary.of(self.derivation)

    def if_ended(self, now: datetime) -> "Due":
        """The projection: the answer if the open pause ended ``now``.

        Raises:
            DueOutOfRange: beyond the calendar.
        """
        ended = [pause.ended(now) for pause in self.pauses]
        return due(self.term, self.accepted_at, self.clock, self.rules, ended)


def due(
    term: Term,
    accepted_at: datetime,
    clock: WorkClock,
    rules: DueRules = DEFAULT_RULES,
    pauses: Iterable[Pause] = (),
) -> Due:
    """When a dossier accepted at ``accepted_at`` (aware, local) is due.

    Terms of calendar days and months alone keep their calendar days over a pause; all others,
    also mixed ones, keep the office time left to their (rolled) due moment. A phase is a term of
    its own: ask for each with its own start.

    Raises:
        InvalidMoment: ``accepted_at`` has no time zone.
        DueOutOfRange: something lies beyond the years of the calendar.
    """
    accepted = clock.instant(accepted_at)
    start = start_of(accepted, clock, rules.forwarded)
    asked = tuple(pauses)
    run = Run(())
    if not term.is_none:
        intervals = _intervals(asked, clock, accepted_at.tzinfo) if asked else ()
        run = _Running(term, clock, rules).run(accepted, start, intervals)
    moment = None
    if run.legs and not run.is_open:
        moment = later(accepted_at, run.legs[-1].end - accepted)
    started_at = later(accepted_at, start - accepted)
    return Due(term, accepted_at, clock, rules, asked, started_at, moment, run)


def due_moment(
    term: Term,
    accepted_at: datetime,
    clock: WorkClock,
    rules: DueRules = DEFAULT_RULES,
    pauses: Sequence[Pause] = (),
) -> datetime | None:
    """The moment of `due` without its derivation, for many dossiers at once.

    Raises:
        InvalidMoment, DueOutOfRange: as `due`.
    """
    accepted = clock.instant(accepted_at)
    start = start_of(accepted, clock, rules.forwarded)
    if not term.parts:
        return None
    if not pauses:
        return later(accepted_at, end_of(term, start, clock, rules.hour)[1] - accepted)
    intervals = _intervals(pauses, clock, accepted_at.tzinfo)
    run = _Running(term, clock, rules).run(accepted, start, intervals)
    return None if run.is_open else later(accepted_at, run.legs[-1].end - accepted)


def timeliness(finished_at: datetime, due_at: datetime) -> Timeliness:
    """How a dossier counts that was finished at ``finished_at``; days are those of ``due_at``'s zone.

    ``due_at`` is the due moment with its pauses and without extensions. Source: `domain.md` §5.12.

    Raises:
        InvalidMoment: a moment without a time zone.
    """
    for moment in (finished_at, due_at):
        if moment.tzinfo is None:
            raise InvalidMoment(moment.isoformat())
    local = finished_at.astimezone(due_at.tzinfo)
    if local.date() < due_at.date():
        return Timeliness.EARLY
    return Timeliness.ON_TIME if local <= due_at else Timeliness.LATE


class _Interval(NamedTuple):
    """A pause as instants; ``ends`` None while it is open."""

    begins: int
    ends: int | None
    kind: PauseKind


class _Running(NamedTuple):
    """A term as it runs, and runs again when a pause ends."""

    term: Term
    clock: WorkClock
    rules: DueRules

    def run(self, accepted: int, start: int, intervals: Collection[_Interval]) -> Run:
        """The legs between the pauses; pauses before the start or after the end change nothing."""
        first = whole(self.term, accepted, start, self.clock, self.rules.hour)
        if not intervals:
            return Run((first,))
        legs, cuts = [self._marked(first)], list[int]()
        for pause in intervals:
            leg = legs[-1]
            begins = max(pause.begins, leg.start)
            if begins > leg.end:
                break
            if pause.ends is None:
                return Run(tuple(legs), (*cuts, begins), True)
            if pause.ends <= leg.start:
                continue
            cuts.append(begins)
            legs.append(self._after(leg, begins, pause.ends, pause.kind))
        return Run(tuple(legs), tuple(cuts))

    def _after(self, leg: Leg, begins: int, ends: int, kind: PauseKind) -> Leg:
        """The leg that follows a pause of ``leg``."""
        if kind is _SUPPLEMENT and self.rules.policy is _RESTART:
            start = start_of(ends, self.clock, forwarded=False)
            return self._marked(whole(self.term, ends, start, self.clock, self.rules.hour))
        if self.term.is_calendar:
            return rest_of_calendar_days(leg, begins, ends, (self.clock, self.rules.hour))
        return rest_of_office_time(leg, begins, ends, self.clock)

    def _marked(self, leg: Leg) -> Leg:
        """The leg of a whole term that a pause may cut, with what a rest needs to know of it."""
        return leg._replace(at_opening=True) if self.clock.is_opening(leg.end) else leg


def _intervals(
    pauses: Iterable[Pause], clock: WorkClock, zone: tzinfo | None
) -> Collection[_Interval]:
    found = []
    for pause in merged(pauses):
        begins = clock.instant(pause.begins.astimezone(zone))
        ends = None if pause.ends is None else clock.instant(pause.ends.astimezone(zone))
        found.append(_Interval(begins, ends, pause.kind))
    return found

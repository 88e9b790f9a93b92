"""Due moments reckoned anew for a dossier that exists: from what its own events resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier, PauseSpan
from counter_app.domain.due import Due, DueRules, HourRule, due
from counter_app.domain.event import moment_text
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.pause import Pause, PauseKind
from counter_app.domain.procedure import SupplementPolicy
from counter_app.domain.route import StepRun
from counter_app.domain.work_clock import WorkClock
from counter_app.services.ports import Reference
from counter_app.services.promise import parsed, work_clock

_KINDS = {kind.value: kind for kind in PauseKind}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What an event that moves the clock carries; None where the law or the route sets no term."""

    due_at: datetime | None
    derivation: Json
    step_due_at: datetime | None

    def payload(self) -> dict[str, Json]:
        """As the event's public part names it."""
        data: dict[str, Json] = {"due_at": moment_text(self.due_at) if self.due_at else None}
        if self.derivation is not None:
            data["derivation"] = self.derivation
        if self.step_due_at is not None:
            data["step_due_at"] = moment_text(self.step_due_at)
        return data


def reckoned(
    dossier: Dossier, reference: Reference, now: datetime, more: Iterable[PauseSpan] = ()
) -> Reckoned:
    """The due moments if every open pause ended ``now`` (aware, local); ``more`` pauses count too.

    The calendar, the office hours and the rules are those the promise was made with: what was
    decided since moves no promise by itself.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    return reckoned_by(dossier, clock_of(dossier, reference), now, more)


def reckoned_by(
    dossier: Dossier, clock: WorkClock, now: datetime, more: Iterable[PauseSpan] = ()
) -> Reckoned:
    """The same by another clock: what the promise would be under it.

    Raises:
        DueOutOfRange: beyond the calendar.
    """
    spans = (*dossier.pauses, *more)
    answer = _due_by(dossier, clock, now, spans)
    return Reckoned(
        answer.moment,
        None if answer.term.is_none else answer.summary.to_json(),
        _step_due_by(dossier, clock, now, spans),
    )


def due_of(
    dossier: Dossier, reference: Reference, now: datetime, more: Iterable[PauseSpan] = ()
) -> Due:
    """The dossier's own due moment with its derivation; open pauses end ``now``.

    Raises:
        DueOutOfRange
    """
    return _due_by(dossier, clock_of(dossier, reference), now, (*dossier.pauses, *more))


def step_due(
    dossier: Dossier, reference: Reference, now: datetime, more: Iterable[PauseSpan] = ()
) -> datetime | None:
    """When the step the dossier is at is due; open pauses end ``now``.

    Raises:
        DueOutOfRange
    """
    clock = clock_of(dossier, reference)
    return _step_due_by(dossier, clock, now, (*dossier.pauses, *more))


def clock_of(dossier: Dossier, reference: Reference) -> WorkClock:
    """The calendar and the office hours the dossier's promise was made with."""
    return work_clock(reference.calendar_as_of(dossier.calendar), hours_of(dossier, reference))


def hours_of(dossier: Dossier, reference: Reference) -> OfficeHours:
    """The office hours the dossier's promise was made with."""
    return OfficeHours.from_json(dossier.hours) if dossier.hours else reference.unit().hours


def rules_of(dossier: Dossier) -> DueRules:
    """The rules the dossier's promise was made with."""
    forwarded = dossier.forwarded and dossier.counted_from is None
    return DueRules(HourRule(dossier.hour_rule), SupplementPolicy(dossier.policy), forwarded)


def pauses_of(spans: Iterable[PauseSpan], now: datetime) -> tuple[Pause, ...]:
    """The dossier's pauses as the time rules take them; open ones end ``now``."""
    return tuple(
        Pause(
            span.since.astimezone(now.tzinfo),
            max(span.since, span.until or now).astimezone(now.tzinfo),
            _KINDS.get(span.kind, PauseKind.OTHER),
        )
        for span in spans
    )


def _due_by(dossier: Dossier, clock: WorkClock, now: datetime, spans: Iterable[PauseSpan]) -> Due:
    return due(
        parsed(dossier.term),
        (dossier.counted_from or dossier.received_at).astimezone(now.tzinfo),
        clock,
        rules_of(dossier),
        pauses_of(spans, now),
    )


def _step_due_by(
    dossier: Dossier, clock: WorkClock, now: datetime, spans: Iterable[PauseSpan]
) -> datetime | None:
    step = dossier.step
    if step is not None and step.takes_rest:
        return _due_by(dossier, clock, now, spans).moment
    if step is None or not step.term:
        return None
    pauses = pauses_of(spans, now)
    return due(parsed(step.term), _local(step, now.tzinfo), clock, pauses=pauses).moment


def _local(step: StepRun, zone: tzinfo | None) -> datetime:
    return step.since.astimezone(zone)

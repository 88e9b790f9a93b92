"""Why a dossier was due when it was, as anybody at the counter would have been told then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from counter_app.domain.day_count import DayCount
from counter_app.domain.dossier import Dossier, PauseSpan
from counter_app.domain.due import Due, due
from counter_app.domain.errors import UnknownDossier
from counter_app.domain.event import Event
from counter_app.domain.folding import fold
from counter_app.domain.pause import Pause
from counter_app.services.ports import Now, Questions, Reference
from counter_app.services.promise import parsed
from counter_app.services.reckoning import clock_of, pauses_of, rules_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due moment as one event left it; moments are in the counter's zone.

    ``due_at`` is what the dossier said: None while the clock stood or without a term.
    ``reckoned_at`` is where ``days`` lead; another moment where somebody moved the promise.
    """

    dossier: UUID
    event: UUID
    term: str
    start: datetime
    due_at: datetime | None
    reckoned_at: datetime | None
    step_due_at: datetime | None
    extended_to: datetime | None
    days: tuple[DayCount, ...]
    pauses: tuple[PauseSpan, ...]
    calendar_version: str

    @property
    def is_paused(self) -> bool:
        """Whether the clock stood after the event."""
        return any(pause.until is None for pause in self.pauses)

    @property
    def is_moved(self) -> bool:
        """Whether the promise was another moment than the one its days lead to."""
        return self.due_at is not None and self.due_at != self.reckoned_at


@dataclass(frozen=True, slots=True)
class Explain:
    """Tells the due moment of any past moment, and each day on the way to it."""

    questions: Questions
    now: Now

    def at(self, dossier: UUID, event_id: UUID) -> Explanation:
        """The due moment as it stood after the event ``event_id``.

        The calendar, hours and rules are those the promise was made with.

        Raises:
            UnknownDossier: there is no such dossier, or the event is not one of its own.
            DueOutOfRange: beyond the calendar.
        """
        then = fold(_until(self.questions.events(dossier), event_id))
        zone = self.now().tzinfo
        answer = _due_then(then, self.questions.reference(), zone)
        return Explanation(
            dossier=dossier,
            event=event_id,
            term=then.term,
            start=answer.start if answer else then.received_at.astimezone(zone),
            due_at=_local(then.due_at, zone),
            reckoned_at=answer.moment if answer else None,
            step_due_at=_local(then.step_due_at, zone),
            extended_to=_local(then.extended_to, zone),
            days=answer.derivation if answer else (),
            pauses=then.pauses,
            calendar_version=then.calendar,
        )

    def days_off(self, dossier: Dossier, until: datetime) -> tuple[date, ...]:
        """The days without office hours from the reception's to ``until``'s, in the dossier's calendar.

        Days beyond the calendar are left out.
        """
        if not dossier.calendar:
            return ()
        clock = clock_of(dossier, self.questions.reference())
        zone = self.now().tzinfo
        first = dossier.received_at.astimezone(zone).toordinal() - clock.first_ordinal
        last = until.astimezone(zone).toordinal() - clock.first_ordinal
        whole = range(max(0, first), min(last + 1, len(clock.schedule)))
        beginning = date.fromordinal(clock.first_ordinal)
        return tuple(
            beginning + timedelta(days=offset) for offset in whole if not clock.spans[offset]
        )


def _until(events: Iterable[Event], event_id: UUID) -> tuple[Event, ...]:
    """The events up to that one, in fold order.

    Raises:
        UnknownDossier
    """
    seen = []
    for event in events:
        seen.append(event)
        if event.id == event_id:
            return tuple(seen)
    raise UnknownDossier(str(event_id))


def _due_then(dossier: Dossier, reference: Reference, zone: tzinfo | None) -> Due | None:
    """The due moment with the pauses there were, an open one still open; None without a term."""
    term = parsed(dossier.term)
    if term.is_none:
        return None
    return due(
        term,
        (dossier.counted_from or dossier.received_at).astimezone(zone),
        clock_of(dossier, reference),
        rules_of(dossier),
        _pauses(dossier.pauses, zone),
    )


def _pauses(spans: Iterable[PauseSpan], zone: tzinfo | None) -> Iterable[Pause]:
    for span in spans:
        (pause,) = pauses_of((span,), span.since.astimezone(zone))
        yield pause if span.until else Pause(pause.begins, None, pause.kind)


def _local(moment: datetime | None, zone: tzinfo | None) -> datetime | None:
    return moment and moment.astimezone(zone)

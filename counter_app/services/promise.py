"""Which term applies to a visit, and the moment that follows from it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from counter_app.domain.calendar import Calendar
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import PhaseDue, UnitRef
from counter_app.domain.due import Due, DueRules, due
from counter_app.domain.errors import (
    AmbiguousTerm,
    ProcedureRepealed,
    UnknownProcedure,
    UnknownTerm,
)
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.procedure import Channel, Offer, ProcedureVersion, version_at
from counter_app.domain.reception import Resolved
from counter_app.domain.term import Term
from counter_app.domain.unit import UnitProfile
from counter_app.domain.work_clock import WorkClock
from counter_app.services.ports import Reference


@dataclass(frozen=True, slots=True)
class Choice:
    """What decides the term: procedure, case and channel, who is competent, a person's choice."""

    procedure: str
    case: str | None = None
    channel: Channel = Channel.COUNTER
    competent_unit: UnitRef | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A term applied: ``due.moment`` is what the receipt will say."""

    version: ProcedureVersion
    offer: Offer
    due: Due
    profile: UnitProfile

    def resolved(self) -> Resolved:
        """The promise as the event carries it."""
        term = self.offer.phases[0] if self.offer.phases else self.offer.term
        moment = self.due.moment
        phases = tuple(
            PhaseDue(text, moment if index == 0 else None)
            for index, text in enumerate(self.offer.phases)
        )
        return Resolved(
            term=str(term),
            policy=self.due.rules.policy.value,
            hour_rule=self.due.rules.hour.value,
            hours=_hours_json(self.profile.hours),
            calendar=self.due.calendar_version,
            start_at=self.due.start,
            due_at=moment,
            phases=phases,
            derivation=None if self.due.term.is_none else self.due.summary.to_json(),
        )


def procedure_in_force(reference: Reference, code: str, at: datetime) -> ProcedureVersion:
    """The version of ``code`` new dossiers come under at ``at``.

    Raises:
        UnknownProcedure: none is in force that day.
        ProcedureRepealed
    """
    version = version_at(reference.versions(code), at.date())
    if version is None:
        raise UnknownProcedure(code)
    if version.is_repeal:
        raise ProcedureRepealed(code, version.decision.number)
    return version


def promise(reference: Reference, choice: Choice, received_at: datetime) -> Promise:
    """The promise for a dossier accepted at ``received_at`` (aware, local).

    Where the procedure has phases, the first one's date is the dossier's; a later phase begins
    when the obligation between them is met, so it has no date yet.

    Raises:
        UnknownProcedure, ProcedureRepealed, UnknownCase, ProcedureNotForChannel
        AmbiguousTerm: the sources contradict each other and ``choice.term`` picks none.
        UnknownTerm: no source gives a term and ``choice.term`` is empty.
        InvalidTerm: ``choice.term`` is not a term.
        DueOutOfRange
    """
    version = procedure_in_force(reference, choice.procedure, received_at)
    offer = _offer(version, choice)
    profile = reference.unit()
    text = offer.phases[0] if offer.phases else offer.term
    if text is None:
        raise UnknownTerm(version.code)
    forwarded = choice.competent_unit is not None and choice.competent_unit.code != profile.code
    rules = DueRules(profile.hour_rule, version.supplement_policy, forwarded)
    clock = work_clock(reference.calendar(), profile.hours)
    return Promise(version, offer, due(parsed(text), received_at, clock, rules), profile)


@lru_cache(maxsize=8)
def work_clock(calendar: Calendar, hours: OfficeHours) -> WorkClock:
    """The clock of a calendar and office hours; building one indexes every day of the calendar."""
    return WorkClock(calendar, hours)


@lru_cache(maxsize=8)
def _hours_json(hours: OfficeHours) -> Json:
    return {day: list(spans) for day, spans in hours.to_json().items()}


@lru_cache(maxsize=512)
def parsed(text: str) -> Term:
    """``Term.parse``, remembered: a catalogue knows few terms.

    Raises:
        InvalidTerm
    """
    return Term.parse(text)


def _offer(version: ProcedureVersion, choice: Choice) -> Offer:
    """The one offer; where no source gives a term, a person's choice fills it in.

    Raises:
        AmbiguousTerm, InvalidTerm
    """
    try:
        return version.offer(choice.case, choice.channel, choice.term)
    except AmbiguousTerm as refusal:
        if refusal.terms or choice.term is None:
            raise
    offer = version.offer(choice.case, choice.channel)
    return replace(offer, term=str(parsed(choice.term)), phases=())

"""Declining a visit at the counter: no dossier code, a number of its own, a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from counter_app.domain.acts import ACTS, Standing, role_for
from counter_app.domain.dossier import Dossier
from counter_app.domain.dossier_code import DeclineNumber, serial
from counter_app.domain.errors import MissingActData
from counter_app.domain.event import Author, Draft, Kind
from counter_app.domain.reception import declined
from counter_app.domain.unit import Officer
from counter_app.services.intake import checked_moment, matched_papers, request_key, visit_of
from counter_app.services.ports import Chance, Now, UnitOfWork
from counter_app.services.promise import procedure_in_force
from counter_app.services.requests import IntakeRequest, cleaned_lines


@dataclass(frozen=True, slots=True)
class Decline:
    """Refuses to receive (status 3), for one desk, one transaction each."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    chance: Chance

    def __call__(self, request: IntakeRequest, reason: str, officer: Officer) -> Dossier:
        """Store the refusal with its reason; missing papers are what it may be about.

        The same key as before gives the same refusal again, and stores nothing.

        Raises:
            MissingActData: no reason.
            UnknownProcedure, ProcedureRepealed, RoleMayNot, ReceivedAtOutOfRange, DayFull,
            TextTooLong: nothing was stored.
        """
        role = role_for(ACTS["decline"], Standing(None), officer.roles)
        reason = cleaned_lines(reason, "reason")
        if not reason:
            raise MissingActData("decline", ("reason",))
        now = self.now()
        key = request_key(request.idempotency_key)
        with self.unit_of_work() as work:
            if key and (earlier := work.accepted_as(key)):
                return work.dossier(earlier)
            at = checked_moment(request.received_at, role, now, work.reference)
            version = procedure_in_force(work.reference, request.procedure, at)
            profile = work.reference.unit()
            papers = matched_papers(version.components, request.papers)
            visit = visit_of(request, version, profile, papers, at)
            number = _next_number(work, now.date(), profile.serial_width)
            public, private = declined(visit, number, reason)
            identity, author = self.chance.identity(), Author(officer.id, role)
            work.append(
                Draft(Kind.DECLINED, work.desk.unit, identity, author, now, public, private)
            )
            dossier = work.dossier(identity)
            work.commit()
        return dossier


def _next_number(work: UnitOfWork, day: date, width: int) -> str:
    """The day's next number for a refusal; dossiers have a series of their own."""
    return str(DeclineNumber(day, serial(work.desk.number, work.take_decline(day), width)))

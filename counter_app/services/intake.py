"""Receiving a dossier: number, check, promise and store it in one transaction."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from counter_app.domain.acts import ACTS, Role, Standing, role_for
from counter_app.domain.dossier import Dossier, FeeLine, Paper, ProcedureRef
from counter_app.domain.dossier_code import DossierCode, lookup_secret, serial
from counter_app.domain.errors import MissingComponents, ReceivedAtOutOfRange
from counter_app.domain.event import Author, Draft, Kind
from counter_app.domain.procedure import Component, Need, Offer, ProcedureVersion
from counter_app.domain.reception import Acceptance, Visit, received
from counter_app.domain.route import StepRun
from counter_app.domain.text import fold as folded
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.ports import Chance, Now, Reference, UnitOfWork
from counter_app.services.promise import Choice, Promise, promise
from counter_app.services.requests import IntakeRequest, PaperRequest, check_born
from counter_app.services.routing import known_unit, step_run

BACK_DATING_DAYS = {Role.RECEPTION: 1, Role.SUPERVISOR: 5}  # working days, design.md §5
_CLOCK_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A dossier that is on disk; ``repeated``: an earlier intake had the same key."""

    dossier: Dossier
    event: UUID
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """Accepts dossiers for one desk, one local transaction each."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    chance: Chance

    def __call__(self, request: IntakeRequest, officer: Officer) -> Accepted:
        """Number, check and store the dossier; it is durable when this returns.

        Raises:
            MissingComponents, ReceivedAtOutOfRange, RoleMayNot, DayFull and what
            ``promise`` raises: nothing was stored and no number was used up.
        """
        role = role_for(ACTS["receive"], Standing(None), officer.roles)
        now = self.now()
        key = request_key(request.idempotency_key)
        with self.unit_of_work() as work:
            if key and (earlier := work.accepted_as(key)):
                return _answer_again(work.dossier(earlier))
            if goes_back_further(request.received_at, role, now, work.reference):
                role = Role.SUPERVISOR if Role.SUPERVISOR in officer.roles else role
            draft = self._draft(work, request, Author(officer.id, role), now)
            event = work.append(draft)
            dossier = work.dossier(event.dossier or event.id)
            work.commit()
        return Accepted(dossier, event.id)

    def _draft(
        self, work: UnitOfWork, request: IntakeRequest, author: Author, now: datetime
    ) -> Draft:
        received_at = checked_moment(request.received_at, author.role, now, work.reference)
        made = promise(work.reference, choice_of(request), received_at)
        papers, missing = match_papers(made.version, request)
        profile = made.profile
        day, competent = now.date(), request.competent_unit
        number = serial(work.desk.number, work.take_serial(day), profile.serial_width)
        acceptance = Acceptance(
            visit=visit_of(request, made.version, profile, papers, received_at),
            code=DossierCode(profile.code, day, number),
            competent_unit=competent and known_unit(competent, work.reference),
            missing=missing,
            missing_reason=request.missing_reason if missing else "",
            sets=request.sets,
            fees=fee_lines(made.offer),
            promise=made.resolved(),
            lookup_secret=lookup_secret(self.chance.below),
            step=first_step(made, received_at),
        )
        public, private = received(acceptance)
        dossier = self.chance.identity()
        return Draft(Kind.RECEIVED, work.desk.unit, dossier, author, now, public, private)


@dataclass(frozen=True, slots=True)
class Preview:
    """Shows what would be promised, before anybody promises it."""

    reference: Callable[[], Reference]
    now: Now

    def __call__(self, choice: Choice, received_at: datetime | None = None) -> Promise:
        """The promise if the dossier were accepted at ``received_at``, or now.

        Raises:
            What ``promise`` raises.
        """
        return promise(self.reference(), choice, received_at or self.now())


def first_step(made: Promise, received_at: datetime) -> StepRun | None:
    """Where a route of several steps begins; one step alone is no route.

    Raises:
        DueOutOfRange
    """
    steps = made.version.steps
    return step_run(steps, 1, received_at, made.due.clock) if len(steps) > 1 else None


def choice_of(request: IntakeRequest) -> Choice:
    """What of a request decides its term."""
    return Choice(
        request.procedure, request.case, request.channel, request.competent_unit, request.term
    )


def checked_moment(
    received_at: datetime | None, role: str, now: datetime, reference: Reference
) -> datetime:
    """When the dossier counts as received.

    Raises:
        ReceivedAtOutOfRange: in the future, or before the working days this role may go back.
    """
    if received_at is None:
        return now
    moment = received_at.astimezone(now.tzinfo)
    earliest = _earliest_day(role, now, reference)
    if moment > now + _CLOCK_TOLERANCE or moment.date() < earliest:
        raise ReceivedAtOutOfRange(moment.isoformat(), earliest.isoformat(), now.isoformat())
    return moment


def goes_back_further(
    received_at: datetime | None, role: str, now: datetime, reference: Reference
) -> bool:
    """Whether ``received_at`` lies before what ``role`` may state."""
    if received_at is None:
        return False
    return received_at.astimezone(now.tzinfo).date() < _earliest_day(role, now, reference)


def match_papers(
    version: ProcedureVersion, request: IntakeRequest
) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    """The papers handed in, and the names of required ones accepted as missing.

    Raises:
        MissingComponents: required ones are absent without a reason.
    """
    papers = matched_papers(version.components, request.papers)
    missing = absent_papers(version, papers)
    if missing and not request.missing_reason:
        raise MissingComponents(version.code, missing)
    return papers, missing


def absent_papers(version: ProcedureVersion, papers: Iterable[Paper]) -> tuple[str, ...]:
    """The names of required components of which no sheet was handed in."""
    there = {paper.id for paper in papers if paper.originals + paper.certified + paper.photocopies}
    return tuple(
        component.name
        for component in version.components
        if component.need is Need.YES and component.id not in there
    )


def matched_papers(
    components: Iterable[Component], papers: Iterable[PaperRequest]
) -> tuple[Paper, ...]:
    """The papers by their component's id and name; what matches none is an extra paper."""
    known = tuple(components)
    return tuple(_paper(known, paper) for paper in papers)


def visit_of(
    request: IntakeRequest,
    version: ProcedureVersion,
    profile: UnitProfile,
    papers: tuple[Paper, ...],
    received_at: datetime,
) -> Visit:
    """What the citizen brought, under the version and the profile in force.

    Raises:
        InvalidBirthDate: somebody is not born yet.
    """
    case = request.case or ""
    for person in filter(None, (request.applicant, request.submitter)):
        check_born(person, received_at.date())
    return Visit(
        unit=profile.ref,
        profile=profile.version,
        procedure=ProcedureRef(
            code=version.code,
            name=version.name.vi,
            field=version.field,
            version=version.id,
            decision=version.decision.number,
            case=version.case(case).name if case else "",
            steps=len(version.steps),
        ),
        channel=request.channel.value,
        result_channel=request.result_channel.value,
        applicant=request.applicant,
        submitter=request.submitter,
        content=request.content,
        note=request.note,
        papers=papers,
        received_at=received_at,
        request_key=request_key(request.idempotency_key),
    )


def fee_lines(offer: Offer) -> tuple[FeeLine, ...]:
    """The offer's tariff as the dossier keeps it."""
    return tuple(FeeLine(fee.kind.value, fee.amount, fee.note) for fee in offer.fees)


def request_key(key: str | None) -> str:
    """A caller's idempotency key as it is stored: it might hold personal data, its digest none."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest() if key else ""


def _earliest_day(role: str, now: datetime, reference: Reference) -> date:
    days = BACK_DATING_DAYS.get(Role(role), 0)
    return reference.calendar().working_day_before(now.date(), days)


def _paper(known: tuple[Component, ...], paper: PaperRequest) -> Paper:
    component = _component(known, paper.name)
    return Paper(
        component.id if component else "",
        component.name if component else paper.name,
        paper.originals,
        paper.certified,
        paper.photocopies,
    )


def _component(known: tuple[Component, ...], named: str) -> Component | None:
    """The component with this id, else with this name, whatever its marks and spaces."""
    for component in known:
        if named in (component.id, component.name):
            return component
    wanted = folded(named)
    return next((c for c in known if _folded_name(c.name) == wanted), None)


@lru_cache(maxsize=4096)
def _folded_name(name: str) -> str:
    """A component's name as it is compared; the catalogue's names recur with every dossier."""
    return folded(name)


def _answer_again(dossier: Dossier) -> Accepted:
    return Accepted(dossier, dossier.history[0].id, repeated=True)

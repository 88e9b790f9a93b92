"""Invented lives of dossiers, from reception to hand-over, the same for the same seed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Final, TypeAlias
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.dossier_code import LETTERS_OF_SECRETS, SECRET_LENGTH, DossierCode, serial
from counter_app.domain.due import Due, due_moment
from counter_app.domain.errors import NothingToGenerate
from counter_app.domain.event import SALT_BYTES, Author, Draft, Kind, Payload
from counter_app.domain.procedure import Channel, ProcedureVersion, version_at
from counter_app.domain.reception import Acceptance, Resolved, Visit, received
from counter_app.domain.term import Unit
from counter_app.domain.unit import UnitProfile
from counter_app.domain.value import value
from counter_app.domain.work_clock import WorkClock
from counter_app.services.lives_alike import Alike, plain_choice
from counter_app.services.people import citizen
from counter_app.services.ports import DeskIdentity, Reference
from counter_app.services.promise import Choice, promise, work_clock
from counter_app.services.routing import step_of_role, step_run

DEFAULT_DAYS: Final = 365
_OFFICE_MINUTES: Final = (*range(8 * 60, 12 * 60), *range(13 * 60, 17 * 60))
_Act: TypeAlias = tuple[Kind, Role, datetime, Payload]


@value
class History:
    """One dossier's whole life: its drafts in order, with the identities and salts to use.

    Each draft but the first is based on the one before it.
    """

    drafts: tuple[Draft, ...]
    ids: tuple[UUID, ...]
    salts: tuple[bytes, ...]


@value
class Load:
    """How much to generate: ``days`` back from ``until`` (aware, local), by ``seed``."""

    dossiers: int
    seed: int
    until: datetime
    days: int = DEFAULT_DAYS


@dataclass(slots=True)
class Lives:
    """Invents histories in order of reception."""

    load: Load
    desk: DeskIdentity
    reference: Reference
    random: Random = field(init=False)
    profile: UnitProfile = field(init=False)
    clock: WorkClock = field(init=False)
    authors: dict[Role, Author] = field(init=False)
    choices: list[tuple[ProcedureVersion, Choice]] = field(init=False)
    weights: tuple[float, ...] = field(init=False)  # cumulative
    take_serial: Callable[[date], int] = field(init=False)  # of the transaction that is open
    same: dict[UUID, Alike] = field(default_factory=dict)
    promises: dict[tuple[Choice, date], tuple[Due, Resolved]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = Random(self.load.seed)  # noqa: S311 (invented people need no secrecy)
        self.profile = self.reference.unit()
        self.clock = work_clock(self.reference.calendar(), self.profile.hours)
        self.authors = {
            role: Author(officer.id, role)
            for officer in self.reference.officers()
            for role in officer.roles
        }
        self.choices = [
            (version, choice)
            for version in self.reference.procedures()
            if self._is_always_in_force(version) and (choice := plain_choice(version)) is not None
        ]
        if not self.choices:
            raise NothingToGenerate
        for role in (Role.RECEPTION, Role.PROCESSING):
            if role not in self.authors:
                raise NothingToGenerate(role.value)
        self.weights = tuple(accumulate(1 / (rank + 2) for rank in range(len(self.choices))))

    def all(self) -> Iterator[History]:
        """Every history; receptions are spread evenly over the working days.

        Raises:
            NothingToGenerate: no office was open in that time.
        """
        days = [(day, minutes) for day in self._working_days() if (minutes := self._minutes(day))]
        if not days:
            raise NothingToGenerate("days")
        for index, (day, minutes) in enumerate(days):
            start = self.load.dossiers * index // len(days)
            end = self.load.dossiers * (index + 1) // len(days)
            self.promises.clear()
            for minute in sorted(self.random.choices(minutes, k=end - start)):
                yield self._history(day, minute)

    def _working_days(self) -> Iterator[date]:
        calendar = self.reference.calendar()
        for back in range(self.load.days, -1, -1):
            day = self.load.until.date() - timedelta(days=back)
            if calendar.is_working_day(day):
                yield day

    def _minutes(self, day: date) -> Sequence[int]:
        """The minutes of reception on ``day``: on the last one, those that are over."""
        if day < self.load.until.date():
            return _OFFICE_MINUTES
        now = self.load.until.hour * 60 + self.load.until.minute
        return [minute for minute in _OFFICE_MINUTES if minute < now]

    def _is_always_in_force(self, version: ProcedureVersion) -> bool:
        """Whether nobody would have been received under another version in that time."""
        last = self.load.until.date()
        known = self.reference.versions(version.code)
        ends = (version_at(known, day) for day in (last - timedelta(days=self.load.days), last))
        return all(found is not None and found.id == version.id for found in ends)

    def _history(self, day: date, minute: int) -> History:
        zone = self.load.until.tzinfo
        seconds = self.random.randrange(60)
        at = datetime.combine(day, time(minute // 60, minute % 60, seconds), zone)
        (version, choice), *_ = self.random.choices(self.choices, cum_weights=self.weights)
        made = self._resolved(choice, at)
        dossier = self._identity(at)
        drafts = [self._received(version, made, choice, at, dossier)]
        ids = [self._identity(at)]
        for kind, role, moment, said in self._life(version, made, at):
            if moment >= self.load.until:
                break
            author, base = self.authors[role], ids[-1]
            unit = self.desk.unit
            drafts.append(Draft(kind, unit, dossier, author, moment, said, base=base))
            ids.append(self._identity(moment))
        salts = tuple(self.random.randbytes(SALT_BYTES) for _ in drafts)
        return History(tuple(drafts), tuple(ids), salts)

    def _received(
        self,
        version: ProcedureVersion,
        made: Resolved,
        choice: Choice,
        at: datetime,
        dossier: UUID,
    ) -> Draft:
        same, is_routed = self._same(version, choice), len(version.steps) > 1
        acceptance = Acceptance(
            visit=self._visit(same, choice, at),
            code=self._next_code(at.date()),
            competent_unit=None,
            missing=(),
            missing_reason="",
            sets=1,
            fees=same.fees,
            promise=made,
            lookup_secret="".join(self.random.choices(LETTERS_OF_SECRETS, k=SECRET_LENGTH)),
            step=step_run(version.steps, 1, at, self.clock) if is_routed else None,
        )
        public, private = received(acceptance)
        author = self.authors[Role.RECEPTION]
        return Draft(Kind.RECEIVED, self.desk.unit, dossier, author, at, public, private)

    def _resolved(self, choice: Choice, at: datetime) -> Resolved:
        """The promise; of most dossiers of one day only the clock time differs."""
        key = (choice, at.date())
        known = self.promises.get(key)
        made = _at_another_time(*known, at) if known is not None else None
        if made is None:
            whole = promise(self.reference, choice, at)
            made = whole.resolved()
            self.promises[key] = whole.due, made
        return made

    def _same(self, version: ProcedureVersion, choice: Choice) -> Alike:
        """What every dossier of a procedure has in common, made once."""
        if version.id not in self.same:
            self.same[version.id] = Alike.of(version, choice)
        return self.same[version.id]

    def _visit(self, same: Alike, choice: Choice, at: datetime) -> Visit:
        return Visit(
            unit=self.profile.ref,
            profile=self.profile.version,
            procedure=same.procedure,
            channel=choice.channel.value,
            result_channel=Channel.COUNTER.value,
            applicant=citizen(self.random),
            submitter=None,
            content="",
            note="",
            papers=same.papers,
            received_at=at,
            request_key="",
        )

    def _life(self, version: ProcedureVersion, made: Resolved, at: datetime) -> Iterator[_Act]:
        """What follows reception, in order: taken, finished, handed over; a few are withdrawn."""
        due = made.due_at or at + timedelta(days=10)
        span = max(due - at, timedelta(hours=1))
        late = 1.0 + self.random.random() if self.random.random() < 0.07 else self.random.random()
        finished = at + span * late
        fate = self.random.random()
        if fate < _WITHDRAWN:
            yield Kind.WITHDRAWN, Role.RECEPTION, finished, {}
            return
        wait = _PATIENCE if fate > 1 - _UNCOLLECTED else _COLLECTED_WITHIN
        collected = finished + wait * self.random.random()
        if not version.is_one_step:
            taken = at + (finished - at) * 0.2
            yield Kind.TAKEN, Role.PROCESSING, taken, self._processing_step(version, taken)
        yield Kind.FINISHED, _finisher(version), finished, _POSITIVE
        yield Kind.HANDED_OVER, Role.RECEPTION, collected, _COLLECTED

    def _processing_step(self, version: ProcedureVersion, at: datetime) -> Payload:
        number = step_of_role(version.steps, 1, Role.PROCESSING)
        if number is None:
            return {}
        return {"step": step_run(version.steps, number, at, self.clock).to_json()}

    def _next_code(self, day: date) -> DossierCode:
        width = self.profile.serial_width
        return DossierCode(
            self.profile.code, day, serial(self.desk.number, self.take_serial(day), width)
        )

    def _identity(self, at: datetime) -> UUID:
        """A UUIDv7 (RFC 9562) of that moment whose other bits come from the seed."""
        chance = self.random.getrandbits(74)
        value = int(at.timestamp() * 1000) << 80 | 7 << 76 | chance >> 62 << 64
        return UUID(int=value | 0b10 << 62 | chance & (1 << 62) - 1)


_WITHDRAWN: Final = 0.05  # of the applicants change their minds
_UNCOLLECTED: Final = 0.04  # of the results wait for long
_PATIENCE: Final = timedelta(days=365)
_COLLECTED_WITHIN: Final = timedelta(days=3)
_POSITIVE: Final[Payload] = {"outcome": "positive"}
_COLLECTED: Final[Payload] = {"recipient": "applicant", "method": "counter"}


def _finisher(version: ProcedureVersion) -> Role:
    return Role.PROCESSING if not version.is_one_step else Role.RECEPTION


def _at_another_time(due: Due, made: Resolved, at: datetime) -> Resolved | None:
    """``made`` at another time of its day; None where more than clock times would differ.

    So it does for terms of hours, and for the same day once that has become the next one.
    """
    if any(part.unit is Unit.WORKING_HOURS for part in due.term.parts):
        return None
    due_at = due_moment(due.term, at, due.clock, due.rules)
    if due_at is None or made.due_at is None or due_at.date() != made.due_at.date():
        return None
    return replace(made, start_at=at, due_at=due_at)

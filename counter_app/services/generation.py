"""Realistic synthetic load: whole lives of dossiers, the same for the same seed and day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Final, Protocol, Self
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Paper, ProcedureRef
from counter_app.domain.dossier_code import LETTERS_OF_SECRETS, SECRET_LENGTH, DossierCode, serial
from counter_app.domain.due import due_moment
from counter_app.domain.errors import NothingToGenerate
from counter_app.domain.event import SALT_BYTES, Author, Draft, Kind, moment_text
from counter_app.domain.procedure import Channel, Need, ProcedureVersion, version_at
from counter_app.domain.reception import Acceptance, Resolved, Visit, received
from counter_app.domain.term import Unit
from counter_app.domain.unit import UnitProfile
from counter_app.services.intake import fee_lines
from counter_app.services.people import citizen
from counter_app.services.ports import DeskIdentity, Reference, UnitOfWork
from counter_app.services.promise import Choice, Promise, parsed, promise

BATCH: Final = 500
DEFAULT_DAYS: Final = 365
_OFFICE_MINUTES: Final = (*range(8 * 60, 12 * 60), *range(13 * 60, 17 * 60))


@dataclass(frozen=True, slots=True)
class History:
    """One dossier's whole life: its drafts in order, with the identities and salts to use."""

    drafts: tuple[Draft, ...]
    ids: tuple[UUID, ...]
    salts: tuple[bytes, ...]


class BulkWork(UnitOfWork, Protocol):
    """A unit of work that takes whole lives at once, through the same fold and projections."""

    def __enter__(self) -> Self:
        """Begin the transaction."""

    def append_all(self, histories: Sequence[History]) -> None:
        """Seal and store every draft of ``histories``; each begins a dossier of its own."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much to generate: ``days`` back from ``until`` (aware, local), by ``seed``."""

    dossiers: int
    seed: int
    until: datetime
    days: int = DEFAULT_DAYS


@dataclass(frozen=True, slots=True)
class Generate:
    """Fills a desk with dossiers that could have been received there."""

    desk: DeskIdentity
    reference: Callable[[], Reference]
    bulk_work: Callable[[], BulkWork]

    def __call__(self, load: Load, progress: Callable[[int], None] = lambda done: None) -> int:
        """The number of dossiers stored; ``progress(done)`` is called after each batch.

        Raises:
            NothingToGenerate: no procedure has a plain term, or nobody receives or processes.
            DayFull: more dossiers a day than the desk's serials.
        """
        lives = _Lives(load, self.desk, self.reference())
        wanted = lives.all()
        done = 0
        while done < load.dossiers:
            with self.bulk_work() as work:
                lives.take_serial = work.take_serial
                histories = list(islice(wanted, BATCH))
                work.append_all(histories)
                work.commit()
            done += len(histories)
            progress(done)
        return done


@dataclass(slots=True)
class _Lives:
    """Invents histories in order of reception."""

    load: Load
    desk: DeskIdentity
    reference: Reference
    random: Random = field(init=False)
    profile: UnitProfile = field(init=False)
    authors: dict[Role, Author] = field(init=False)
    choices: list[tuple[ProcedureVersion, Choice]] = field(init=False)
    weights: list[float] = field(init=False)
    take_serial: Callable[[date], int] = field(init=False)  # of the transaction that is open
    promises: dict[tuple[Choice, date], tuple[Promise, Resolved]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = Random(self.load.seed)  # noqa: S311 (invented people need no secrecy)
        self.profile = self.reference.unit()
        self.authors = {
            role: Author(officer.id, role)
            for officer in self.reference.officers()
            for role in officer.roles
        }
        self.choices = [
            (version, choice)
            for version in self.reference.procedures()
            if self._is_always_in_force(version) and (choice := _plain_choice(version)) is not None
        ]
        if not self.choices:
            raise NothingToGenerate
        for role in (Role.RECEPTION, Role.PROCESSING):
            if role not in self.authors:
                raise NothingToGenerate(role.value)
        self.weights = [1 / (rank + 2) for rank in range(len(self.choices))]

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
        (version, choice), *_ = self.random.choices(self.choices, self.weights)
        made = self._resolved(choice, at)
        dossier = self._identity(at)
        first = self._received(version, made, choice, at, dossier)
        rest = self._life(version, made, at, dossier)
        drafts = (first, *rest)
        return History(
            drafts,
            tuple(self._identity(draft.desk_time) for draft in drafts),
            tuple(self.random.randbytes(SALT_BYTES) for _ in drafts),
        )

    def _received(
        self,
        version: ProcedureVersion,
        made: Resolved,
        choice: Choice,
        at: datetime,
        dossier: UUID,
    ) -> Draft:
        acceptance = Acceptance(
            visit=self._visit(version, choice, at),
            code=self._next_code(at.date()),
            competent_unit=None,
            missing=(),
            missing_reason="",
            sets=1,
            fees=fee_lines(version.offer(choice.case, choice.channel)),
            promise=made,
            lookup_secret="".join(self.random.choices(LETTERS_OF_SECRETS, k=SECRET_LENGTH)),
        )
        public, private = received(acceptance)
        author = self.authors[Role.RECEPTION]
        return Draft(Kind.RECEIVED, self.desk.unit, dossier, author, at, public, private)

    def _resolved(self, choice: Choice, at: datetime) -> Resolved:
        """The promise; of dossiers of one day and a term of days only the clock time differs."""
        key = (choice, at.date())
        known = self.promises.get(key)
        if known is None:
            made = promise(self.reference, choice, at)
            known = self.promises[key] = made, made.resolved()
            return known[1]
        made, resolved = known
        if any(part.unit in _BY_THE_HOUR for part in made.due.term.parts):
            return promise(self.reference, choice, at).resolved()
        due_at = due_moment(made.due.term, at, made.due.clock, made.due.rules)
        return replace(resolved, start_at=at, due_at=due_at)

    def _visit(self, version: ProcedureVersion, choice: Choice, at: datetime) -> Visit:
        return Visit(
            unit=self.profile.ref,
            profile=self.profile.version,
            procedure=_reference_to(version, choice),
            channel=choice.channel.value,
            result_channel=Channel.COUNTER.value,
            applicant=citizen(self.random),
            submitter=None,
            content="",
            note="",
            papers=_papers(version),
            received_at=at,
            request_key="",
        )

    def _life(
        self, version: ProcedureVersion, made: Resolved, at: datetime, dossier: UUID
    ) -> Iterator[Draft]:
        """What happened after reception and before ``until``: taken, finished, handed over."""
        due = made.due_at or at + timedelta(days=10)
        span = max(due - at, timedelta(hours=1))
        late = 1.0 + self.random.random() if self.random.random() < 0.07 else self.random.random()
        finished = at + span * late
        taken = at + (finished - at) * 0.2
        collected = finished + timedelta(hours=self.random.randrange(1, 72))
        if not version.is_one_step:
            yield from self._act(Kind.TAKEN, Role.PROCESSING, taken, dossier, {})
        yield from self._act(Kind.FINISHED, _finisher(version), finished, dossier, _POSITIVE)
        given: dict[str, Json] = {"recipient": "applicant", "method": "counter"}
        yield from self._act(Kind.HANDED_OVER, Role.RECEPTION, collected, dossier, given)

    def _act(
        self, kind: Kind, role: Role, at: datetime, dossier: UUID, said: dict[str, Json]
    ) -> Iterator[Draft]:
        if at >= self.load.until:
            return
        public = {**said, "at": moment_text(at)}
        yield Draft(kind, self.desk.unit, dossier, self.authors[role], at, public)

    def _next_code(self, day: date) -> DossierCode:
        width = self.profile.serial_width
        return DossierCode(
            self.profile.code, day, serial(self.desk.number, self.take_serial(day), width)
        )

    def _identity(self, at: datetime) -> UUID:
        """A UUIDv7 (RFC 9562) of that moment whose other bits come from the seed."""
        milliseconds = int(at.timestamp() * 1000)
        value = milliseconds << 80 | 7 << 76 | self.random.getrandbits(12) << 64
        return UUID(int=value | 0b10 << 62 | self.random.getrandbits(62))


_BY_THE_HOUR: Final = frozenset({Unit.WORKING_HOURS, Unit.SAME_DAY})
_POSITIVE: Final[dict[str, Json]] = {"outcome": "positive"}


def _plain_choice(version: ProcedureVersion) -> Choice | None:
    """A case and channel whose term nobody needs to choose; None when there is none."""
    if version.is_repeal:
        return None
    case = version.cases[0]
    offers = case.offers_through(Channel.COUNTER)
    if len(offers) != 1 or not offers[0].term or offers[0].phases:
        return None
    if parsed(offers[0].term).is_none:
        return None
    return Choice(version.code, case.id, Channel.COUNTER)


def _reference_to(version: ProcedureVersion, choice: Choice) -> ProcedureRef:
    case = version.case(choice.case).name if len(version.cases) > 1 else ""
    return ProcedureRef(
        version.code,
        version.name.vi,
        version.field,
        version.id,
        version.decision.number,
        case,
        len(version.steps),
    )


def _papers(version: ProcedureVersion) -> tuple[Paper, ...]:
    return tuple(
        Paper(c.id, c.name, c.originals, c.certified, c.photocopies)
        for c in version.components
        if c.need is not Need.CONDITIONAL
    )


def _finisher(version: ProcedureVersion) -> Role:
    return Role.PROCESSING if not version.is_one_step else Role.RECEPTION

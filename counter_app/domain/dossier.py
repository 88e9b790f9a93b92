"""A dossier (hồ sơ) as its events leave it: the frozen result of the fold."""

from dataclasses import field
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.history import Conflict, HistoryEntry
from counter_app.domain.person import NOBODY, Person
from counter_app.domain.rating import Rating
from counter_app.domain.route import StepDone, StepRun
from counter_app.domain.value import value


class Status(IntEnum):
    """The national portal's codes 1 to 10."""

    REGISTERED = 1
    RECEIVED = 2
    DECLINED = 3
    IN_PROCESS = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10


class Lifecycle(StrEnum):
    """Whether anything can still happen to the dossier."""

    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"


class ClockState(StrEnum):
    """Whether the term is running, waiting for somebody, or over."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@value
class UnitRef:
    """A unit as a dossier names it; ``id`` is None for one this city knows by code alone."""

    code: str
    name: str
    id: UUID | None = None


@value
class Stay:
    """A dossier's way to a unit (liên thông) and its time there; the latest one is kept.

    ``takes_part``: the unit's own desks act on the dossier; for one that has none, home does.
    """

    unit: UnitRef
    since: datetime  # when it was sent
    expected_at: datetime | None = None
    arrived_at: datetime | None = None  # None: the unit has not acknowledged it
    takes_part: bool = False

    def is_away_from(self, home: UnitRef) -> bool:
        """Whether the dossier lies at another unit than ``home``, whose desks act on it."""
        return self.takes_part and self.unit.code != home.code


@value
class ProcedureRef:
    """The procedure version a dossier was received under."""

    code: str
    name: str
    field: str
    version: UUID
    decision: str
    case: str = ""
    steps: int = 1  # 0: the route is not known


@value
class Paper:
    """One component as handed in; ``id`` is empty for a paper outside the procedure."""

    id: str
    name: str
    originals: int
    certified: int
    photocopies: int


@value
class FeeLine:
    """A fee as the tariff had it at reception; ``amount`` None: not fixed."""

    kind: str
    amount: int | None
    note: str = ""


@value
class Payment:
    """Money taken (or given back: negative); a line is never edited, only reversed."""

    event: UUID
    kind: str
    amount: int
    receipt_number: str


@value
class PhaseDue:
    """One phase's term and date; ``ended_at`` when its obligation was asked for."""

    term: str
    due_at: datetime | None
    ended_at: datetime | None = None


@value
class PauseSpan:
    """Time that does not count; ``until`` None while it lasts."""

    kind: str
    since: datetime
    until: datetime | None
    reason: str = ""
    document: str = ""


@value
class SupplementCall:
    """One request for what is missing; ``until`` is the day's end after which the case stops."""

    event: UUID
    at: datetime
    officer: UUID
    papers: tuple[Paper, ...]  # what is asked for, in these counts
    reason: str
    until: datetime | None = None


@value
class Attachment:
    """A file kept by its SHA-256; ``removed`` when somebody took it back, with a reason."""

    event: UUID
    sha256: str
    size: int  # bytes
    media: str  # MIME type
    name: str  # as it was called; personal data
    component: str  # a component's id, or empty
    copy: str  # original, certified or photocopy
    source: str  # scanned, file, or database: reused from there
    purpose: str  # component, result or document
    at: datetime
    removed: bool = False


@value
class Printed:
    """One paper that left a printer; ``copy`` counts from 1 within an issue."""

    form: str
    page: str
    sha256: str
    issue: int
    copy: int


@value
class Dossier:
    """State = fold(events). Moments are aware, in UTC.

    ``due_at`` is None while a pause is open or where the law sets no term; ``first_due_at`` is
    the promise printed on the first receipt and never changes.
    """

    id: UUID
    scope: UUID
    desk: UUID
    status: Status
    lifecycle: Lifecycle
    clock: ClockState
    unit: UnitRef
    procedure: ProcedureRef
    channel: str
    result_channel: str
    received_at: datetime
    entered_at: datetime
    last_event: UUID
    also_latest: tuple[UUID, ...] = ()  # what ``last_event`` had not seen, nor any other event
    code: str = ""
    alias: str = ""
    decline_number: str = ""
    competent_unit: UnitRef | None = None  # None: home
    stay: Stay | None = None  # None: it never left home
    applicant: Person = NOBODY
    submitter: Person | None = None
    content: str = ""
    note: str = ""
    lookup_secret: str = ""
    papers: tuple[Paper, ...] = ()
    missing: tuple[str, ...] = ()
    missing_reason: str = ""
    reason: str = ""
    sets: int = 1
    fees: tuple[FeeLine, ...] = ()
    payments: tuple[Payment, ...] = ()
    term: str = "none"
    policy: str = "remaining"
    hour_rule: str = "start"
    calendar: str = ""
    hours: Json = None
    forwarded: bool = False  # competent from the first was another unit: it starts by its rule
    counted_from: datetime | None = None  # acceptance of the phase; None: of the dossier
    start_at: datetime | None = None
    due_at: datetime | None = None
    first_due_at: datetime | None = None
    extended_to: datetime | None = None  # a new promise; lateness is still judged by due_at
    phases: tuple[PhaseDue, ...] = ()
    derivation: Json = None
    first_derivation: Json = None  # of ``first_due_at``: the receipt's own line
    pauses: tuple[PauseSpan, ...] = ()
    profile: UUID | None = None
    holder: str = ""  # an officer's UUID, ``role:NAME``, or nobody
    step: StepRun | None = None
    step_due_at: datetime | None = None  # None while a pause is open or the step has no term
    steps_done: tuple[StepDone, ...] = ()
    supplements: int = 0
    calls: tuple[SupplementCall, ...] = ()
    requested: tuple[FeeLine, ...] = ()  # every payment request, as it was made
    owed: int = 0  # đồng asked for in the open payment request
    owed_kind: str = ""
    attachments: tuple[Attachment, ...] = ()
    finished_at: datetime | None = None
    finisher: UUID | None = None
    outcome: str = ""
    result: str = ""  # the result's own number, or what it is
    recipient: str = ""
    method: str = ""
    closed_at: datetime | None = None
    receiver: UUID | None = None
    received_event: UUID | None = None
    short_hash: str = ""
    request_key: str = ""
    issue: int = 1
    reissue_reason: str = ""
    seconded_by: str = ""
    printed: tuple[Printed, ...] = ()
    history: tuple[HistoryEntry, ...] = ()  # without ratings: officers see it
    ratings: tuple[Rating, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    needs_review: bool = False
    locked: bool = False
    erased: bool = field(default=False)

    @property
    def is_away(self) -> bool:
        """Whether it lies at another unit, whose desks act on it."""
        return self.stay is not None and self.stay.is_away_from(self.unit)

    @property
    def place(self) -> UnitRef:
        """The unit whose work it is next: a finished dossier is handed over at home."""
        ends_at_home = self.status is Status.FINISHED or self.lifecycle is not Lifecycle.OPEN
        if self.stay is None or not self.is_away or ends_at_home:
            return self.unit
        return self.stay.unit

    @property
    def open_pause(self) -> str:
        """The kind of the pause that lasts, empty while none does."""
        if self.clock is not ClockState.PAUSED:
            return ""
        return next((pause.kind for pause in self.pauses if pause.until is None), "")

"""Every expected refusal; each carries data, never a sentence."""

from dataclasses import dataclass, fields


class CounterError(Exception):
    """An expected refusal. Its class name is its stable ``kind`` for other programs."""

    @property
    def kind(self) -> str:
        """The stable name of this refusal, listed in the README's appendix."""
        return type(self).__name__

    @property
    def details(self) -> dict[str, object]:
        """The refusal's data by field name."""
        named = getattr(self, "__dataclass_fields__", None)
        return {f.name: getattr(self, f.name) for f in fields(self)} if named else {}  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.kind}: {self.details}"


@dataclass(eq=False)
class InvalidDossierCode(CounterError):
    """Not the shape of a dossier code, or no such day."""

    text: str


@dataclass(eq=False)
class InvalidTerm(CounterError):
    """A term (thời hạn giải quyết) that cannot be read."""

    text: str


@dataclass(eq=False)
class InvalidMoment(CounterError):
    """Not an ISO 8601 moment or date."""

    text: str


@dataclass(eq=False)
class InvalidCalendar(CounterError):
    """A calendar file that contradicts itself or cannot be read."""

    reason: str
    value: str


@dataclass(eq=False)
class InvalidPause(CounterError):
    """A pause that ends before it begins, or cannot be read."""

    text: str


@dataclass(eq=False)
class DueOutOfRange(CounterError):
    """The due moment lies beyond the years the calendar covers."""

    first_year: int
    last_year: int


@dataclass(eq=False)
class UnreadableCard(CounterError):
    """Not the QR of a citizen card; ``reason`` is a stable word."""

    reason: str


@dataclass(eq=False)
class MangledScan(CounterError):
    """A card's scan bent by an input method or keyboard layout; ``reason`` is a stable word."""

    reason: str


@dataclass(eq=False)
class UnknownProcedure(CounterError):
    """No version of this procedure is in force on that day."""

    code: str


@dataclass(eq=False)
class ProcedureRepealed(CounterError):
    """The procedure was repealed; running dossiers go on, new ones are not received."""

    code: str
    decision: str


@dataclass(eq=False)
class UnknownCase(CounterError):
    """No such case (trường hợp) of this procedure, or several and none was named."""

    procedure: str
    case: str | None
    cases: tuple[str, ...]


@dataclass(eq=False)
class ProcedureNotForChannel(CounterError):
    """The procedure is not offered through this channel."""

    procedure: str
    channel: str
    channels: tuple[str, ...]


@dataclass(eq=False)
class AmbiguousTerm(CounterError):
    """The sources contradict each other about the term; a person must choose one."""

    procedure: str
    terms: tuple[str, ...]


@dataclass(eq=False)
class UnknownTerm(CounterError):
    """No source says how long this procedure takes; a person must set it."""

    procedure: str


@dataclass(eq=False)
class NotCanonical(CounterError):
    """A text that is not the canonical form of what events may hold."""

    reason: str


@dataclass(eq=False)
class BrokenChain(CounterError):
    """An event does not follow from the one before it; ``part`` says what disagrees."""

    event: str
    sequence: int
    part: str


@dataclass(eq=False)
class UnknownAct(CounterError):
    """No act of this name exists."""

    act: str
    acts: tuple[str, ...]


@dataclass(eq=False)
class ActNotAllowed(CounterError):
    """The dossier's state forbids the act; ``reason`` is a stable word."""

    act: str
    status: int | None
    reason: str


@dataclass(eq=False)
class RoleMayNot(CounterError):
    """None of the officer's roles may do this; ``allowed`` may."""

    act: str
    roles: tuple[str, ...]
    allowed: tuple[str, ...]


@dataclass(eq=False)
class InvalidAgency(CounterError):
    """Not the shape of an agency's identification code (QĐ 20/2020/QĐ-TTg)."""

    text: str


@dataclass(eq=False)
class InvalidDeskNumber(CounterError):
    """The unit's serial width has no room for this desk number."""

    desk_number: int
    highest: int


@dataclass(eq=False)
class InvalidSerialWidth(CounterError):
    """Serials have 4 or 6 digits."""

    width: int


@dataclass(eq=False)
class DayFull(CounterError):
    """The desk has given out its last number of the day."""

    desk_number: int
    highest: int


@dataclass(eq=False)
class InvalidLookupSecret(CounterError):
    """Not the shape of a look-up secret; what was typed is not kept."""


@dataclass(eq=False)
class InvalidCitizenNumber(CounterError):
    """Neither 12 nor 9 digits; ``reason`` is a stable word, the number is not kept."""

    reason: str


@dataclass(eq=False)
class InvalidTaxCode(CounterError):
    """Not a tax code; ``reason`` is a stable word."""

    reason: str


@dataclass(eq=False)
class InvalidBirthDate(CounterError):
    """Not a date, a month or a year that can be; ``reason`` is a stable word."""

    reason: str


@dataclass(eq=False)
class InvalidOfficeHours(CounterError):
    """Office hours that cannot be; ``reason`` is a stable word."""

    reason: str
    value: str


@dataclass(eq=False)
class NoBeginning(CounterError):
    """The first event of a dossier is not one that begins a dossier."""

    dossier: str
    event_kind: str


@dataclass(eq=False)
class InvalidIntake(CounterError):
    """An intake that cannot be read: ``path`` names the place, ``reason`` is a stable word."""

    path: str
    reason: str


@dataclass(eq=False)
class TextTooLong(CounterError):
    """A text longer than what is stored and printed; nothing is cut silently."""

    path: str
    length: int
    limit: int


@dataclass(eq=False)
class MissingComponents(CounterError):
    """Required papers are absent and no reason says why they are."""

    procedure: str
    names: tuple[str, ...]


@dataclass(eq=False)
class ReceivedAtOutOfRange(CounterError):
    """A reception dated in the future, or further back than the officer's role may."""

    received_at: str
    earliest: str
    latest: str


@dataclass(eq=False)
class UnknownDossier(CounterError):
    """No dossier has this code, alias or identity."""

    code: str


@dataclass(eq=False)
class AmbiguousCode(CounterError):
    """Several dossiers answer to it (after a desk was cloned); name one by its identity."""

    code: str
    dossiers: tuple[str, ...]


@dataclass(eq=False)
class DocumentDamaged(CounterError):
    """A stored document is gone or was changed; ``sha256`` is what it was stored under."""

    sha256: str


@dataclass(eq=False)
class UnreadableRecord(CounterError):
    """A catalogue record that cannot be taken; ``path`` is a JSON path, ``reason`` a stable word.

    ``found`` is the offending value in short, or what the rule asked for. Nothing of the record
    was kept.
    """

    path: str
    reason: str
    found: str = ""


@dataclass(eq=False)
class UnsupportedPageSize(CounterError):
    """The form cannot be printed on this paper."""

    page: str
    pages: tuple[str, ...]


@dataclass(eq=False)
class DamagedFont(CounterError):
    """A font file of the program is missing or not the shipped one; ``reason`` says which."""

    file: str
    reason: str


@dataclass(eq=False)
class UnreadablePrint(CounterError):
    """The picture for the printer does not decode to the receipt's codes: nothing was sent."""

    page: int  # from 1
    expected: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(eq=False)
class MissingActData(CounterError):
    """The act needs data that was not given."""

    act: str
    fields: tuple[str, ...]


@dataclass(eq=False)
class InvalidDerivation(CounterError):
    """Not the summary of a derivation as an event carries it."""

    text: str


@dataclass(eq=False)
class InvalidActData(CounterError):
    """An act's data that cannot be read; ``reason`` is a stable word."""

    act: str
    path: str
    reason: str


@dataclass(eq=False)
class NothingToCorrect(CounterError):
    """A correction that changes no field."""

    dossier: str


@dataclass(eq=False)
class SecondPersonNeeded(CounterError):
    """The act needs a second officer, another than its author, with their own PIN."""

    act: str
    login: str


@dataclass(eq=False)
class SignInRefused(CounterError):
    """Login and PIN do not belong together; which of the two is wrong is not said."""

    login: str


@dataclass(eq=False)
class InvalidOfficer(CounterError):
    """An officer that cannot be registered; ``reason`` is a stable word."""

    path: str
    reason: str


@dataclass(eq=False)
class DeskNotSetUp(CounterError):
    """The folder holds no desk yet."""

    folder: str


@dataclass(eq=False)
class DeskAlreadySetUp(CounterError):
    """The folder already holds a desk; setting up would write over it."""

    folder: str


@dataclass(eq=False)
class NewerDatabase(CounterError):
    """The desk's database was written by a newer program; nothing was changed."""

    revision: str


@dataclass(eq=False)
class DeskInUse(CounterError):
    """Another window is open on this folder."""

    folder: str


@dataclass(eq=False)
class StorageFailed(CounterError):
    """The disk would not store or read; ``reason`` is the system's word."""

    reason: str


@dataclass(eq=False)
class NoReceipt(CounterError):
    """The dossier has no receipt: it was declined, or not accepted yet."""

    dossier: str
    status: int


@dataclass(eq=False)
class InvalidUnit(CounterError):
    """A unit that cannot be set up; ``reason`` is a stable word."""

    path: str
    reason: str


@dataclass(eq=False)
class NothingToGenerate(CounterError):
    """The desk lacks a procedure with a plain term, or an officer of the role named here."""

    lacking: str = "procedure"


@dataclass(eq=False)
class ActNotYetSupported(CounterError):
    """An act of the table that this version of the program does not perform."""

    act: str


@dataclass(eq=False)
class NoDisplay(CounterError):
    """There is no screen to open a window on."""


@dataclass(eq=False)
class InvalidSettings(CounterError):
    """Settings that cannot be: ``key`` names the place, ``reason`` is a stable word."""

    place: str  # the file, or "environment"
    key: str
    reason: str


@dataclass(eq=False)
class NoPicture(CounterError):
    """The demonstration's window could not be photographed; ``status`` is its exit status."""

    status: str

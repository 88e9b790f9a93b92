"""Refusals about procedures and their records."""

from dataclasses import dataclass
from datetime import date

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class OnlyTheCity(CounterError):
    """The city's own unit alone does this; a desk of another unit proposes."""

    act: str


@dataclass(eq=False)
class UnknownProposal(CounterError):
    """No unit proposed this version, or the city has taken it over already."""

    version: str


@dataclass(eq=False)
class UnknownProcedure(CounterError):
    """No version of this procedure is in force on that day."""

    code: str


@dataclass(eq=False)
class UnknownField(CounterError):
    """No procedure of this field (lĩnh vực) can be received on that day."""

    field: str


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
class UnreadableRecord(CounterError):
    """A catalogue record that cannot be taken; ``path`` is a JSON path, ``reason`` a stable word.

    ``found`` is the offending value in short, or what the rule asked for. Nothing of the record
    was kept.
    """

    path: str
    reason: str
    found: str = ""


@dataclass(eq=False)
class NothingToGenerate(CounterError):
    """The desk lacks a procedure with a plain term, or an officer of the role named here."""

    lacking: str = "procedure"


@dataclass(eq=False)
class OverlappingVersions(CounterError):
    """Two decisions would have a version of one procedure in force from the same day on."""

    procedure: str
    decision: str
    other: str
    effective: date | None


@dataclass(eq=False)
class EffectiveTooEarly(CounterError):
    """A decision would take effect before the version it replaces did."""

    procedure: str
    decision: str
    effective: date
    begun: date


@dataclass(eq=False)
class ReplacesUnknown(CounterError):
    """A decision replaces a procedure nobody knows."""

    procedure: str
    replaced: str


@dataclass(eq=False)
class IncompleteDecision(CounterError):
    """A draft is issued under a decision with a number and an effective day; ``lacking`` is absent."""

    procedure: str
    lacking: tuple[str, ...]


@dataclass(eq=False)
class UnknownDraft(CounterError):
    """No such draft waits: it was never made, or was issued or dropped."""

    draft: str


@dataclass(eq=False)
class DraftNotChecked(CounterError):
    """A draft is issued after somebody has checked it against its decision."""

    procedure: str


@dataclass(eq=False)
class OwnDraft(CounterError):
    """Whoever wrote or checked a draft does not issue it: that takes a second person."""

    procedure: str
    part: str  # drafted, checked


@dataclass(eq=False)
class InvalidSuggestion(CounterError):
    """A suggestion or its answer that cannot be taken; ``reason`` is a stable word."""

    part: str
    reason: str


@dataclass(eq=False)
class UnknownSuggestion(CounterError):
    """Nobody filed this suggestion, or it was answered already."""

    suggestion: str

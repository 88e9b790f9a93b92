"""Refusals about procedures and their records."""

from dataclasses import dataclass

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

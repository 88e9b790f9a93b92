"""Refusals about visits, dossiers and acts."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


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
class ActNotYetSupported(CounterError):
    """An act of the table that this version of the program does not perform."""

    act: str


@dataclass(eq=False)
class StepMustBeOnline(CounterError):
    """The step may be left only when the centre has got what was done, or with a reason."""

    code: str
    step: str


@dataclass(eq=False)
class RoleMayNot(CounterError):
    """None of the officer's roles may do this; ``allowed`` may."""

    act: str
    roles: tuple[str, ...]
    allowed: tuple[str, ...]


@dataclass(eq=False)
class MissingActData(CounterError):
    """The act needs data that was not given."""

    act: str
    fields: tuple[str, ...]


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
class NoReceipt(CounterError):
    """The dossier has no receipt: it was declined, or not accepted yet."""

    dossier: str
    status: int


@dataclass(eq=False)
class UnknownReport(CounterError):
    """This desk made no report of this identity, or an older program's query made it."""

    report: str

"""Refusals about printed documents."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class DocumentDamaged(CounterError):
    """A stored document is gone or was changed; ``sha256`` is what it was stored under."""

    sha256: str


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
class NothingToPrint(CounterError):
    """The dossier has nothing this form could say: nobody asked, extended, stopped, handed over."""

    form: str
    code: str


@dataclass(eq=False)
class RegisterTooLong(CounterError):
    """More dossiers were received in the period than one register holds; nothing was made."""

    most: int


@dataclass(eq=False)
class FormNotInForce(CounterError):
    """On the day of reception no circular had this form; ``since`` is when one first did, or empty."""

    form: str
    day: str
    since: str

"""Refusals about numbers and cards: codes, citizens, secrets."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class InvalidDossierCode(CounterError):
    """Not the shape of a dossier code, or no such day."""

    text: str


@dataclass(eq=False)
class InvalidAgency(CounterError):
    """Not the shape of an agency's identification code (QĐ 20/2020/QĐ-TTg)."""

    text: str


@dataclass(eq=False)
class InvalidSerialWidth(CounterError):
    """Serials have 4 or 6 digits."""

    width: int


@dataclass(eq=False)
class InvalidDeskNumber(CounterError):
    """The unit's serial width has no room for this desk number."""

    desk_number: int
    highest: int


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
class UnreadableCard(CounterError):
    """Not the QR of a citizen card; ``reason`` is a stable word."""

    reason: str


@dataclass(eq=False)
class MangledScan(CounterError):
    """A card's scan bent by an input method or keyboard layout; ``reason`` is a stable word."""

    reason: str

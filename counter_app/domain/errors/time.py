"""Refusals about terms, calendars and moments."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class InvalidTerm(CounterError):
    """A term (thời hạn giải quyết) that cannot be read."""

    text: str


@dataclass(eq=False)
class InvalidMoment(CounterError):
    """Not an ISO 8601 moment or date."""

    text: str


@dataclass(eq=False)
class InvalidQuarter(CounterError):
    """Not a quarter of a year, as 2026-Q4."""

    text: str


@dataclass(eq=False)
class InvalidCalendar(CounterError):
    """A calendar file that contradicts itself or cannot be read."""

    reason: str
    value: str


@dataclass(eq=False)
class CalendarChangedSince(CounterError):
    """The calendar is another than the one the list of moved dates was made by; nothing was stored."""

    shown: str
    current: str


@dataclass(eq=False)
class PromiseInThePast(CounterError):
    """A date would move to a moment that is over already; such a promise can only be kept."""

    code: str
    moment: str


@dataclass(eq=False)
class InvalidPause(CounterError):
    """A pause that ends before it begins, or cannot be read."""

    text: str


@dataclass(eq=False)
class InvalidPeriod(CounterError):
    """Days that are no period a paper can be about; ``reason`` is a stable word."""

    first: str
    last: str
    reason: str


@dataclass(eq=False)
class DueOutOfRange(CounterError):
    """The due moment lies beyond the years the calendar covers."""

    first_year: int
    last_year: int


@dataclass(eq=False)
class InvalidOfficeHours(CounterError):
    """Office hours that cannot be; ``reason`` is a stable word."""

    reason: str
    value: str


@dataclass(eq=False)
class InvalidDerivation(CounterError):
    """Not the summary of a derivation as an event carries it."""

    text: str

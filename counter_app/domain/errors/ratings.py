"""Refusals about ratings; none of them says what a rating holds."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class RatedBeforeHandOver(CounterError):
    """A receipt is rated only after its result was handed over; nothing was stored."""

    status: int


@dataclass(eq=False)
class AlreadyRated(CounterError):
    """This receipt was rated before: once is all there is, and nobody may change it."""


@dataclass(eq=False)
class CriterionLocked(CounterError):
    """The criterion is filled from the dossier's dates; nobody sets it by hand."""

    criterion: str


@dataclass(eq=False)
class UnknownScale(CounterError):
    """No scale of ratings of this name, or none in force on this day."""

    scale: str


@dataclass(eq=False)
class InvalidRating(CounterError):
    """A rating, an answer or a judgement that cannot be; ``reason`` is a stable word."""

    path: str
    reason: str


@dataclass(eq=False)
class UnknownComplaint(CounterError):
    """No complaint of this name waits, or it is not this officer's to read."""


@dataclass(eq=False)
class AlreadyJudged(CounterError):
    """The complaint was judged before; a judgement stays."""

    finding: str

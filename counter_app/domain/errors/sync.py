"""Refusals about keeping in step with the centre."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class CentreUnreachable(CounterError):
    """The centre gave no answer; what became of the call is unknown, so it is made again."""

    reason: str


@dataclass(eq=False)
class CentreRefused(CounterError):
    """The centre answered that this desk may not; ``reason`` is a stable word."""

    reason: str


@dataclass(eq=False)
class CentreNotSetUp(CounterError):
    """The database holds no centre, or one of another version; ``reason`` says which."""

    reason: str


@dataclass(eq=False)
class ChainGap(CounterError):
    """The centre lacks events before the ones offered; it knows the chain up to ``known``."""

    known: int


@dataclass(eq=False)
class BrokenFeed(CounterError):
    """What the centre sent does not fit together; ``part`` says what disagrees."""

    scope: str
    position: int
    part: str


@dataclass(eq=False)
class BlobDamaged(CounterError):
    """A file arrived with another digest than its name; it is sent again from its beginning."""

    sha256: str


@dataclass(eq=False)
class UnknownBlob(CounterError):
    """The centre has no such file for this desk's unit."""

    sha256: str


@dataclass(eq=False)
class DeskStandsAlone(CounterError):
    """The desk belongs to no centre yet."""


@dataclass(eq=False)
class DeskAlreadyEnrolled(CounterError):
    """The desk belongs to a centre's unit already, another than the credentials name."""

    unit: str


@dataclass(eq=False)
class DeskNumberTaken(CounterError):
    """Another desk of the unit has this number, or had it: numbers are never given again."""

    unit: str
    number: int


@dataclass(eq=False)
class InvalidCredentials(CounterError):
    """A credentials file that cannot be read; ``reason`` is a stable word."""

    reason: str


@dataclass(eq=False)
class UnknownRejection(CounterError):
    """No event with this identity was rejected by the centre."""

    event: str

"""Refusals about the desk itself: its people, its store, its chain, its screen."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class SignInRefused(CounterError):
    """Login and PIN do not belong together; which of the two is wrong is not said."""

    login: str


class OfficersAwaited(CounterError):
    """The desk is new and has not heard from the centre yet who works here."""


@dataclass(eq=False)
class InvalidOfficer(CounterError):
    """An officer that cannot be registered; ``reason`` is a stable word."""

    path: str
    reason: str


@dataclass(eq=False)
class InvalidUnit(CounterError):
    """A unit that cannot be set up; ``reason`` is a stable word."""

    path: str
    reason: str


@dataclass(eq=False)
class InvalidSettings(CounterError):
    """Settings that cannot be: ``key`` names the place, ``reason`` is a stable word."""

    place: str  # the file, or "environment"
    key: str
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
class NoBeginning(CounterError):
    """The first event of a dossier is not one that begins a dossier."""

    dossier: str
    event_kind: str


@dataclass(eq=False)
class NoDisplay(CounterError):
    """There is no screen to open a window on."""


@dataclass(eq=False)
class NoPicture(CounterError):
    """The demonstration's window could not be photographed; ``status`` is its exit status."""

    status: str

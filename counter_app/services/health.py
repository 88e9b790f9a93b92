"""Whether the desk is sound: its chain, its projections, its surroundings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from counter_app.services.ports import Now


class State(StrEnum):
    """How one thing is."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``name`` and ``detail`` are stable words and figures."""

    name: str
    state: State
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """A chain that was walked from its enrolment to its head without a break."""

    events: int
    dossiers: int
    head: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Projections folded anew; ``changed`` counts rows that had been different."""

    dossiers: int
    changed: int


class Maintenance(Protocol):
    """What the store can be asked about itself."""

    def audit(self) -> Audit:
        """Walk every chain.

        Raises:
            BrokenChain
        """

    def rebuild(self, progress: Callable[[int, int], None]) -> Rebuilt:
        """Fold every dossier again; ``progress(done, all)`` is called now and then."""

    def findings(self) -> tuple[Finding, ...]:
        """Integrity, size, free space, revision."""

    def last_moment(self) -> datetime | None:
        """The desk time of the last event."""


@dataclass(frozen=True, slots=True)
class Health:
    """Looks after one desk."""

    maintenance: Maintenance
    now: Now
    centre: Callable[[], tuple[Finding, ...]]  # it may ask the network

    def audit(self) -> Audit:
        """The chain, proved.

        Raises:
            BrokenChain: naming the event.
        """
        return self.maintenance.audit()

    def rebuild(self, progress: Callable[[int, int], None] = lambda done, total: None) -> Rebuilt:
        """Projections as the events have them."""
        return self.maintenance.rebuild(progress)

    def clock_behind(self) -> float:
        """Seconds by which the machine's clock is behind the desk's own last event; 0 if not."""
        last = self.maintenance.last_moment()
        return max(0.0, (last - self.now()).total_seconds()) if last else 0.0

    def examine(self) -> tuple[Finding, ...]:
        """Everything ``doctor`` says."""
        behind = self.clock_behind()
        clock = Finding("clock", State.BAD if behind > 0 else State.GOOD, f"{behind:.0f}")
        return (*self.maintenance.findings(), clock, *self.centre())

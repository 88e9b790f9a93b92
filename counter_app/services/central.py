"""What the centre does with what it has: keep its projections up, compare what desks say they have."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from counter_app.domain.errors import CentreUnreachable
from counter_app.services.centre_port import (
    Digest,
)

POLL_S: Final = 1.0


class Projections(Protocol):
    """The centre's projections, on a connection that is opened again after it broke.

    Raises, each of them: CentreUnreachable: what was not finished was not done at all;
    CentreNotSetUp.
    """

    def step(self) -> int:
        """Project the next positions of all feeds; how many there were, 0: none is left."""

    def start_over(self) -> None:
        """Read every feed again from its first position; nothing vanishes meanwhile."""

    def set_aside(self) -> int:
        """How many dossiers and reference events could not be projected so far."""


@dataclass(frozen=True, slots=True)
class Project:
    """Keeps the centre's projections up with its feeds."""

    projections: Projections

    def __call__(self, progress: Callable[[int], None] = lambda done: None) -> int:
        """Project until nothing is left; how many positions that were."""
        done = 0
        while passed := self.projections.step():
            done += passed
            progress(done)
        return done

    def watch(
        self, wait: Callable[[float], bool], tell: Callable[[CentreUnreachable], None]
    ) -> int:
        """The same again and again, until ``wait(seconds)`` returns True; the positions in all.

        ``tell`` hears when the database is gone; once it is back the work goes on.

        Raises:
            CentreUnreachable: it was not there at the beginning.
        """
        done = self.projections.step()
        passed, is_there = done, True
        while not wait(0.0 if passed else POLL_S):
            passed = 0
            try:
                passed = self.projections.step()
                is_there = True
            except CentreUnreachable as error:
                if is_there:
                    tell(error)
                is_there = False
            done += passed
        return done


class Verdict(StrEnum):
    """What comes of comparing a desk's digest with the centre's own."""

    EQUAL = "equal"
    DIFFERS = "differs"
    BEHIND = "behind"  # equal events, but one of both knows more dossiers' acts by now


@dataclass(frozen=True, slots=True)
class Reported:
    """What a desk said it has; it is named by its unit's code and its number."""

    unit: str
    desk: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Held:
    """What the centre has of a scope up to a position: counts and digests.

    ``dossiers`` is None where the feed has gone on since, or is not projected to its end.
    """

    events: tuple[int, str]
    dossiers: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class InPlaceOf:
    """How many events of a desk another one brought, as both were lost; desks by their numbers."""

    unit: str
    desk: int
    by: int
    events: int


class Digests(Protocol):
    """What desks reported last, and the same of the centre."""

    def reported(self) -> Sequence[Reported]:
        """One for each desk and scope, by unit, desk and scope."""

    def held(self, scope: UUID, position: int) -> Held:
        """What the centre has of ``scope`` up to ``position``."""

    def relayed(self) -> Sequence[InPlaceOf]:
        """Who brought events in another desk's place, by unit, desk and who did."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One desk's scope; ``part`` says what differs: ``events`` or ``dossiers``, else empty."""

    reported: Reported
    verdict: Verdict
    part: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Compares the digests of every desk that reports one."""

    digests: Digests

    def __call__(self) -> Iterator[Compared]:
        """What comes of each, one after the other; desks at one position cost no more than one."""
        known: dict[tuple[UUID, int], Held] = {}
        for reported in self.digests.reported():
            place = reported.digest.scope, reported.digest.position
            if place not in known:
                known[place] = self.digests.held(*place)
            yield _compared(reported, known[place])

    def relayed(self) -> Sequence[InPlaceOf]:
        """Who brought events that their own desk and the centre had lost."""
        return self.digests.relayed()


def _compared(reported: Reported, held: Held) -> Compared:
    said = reported.digest
    if (said.event_count, said.events) != held.events:
        return Compared(reported, Verdict.DIFFERS, "events")
    if held.dossiers is None:
        return Compared(reported, Verdict.BEHIND)
    if (said.dossier_count, said.dossiers) != held.dossiers:
        return Compared(reported, Verdict.DIFFERS, "dossiers")
    return Compared(reported, Verdict.EQUAL)

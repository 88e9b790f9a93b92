"""Who looked at which dossier on this desk: kept here alone, no event, never sent anywhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from counter_app.domain.act import Role
from counter_app.domain.unit import Officer
from counter_app.services.ports import Now, Questions

AGAIN_AFTER: Final = timedelta(minutes=10)


class Seen(StrEnum):
    """What was looked at."""

    PAGE = "page"
    RECEIPT = "receipt"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One officer's look at one dossier; ``moment`` is aware, in UTC."""

    officer: UUID
    moment: datetime
    what: Seen


@dataclass(frozen=True, slots=True)
class Onlooker:
    """A sighting with its officer's name and roles; empty for one this desk does not know."""

    name: str
    roles: tuple[Role, ...]
    moment: datetime
    what: Seen


class Sightings(Protocol):
    """Where sightings are kept."""

    def note(self, dossier: UUID, sighting: Sighting, unless_since: datetime) -> bool:
        """Keep ``sighting`` unless the officer saw the same since then; whether it was kept.

        Raises:
            StorageFailed
        """

    def of(self, dossier: UUID) -> tuple[Sighting, ...]:
        """All sightings of ``dossier``, the latest first."""


@dataclass(frozen=True, slots=True)
class See:
    """Notes that an officer sees a dossier, and tells who has."""

    sightings: Sightings
    questions: Questions
    now: Now

    def note(self, dossier: UUID, officer: Officer, what: Seen = Seen.PAGE) -> bool:
        """Keep that ``officer`` looks now; False where they did less than ten minutes ago.

        Raises:
            StorageFailed
        """
        now = self.now()
        sighting = Sighting(officer.id, now, what)
        return self.sightings.note(dossier, sighting, now - AGAIN_AFTER)

    def of(self, dossier: UUID) -> tuple[Onlooker, ...]:
        """Who looked at ``dossier`` on this desk, the latest first; moments in the counter's zone."""
        known = {officer.id: officer for officer in self.questions.reference().officers()}
        zone = self.now().tzinfo
        return tuple(
            Onlooker(
                known[seen.officer].name if seen.officer in known else "",
                known[seen.officer].roles if seen.officer in known else (),
                seen.moment.astimezone(zone),
                seen.what,
            )
            for seen in self.sightings.of(dossier)
        )

"""The lives of a desk's store: what each begins with, and how a new one begins."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from counter_app.domain.canonical import Json, canonical
from counter_app.domain.event import moment_text
from counter_app.services.centre_port import (
    Incarnation,
)
from counter_app.services.ports import Chance, DeskIdentity, Now
from counter_app.services.sync_ports import (
    SyncLog,
)

JUMP: Final = 200  # numbers of the day left out: another life may have given them


def enrolment_record(identity: DeskIdentity, code: str, at: datetime) -> dict[str, Json]:
    """What a chain begins with: its hash is what the life's first event names as previous."""
    return {
        "city": str(identity.city),
        "code": code,
        "desk": str(identity.id),
        "enrolled_at": moment_text(at),
        "incarnation": str(identity.incarnation),
        "number": identity.number,
        "unit": str(identity.unit),
    }


def incarnation_of(identity: DeskIdentity, code: str, at: datetime) -> Incarnation:
    """The life of a desk that is ``identity``, begun at ``at`` in the unit with this code."""
    record = canonical(enrolment_record(identity, code, at)).decode()
    return Incarnation(identity.incarnation, identity.id, record)


@dataclass(frozen=True, slots=True)
class Renew:
    """Begins a new life of an enrolled desk, because another one may write in the old one's name."""

    log: SyncLog
    now: Now
    chance: Chance

    def __call__(self, code: str) -> None:
        """A chain of its own from here on, and numbers that jump; ``code`` is the unit's."""
        identity = replace(self.log.desk, incarnation=self.chance.identity())
        self.log.renew(incarnation_of(identity, code, self.now()), JUMP)

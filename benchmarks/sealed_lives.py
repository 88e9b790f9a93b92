"""What desks without a store are going to push: invented lives, sealed in a chain of their own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Final, Self
from uuid import UUID

from counter_app.bootstrap import system_clock
from counter_app.domain.canonical import canonical
from counter_app.domain.event import SALT_BYTES, ChainPlace, Draft, enrolment_hash, seal
from counter_app.domain.unit import UnitProfile
from counter_app.identities import SystemChance
from counter_app.services.centre_port import (
    Incarnation,
    SentEvent,
)
from counter_app.services.incarnations import enrolment_record
from counter_app.services.lives import Lives, Load
from counter_app.services.ports import DeskIdentity, Reference
from counter_app.services.setting_up import founding
from counter_app.services.sync_ports import (
    Credentials,
)

_DAYS: Final = 30
_ACTS_OF_A_LIFE: Final = 2  # at least so many are done on average within those days
_SALT: Final = bytes(SALT_BYTES)  # nobody has anything to hide here
_Sealable = tuple[Draft, UUID, bytes]


@dataclass
class Chain:
    """One life of a desk, and how far it has come."""

    desk: DeskIdentity
    life: Incarnation
    head: bytes
    sequence: int = 0

    @classmethod
    def begun(cls, given: Credentials) -> Self:
        """The first life of the desk these credentials are for."""
        identity, incarnation = SystemChance().identity(), SystemChance().identity()
        desk = DeskIdentity(identity, given.unit, given.city, given.desk_number, incarnation)
        record = enrolment_record(desk, given.unit_code, system_clock())
        life = Incarnation(incarnation, identity, canonical(record).decode())
        return cls(desk, life, enrolment_hash(record))

    def founding(self, reference: Reference, given: Credentials) -> tuple[SentEvent, ...]:
        """The unit's first words: its profile, the desk, the officers of ``reference``."""
        profile = UnitProfile(given.unit, given.unit, given.unit_code, given.unit_name)
        drafts = founding(self.desk, profile, reference.officers(), system_clock)
        new_id = SystemChance().identity
        return self._sealed((draft, new_id(), _SALT) for draft in drafts)

    def lives(self, reference: Reference, seed: int, events: int) -> tuple[SentEvent, ...]:
        """The next ``events`` acts on dossiers, in the order in which they would have been done."""
        load = Load(events // _ACTS_OF_A_LIFE, seed, system_clock(), _DAYS)
        lives = Lives(load, self.desk, reference)
        lives.take_serial = _numbers()
        sealable = [
            item
            for life in lives.all()
            for item in zip(life.drafts, life.ids, life.salts, strict=True)
        ]
        sealable.sort(key=lambda item: item[0].desk_time)
        if len(sealable) < events:
            raise RuntimeError(len(sealable))
        return self._sealed(sealable[:events])

    def _sealed(self, sealable: Iterable[_Sealable]) -> tuple[SentEvent, ...]:
        sent = []
        for draft, event_id, salt in sealable:
            self.sequence += 1
            place = ChainPlace(self.desk.id, self.desk.incarnation, self.sequence, self.head)
            event = seal(draft, place, event_id, salt)
            self.head = event.hash
            private = event.private_text.decode() if event.private_text is not None else None
            sent.append(SentEvent(event.text.decode(), private, event.salt))
        return tuple(sent)


def _numbers() -> Callable[[date], int]:
    """Each day's numbers from 1; one sequence for all days does as well."""
    counter = count(1)
    return lambda day: next(counter)

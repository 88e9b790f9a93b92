"""The one row that says how far this desk has come: its chain, its numbers of the day."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final, Self
from uuid import UUID

from counter_app.domain.errors import DeskNotSetUp
from counter_app.domain.event import ChainPlace, Draft, Event, seal
from counter_app.services.ports import DeskIdentity
from db.moments import to_ms

_READ: Final = (
    "SELECT id, unit, city, number, incarnation, desk_seq, head, seq, last_moment, reference_seq,"
    " serial_day, received, declined, jump, jump_until FROM desk WHERE one = 1"
)
_WRITE: Final = (
    "UPDATE desk SET desk_seq = ?, head = ?, seq = ?, last_moment = ?, reference_seq = ?,"
    " serial_day = ?, received = ?, declined = ? WHERE one = 1"
)
_PUT_DAY: Final = (
    "INSERT INTO serials (day, received, declined) VALUES (?, ?, ?) ON CONFLICT (day)"
    " DO UPDATE SET received = excluded.received, declined = excluded.declined"
)
_END_JUMP: Final = "UPDATE desk SET jump_until = ? WHERE one = 1"
_GET_DAY: Final = "SELECT received, declined FROM serials WHERE day = ?"


@dataclass(slots=True)
class DeskRow:
    """Read at the beginning of a transaction, changed in memory, written at its end."""

    RECEIVED: ClassVar = 0
    DECLINED: ClassVar = 1

    identity: DeskIdentity
    desk_seq: int
    head: bytes
    seq: int
    last_moment: int
    reference_seq: int
    serial_day: str
    taken: list[int]  # received and declined on that day
    jump: int  # where a day begins that was never seen, up to the day ``jump_until``
    jump_until: str

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Self:
        """The row as it is now.

        Raises:
            DeskNotSetUp
        """
        found = connection.execute(_READ).fetchone()
        if found is None:
            raise DeskNotSetUp("")
        identity, (desk_seq, head, seq, last_moment, reference_seq, day) = found[:5], found[5:11]
        progress = (desk_seq, head, seq, last_moment, reference_seq)
        return cls(_identity(*identity), *progress, day, list(found[11:13]), *found[13:])

    def write(self, connection: sqlite3.Connection) -> None:
        """Store how far the desk has come."""
        progress = (self.desk_seq, self.head, self.seq, self.last_moment, self.reference_seq)
        connection.execute(_WRITE, (*progress, self.serial_day, *self.taken))

    def sealed(self, draft: Draft, event_id: UUID, salt: bytes) -> Event:
        """``draft`` as the next event of the chain, which moves on."""
        self.desk_seq += 1
        self.seq += 1
        place = ChainPlace(self.identity.id, self.identity.incarnation, self.desk_seq, self.head)
        event = seal(draft, place, event_id, salt)
        self.head = event.hash
        self.last_moment = max(self.last_moment, to_ms(draft.desk_time))
        return event

    def take(self, connection: sqlite3.Connection, day: date, kind: int) -> int:
        """The next number of ``day``, from 1, of one kind.

        The counters of a day are kept when another begins, whichever way the clock was moved.
        """
        text = day.isoformat()
        if text != self.serial_day:
            if self.serial_day:
                connection.execute(_PUT_DAY, (self.serial_day, *self.taken))
            found = connection.execute(_GET_DAY, (text,)).fetchone()
            self.serial_day = text
            self.taken = list(found) if found else self._new_day(connection, text)
        self.taken[kind] += 1
        return self.taken[kind]

    def _new_day(self, connection: sqlite3.Connection, day: str) -> list[int]:
        """Where the counters of a day begin that this store has never seen.

        After a restore the life that was lost may have given out numbers on it, so they begin
        with the jump, up to the first day that begins after the restore.
        """
        if not self.jump:
            return [0, 0]
        if not self.jump_until:
            self.jump_until = day
            connection.execute(_END_JUMP, (day,))
        return [self.jump, self.jump] if day <= self.jump_until else [0, 0]


@lru_cache(maxsize=4)
def _identity(desk: str, unit: str, city: str, number: int, incarnation: str) -> DeskIdentity:
    return DeskIdentity(UUID(desk), UUID(unit), UUID(city), number, UUID(incarnation))

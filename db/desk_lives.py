"""The lives (incarnations) of a desk: each has a chain of its own, the last one writes."""

import json
import sqlite3
from typing import Final
from uuid import UUID

from counter_app.domain.canonical import Json, canonical
from counter_app.domain.event import enrolment_hash
from counter_app.services.centre_port import (
    Incarnation,
)
from counter_app.services.ports import DeskIdentity
from db.desk_row import DeskRow
from db.schema import incarnations as table
from db.schema_sync import sends
from db.statements import inserting

_INSERT: Final = inserting(table)
_INSERT_SENDS: Final = inserting(sends)
_ALL: Final = "SELECT incarnation, desk, record FROM incarnations ORDER BY ordinal"
_END: Final = "UPDATE incarnations SET last_sequence = ?, last_hash = ? WHERE incarnation = ?"
_BEGIN: Final = "UPDATE desk SET incarnation = ?, desk_seq = 0, head = ? WHERE one = 1"
_NEXT: Final = "SELECT coalesce(max(ordinal), 0) + 1 FROM incarnations"
_JUMP: Final = (
    "UPDATE desk SET received = received + :jump, declined = declined + :jump,"
    " jump = CASE jump_until WHEN '' THEN jump ELSE 0 END + :jump, jump_until = '' WHERE one = 1"
)
_JUMP_DAYS: Final = "UPDATE serials SET received = received + :jump, declined = declined + :jump"


def lives(connection: sqlite3.Connection) -> tuple[Incarnation, ...]:
    """Every life of the desk in order."""
    rows = connection.execute(_ALL).fetchall()
    return tuple(Incarnation(UUID(one), UUID(desk), record) for one, desk, record in rows)


def add_life(connection: sqlite3.Connection, incarnation: Incarnation) -> bytes:
    """Note a life that begins; the hash its chain begins with."""
    genesis = enrolment_hash(json.loads(incarnation.record))
    ordinal = connection.execute(_NEXT).fetchone()[0]
    life = (incarnation.id.hex, incarnation.desk.hex, incarnation.record, genesis, ordinal)
    connection.execute(_INSERT, (*life, None, None))
    connection.execute(_INSERT_SENDS, (incarnation.id.hex, 0, 0))
    return genesis


def begin_life(connection: sqlite3.Connection, incarnation: Incarnation, jump: int) -> None:
    """End the present life, begin another; the day's numbers go on ``jump`` further."""
    desk = DeskRow.read(connection)
    ended = (desk.desk_seq, desk.head, desk.identity.incarnation.hex)
    connection.execute(_END, ended)
    genesis = add_life(connection, incarnation)
    connection.execute(_BEGIN, (incarnation.id.hex, genesis))
    if jump:
        connection.execute(_JUMP, {"jump": jump})
        connection.execute(_JUMP_DAYS, {"jump": jump})


def next_life(desk: DeskIdentity, incarnation: UUID, reason: str) -> Incarnation:
    """A further life of ``desk`` in the scopes it has; its record says after which one and why."""
    record: dict[str, Json] = {
        "city": str(desk.city),
        "desk": str(desk.id),
        "incarnation": str(incarnation),
        "number": desk.number,
        "previous": str(desk.incarnation),
        "reason": reason,
        "unit": str(desk.unit),
    }
    return Incarnation(incarnation, desk.id, canonical(record).decode())

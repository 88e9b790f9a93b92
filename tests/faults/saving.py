"""What a restore would leave: what comes back by itself, what would stay with a few, what is gone."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Written:
    """An event's place: whose chain it is in, behind which hash; ``unit`` is its author's."""

    hash: str
    incarnation: UUID
    previous: str
    is_first: bool
    unit: int

    @classmethod
    def read(cls, text, hash_, unit):
        said = json.loads(text)
        life = UUID(said["incarnation"])
        return cls(hash_.hex(), life, said["previous"], said["desk_seq"] == 1, unit)


@dataclass(frozen=True)
class Holding:
    """What the store of a desk has: what was written there, all it has, and its lives."""

    unit: int
    own: frozenset
    has: frozenset
    lives: frozenset

    @classmethod
    def of(cls, folder, unit):
        with closing(sqlite3.connect(folder / "desk.sqlite3")) as connection:
            events = connection.execute("SELECT id, learnt FROM events").fetchall()
            lives = connection.execute("SELECT incarnation FROM incarnations").fetchall()
        own = frozenset(UUID(event) for event, learnt in events if not learnt)
        has = frozenset(UUID(event) for event, _ in events)
        return cls(unit, own, has, frozenset(UUID(life) for (life,) in lives))


@dataclass(frozen=True)
class Known:
    """What the centre has: events, the lives it was told of, and hashes of what it rejected."""

    events: frozenset
    lives: frozenset
    rejected: frozenset

    @classmethod
    def of(cls, city):
        lives = city.rows("SELECT id FROM counter.incarnations")
        rejected = city.rows("SELECT hash FROM counter.rejections")
        return cls(
            frozenset(city.events()),
            frozenset(life for (life,) in lives),
            frozenset(hash_.hex() for (hash_,) in rejected),
        )


@dataclass(frozen=True)
class Fates:
    """Events the centre and their author lost: ``relayed`` come back by others, ``kept`` stay with
    desks that may not bring them, ``gone`` are those nobody has.
    """

    relayed: frozenset = frozenset()
    kept: frozenset = frozenset()
    gone: frozenset = frozenset()


def fates(written, known, holdings):
    """What becomes of what was written where only this is left.

    What its author has is pushed. What only others have is relayed by a desk of the author's unit,
    where the life is known to the centre or to its desk, and everything before it in the chain is
    there, was rejected there, or comes back itself.
    """
    back = known.events.union(*(one.own for one in holdings))
    lives = known.lives.union(*(one.lives for one in holdings))
    offered = {
        event
        for event in written.keys() - back
        if written[event].incarnation in lives
        and any(event in one.has and one.unit == written[event].unit for one in holdings)
    }
    by_hash = {place.hash: event for event, place in written.items()}

    def follows(event):
        place = written[event]
        before = by_hash.get(place.previous)
        is_there = before in back or before in offered
        return place.is_first or is_there or place.previous in known.rejected

    while torn := {event for event in offered if not follows(event)}:
        offered -= torn
    lost = written.keys() - back - offered
    kept = {event for event in lost if any(event in one.has for one in holdings)}
    return Fates(frozenset(offered), frozenset(kept), frozenset(lost - kept))

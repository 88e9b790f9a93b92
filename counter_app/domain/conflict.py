"""Two officers, one field: who had seen whom, and which values wait for a person."""

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from counter_app.domain.changes import APPENDING, Values
from counter_app.domain.event import ChainPlace, Event, Kind
from counter_app.domain.facts import UNREADABLE, text_of
from counter_app.domain.history import Conflict

SEEN: Final = "seen"  # in a public part: what the author had seen that the base had not
_Written = tuple[int, Any]  # which event, and the value it gave the field


class Ancestry:
    """What each event of a dossier had seen, told by the events alone and not by their order.

    An event has seen its base, what it names besides, what its own desk wrote before, and all
    that these had seen. As long as each names the one before it, no more is kept than that.
    """

    __slots__ = ("_by_id", "_latest", "_lives", "_places", "_seen", "is_line", "last")

    def __init__(self) -> None:
        self.is_line = True  # every event so far had seen all before it
        self.last: UUID | None = None  # of the events so far
        self._places: list[tuple[UUID, ChainPlace]] = []  # in home order
        # From the first branch on; what was seen is a set of places, as the bits of a number.
        self._seen: list[int] = []
        self._by_id: dict[UUID, int] = {}
        self._lives: dict[UUID, list[tuple[int, int]]] = {}  # incarnation: sequence and place
        self._latest = 0  # the places that no other has seen

    @property
    def place(self) -> int:
        """Of the last event."""
        return len(self._places) - 1

    def add(self, event: Event) -> None:
        """The next event in home order."""
        follows = event.base == self.last
        self.last = event.id
        self._places.append((event.id, event.place))
        if self.is_line and follows:
            return
        if self.is_line:
            self.is_line = False
            for place, (one, written) in enumerate(self._places[:-1]):
                self._note(place, one, written, (1 << place) - 1)
        self._note(self.place, event.id, event.place, self._seen_by(event))

    def had_seen(self, place: int) -> bool:
        """Whether the last event had seen the one at ``place``."""
        return self.is_line or bool(self._seen[-1] >> place & 1)

    def had_seen_event(self, identity: UUID) -> bool:
        """The same of an event that is there, by its identity."""
        return self.is_line or self.had_seen(self._by_id[identity])

    def is_of_own_desk(self, place: int) -> bool:
        """Whether the desk of the last event wrote the one at ``place`` too."""
        return self._places[place][1].desk == self._places[-1][1].desk

    def desk(self, identity: UUID) -> UUID:
        """Which desk wrote an event; for those of a dossier that branched."""
        return self._places[self._by_id[identity]][1].desk

    def identity(self, place: int) -> UUID:
        """The event at ``place``."""
        return self._places[place][0]

    def beside_last(self) -> tuple[UUID, ...]:
        """The latest events that the last one in order had not seen."""
        if self.is_line:
            return ()
        found = (place for place in range(self.place) if self._latest >> place & 1)
        return tuple(self.identity(place) for place in found)

    def _seen_by(self, event: Event) -> int:
        seen = 0
        for named in (event.base, *_named(event)):
            if named in self._by_id:
                seen |= self._seen[self._by_id[named]]
        for sequence, place in self._lives.get(event.place.incarnation, ()):
            if sequence < event.place.sequence:
                seen |= self._seen[place]
        return seen | self._seen_by_position(event)

    def _seen_by_position(self, event: Event) -> int:
        """A resolution that names nothing besides is an older program's: it saw both values.

        As far as one can tell it was all before a foreign base, in the order there is now.
        """
        if event.kind != Kind.RESOLVED or SEEN in event.public or event.base not in self._by_id:
            return 0
        base = self._by_id[event.base]
        return 0 if self.is_of_own_desk(base) else (2 << base) - 1

    def _note(self, place: int, identity: UUID, written: ChainPlace, seen: int) -> None:
        self._by_id[identity] = place
        self._seen.append(seen | 1 << place)
        self._latest = self._latest & ~seen | 1 << place
        self._lives.setdefault(written.incarnation, []).append((written.sequence, place))


class Rivals:
    """The fields several desks wrote unseen by one another, while a dossier is being folded.

    A conflict is two events that had not seen each other, of two desks, each the latest of its
    kind: nothing that had seen it, and not the other, wrote the field again. So it is the same
    pair in whatever order a centre gives them. It stays until a resolution that had seen both.
    """

    __slots__ = ("_ancestry", "_latest", "_writers", "conflicts")

    def __init__(self, ancestry: Ancestry) -> None:
        self.conflicts: list[Conflict] = []
        self._ancestry = ancestry
        self._writers: dict[str, int] = {}  # while all had seen all: who wrote a field last
        self._latest: dict[str, list[_Written]] = {}  # from the first branch on

    def note(self, changes: Values, event: Event, before: Callable[[str], Any]) -> None:
        """The last event writes ``changes``; ``before`` tells what a field holds so far."""
        if self._ancestry.is_line:
            self._writers.update(dict.fromkeys(changes, self._ancestry.place))
            return
        for name, value in changes.items():
            if name not in APPENDING:
                is_added = name == "papers" and event.kind == Kind.SUPPLEMENTED
                self._note_field(name, (before(name), value), is_added=is_added)

    def settle(self, fields: Collection[str], event: Event) -> None:
        """A resolution: what it speaks of is settled, where it had seen both sides."""
        had_seen, names_all = self._ancestry.had_seen_event, SEEN in event.public
        self.conflicts = [
            one
            for one in self.conflicts
            if one.field not in fields
            or (names_all and not (had_seen(one.earlier) and had_seen(one.later)))
        ]

    def _note_field(self, name: str, values: tuple[Any, Any], *, is_added: bool) -> None:
        ancestry, (before, value) = self._ancestry, values
        if name not in self._latest and name in self._writers:
            self._latest[name] = [(self._writers[name], before)]
        unseen = [one for one in self._latest.get(name, ()) if not ancestry.had_seen(one[0])]
        self._latest[name] = [*unseen, (ancestry.place, value)]
        if is_added:
            return  # papers brought later are added; only a correction replaces them
        self.conflicts = [
            one for one in self.conflicts if one.field != name or not self._takes_side(one)
        ]
        for place, other in unseen:
            if not ancestry.is_of_own_desk(place) and other != value:
                pair = ancestry.identity(place), ancestry.identity(ancestry.place)
                both = text_of(other), text_of(value)
                self.conflicts.append(Conflict(name, *pair, both))

    def _takes_side(self, conflict: Conflict) -> bool:
        """Whether the last event stands for one side from now on: it saw that one alone."""
        ancestry = self._ancestry
        seen = [ancestry.had_seen_event(one) for one in (conflict.earlier, conflict.later)]
        if all(seen) or not any(seen):
            return False
        other = conflict.later if seen[0] else conflict.earlier
        return ancestry.desk(other) != ancestry.desk(ancestry.identity(ancestry.place))


def _named(event: Event) -> tuple[UUID, ...]:
    """What the author had seen that the base had not."""
    public: Any = event.public
    with suppress(*UNREADABLE):
        return tuple(map(UUID, public.get(SEEN, ())))
    return ()

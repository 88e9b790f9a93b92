"""Folds remembered through a catch-up: a dossier's next event is added, not all of it folded anew."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import NoBeginning
from counter_app.domain.event import Event
from counter_app.domain.folding import Folding
from db.event_store import stored_event
from db.statements import marks

LIMIT: Final = 5000  # dossiers
_FOLD_ORDER: Final = "ORDER BY dossier, position IS NULL, position, seq"  # as in ``event_store``
_IDS: Final = f"SELECT dossier, seq, id FROM events WHERE dossier IN ({{}}) {_FOLD_ORDER}"  # noqa: S608
_HISTORIES: Final = (
    "SELECT dossier, seq, id, text, private, salt, hash FROM events"  # noqa: S608 (constant)
    f" WHERE dossier IN ({{}}) {_FOLD_ORDER}"
)
_Numbered = tuple[int, Dossier]  # the dossier's row


class Foldings:
    """At most ``limit`` folds, those used last. A help alone: the stored events decide.

    A fold is gone on with where the dossier's stored events, in their order, begin with exactly
    those it was made of; so a transaction that is rolled back, or an order that changes, does no
    harm. Private parts that are wiped do: ``forget`` those dossiers.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._known: dict[str, tuple[Folding, list[str]]] = {}  # with the ids it was made of

    def clear(self) -> None:
        """Forget everything."""
        self._known.clear()

    def forget(self, dossiers: Sequence[str]) -> None:
        """Forget these dossiers (hexadecimal)."""
        for dossier in dossiers:
            self._known.pop(dossier, None)

    def begun(self, dossier: str, events: Sequence[Event]) -> Dossier | None:
        """A dossier of which these are all the events; None: the first begins none."""
        return self._folded(dossier, (Folding(), []), events)

    def histories(
        self, connection: sqlite3.Connection, dossiers: Sequence[str], at_hand: Mapping[str, Event]
    ) -> Iterator[_Numbered]:
        """Each dossier with the number of its row; ``at_hand`` are stored events, by id."""
        again = [dossier for dossier in dossiers if dossier not in self._known]
        known = [dossier for dossier in dossiers if dossier in self._known]
        for dossier, row, ids in _orders(connection, known):
            folding, made_of = self._known.pop(dossier)
            rest = ids[len(made_of) :]
            if ids[: len(made_of)] != made_of or not all(one in at_hand for one in rest):
                again.append(dossier)
            elif made := self._folded(dossier, (folding, made_of), [at_hand[one] for one in rest]):
                yield row, made
        yield from self._from_store(connection, again, at_hand)

    def _from_store(
        self, connection: sqlite3.Connection, dossiers: Sequence[str], at_hand: Mapping[str, Event]
    ) -> Iterator[_Numbered]:
        rows = connection.execute(_HISTORIES.format(marks(dossiers)), dossiers).fetchall()
        for dossier, group in groupby(rows, key=lambda row: row[0]):
            history = list(group)
            events = [at_hand.get(row[2]) or stored_event(row[3:]) for row in history]
            if made := self._folded(dossier, (Folding(), []), events):
                yield min(row[1] for row in history), made

    def _folded(
        self, dossier: str, known: tuple[Folding, list[str]], new: Sequence[Event]
    ) -> Dossier | None:
        """The dossier with ``new`` added; remembered only when nothing broke off."""
        folding, made_of = known
        try:
            for event in new:
                folding.apply(event)
            made = folding.frozen()
        except NoBeginning:
            return None
        self._known[dossier] = folding, made_of + [event.id.hex for event in new]
        if len(self._known) > self._limit:
            del self._known[next(iter(self._known))]
        return made


def _orders(
    connection: sqlite3.Connection, dossiers: Sequence[str]
) -> Iterator[tuple[str, int, list[str]]]:
    """Each dossier, the number of its row, and its events in fold order."""
    rows = connection.execute(_IDS.format(marks(dossiers)), dossiers).fetchall()
    for dossier, group in groupby(rows, key=lambda row: row[0]):
        history = list(group)
        yield dossier, min(row[1] for row in history), [row[2] for row in history]

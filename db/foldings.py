"""Folds remembered through a catch-up: a dossier's next event is added, not all of it folded anew."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import NoBeginning
from counter_app.domain.event import Event, Kind
from counter_app.domain.folding import Folding
from db.event_store import stored_event
from db.projection import ID, Row
from db.statements import marks

LIMIT: Final = 5000  # dossiers
_FOLD_ORDER: Final = "ORDER BY dossier, position IS NULL, position, seq"  # as in ``event_store``
_IDS: Final = f"SELECT dossier, seq, id FROM events WHERE dossier IN ({{}}) {_FOLD_ORDER}"  # noqa: S608
_HISTORIES: Final = (
    "SELECT dossier, seq, id, text, private, salt, hash FROM events"  # noqa: S608 (constant)
    f" WHERE dossier IN ({{}}) {_FOLD_ORDER}"
)
# What makes the rows beside a dossier's own: components, pauses, and the words it is found by.
_ASIDE: Final = ("papers", "pauses", "applicant", "submitter", "code", "decline_number")


@dataclass(frozen=True, slots=True)
class Gone:
    """A dossier folded on: the number of its row, and whether what is beside it is as before.

    ``before``: the row as it stands; None: that is to be read.
    """

    row: int
    dossier: Dossier
    same_aside: bool = False
    before: Row | None = None


@dataclass(slots=True)
class _Known:
    folding: Folding
    ids: list[str]  # of the events it was made of
    values: Row | None = None  # its row, where that was written since


class Foldings:
    """At most ``limit`` folds, those used last. A help alone: the stored events decide.

    A fold is gone on with where the dossier's stored events, in their order, begin with exactly
    those it was made of, so an order that changes does no harm. What was erased is always folded
    from the store.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._known: dict[str, _Known] = {}

    def __len__(self) -> int:
        return len(self._known)

    def clear(self) -> None:
        """Forget everything."""
        self._known.clear()

    @contextmanager
    def kept_if_whole(self) -> Iterator[None]:
        """Everything is forgotten when what is done inside, a transaction, fails: rows are back."""
        try:
            yield
        except BaseException:
            self.clear()
            raise

    def forget(self, dossiers: Iterable[str]) -> None:
        """Forget these dossiers (hexadecimal)."""
        for dossier in dossiers:
            self._known.pop(dossier, None)

    def note_rows(self, rows: Iterable[Row]) -> None:
        """Rows of ``dossiers`` that were just written for what was folded last."""
        for values in rows:
            if known := self._known.get(str(values[ID])):
                known.values = values

    def begun(self, dossier: str, events: Sequence[Event]) -> Dossier | None:
        """A dossier of which these are all the events; None: the first begins none."""
        return self._folded(
            dossier, Folding(told=False), events, [event.id.hex for event in events]
        )

    def gone_on(
        self, connection: sqlite3.Connection, dossiers: Sequence[str], at_hand: Mapping[str, Event]
    ) -> tuple[list[Gone], list[str]]:
        """What needed no more than ``at_hand``, the events just stored by id; what is left."""
        gone: list[Gone] = []
        left = [dossier for dossier in dossiers if dossier not in self._known]
        remembered = [dossier for dossier in dossiers if dossier in self._known]
        for dossier, row, ids in _orders(connection, remembered):
            known = self._known.pop(dossier)
            folding, made_of = known.folding, known.ids
            rest, aside = ids[len(made_of) :], _aside(folding)
            new = [at_hand[one] for one in rest if one in at_hand]
            if ids[: len(made_of)] != made_of or len(new) < len(rest) or _is_erased(folding, new):
                left.append(dossier)
            elif made := self._folded(dossier, folding, new, ids):
                is_same = bool(rest) and _aside(folding) == aside
                gone.append(Gone(row, made, is_same, known.values))
        return gone, left

    def from_store(
        self, connection: sqlite3.Connection, dossiers: Sequence[str], at_hand: Mapping[str, Event]
    ) -> tuple[list[Gone], list[str]]:
        """Each that is a dossier, folded from all its events; those with an erasure among them."""
        gone: list[Gone] = []
        erased: list[str] = []
        rows = connection.execute(_HISTORIES.format(marks(dossiers)), dossiers).fetchall()
        for dossier, group in groupby(rows, key=lambda row: row[0]):
            history = list(group)
            events = [at_hand.get(row[2]) or stored_event(row[3:]) for row in history]
            if any(event.kind == Kind.ERASED for event in events):
                erased.append(dossier)
            if made := self._folded(
                dossier, Folding(told=False), events, [row[2] for row in history]
            ):
                gone.append(Gone(min(row[1] for row in history), made))
        return gone, erased

    def _folded(
        self, dossier: str, folding: Folding, new: Sequence[Event], ids: list[str]
    ) -> Dossier | None:
        """The dossier with ``new`` added, then made of ``ids``; forgotten if it broke off."""
        try:
            for event in new:
                folding.apply(event)
            made = folding.frozen()
        except NoBeginning:
            return None
        self._known[dossier] = _Known(folding, ids)
        if len(self._known) > self._limit:
            del self._known[next(iter(self._known))]
        return made


def _aside(folding: Folding) -> tuple[object, ...]:
    return tuple(map(folding.value, _ASIDE))


def _is_erased(folding: Folding, new: Sequence[Event]) -> bool:
    return bool(folding.value("erased")) or any(event.kind == Kind.ERASED for event in new)


def _orders(
    connection: sqlite3.Connection, dossiers: Sequence[str]
) -> Iterator[tuple[str, int, list[str]]]:
    """Each dossier, the number of its row, and its events in fold order."""
    rows = connection.execute(_IDS.format(marks(dossiers)), dossiers).fetchall()
    for dossier, group in groupby(rows, key=lambda row: row[0]):
        history = list(group)
        yield dossier, min(row[1] for row in history), [row[2] for row in history]

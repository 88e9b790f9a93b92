"""The fold: a dossier is what its events make of it, in the same order everywhere the same."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from counter_app.domain.acts import BY_KIND, RATING_KINDS, Act, Move, Standing, closes, why_not
from counter_app.domain.change_money import unpaid
from counter_app.domain.changes import (
    BEGINNINGS,
    Values,
    changes_of,
    moment_of_act,
)
from counter_app.domain.conflict import Ancestry, Rivals
from counter_app.domain.dossier import ClockState, Dossier, Lifecycle, Status
from counter_app.domain.errors import NoBeginning
from counter_app.domain.event import SCHEMA, Event, Kind
from counter_app.domain.facts import UNREADABLE, facts_of
from counter_app.domain.history import HistoryEntry
from counter_app.domain.person import NOBODY
from counter_app.domain.rating import Rating, with_event
from counter_app.domain.side import acting_code, acting_name, side_of


def fold(events: Iterable[Event], *, told: bool = True) -> Dossier:
    """The dossier after ``events``, all of one dossier in home order; ``told``: with its history.

    Nothing is dropped: an act its state does not allow, or whose payload cannot be read, stays in
    the history and asks for a review, an unknown kind locks status moves, and a field written by
    two desks that had not seen each other keeps both values.

    Raises:
        NoBeginning: the first event does not begin a dossier, or a newer program wrote it.
    """
    folding = Folding(told=told)
    for event in events:
        folding.apply(event)
    return folding.frozen()


class Folding:
    """A dossier while it is being folded: later events may be added after it was looked at.

    Of no use any more once ``apply`` has raised. Rows have no history: who wants no more than
    rows is not ``told`` one.
    """

    __slots__ = (
        *("_ancestry", "_back", "_began_by", "_first", "_history", "_locked", "_review", "_rivals"),
        *("_ratings", "_status", "_told", "_values"),
    )

    def __init__(self, *, told: bool = True) -> None:
        self._told = told
        self._values: Values = {}
        self._status: Status | None = None
        self._back = Status.IN_PROCESS
        self._history: list[HistoryEntry] = []
        self._ancestry = Ancestry()
        self._rivals = Rivals(self._ancestry)
        self._ratings: tuple[Rating, ...] = ()
        self._locked = self._review = False
        self._first: tuple[UUID, UUID, UUID] | None = None  # dossier, scope, desk
        self._began_by = ""

    def apply(self, event: Event) -> None:
        """Add the next event in home order.

        Raises:
            NoBeginning: it is the first and does not begin a dossier.
        """
        if self._first is None:
            if event.kind not in BEGINNINGS:
                raise NoBeginning(str(event.dossier), event.kind)
            self._first = event.dossier or event.id, event.scope, event.place.desk
            self._began_by = event.kind
        self._ancestry.add(event)
        if event.kind in RATING_KINDS:  # apart from all else: nobody reads them in the history
            self._note_rating(event)
            return
        in_force = self._take_effect(event)
        if self._told:
            self._history.append(_history_entry(event, in_force))

    def frozen(self) -> Dossier:
        """The dossier after the events so far.

        Raises:
            NoBeginning: there was none that took effect.
        """
        last = self._ancestry.last
        if self._first is None or last is None or self._status is None:
            raise NoBeginning("", "")
        started: Values = {"lifecycle": Lifecycle.OPEN, "clock": ClockState.RUNNING}
        values = started | self._values
        dossier, scope, desk = self._first
        try:
            return Dossier(
                id=dossier,
                scope=scope,
                desk=desk,
                status=self._status,
                last_event=last,
                also_latest=self._ancestry.beside_last(),
                history=tuple(self._history),
                conflicts=tuple(self._rivals.conflicts),
                ratings=self._ratings,
                needs_review=self._review,
                locked=self._locked,
                **values,
            )
        except TypeError as error:  # its beginning does not say what every dossier has
            raise NoBeginning(str(dossier), self._began_by) from error

    def value(self, name: str) -> object:
        """What a field of the dossier holds so far; None: nothing was written there."""
        return self._values.get(name)

    def _note_rating(self, event: Event) -> None:
        may_count = self._status is Status.RETURNED
        if event.schema > SCHEMA:
            return  # of a newer program; it moves nothing, so it locks nothing
        with suppress(*UNREADABLE):
            self._ratings = with_event(self._ratings, event, may_count=may_count)

    def _take_effect(self, event: Event) -> bool:
        if event.kind == Kind.ERASED:
            self._values["erased"] = True
            return True
        act = BY_KIND.get(event.kind)
        if act is None or event.schema > SCHEMA:
            self._locked = True
            return True
        if why_not(act, self._standing(act.kind, event)):
            self._review = True
            return False
        try:
            changes = changes_of(event.kind, self._values, event)
            acknowledged = _acknowledged(event)
        except UNREADABLE:  # from a desk whose program was tampered with; it stops nothing
            self._review = True
            return False
        self._move(act, changes)
        if event.kind == Kind.RESOLVED:
            self._rivals.settle({*changes, *acknowledged}, event)
            self._review = self._review and not event.public.get("reviewed")
        if self._values:
            self._rivals.note(changes, event, self._value)
        self._write(changes)
        return True

    def _standing(self, kind: Kind, event: Event) -> Standing:
        values = self._values
        procedure = values.get("procedure")
        standing = Standing(
            status=self._status,
            lifecycle=values.get("lifecycle", Lifecycle.OPEN),
            locked=self._locked,
            one_step=procedure is None or procedure.steps == 1,
            paused=values.get("clock") is ClockState.PAUSED,
            owes=kind is not Kind.PAID or self._owes(),
        )
        if values.get("stay") is None and "acting_unit" not in event.public:
            return standing  # as most dossiers: it never left home
        return self._standing_among_units(standing, event)

    def _standing_among_units(self, standing: Standing, event: Event) -> Standing:
        home, stay = self._values.get("unit"), self._values.get("stay")
        return replace(
            standing,
            side=side_of(home, stay, acting_code(event.public)),
            is_away=stay is not None and home is not None and stay.is_away_from(home),
            is_awaited=event.kind == Kind.ARRIVED or stay is None or stay.arrived_at is None,
        )

    def _owes(self) -> bool:
        get = self._values.get
        return bool(unpaid(get("fees", ()), get("requested", ()), get("payments", ())))

    def _move(self, act: Act, changes: Values) -> None:
        target = act.target
        if isinstance(target, Status):
            if target is Status.SUPPLEMENT and self._status is not None:
                self._back = self._status
            self._status = target
            if closes(target):
                changes["lifecycle"] = Lifecycle.CLOSED
        elif target is Move.BACK:
            self._status = self._back
        elif target is Move.WHEN_PAID and changes.get("owed") == 0:
            self._status = Status.IN_PROCESS

    def _value(self, name: str) -> Any:
        party, _, part = name.partition(".")
        value = self._values.get(party)
        return getattr(value, part, "") if part else value

    def _write(self, changes: Values) -> None:
        self._values |= changes
        for name in [name for name in changes if "." in name]:
            party, _, part = name.partition(".")
            person = self._values.get(party) or NOBODY
            self._values[party] = replace(person, **{part: self._values.pop(name)})


def _acknowledged(event: Event) -> frozenset[str]:
    """The fields whose two values a resolution has seen and leaves."""
    public: Any = event.public
    return frozenset(public.get("acknowledged", ()) if event.kind == Kind.RESOLVED else ())


def _history_entry(event: Event, in_force: bool) -> HistoryEntry:
    return HistoryEntry(
        id=event.id,
        kind=event.kind,
        at=_moment(event),
        author=event.author.officer,
        role=event.author.role,
        desk=event.place.desk,
        in_force=in_force,
        facts=facts_of(event),
        unit=acting_name(event.public) if "acting_unit" in event.public else "",
    )


def _moment(event: Event) -> datetime:
    try:
        return moment_of_act(event)
    except UNREADABLE:
        return event.desk_time

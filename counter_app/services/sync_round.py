"""What one round does with the events: hear the centre, push, pull, until both are level."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from counter_app.collector import no_collector
from counter_app.domain.errors import BrokenFeed, CentreRefused, ChainGap, DeskStandsAlone
from counter_app.services.centre_port import (
    MAX_BYTES,
    MAX_EVENTS,
    Accepted,
    Centre,
    FedEvent,
    FeedEnd,
    Head,
    Pushed,
)
from counter_app.services.incarnations import Renew
from counter_app.services.numbering import KeepClear
from counter_app.services.ports import Now
from counter_app.services.progress import Progress
from counter_app.services.sync_ports import (
    Cursor,
    Link,
    LostRun,
    SyncLog,
)

PAGE: Final = 2000  # rows of one pull: a fifth of a second of work, for which an act may wait
_PASSES: Final = 3  # of pushing and pulling in one round
FIRST_SYNC: Final = 2000  # rows; from nothing to more than that, each dossier is projected once


class RoundStopped(Exception):
    """The round was paused or cancelled; what it did so far stands."""


@dataclass(frozen=True, slots=True)
class RoundParts:
    """What every round works with."""

    log: SyncLog
    centre: Callable[[], Centre]  # the kept connection; DeskStandsAlone
    now: Now
    renew: Renew
    keep_clear: KeepClear


@dataclass(slots=True)
class Round:
    """One round. Every method may be broken off anywhere: the next round goes on from there."""

    parts: RoundParts
    progress: Progress
    heads: dict[UUID, int] = field(default_factory=dict)
    _ends: dict[UUID, FeedEnd] = field(default_factory=dict)  # as heard, until anything is sent
    pushed: int = 0
    pulled: int = 0
    rejected: int = 0
    _is_registered: bool = False  # the centre knows the writing life, and so the earlier ones
    _is_first: bool = False  # pages are stored alone and projected at the end
    was_forked: bool = False  # the centre no longer has what a cursor names
    _has_news: bool = False  # since it was asked what the centre has lost
    _is_relay_tried: bool = False
    _done: int = 0  # events sent and rows pulled, for the progress
    _all: int = 0

    def link(self) -> Link:
        """How the desk stands to the centre now.

        Raises:
            DeskStandsAlone
            RoundStopped: somebody paused it.
        """
        link = self.parts.log.link()
        if link is None:
            raise DeskStandsAlone
        if link.is_paused:
            raise RoundStopped
        return link

    def reach(self) -> Centre:
        """The centre, for one call.

        Raises:
            As ``link``; RoundStopped too where the progress says so.
        """
        self.link()
        if not self.progress(self._done, self._all):
            raise RoundStopped
        return self.parts.centre()

    def hear(self) -> None:
        """Ask where the centre stands; its clock is compared with the middle of the call."""
        log, now = self.parts.log, self.parts.now
        centre, desk = self.reach(), log.desk
        was_at = {scope: log.cursor(scope).position for scope in (desk.unit, desk.city)}
        answered_to = log.answered()
        asked = now()
        head = centre.head(desk.incarnation)
        answered = now()
        offset = head.at - (asked + (answered - asked) / 2)
        log.note_contact(head, answered, round(offset / timedelta(milliseconds=1)))
        self._note(head, was_at)
        known = {desk.incarnation: head.known_sequence}
        if not was_at.get(desk.unit):  # nothing pulled yet: no cursor would tell what is gone
            earlier = [life for life in answered_to if life != desk.incarnation]
            known |= {life: self.reach().head(life).known_sequence for life in earlier}
        self._offer_what_is_gone(answered_to, known)

    def level(self) -> None:
        """Push until nothing waits, then pull both scopes to their end.

        What was pulled may make rejected events wait once more, and shows what the centre has lost
        for good unless this desk brings it: both are offered in the same round, while what officers
        go on writing is the next round's.
        """
        log = self.parts.log
        for _ in range(_PASSES):
            self.push()
            with no_collector():  # what a page leaves behind for the next is not searched each time
                self._pull(log.desk.unit)
                self._pull(log.desk.city)
            if not (self._relay() or log.outbox().waiting):
                break
        if log.has_unprojected() and not log.project_stored(self._project_progress):
            raise RoundStopped

    def try_again(self) -> None:
        """What nobody asks for: the centre may have lost this desk's lives, and heard of others'."""
        self.register()
        if self._is_relay_tried:
            return
        self._has_news = True
        if self._relay():
            self.level()

    def push(self) -> None:
        """Offer the desk's own events until nothing waits.

        Raises:
            ChainGap: twice at one place, so offering again does not help.
        """
        log, gaps = self.parts.log, set[tuple[UUID, int]]()
        while batch := log.unsent(MAX_EVENTS, MAX_BYTES):
            incarnation, events = batch
            try:
                self.register()
                self._take(self.reach().push(incarnation, events))
            except ChainGap as gap:
                if (incarnation, gap.known) in gaps:
                    raise
                gaps.add((incarnation, gap.known))
                log.offer_again(incarnation, gap.known)

    def _relay(self) -> bool:
        """Offer what others wrote and the feeds bring no more; whether the centre took some of it.

        It is tried where something came since it was tried last, for else it was refused before.
        """
        if not self._has_news:
            return False
        self._has_news, self._is_relay_tried = False, True
        taken, stopped = 0, set[UUID]()
        for run in self.parts.log.lost(MAX_EVENTS, MAX_BYTES):
            if run.incarnation in stopped:
                continue
            self.register()
            answer = self._relayed(run)
            if answer is None:
                break
            taken += answer
            if answer < len(run.rows):
                stopped.add(run.incarnation)
        return taken > 0

    def _relayed(self, run: LostRun) -> int | None:
        """How many of them the centre has now; None: it is too old to be offered any."""
        events = self.parts.log.sent(run)
        try:
            return self.reach().relay(run.incarnation, events).taken
        except ChainGap:
            return 0  # it lost what nobody else has: an event that was rejected
        except CentreRefused as refused:
            if refused.reason == "old-program":
                return None
            if refused.reason == "foreign-incarnation":
                return 0  # it lost that life too, or it is of another unit
            raise

    def _note(self, head: Head, was_at: Mapping[UUID, int]) -> None:
        log = self.parts.log
        self.heads = dict(head.heads)
        self._ends = {end.scope: end for end in head.ends}
        self._is_registered = head.known_sequence > 0
        if head.known_sequence > log.last_sequence():
            self._renew()  # the centre has more of this life than the desk: it was restored
        for scope, at in head.heads:
            if was_at.get(scope, 0) > at:  # restored: it may be too old for what waits
                self._forget(scope)
        at_start = log.cursor(head.unit).position == 0
        is_long = self.heads.get(head.unit, 0) > FIRST_SYNC
        self._is_first = log.has_unprojected() or (at_start and is_long)
        behind = (max(0, at - log.cursor(scope).position) for scope, at in self.heads.items())
        self._all = log.outbox().waiting + sum(behind)

    def _offer_what_is_gone(self, answered: Mapping[UUID, int], known: Mapping[UUID, int]) -> None:
        """What the centre had answered and does not know any more waits again.

        Where it was pulled its cursor tells; this is for what was sent, and nothing pulled since.
        """
        for life, there in known.items():
            if there < answered.get(life, 0):
                self.parts.log.offer_again(life, there)
                self._is_registered = False

    def _renew(self) -> None:
        self.parts.renew(self.link().credentials.unit_code)
        self._is_registered = False

    def register(self) -> None:
        """Make the desk's lives known, unless the centre has events of the latest one already."""
        if self._is_registered:
            return
        for incarnation in self.parts.log.incarnations():
            self.reach().register(incarnation)
        self._is_registered = True

    def _take(self, pushed: Pushed) -> None:
        self._ends.clear()
        self.parts.log.acknowledge(pushed.answers)
        accepted = sum(isinstance(answer, Accepted) for answer in pushed.answers)
        self.pushed += accepted
        self.rejected += len(pushed.answers) - accepted
        self._move(len(pushed.answers))
        if pushed.forked:
            self._renew()  # another life writes in this one's name: a clone

    def _pull(self, scope: UUID) -> None:
        end = self._ends.pop(scope, None)  # what comes later is not in it
        if end is not None and self.parts.log.cursor(scope).is_at(end):
            return
        while not self._pulled_to_end(scope):
            self._forget(scope)
            self.push()

    def _forget(self, scope: UUID) -> None:
        self.parts.log.forget_positions(scope)
        self._has_news = self.was_forked = True

    def _pulled_to_end(self, scope: UUID) -> bool:
        """Whether the end was reached; False: the centre no longer has what the cursor names."""
        while True:
            cursor = self.parts.log.cursor(scope)
            rows = self.reach().pull(scope, max(cursor.position, 1), PAGE)
            if cursor.position and not (rows and _names(rows[0], cursor)):
                return False
            if len(rows) <= bool(cursor.position):
                return True
            if not self._store(cursor, rows):
                continue  # another process was quicker
            if len(rows) < PAGE and rows[-1].position >= self.heads.get(scope, 0):
                return True

    def _store(self, cursor: Cursor, rows: Sequence[FedEvent]) -> bool:
        """Whether the page was stored: it is not where the cursor has moved meanwhile."""
        log, link = self.parts.log, self.link()
        texts = [row.event.text for row in rows[bool(cursor.position) :]]
        self.parts.keep_clear(texts, link.credentials.unit_code, log.desk.number)
        if not log.apply(cursor.scope, rows, cursor, projecting=not self._is_first):
            return False
        self._has_news |= bool(texts)
        own = f'"desk":"{log.desk.id}"'
        self.pulled += sum(own not in text for text in texts)
        self._move(len(texts))
        return True

    def _project_progress(self, done: int, all_: int) -> bool:
        return self.progress(self._done + done, self._all + all_)

    def _move(self, count: int) -> None:
        self._done += count
        self._all = max(self._all, self._done)


def _names(row: FedEvent, cursor: Cursor) -> bool:
    """Whether ``row`` is the event the cursor remembers.

    Raises:
        BrokenFeed: its text names no event.
    """
    try:
        event = UUID(json.loads(row.event.text)["id"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenFeed(str(cursor.scope), row.position, "text") from error
    return (row.position, event) == (cursor.position, cursor.event) and cursor.is_of(row)

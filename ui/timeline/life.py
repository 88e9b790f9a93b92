"""A dossier's life as stretches and moments, in the counter's own time zone. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from counter_app.domain.dossier import Dossier, PauseSpan

WORK: Final = "work"
LATE: Final = "late"  # still worked on behind the due moment
LEFT: Final = "left"  # from now to the promise
WAITING: Final = "waiting"  # there is a result nobody has fetched yet
_SHORTEST: Final = timedelta(hours=1)
_ROOM_BEHIND: Final = 0.25  # of the rest: a wait that is longer is cut off


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time of one kind: a word of this module, or the kind of a pause."""

    kind: str
    since: datetime
    until: datetime
    is_pause: bool = False
    lasts: bool = False  # it had not ended when it was asked for


class MarkKind(StrEnum):
    """What a moment is; in the order in which they keep their words when room is short."""

    NOW = "now"
    DUE = "due"
    EXTENDED = "extended"
    PROMISED = "promised"
    RECEIVED = "received"
    FINISHED = "finished"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    PHASE = "phase"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment; ``name`` is the step's, or the number of the phase that ended."""

    kind: MarkKind
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """What is drawn from ``begins`` to ``ends``; ``is_cut`` where the last wait goes on behind."""

    begins: datetime
    ends: datetime
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    days_off: tuple[date, ...]
    is_cut: bool = False

    @property
    def items(self) -> tuple[Stretch | Mark, ...]:
        """Everything in the order of time, a moment before the stretch it begins."""
        both: list[Stretch | Mark] = [*self.marks, *self.stretches]
        return tuple(sorted(both, key=begin_of))

    @property
    def paused(self) -> timedelta:
        """How long the clock stood, all pauses together."""
        spans = (s.until - s.since for s in self.stretches if s.is_pause)
        return sum(spans, timedelta())


def begin_of(item: Stretch | Mark) -> datetime:
    """When ``item`` is, or begins."""
    return item.at if isinstance(item, Mark) else item.since


def end_of(dossier: Dossier, now: datetime) -> datetime:
    """The last moment worth drawing: the end of the work or of the promise, whichever is later."""
    moments = (dossier.first_due_at, dossier.due_at, dossier.extended_to)
    shown = [_stop(dossier, now), *(moment for moment in moments if moment)]
    return max(shown, default=now).astimezone(now.tzinfo)


def life_of(dossier: Dossier, now: datetime, days_off: tuple[date, ...] = ()) -> Life:
    """The life of ``dossier`` as it stands ``now`` (aware, local)."""
    begins = dossier.received_at.astimezone(now.tzinfo)
    ends = max(end_of(dossier, now), begins + _SHORTEST)
    stretches = [*_worked(dossier, now), *_behind(dossier, now)]
    last = max((s.until for s in stretches), default=begins)
    room = ends + (ends - begins) * _ROOM_BEHIND
    is_cut = last > room
    ends = room if is_cut else max(ends, last)
    marks = sorted(_marks(dossier, now), key=lambda mark: mark.at)
    return Life(begins, ends, tuple(stretches), tuple(marks), days_off, is_cut)


def _stop(dossier: Dossier, now: datetime) -> datetime:
    """When the work ended, or now; never before it began."""
    ended = dossier.finished_at or dossier.closed_at or now
    return max(ended, dossier.received_at).astimezone(now.tzinfo)


def _worked(dossier: Dossier, now: datetime) -> Iterator[Stretch]:
    """From reception to the end of the work: what ran, and the pauses between; one at a time."""
    at, stop = dossier.received_at.astimezone(now.tzinfo), _stop(dossier, now)
    due = dossier.due_at.astimezone(now.tzinfo) if dossier.due_at else None
    is_over = bool(dossier.finished_at or dossier.closed_at)
    for pause in sorted(dossier.pauses, key=lambda p: p.since):
        since, until = _clipped(pause, at, stop)
        if until <= at:
            continue
        yield from _running(at, since, due)
        yield Stretch(pause.kind, since, until, is_pause=True, lasts=pause.until is None)
        at = until
    running = list(_running(at, stop, due))
    yield from running[:-1]
    for last in running[-1:]:
        yield Stretch(last.kind, last.since, last.until, lasts=not is_over)


def _clipped(pause: PauseSpan, at: datetime, stop: datetime) -> tuple[datetime, datetime]:
    """What of a pause lies behind ``at``: overlapping ones are one."""
    until = min(pause.until or stop, stop).astimezone(at.tzinfo)
    return min(max(pause.since.astimezone(at.tzinfo), at), stop), until


def _running(since: datetime, until: datetime, due: datetime | None) -> Iterator[Stretch]:
    middle = until if due is None else min(max(due, since), until)
    if since < middle:
        yield Stretch(WORK, since, middle)
    if middle < until:
        yield Stretch(LATE, middle, until)


def _behind(dossier: Dossier, now: datetime) -> Iterator[Stretch]:
    """What lies behind the work: time that is left, or a result that waits."""
    zone = now.tzinfo
    if dossier.finished_at is not None:
        until = max(dossier.closed_at or now, dossier.finished_at)
        if until > dossier.finished_at:
            since = dossier.finished_at.astimezone(zone)
            lasts = dossier.closed_at is None
            yield Stretch(WAITING, since, until.astimezone(zone), lasts=lasts)
        return
    promise = max(filter(None, (dossier.due_at, dossier.extended_to)), default=None)
    if dossier.closed_at is None and dossier.due_at is not None and promise and promise > now:
        yield Stretch(LEFT, now, promise.astimezone(zone))


def _marks(dossier: Dossier, now: datetime) -> Iterator[Mark]:
    for kind, at in _moments(dossier, now):
        if at is not None:
            yield Mark(kind, at.astimezone(now.tzinfo))
    for number, phase in enumerate(dossier.phases, 1):
        if phase.ended_at is not None:
            yield Mark(MarkKind.PHASE, phase.ended_at.astimezone(now.tzinfo), str(number))
    steps = [done.step for done in dossier.steps_done]
    if dossier.step is not None and dossier.step not in steps:
        steps.append(dossier.step)
    for step in steps:
        if step.since > dossier.received_at:
            yield Mark(MarkKind.STEP, step.since.astimezone(now.tzinfo), step.name)


def _moments(dossier: Dossier, now: datetime) -> Iterator[tuple[MarkKind, datetime | None]]:
    yield MarkKind.RECEIVED, dossier.received_at
    first, due = dossier.first_due_at, dossier.due_at
    yield MarkKind.PROMISED, first if first != due else None
    yield MarkKind.DUE, due
    yield MarkKind.EXTENDED, dossier.extended_to
    yield MarkKind.FINISHED, dossier.finished_at
    handed_over = dossier.finished_at is not None
    yield MarkKind.HANDED_OVER if handed_over else MarkKind.CLOSED, dossier.closed_at
    yield MarkKind.NOW, now if dossier.closed_at is None else None

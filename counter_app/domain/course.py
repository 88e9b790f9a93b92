"""A dossier's course through its steps, and the office time that ran for it."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime

from counter_app.domain.dossier import Dossier, PauseSpan
from counter_app.domain.ending import FINISHED, LOCAL, end_of
from counter_app.domain.route import StepRun, role_holder
from counter_app.domain.value import value
from counter_app.domain.work_clock import WorkClock


@value
class Passage:
    """One step of a course; ``until`` None while it lasts, ``step`` empty where no route is known.

    ``holder`` is whose work it was: who left the step, while it lasts who holds the dossier.
    ``role`` holds whatever nobody of them has taken; empty: that is not known.
    """

    step: str
    holder: str
    since: datetime
    until: datetime | None = None
    role: str = ""


@value
class Course:
    """What a dossier's time was spent on; ``due_at`` None: no term, or the clock stands."""

    procedure: str
    received_at: datetime
    passages: tuple[Passage, ...]
    pauses: tuple[PauseSpan, ...] = ()
    due_at: datetime | None = None
    ended_at: datetime | None = None
    finished: bool = False  # ended with a result; else withdrawn, declined or stopped

    def as_of(self, moment: datetime) -> "Course":
        """What was known of it at ``moment``, at which it had been received; its date is today's."""
        passages = (passage for passage in self.passages if passage.since <= moment)
        pauses = (pause for pause in self.pauses if pause.since <= moment)
        has_ended = self.ended_at is not None and self.ended_at <= moment
        return replace(
            self,
            passages=tuple(
                replace(passage, until=_known(passage.until, moment)) for passage in passages
            ),
            pauses=tuple(replace(pause, until=_known(pause.until, moment)) for pause in pauses),
            ended_at=self.ended_at if has_ended else None,
            finished=self.finished and has_ended,
        )


def course_of(dossier: Dossier) -> Course:
    """The course of a dossier; one that is at no step passes a nameless one since its reception."""
    end = end_of(dossier)
    passages = [_passage(done.step, str(done.officer), done.until) for done in dossier.steps_done]
    ended_at = end.at if end else None
    if dossier.step is not None and end is None:
        passages.append(_passage(dossier.step, dossier.holder))
    elif end is None or not passages:
        holder = str(dossier.finisher) if dossier.finisher else dossier.holder
        passages.append(Passage("", holder, dossier.received_at, ended_at))
    return Course(
        procedure=dossier.procedure.code,
        received_at=dossier.received_at,
        passages=tuple(passages),
        pauses=dossier.pauses,
        due_at=dossier.due_at,
        ended_at=ended_at,
        finished=end is not None and end.how in FINISHED,
    )


@dataclass(frozen=True, slots=True)
class Meter:
    """Reads office time, in microseconds since the calendar's first day."""

    clock: WorkClock

    def office(self, moment: datetime) -> int:
        """All office time before ``moment``.

        Raises:
            DueOutOfRange: the calendar does not cover its day.
        """
        return self.clock.office_before(self.clock.instant(moment.astimezone(LOCAL)))

    def running(self, moment: datetime, pauses: tuple[PauseSpan, ...]) -> int:
        """The office time before ``moment`` in which none of ``pauses`` lasted.

        Raises:
            DueOutOfRange: the calendar does not cover a day.
        """
        read = self.office(moment)
        return read - self._paused(read, pauses) if pauses else read

    def _paused(self, before: int, pauses: tuple[PauseSpan, ...]) -> int:
        """Overlapping pauses count once."""
        paused, counted = 0, 0  # until where pauses are counted
        for pause in sorted(pauses, key=lambda pause: pause.since):
            begins = max(self.office(pause.since), counted)
            ends = min(before, before if pause.until is None else self.office(pause.until))
            if ends > begins:
                paused += ends - begins
                counted = ends
        return paused


class Queues:
    """How much lay before each holder at any moment, by what courses tell of it."""

    def __init__(self, courses: tuple[Course, ...]) -> None:
        self._came: dict[str, list[datetime]] = {}
        self._went: dict[str, list[datetime]] = {}
        for course in courses:
            for passage in course.passages:
                for holder in holders(passage):
                    self._came.setdefault(holder, []).append(passage.since)
                    if passage.until is not None:
                        self._went.setdefault(holder, []).append(passage.until)
        for moments in (*self._came.values(), *self._went.values()):
            moments.sort()
        self._usual = {
            holder: _median([self.queue(holder, moment) for moment in came])
            for holder, came in self._came.items()
        }

    def queue(self, holder: str, moment: datetime) -> int:
        """The dossiers before ``holder`` at ``moment``, what came just then included."""
        came, went = self._came.get(holder, []), self._went.get(holder, [])
        return bisect_right(came, moment) - bisect_right(went, moment)

    def usual(self, holder: str) -> int | None:
        """The queue ``holder`` mostly had when a dossier came; None: nothing is known of them."""
        return self._usual.get(holder)


def holders(passage: Passage) -> set[str]:
    """Everybody in whose queue a dossier is: who holds it, and the role whose work it is."""
    return {passage.holder, passage.role or passage.holder}


def _passage(step: StepRun, holder: str, until: datetime | None = None) -> Passage:
    return Passage(step.name, holder, step.since, until, role_holder(step.role))


def _median(numbers: list[int]) -> int:
    return sorted(numbers)[(len(numbers) - 1) // 2]


def _known(until: datetime | None, moment: datetime) -> datetime | None:
    return until if until is not None and until <= moment else None

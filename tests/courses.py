"""Invented courses of dossiers whose truth is known: how long each step takes, and when it takes longer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from counter_app.bootstrap import shipped_calendar
from counter_app.domain.course import Course, Meter, Passage
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.work_clock import WorkClock
from tests import make

HOUR_US = 3_600_000_000
CLOCK = WorkClock(shipped_calendar(), OfficeHours.usual())
METER = Meter(CLOCK)
FIRST = datetime(2026, 1, 5, 8, tzinfo=make.ZONE)


def at(office_hours, since=FIRST):
    """The moment so many office hours after ``since``."""
    wanted = METER.office(since) + round(office_hours * HOUR_US)
    instant = CLOCK.after_office_time(0, wanted)
    first = datetime.combine(CLOCK.calendar.index.first, datetime.min.time(), make.ZONE)
    return first + timedelta(microseconds=instant)


def course(took, term=40, begun=0.0, step="Thẩm định", officer="an", **more):
    """A dossier of one step, received ``begun`` office hours after the first day's opening."""
    came = at(begun)
    ended = at(begun + took)
    return Course(
        **{
            "procedure": "1",
            "received_at": came,
            "passages": (Passage(step, officer, came, ended),),
            "due_at": at(begun + term),
            "ended_at": ended,
            "finished": True,
        }
        | more
    )


@dataclass
class Office:
    """Receives dossiers all year; steps take chance times, longer while too many lie there.

    Procedure ``slow`` often misses its date, ``quick`` hardly ever; officer ``bình`` takes half as
    long again as ``an``; whoever had more than ``room`` dossiers when one came takes ``strain`` times as long.
    """

    seed: int
    dossiers: int = 3000
    hours: float = 1600.0  # office hours of receptions
    room: int = 14
    strain: float = 1.8

    def courses(self):
        random = Random(self.seed)
        left = {"an": [], "bình": []}  # when each of what they have is done
        receptions = sorted(self._begun(random) for _ in range(self.dossiers))
        return [self._course(random, left, begun) for begun in receptions]

    def _begun(self, random):
        """Every fourth week brings three times as many."""
        begun = random.random() * self.hours
        return begun - begun % 160 + 40 * random.random() if random.random() < 0.3 else begun

    def _course(self, random, left, begun):
        procedure = random.choice(["slow", "quick", "plain"])
        officer = random.choice(["an", "bình"])
        term = {"slow": 20, "quick": 80, "plain": 40}[procedure]
        entered = begun + random.gammavariate(2, 2)
        left[officer] = [done for done in left[officer] if done > entered]
        took = random.gammavariate(3, 5) * (1.5 if officer == "bình" else 1.0)
        if len(left[officer]) > self.room:
            took *= self.strain
        done = entered + took
        left[officer].append(done)
        return Course(
            procedure=procedure,
            received_at=at(begun),
            passages=(
                Passage("Tiếp nhận", "hoa", at(begun), at(entered)),
                Passage("Thẩm định", officer, at(entered), at(done)),
            ),
            due_at=at(begun + term),
            ended_at=at(done),
            finished=True,
        )


def slower(one, times):
    """The same course with a result that took so many times as long."""
    begun = METER.office(one.received_at)
    took = (METER.office(one.ended_at) - begun) / HOUR_US
    ended = at(took * times, since=one.received_at)
    last = replace(one.passages[-1], until=ended)
    return replace(one, passages=(*one.passages[:-1], last), ended_at=ended)

"""The rules of `design.md` §5 walked minute by minute and day by day, slowly and on purpose.

Nothing of the program is used here but the wording of a term, read anew from its text.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
THREE = time(15, 0)


@dataclass
class Office:
    """Which minutes are office time."""

    off: set[date]
    worked: dict[date, int]  # the weekday whose hours count
    hours: dict[int, list[tuple[time, time]]]

    def works(self, day: date) -> bool:
        return day in self.worked or (day.weekday() <= 4 and day not in self.off)

    def is_open(self, moment: datetime) -> bool:
        day = moment.date()
        if not self.works(day):
            return False
        weekday = self.worked.get(day, day.weekday())
        return any(a <= moment.time() < b for a, b in self.hours[weekday])

    def open_from(self, moment: datetime) -> datetime:
        while not self.is_open(moment):
            moment += MINUTE
        return moment

    def next_working_day(self, day: date) -> date:
        day += DAY
        while not self.works(day):
            day += DAY
        return day


@dataclass
class Oracle:
    office: Office
    closing: bool = False
    forwarded: bool = False
    restart: bool = False

    def start(self, accepted: datetime) -> datetime:
        if self.forwarded and accepted.time() >= THREE:
            midnight = datetime.combine(accepted.date() + DAY, time(), accepted.tzinfo)
            return self.office.open_from(midnight)
        return self.office.open_from(accepted)

    def due(self, term: str, accepted: datetime, pauses=()) -> datetime:
        return self._due(term, self.start(accepted), sorted(pauses))

    def _due(self, term, start, pauses):
        plain = self.unpaused(term, start)[1]
        if self.restart:
            hit = [(p, q) for p, q in union(pauses) if q > start and p <= plain]
            if not hit:
                return plain
            resumed = self.office.open_from(hit[0][1])
            return self._due(term, resumed, [(p, q) for p, q in pauses if q > hit[0][1]])
        if "working" in term or "same" in term:
            return self.rest_by_minutes(start, plain, pauses)
        return self.rest_by_days(term, start, pauses)

    def rest_by_minutes(self, start, plain, pauses):
        """Every open minute that no pause covers uses one minute up."""
        needed, moment = 0, start
        while moment < plain:
            needed += self.office.is_open(moment)
            moment += MINUTE
        before = plain - MINUTE
        wants_open = self.office.is_open(plain) and not self.office.is_open(before)
        moment = start
        while True:
            paused = any(p <= moment < q for p, q in pauses)
            if needed == 0 and not paused and (not wants_open or self.office.is_open(moment)):
                return moment
            if needed == 0 and paused:
                wants_open = True
            if needed and not paused and self.office.is_open(moment):
                needed -= 1
            moment += MINUTE

    def rest_by_days(self, term, start, pauses):
        """The days left to the unrolled end are walked again from the end of each pause."""
        unrolled, due = self.unpaused(term, start)
        for begins, ends in union(pauses):
            if ends <= start or begins > due:
                continue
            left, day = 0, max(begins, start).date()
            while day < unrolled:
                left, day = left + 1, day + DAY
            unrolled = ends.date()
            while left:
                left, unrolled = left - 1, unrolled + DAY
            due = self.at_hour(unrolled, start.time(), start.tzinfo)
            if due < ends:
                following = self.office.next_working_day(unrolled)
                due = self.at_hour(following, start.time(), start.tzinfo)
        return due

    def unpaused(self, term: str, start: datetime) -> tuple[date, datetime]:
        """The end before it is rolled, and the due moment without pauses."""
        moment = start
        for part in term.split(" + "):
            number, _, unit = part.rpartition(" ")
            moment = self.part(int(number or 1), unit.removesuffix("s"), moment)
        day, clock, zone = moment.date(), moment.time(), moment.tzinfo
        if unit.startswith("working_hour"):
            return day, moment
        if unit == "same_day":
            return day, self.last_closing(day, zone)
        return day, self.at_hour(day, clock, zone)

    def part(self, number: int, unit: str, moment: datetime) -> datetime:
        if unit == "working_hour":
            return self.spend(moment, number * 60)
        day = moment.date()
        if unit == "working_day":
            for _ in range(number):
                day = self.office.next_working_day(day)
        elif unit == "calendar_day":
            day += number * DAY
        elif unit == "month":
            day = months_later(day, number)
        elif not (self.office.works(day) and moment.time() <= THREE):
            day = self.office.next_working_day(day)
        return datetime.combine(day, moment.time(), moment.tzinfo)

    def spend(self, moment: datetime, minutes: int) -> datetime:
        while minutes:
            minutes -= self.office.is_open(moment)
            moment += MINUTE
        return moment

    def at_hour(self, day, clock, zone) -> datetime:
        while not self.office.works(day):
            day += DAY
        moment = datetime.combine(day, clock, zone)
        if self.closing:
            return self.last_closing(day, zone)
        while moment.date() == day:
            if self.office.is_open(moment):
                return moment
            moment += MINUTE
        return self.last_closing(day, zone)

    def last_closing(self, day, zone) -> datetime:
        moment = datetime.combine(day + DAY, time(), zone)
        while not self.office.is_open(moment - MINUTE):
            moment -= MINUTE
        return moment


def months_later(day: date, count: int) -> date:
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def union(pauses):
    """The pauses without overlaps, by asking each moment at which one begins or ends."""
    borders = sorted({border for pause in pauses for border in pause})
    result = []
    for begins, ends in pairwise(borders):
        if not any(p <= begins and ends <= q for p, q in pauses):
            continue
        if result and result[-1][1] == begins:
            begins = result.pop()[0]  # noqa: PLW2901
        result.append((begins, ends))
    return result

"""Time on a line of pixels: where a moment lies, and which days or hours are written below. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_HOURS: Final = (1, 2, 3, 6)
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, 12)
_SHORT: Final = timedelta(hours=36)  # below this the hours matter
_DAYS_A_MONTH: Final = 30.5


@dataclass(frozen=True, slots=True)
class Scale:
    """``begins`` lies at ``left``, ``ends`` at ``left + width`` pixels; between them time is even."""

    begins: datetime
    ends: datetime
    left: float
    width: float

    def x(self, at: datetime) -> float:
        """Where ``at`` lies, never outside the line."""
        share = (at - self.begins) / (self.ends - self.begins)
        return self.left + self.width * min(1.0, max(0.0, share))

    def pixels(self, span: timedelta) -> float:
        """How long ``span`` is."""
        return self.width * (span / (self.ends - self.begins))

    def ticks(self, room: float) -> Iterator[tuple[datetime, str]]:
        """Round moments with a short text each, at least ``room`` pixels apart."""
        if self.ends - self.begins <= _SHORT:
            yield from self._hours(room)
            return
        days = next((n for n in _DAYS if self.pixels(timedelta(days=n)) >= room), None)
        if days is not None:
            yield from self._days(days)
        else:
            yield from self._months(room)

    def _hours(self, room: float) -> Iterator[tuple[datetime, str]]:
        hours = next((n for n in _HOURS if self.pixels(timedelta(hours=n)) >= room), 12)
        at = self.begins.replace(hour=0, minute=0, second=0, microsecond=0)
        while at <= self.ends:
            if at >= self.begins:
                yield at, f"{at:%H:%M}" if at.hour else f"{at:%d/%m}"
            at += timedelta(hours=hours)

    def _days(self, days: int) -> Iterator[tuple[datetime, str]]:
        at = self.begins.replace(hour=0, minute=0, second=0, microsecond=0)
        if days >= 7:
            at -= timedelta(days=at.weekday())  # weeks begin on Mondays
        while at <= self.ends:
            if at >= self.begins:
                yield at, f"{at:%d/%m}"
            at += timedelta(days=days)

    def _months(self, room: float) -> Iterator[tuple[datetime, str]]:
        month = timedelta(days=_DAYS_A_MONTH)
        months = next((n for n in _MONTHS if self.pixels(month * n) >= room), 24)
        at = self.begins.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        while at <= self.ends:
            if at >= self.begins:
                yield at, f"{at:%m/%Y}"
            count = at.year * 12 + at.month - 1 + months
            at = at.replace(year=count // 12, month=count % 12 + 1)

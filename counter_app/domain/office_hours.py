"""A unit's office hours by weekday, to the minute; Saturday morning reception is not among them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

from counter_app.domain.errors import InvalidOfficeHours

MICROSECONDS_PER_MINUTE = 60_000_000
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
_SPAN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


@dataclass(frozen=True)
class DayHours:
    """The office hours of one day, in minutes after midnight; each closing itself is outside."""

    spans: tuple[tuple[int, int], ...]  # (opens, closes), in order, apart; empty: no office hour

    @cached_property
    def spans_us(self) -> tuple[tuple[int, int], ...]:
        """The spans in microseconds after midnight."""
        return tuple(
            (opens * MICROSECONDS_PER_MINUTE, closes * MICROSECONDS_PER_MINUTE)
            for opens, closes in self.spans
        )

    @cached_property
    def length_us(self) -> int:
        """Office time of the whole day, in microseconds."""
        return sum(closes - opens for opens, closes in self.spans_us)

    def at_elapsed(self, elapsed_us: int) -> int:
        """The earliest clock time at which ``elapsed_us`` of office time have passed.

        ``elapsed_us`` lies above 0 and within the day's office time.
        """
        left = elapsed_us
        for opens, closes in self.spans_us:
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise AssertionError(elapsed_us)  # pragma: no cover (a caller's bug)


CLOSED = DayHours(())


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The hours of Monday to Friday; a worked weekend day has those of the day it replaces."""

    days: tuple[DayHours, DayHours, DayHours, DayHours, DayHours]

    @classmethod
    def usual(cls) -> Self:
        """08:00-12:00 and 13:00-17:00, the hours of Hà Nội's offices."""
        day = DayHours(((480, 720), (780, 1020)))
        return cls((day, day, day, day, day))

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read ``{"mon": ["08:00-12:00", "13:00-17:00"], …, "fri": […]}``.

        Raises:
            InvalidOfficeHours: unreadable, a weekday without hours, spans that overlap or touch,
                or hours at the weekend (those are reception hours and shorten no term).
        """
        if not isinstance(value, Mapping):
            raise InvalidOfficeHours("not_an_object", str(value)[:80])
        stray = next((str(key) for key in value if key not in _WEEKDAYS), None)
        if stray is not None:
            raise InvalidOfficeHours("unknown_weekday", stray[:80])
        monday, tuesday, wednesday, thursday, friday = (
            _read_day(value.get(name), name) for name in _WEEKDAYS
        )
        return cls((monday, tuesday, wednesday, thursday, friday))

    def to_json(self) -> dict[str, list[str]]:
        """The hours as plain JSON values; `from_json` reads them back."""
        return {
            name: [f"{_clock(opens)}-{_clock(closes)}" for opens, closes in day.spans]
            for name, day in zip(_WEEKDAYS, self.days, strict=True)
        }


def _read_day(value: object, name: str) -> DayHours:
    if not isinstance(value, list) or not value:
        raise InvalidOfficeHours("no_hours", name)
    spans = tuple(_read_span(item, name) for item in value)
    borders = [minute for span in spans for minute in span]
    if any(later <= earlier for earlier, later in pairwise(borders)):
        raise InvalidOfficeHours("not_in_order", name)
    return DayHours(spans)


def _read_span(item: object, name: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(item) if isinstance(item, str) else None
    if match is None:
        raise InvalidOfficeHours("not_a_span", f"{name} {item}"[:80])
    open_hour, open_minute, close_hour, close_minute = map(int, match.groups())
    return open_hour * 60 + open_minute, close_hour * 60 + close_minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"

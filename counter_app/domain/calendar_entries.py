"""Dated calendar entries as files hold them: days off, worked days and the days they replace."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.domain.canonical import Json
from counter_app.domain.errors import InvalidCalendar

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # no week dates, no basic format


@dataclass(frozen=True, slots=True)
class OffDay:
    """A day on which no office works."""

    day: date
    name: str  # the holiday, or the decision that closes the offices; may be empty

    def to_json(self) -> dict[str, Json]:
        """As plain JSON values."""
        return {"date": self.day.isoformat(), "name": self.name}


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """A day worked although the week or a holiday says otherwise (ngày làm bù)."""

    day: date
    instead_of: date | None  # gives its weekday's office hours; None: Monday's

    def to_json(self) -> dict[str, Json]:
        """As plain JSON values."""
        instead_of = self.instead_of.isoformat() if self.instead_of else None
        return {"date": self.day.isoformat(), "instead_of": instead_of}


@dataclass(frozen=True, slots=True)
class CalendarEntries:
    """What a decision or a closure changes; no date is named twice."""

    off: tuple[OffDay, ...]
    worked: tuple[WorkedDay, ...]
    source: str  # the decision's number, empty when not given

    @property
    def days(self) -> frozenset[date]:
        """Every date the entries speak of."""
        return frozenset([*(o.day for o in self.off), *(w.day for w in self.worked)])


def read_entries(value: object) -> CalendarEntries:
    """Read ``{"off": [...], "worked": [...], "source": "…"}``; each list may be absent.

    A day off is a date or ``{"date", "name"}`` (without a name: the source); a worked day is a
    date or ``{"date", "instead_of"}``.

    Raises:
        InvalidCalendar: unreadable, a date named twice, or both off and worked.
    """
    if not isinstance(value, Mapping):
        raise InvalidCalendar("not_an_object", _shown(value))
    _refuse_unknown(value, {"off", "worked", "source"})
    source = read_text(value, "source") if "source" in value else ""
    off = [_read_off(item, source) for item in _read_list(value, "off")]
    worked = [_read_worked(item) for item in _read_list(value, "worked")]
    _refuse_repeated("off_twice", [o.day for o in off])
    _refuse_repeated("worked_twice", [w.day for w in worked])
    _refuse_repeated("off_and_worked", [*(o.day for o in off), *(w.day for w in worked)])
    return CalendarEntries(
        tuple(sorted(off, key=lambda o: o.day)),
        tuple(sorted(worked, key=lambda w: w.day)),
        source,
    )


def read_text(value: Mapping[str, object], key: str) -> str:
    """The text under ``key``.

    Raises:
        InvalidCalendar: absent or not a text.
    """
    found = value.get(key)
    if not isinstance(found, str):
        raise InvalidCalendar(f"no_{key}", _shown(found))
    return found


def read_number(value: Mapping[str, object], key: str) -> int:
    """The whole number under ``key``.

    Raises:
        InvalidCalendar: absent or not a whole number.
    """
    found = value.get(key)
    if not isinstance(found, int) or isinstance(found, bool):
        raise InvalidCalendar(f"no_{key}", _shown(found))
    return found


def _read_list(value: Mapping[str, object], key: str) -> list[object]:
    found = value.get(key, [])
    if not isinstance(found, list):
        raise InvalidCalendar("not_a_list", key)
    return found


def _read_off(item: object, source: str) -> OffDay:
    if not isinstance(item, Mapping):
        return OffDay(_read_date(item), source)
    _refuse_unknown(item, {"date", "name"})
    name = read_text(item, "name") if "name" in item else source
    return OffDay(_read_date(item.get("date")), name)


def _read_worked(item: object) -> WorkedDay:
    if not isinstance(item, Mapping):
        return WorkedDay(_read_date(item), None)
    _refuse_unknown(item, {"date", "instead_of"})
    instead_of = item.get("instead_of")
    replaced = None if instead_of is None else _read_date(instead_of)
    return WorkedDay(_read_date(item.get("date")), replaced)


def _read_date(item: object) -> date:
    if not isinstance(item, str) or not _DATE.fullmatch(item):
        raise InvalidCalendar("not_a_date", _shown(item))
    try:
        return date.fromisoformat(item)
    except ValueError as error:
        raise InvalidCalendar("not_a_date", item) from error


def _refuse_unknown(value: Mapping[str, object], known: set[str]) -> None:
    unknown = next((key for key in value if key not in known), None)
    if unknown is not None:
        raise InvalidCalendar("unknown_key", _shown(unknown))


def _refuse_repeated(reason: str, days: list[date]) -> None:
    repeated = next((day for day, times in Counter(days).items() if times > 1), None)
    if repeated is not None:
        raise InvalidCalendar(reason, repeated.isoformat())


def _shown(value: object) -> str:
    return str(value)[:80]

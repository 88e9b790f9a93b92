"""Typed access to a JSON object somebody else wrote: every surprise is a refusal with its path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from counter_app.domain.errors import UnreadableRecord
from counter_app.domain.text import clean, clean_lines

LONGEST_LINE = 2_000  # characters of a name; the longest seen has about 300
LONGEST_TEXT = 100_000
MOST_ITEMS = 1_000  # papers, cases or rows of one record
_HIGHEST_COUNT = 10_000
_SHOWN = 80
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = range(1945, 2101)


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object and where it stands (``$.cases[0]``)."""

    values: Mapping[str, Any]
    path: str = "$"

    @classmethod
    def of(cls, value: object, path: str = "$") -> Self:
        """The object at ``path``.

        Raises:
            UnreadableRecord: ``wrong_type``, not an object.
        """
        if not isinstance(value, Mapping):
            raise UnreadableRecord(path, "wrong_type", shown(value))
        return cls(value, path)

    def line(self, key: str) -> str:
        """A text as one clean NFC line; "" where it is absent, null or blank.

        Raises:
            UnreadableRecord: not a text, or longer than any name.
        """
        return clean(self._string(key, LONGEST_LINE))

    def needed_line(self, key: str) -> str:
        """Like ``line`` for what no record can do without.

        Raises:
            UnreadableRecord: also ``missing``.
        """
        found = self.line(key)
        if not found:
            raise UnreadableRecord(self.at(key), "missing")
        return found

    def code(self, key: str) -> str:
        """A code without the spaces, tabs and full stops the portal leaves around it."""
        return self.line(key).strip(" .")

    def text(self, key: str) -> str:
        """A text that keeps its line breaks; "" where it is absent or null."""
        return clean_lines(self._string(key, LONGEST_TEXT))

    def flag(self, key: str) -> bool:
        """A yes or no; an absent one is no."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.refusal(key, "wrong_type")
        return bool(value)

    def count(self, key: str) -> int:
        """How many copies; 0 where nobody says."""
        value = self.values.get(key)
        if value is None:
            return 0
        number = whole(value)
        if number is None:
            raise self.refusal(key, "wrong_type")
        if not 0 <= number <= _HIGHEST_COUNT:
            raise self.refusal(key, "out_of_range")
        return number

    def day(self, key: str) -> date | None:
        """The date in Asia/Ho_Chi_Minh of milliseconds since 1970.

        Raises:
            UnreadableRecord: not a number, or no year a decision could be of.
        """
        value = self.values.get(key)
        if value is None:
            return None
        milliseconds = whole(value)
        if milliseconds is None:
            raise self.refusal(key, "wrong_type")
        try:
            day = (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(_ZONE).date()
        except OverflowError as error:
            raise self.refusal(key, "out_of_range") from error
        if day.year not in _YEARS:
            raise self.refusal(key, "out_of_range")
        return day

    def inner(self, key: str) -> "Fields | None":
        """The object under ``key``; None where it is absent or null."""
        value = self.values.get(key)
        return None if value is None else Fields.of(value, self.at(key))

    def items(self, key: str, *, needed: bool = False) -> tuple["Fields", ...]:
        """The objects of a list.

        Raises:
            UnreadableRecord: ``missing`` if ``needed``, no list of objects, or endless.
        """
        value = self.values.get(key)
        if value is None and not needed:
            return ()
        if value is None:
            raise UnreadableRecord(self.at(key), "missing")
        if not isinstance(value, list):
            raise self.refusal(key, "wrong_type")
        if len(value) > MOST_ITEMS:
            raise UnreadableRecord(self.at(key), "too_long", str(len(value)))
        return tuple(Fields.of(one, f"{self.at(key)}[{n}]") for n, one in enumerate(value))

    def at(self, key: str) -> str:
        """The path of ``key``."""
        return f"{self.path}.{key}"

    def refusal(self, key: str, reason: str) -> UnreadableRecord:
        """What to raise about the value under ``key``."""
        return UnreadableRecord(self.at(key), reason, shown(self.values.get(key)))

    def _string(self, key: str, longest: int) -> str:
        value = self.values.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refusal(key, "wrong_type")
        if len(value) > longest:
            raise UnreadableRecord(self.at(key), "too_long", str(len(value)))
        return value


def whole(value: object) -> int | None:
    """The value as an integer, None where it is no whole number (true and false are none)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not value.is_integer():
        return None
    return int(value)


def shown(value: object) -> str:
    """A value short enough for a report."""
    text = clean(str(value)[: _SHOWN * 2])
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

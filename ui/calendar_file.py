"""A calendar file somebody chose, read as entries. No Qt."""

import json
from pathlib import Path
from typing import Final

from counter_app.domain.calendar_entries import CalendarEntries, read_entries
from counter_app.domain.errors import InvalidCalendar

_LARGEST: Final = 1_000_000  # bytes; a year's decision has a few hundred


def read_calendar_file(file: Path) -> CalendarEntries:
    """The entries ``file`` holds.

    Raises:
        InvalidCalendar: it cannot be read, or contradicts itself.
    """
    return read_entries(_document(file))


def _document(file: Path) -> object:
    try:
        if file.stat().st_size > _LARGEST:
            raise InvalidCalendar("too_large", file.name)
        return json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise InvalidCalendar("no_file", file.name) from error
    except (ValueError, RecursionError) as error:
        raise InvalidCalendar("not_json", file.name) from error

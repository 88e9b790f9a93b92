"""Moments as the command line reads and writes them: always with an offset, Hà Nội's when none is given."""

from datetime import date, datetime

from counter_app.domain.errors import InvalidMoment, InvalidPause
from counter_app.domain.pause import Pause
from counter_app.services.reading_intake import ZONE, read_moment


def shown(moment: datetime | None) -> str | None:
    """ISO 8601 in Hà Nội's time."""
    return moment.astimezone(ZONE).isoformat() if moment else None


def for_people(moment: datetime | None) -> str:
    """``14:05, 23/11/2026``; a dash where there is none."""
    return moment.astimezone(ZONE).strftime("%H:%M, %d/%m/%Y") if moment else "–"


def read_day(text: str) -> date:
    """An ISO 8601 date.

    Raises:
        InvalidMoment
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidMoment(text[:80]) from error


def read_pause(text: str) -> Pause:
    """``FROM/TO``; without a TO the pause is open.

    Raises:
        InvalidPause
    """
    begins, slash, ends = text.partition("/")
    try:
        if not slash:
            raise InvalidMoment(text)
        return Pause(read_moment(begins), read_moment(ends) if ends else None)
    except InvalidMoment as error:
        raise InvalidPause(text[:80]) from error

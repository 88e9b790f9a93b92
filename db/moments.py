"""Moments as databases keep them: whole milliseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from sqlalchemy import BigInteger, Dialect, TypeDecorator

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
LAST: Final = datetime(9999, 12, 31, tzinfo=UTC)  # in an order of moments: where there is none


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as whole milliseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_ms(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else from_ms(value)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970; what is smaller is cut off, as in an event's text."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(value: int) -> datetime:
    """The aware UTC moment ``to_ms`` came from."""
    return _EPOCH + timedelta(0, 0, value * 1000)  # a name would take longer than the sum


def local_from_ms(value: int, zone: tzinfo) -> datetime:
    """The same moment in ``zone``, in a third of the time; exact to the millisecond until 2242."""
    return datetime.fromtimestamp(value / 1000, zone)

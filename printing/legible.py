"""A form's data with every text made fit for paper, whatever was typed or scanned."""

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from printing.fonts import printable

T = TypeVar("T")


def legible(value: T) -> T:
    """``value`` with each text in it ``printable``: dataclasses and tuples all the way down.

    Enumerations, moments and numbers stay as they are.
    """
    made: Any = _legible(value)
    return made  # type: ignore[no-any-return]


def _legible(value: Any) -> Any:
    if type(value) is str:  # not an enumeration, which is a text too
        return printable(value)
    if type(value) is tuple:
        return tuple(map(_legible, value))
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: _legible(getattr(value, f.name)) for f in fields(value)})
    return value

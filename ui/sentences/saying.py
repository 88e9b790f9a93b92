"""What the sentences are made with: short lists, short values, words for stable words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from counter_app.i18n import _

# By the refusal's kind: some are defined where this package must not look (Qt, settings).
Sayings: TypeAlias = Mapping[str, Callable[[Any], str]]

_SHOWN = 4
_LONGEST_NAME = 60


def short(value: object, limit: int = _LONGEST_NAME) -> str:
    """A value as shown within a sentence; what is left out shows as an ellipsis."""
    text = " ".join(str(value).split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def listed(names: Sequence[object]) -> str:
    """``a, b, c`` and how many more there are."""
    shown = ", ".join(short(name) for name in names[:_SHOWN])
    if len(names) <= _SHOWN:
        return shown
    return _("{names} và {count} mục khác").format(names=shown, count=len(names) - _SHOWN)


def of_reason(words: Mapping[str, str], reason: str, otherwise: str) -> str:
    """The words for a stable word, ``otherwise`` for one that is not known here."""
    return words.get(reason, otherwise)

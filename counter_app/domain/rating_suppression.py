"""Which groups are too small to be told, and which more must stay untold because of them."""

from collections.abc import Collection, Hashable, Mapping
from typing import Final, TypeVar

SMALLEST: Final = 5  # answers; of fewer nothing is told
_Key = TypeVar("_Key", bound=Hashable)


def hidden(
    counts: Mapping[_Key, int], besides: Collection[_Key] = frozenset(), smallest: int = SMALLEST
) -> frozenset[_Key]:
    """The groups of which nothing may be told, when what they are parts of is told as a whole.

    ``counts`` are the answers of groups without a member in common; those in ``besides`` stay
    hidden whatever they have. The whole less the groups that are told is what the hidden ones have
    together, so they are either empty or at least two with ``smallest`` answers together: as
    long as they are not, the smallest group that is told is hidden too.
    """
    untold = {key for key, count in counts.items() if count < smallest or key in besides}
    told = sorted((key for key in counts if key not in untold), key=lambda key: counts[key])
    while told and _can_be_reckoned([counts[key] for key in untold], smallest):
        untold.add(told.pop(0))
    return frozenset(untold)


def _can_be_reckoned(untold: Collection[int], smallest: int) -> bool:
    answered = [count for count in untold if count]
    return bool(answered) and (len(answered) < 2 or sum(answered) < smallest)

"""How long things last, from those that ended and those that still last: Kaplan and Meier's estimate."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from counter_app.domain.value import value


@value
class Spell:
    """Something that lasted so long (above 0); ``ended`` False: it was last seen going on then."""

    lasted: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that lasts longer than a given time. Source: Kaplan, Meier, JASA 53 (1958)."""

    ends: tuple[float, ...]  # when any ended, in order
    left: tuple[float, ...]  # the share that lasts longer than each of ``ends``

    @classmethod
    def of(cls, spells: Iterable[Spell]) -> Self:
        """The estimate from ``spells``; one that was seen until another's end outlasted it."""
        ordered = sorted(spells, key=lambda spell: spell.lasted)
        going, share = len(ordered), 1.0
        ends: list[float] = []
        left: list[float] = []
        for moment, group in groupby(ordered, key=lambda spell: spell.lasted):
            here = list(group)
            if ended := sum(spell.ended for spell in here):
                share *= 1 - ended / going
                ends.append(moment)
                left.append(share)
            going -= len(here)
        return cls(tuple(ends), tuple(left))

    def beyond(self, moment: float) -> float:
        """The share that lasts longer than ``moment``."""
        known = bisect_right(self.ends, moment)
        return self.left[known - 1] if known else 1.0

    def beyond_if_going(self, moment: float, since: float) -> float:
        """The share of what lasts longer than ``since`` that also lasts longer than ``moment``.

        1 where nothing is known to have lasted that long.
        """
        going = self.beyond(since)
        return self.beyond(moment) / going if going else 1.0

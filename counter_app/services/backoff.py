"""When the next round is due: policy alone, no clock and no chance of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

POLL_S: Final = 5.0
POLL_SPREAD: Final = 0.2  # of it, to both sides: desks do not ask all at once
FIRST_S: Final = 1.0
LONGEST_S: Final = 300.0
_RESOLUTION: Final = 1000  # milliseconds


@dataclass(slots=True)
class Pace:
    """Seconds until the next round; grows from failure to failure with full jitter.

    ``below(n)`` gives an unpredictable integer from 0 to n - 1, each as likely as the others.
    """

    below: Callable[[int], int]
    failures: int = 0

    def after_success(self) -> float:
        """About 5 s, give or take a fifth."""
        self.failures = 0
        return POLL_S * (1 + POLL_SPREAD * (2 * self._share() - 1))

    def after_failure(self) -> float:
        """Anything up to 1 s, then up to twice as much after each further one, 5 min at most."""
        bound = min(LONGEST_S, FIRST_S * 2.0 ** min(self.failures, 30))
        self.failures += 1
        return bound * self._share()

    def _share(self) -> float:
        """Above 0, up to 1."""
        return (self.below(_RESOLUTION) + 1) / _RESOLUTION

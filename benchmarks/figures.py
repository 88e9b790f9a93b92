"""What a benchmark answers: a figure, its budget, and whether it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; ``at_least`` turns the budget from a ceiling into a floor."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value is within its budget; without one there is nothing to break."""
        if self.budget is None:
            return True
        return self.value >= self.budget if self.at_least else self.value <= self.budget


def timed(work: Callable[[], object]) -> float:
    """Milliseconds one call takes."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

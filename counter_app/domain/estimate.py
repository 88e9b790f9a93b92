"""A share or a mean with the interval it is known to lie in."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95
_Z: Final = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
# of the t distribution's quantile around the normal one, by powers of 1 / degrees of freedom
_T_TERMS: Final = (
    (_Z**3 + _Z) / 4,
    (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / 96,
    (3 * _Z**7 + 19 * _Z**5 + 17 * _Z**3 - 15 * _Z) / 384,
    (79 * _Z**9 + 776 * _Z**7 + 1482 * _Z**5 - 1920 * _Z**3 - 945 * _Z) / 92160,
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value from ``n`` answers; with 95 % confidence it lies from ``low`` to ``high``."""

    n: int
    value: float
    low: float
    high: float


def share(hits: int, n: int) -> Estimate:
    """``hits`` of ``n`` with Wilson's score interval; ``n`` is at least 1."""
    rate = hits / n
    low, high = _wilson(rate, n)
    return Estimate(n, rate, low, high)


def mean(counts: Mapping[int, int], highest: int) -> Estimate:
    """The mean of points from 0 to ``highest``, how many gave each, with Student's interval.

    Where all gave the same there is no spread to reckon with: the interval is then Wilson's of the
    mean as a share of ``highest``. There is at least one answer.
    """
    n = sum(counts.values())
    value = sum(points * count for points, count in counts.items()) / n
    squares = sum(count * (points - value) ** 2 for points, count in counts.items())
    if n == 1 or squares < 1e-12:
        low, high = _wilson(value / highest, n)
        return Estimate(n, value, low * highest, high * highest)
    half = _t(n - 1) * math.sqrt(squares / (n - 1) / n)
    return Estimate(n, value, max(0.0, value - half), min(float(highest), value + half))


def _wilson(rate: float, n: int) -> tuple[float, float]:
    square = _Z**2
    middle = (rate + square / (2 * n)) / (1 + square / n)
    half = _Z * math.sqrt(rate * (1 - rate) / n + square / (4 * n**2)) / (1 + square / n)
    return max(0.0, min(rate, middle - half)), min(1.0, max(rate, middle + half))


def _t(freedom: int) -> float:
    """Student's quantile, to a thousandth from four degrees of freedom on."""
    terms = (term / float(freedom) ** power for power, term in enumerate(_T_TERMS, 1))
    return _Z + math.fsum(terms)

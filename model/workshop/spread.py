"""How the numbers that some people gave are spread."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Numbers that some people gave: how many people, what they add up to, and how they are spread.

    `mean`, `median` and the quartiles `low` and `high` (by linear interpolation) are None where nobody gave
    any. `histogram` says how many gave which number; all that can be given are listed.
    """

    voters: int
    total: int
    mean: float | None
    median: float | None
    low: float | None
    high: float | None
    histogram: Mapping[int, int]


def build_spread(values: list[int], numbers: Iterable[int]) -> Spread:
    """The spread of some values, each one of the numbers.

    >>> spread = build_spread([2, 4], range(1, 6))
    >>> spread.mean, spread.low, spread.histogram
    (3.0, 2.5, {1: 0, 2: 1, 3: 0, 4: 1, 5: 0})
    """
    counts = Counter(values)
    histogram = {number: counts[number] for number in numbers}
    if not values:
        return Spread(0, 0, None, None, None, None, histogram)
    low, median, high = statistics.quantiles(values * 2 if len(values) == 1 else values, method="inclusive")
    total = sum(values)
    return Spread(len(values), total, total / len(values), median, low, high, histogram)

"""How much a figure would vary with other stories: intervals by resampling (the bootstrap).

Stories are drawn with replacement, as many as there are. Those that say the same are drawn together: how
often each kind of story comes up in a resample is multinomial, so that a thousand stories cost little.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from model.coding.coefficients import Measure, Sums, compute, is_defined

_MOST_AT_ONCE = 4_000_000
"""Numbers drawn at a time, so that many stories do not take much memory."""
_TAILS = (2.5, 97.5)


def resample(stories: Mapping[tuple[float, ...], int], times: int, seed: int) -> Any:
    """For each of some resamples, the sums of what stories say, as rows of an array.

    `stories` are what a story says, as numbers, and how many say so. The same stories and seed give the
    same resamples, whatever the order of the stories.

    >>> resample({(1.0, 0.0): 2}, 3, seed=1).tolist()
    [[2.0, 0.0], [2.0, 0.0], [2.0, 0.0]]
    """
    kinds = sorted(stories)
    rows = np.array(kinds, dtype=float)
    counts = np.array([stories[kind] for kind in kinds])
    total = int(counts.sum())
    chance = np.random.default_rng(seed)
    at_once = max(1, _MOST_AT_ONCE // len(kinds))
    parts = [
        chance.multinomial(total, counts / total, size=min(at_once, times - done)) @ rows
        for done in range(0, times, at_once)
    ]
    return np.concatenate(parts)


def find_interval(measure: Measure, resamples: Any) -> tuple[float, float, float]:
    """Between which values 95 % of the resamples lie, and the share of the resamples that have a value.

    Where none has one, all three are 0. Percentiles of the values (Efron's percentile interval).
    """
    sums = Sums(*resamples.T)
    defined = is_defined(measure, sums)
    if not defined.any():
        return 0.0, 0.0, 0.0
    values = compute(measure, Sums(*(column[defined] for column in sums)))
    low, high = np.percentile(values, _TAILS)
    return float(low), float(high), float(defined.mean())

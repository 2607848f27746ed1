"""How far coders agree beyond chance: three coefficients out of the same sums.

What is summed is either a number or an array of them, one for each resample; the formulas are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

Measure = Literal["percent", "kappa", "alpha"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


class Pattern(NamedTuple):
    """What coders said of one code in one story: how many coded it, and how many of them gave the code.

    `first` and `second` say, where there are two coders in all, whether each of them did.
    """

    coders: int
    attached: int
    first: int = 0
    second: int = 0


class Sums(NamedTuple):
    """What the coefficients need to know of all units; a unit is a code in a story that two or more coded.

    `agreeing` sums, of each unit, the share of the pairs of its coders that agree; `values` its coders,
    `attached` those who gave the code; `differing` is a (m - a) / (m - 1) for a of m coders, half of what a
    unit adds to the coincidences of different values. `first` and `second` are those of the two coders.
    """

    units: Any
    agreeing: Any
    values: Any
    attached: Any
    differing: Any
    first: Any
    second: Any


def sum_up(patterns: Mapping[Pattern, int]) -> Sums:
    """The sums over patterns, each as many times as it is there; those of a single coder say nothing.

    >>> sum_up({Pattern(3, 1): 2, Pattern(1, 1): 5})._asdict()["differing"]
    2.0
    """
    total = [0.0] * len(Sums._fields)
    for pattern, count in sorted(patterns.items()):
        if pattern.coders > 1:
            for at, value in enumerate(_build_row(pattern)):
                total[at] += count * value
    return Sums(*total)


def _build_row(pattern: Pattern) -> Sums:
    coders, attached = pattern.coders, pattern.attached
    differing = attached * (coders - attached) / (coders - 1)
    return Sums(1, 1 - 2 * differing / coders, coders, attached, differing, pattern.first, pattern.second)


def is_defined(measure: Measure, sums: Sums) -> Any:
    """Whether there is such a coefficient: percent of any unit, the others where not all values are the same.

    Kappa of units of two coders only; whoever asks sees to that.
    """
    if measure == "percent":
        return sums.units > 0
    if measure == "alpha":
        return (sums.attached > 0) & (sums.attached < sums.values)
    return _expect(sums) < sums.units * sums.units


def compute(measure: Measure, sums: Sums) -> Any:
    """A coefficient that `is_defined`: 1 is perfect agreement, for kappa and alpha 0 is that of chance.

    - percent: the share of the pairs of coders of a story that agree, on average over the stories that two
      or more coded (Fleiss 1971, there with as many coders for each). With the same coders for each story
      that is the mean of the percent agreement of each pair, "average pairwise percent agreement".
    - kappa: (p_o - p_e) / (1 - p_e) of two coders, each with their own share of the code (Cohen 1960).
    - alpha: 1 - D_o / D_e, nominal; values that are missing are left out, and so are stories that one coder
      coded (Krippendorff 2011).

    J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement
    20(1), 37-46. J. L. Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological
    Bulletin 76(5), 378-382. K. Krippendorff (2011), Computing Krippendorff's alpha-reliability.
    """
    if measure == "percent":
        return sums.agreeing / sums.units
    if measure == "alpha":
        others = sums.values - sums.attached
        return 1 - (sums.values - 1) * sums.differing / (sums.attached * others)
    expected = _expect(sums) / (sums.units * sums.units)
    return (sums.agreeing / sums.units - expected) / (1 - expected)


def _expect(sums: Sums) -> Any:
    """How many pairs of units would agree by chance, of all pairs."""
    without = (sums.units - sums.first) * (sums.units - sums.second)
    return sums.first * sums.second + without

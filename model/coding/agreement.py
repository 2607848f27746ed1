"""How far coders agree on each node and dimension, and on all of them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, count
from typing import Any, Literal, get_args

from model.coding.coefficients import MEASURES, Measure, Pattern, Sums, compute, is_defined, sum_up
from model.coding.story_coding import CODE_KINDS, Code, Codings, StoryCoding
from model.graph import ConceptualModel

RESAMPLES = 2000
_FEWEST_DEFINED = 0.5

Reason = Literal[
    "no codes",
    "not coded",
    "coded by one",
    "no variation",
    "more than two coders",
    "one story",
    "few resamples",
]
"""Why there is no figure: the model has no such codes; nobody coded a story;
no two coders coded the same one; all said the same of all stories, so that there is no chance to compare
with; kappa is of two coders. Of an interval: there is one story to draw from; fewer than half of the
resamples have a value."""
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    count: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; None of nothing."""
        return self.count / self.total if self.total else None


@dataclass(frozen=True)
class Undefined:
    """That there is no figure, and why."""

    reason: Reason


@dataclass(frozen=True)
class Interval:
    """Between which values 95 % of the resamples lie; `defined` is the share of them that have a value.

    Where coders agreed on everything, so they do in every resample: the interval is 1 to 1, and says
    nothing of how they will on other stories.
    """

    low: float
    high: float
    defined: float = 1.0


@dataclass(frozen=True)
class Coefficient:
    """A figure of agreement: `coefficients.compute` says how it is computed."""

    value: float
    interval: Interval | Undefined


Figure = Coefficient | Undefined


@dataclass(frozen=True)
class Agreement:
    """How far coders agree on a code, or (`code` None) on several, each in each story a unit of its own.

    `coded` are the stories that a coder is done with, `coded_by_two` those that two or more are done with:
    the figures are about these, and are always shown beside both. `coders` gave the code at least once;
    `attached` are the units to which one of them gave it, `differing` those to which others did not.
    """

    code: Code | None
    coded: Share
    coded_by_two: Share
    coders: int
    attached: int
    differing: int
    percent: Figure
    kappa: Figure
    alpha: Figure


@dataclass(frozen=True)
class AgreementTable:
    """How far the `coders` who are done with a story agree, by code and together.

    `codes` has the nodes of the model, then its dimensions.
    """

    coders: tuple[str, ...]
    codes: tuple[Agreement, ...]
    nodes: Agreement
    dimensions: Agreement
    together: Agreement


def list_codes(model: ConceptualModel) -> tuple[Code, ...]:
    """All codes of a model: its nodes, then its dimensions."""
    return (
        *(Code("node", node.id) for node in model.nodes()),
        *(Code("dimension", dimension.id) for dimension in model.file.dimensions),
    )


def measure_agreement(
    model: ConceptualModel,
    codings: Codings,
    stories: int,
    *,
    resamples: int = RESAMPLES,
    seed: int = 1,
) -> AgreementTable:
    """How far coders agree on each code of a model, on all nodes, all dimensions, and everything.

    Only codings that are done count: in them a code that is not given is "not attached"; a coder who is not
    done with a story is missing there. `stories` is how many stories there are in all, coded or not. Codes
    that the model does not have are left out. Intervals are made by drawing the stories that two or more
    coded anew; neither the order of stories and coders nor their names make a difference.

    >>> from model import load_model
    >>> table = measure_agreement(load_model(), Codings(), stories=19)
    >>> table.together.alpha, table.together.coded
    (Undefined(reason='not coded'), Share(count=0, total=19))
    """
    counts = _Counts(codings, list_codes(model), stories, resamples, seed)
    groups = [[code for code in counts.codes if code.kind == kind] for kind in CODE_KINDS]
    nodes, dimensions, together = counts.measure_together([*groups, counts.codes])
    codes = tuple(counts.measure(code) for code in counts.codes)
    return AgreementTable(counts.coders, codes, nodes, dimensions, together)


def measure_pairs(
    model: ConceptualModel,
    codings: Codings,
    stories: int,
    *,
    resamples: int = RESAMPLES,
    seed: int = 1,
) -> dict[tuple[str, str], Agreement]:
    """How far each two of the coders agree on everything, kappa too where there are more than two.

    As `measure_agreement`, of those two alone; shows which coder sees stories otherwise than the others.
    """
    codes = list_codes(model)
    coders = _list_coders(codings)
    pairs = {}
    for pair in combinations(coders, 2):
        theirs = replace(codings, codings=tuple(coding for coding in codings.codings if coding.coder in pair))
        [pairs[pair]] = _Counts(theirs, codes, stories, resamples, seed).measure_together([codes])
    return pairs


class _Counts:
    """What was coded, counted by the patterns of who gave which code."""

    def __init__(
        self, codings: Codings, codes: Sequence[Code], stories: int, resamples: int, seed: int
    ) -> None:
        self.codes = codes
        self.coders = _list_coders(codings)
        self._stories = stories
        self._resamples = resamples
        self._seed = seed
        done = list_done(codings)
        self._coded = len(done)
        self._shared = [theirs for theirs in done.values() if len(theirs) > 1]
        first, known = self._choose_first(), set(codes)
        self._attached: Counter[Code] = Counter()
        self._given_by: dict[Code, set[str]] = defaultdict(set)
        self._patterns: list[dict[Code, Pattern]] = []
        """Of each of the shared stories, without the codes that nobody gave it."""
        self._by_code: dict[Code, Counter[Pattern]] = {code: Counter() for code in codes}
        for theirs in done.values():
            coders_by_code = _list_given(theirs, known)
            for code, by in coders_by_code.items():
                self._attached[code] += 1
                self._given_by[code].update(by)
            if len(theirs) > 1:
                patterns = {
                    code: _build_pattern(len(theirs), by, first) for code, by in coders_by_code.items()
                }
                self._patterns.append(patterns)
                for code, pattern in patterns.items():
                    self._by_code[code][pattern] += 1
        sizes = Counter(len(theirs) for theirs in self._shared)
        for counted in self._by_code.values():
            given_in = Counter(pattern.coders for pattern in counted.elements())
            counted.update({Pattern(size, 0): number for size, number in (sizes - given_in).items()})

    def measure(self, code: Code) -> Agreement:
        """The agreement on one code; each story that two coded is a unit."""
        rows = {tuple(sum_up({pattern: 1})): count for pattern, count in self._by_code[code].items()}
        return self._build(code, [code], self._resample(rows))

    def measure_together(self, groups: Sequence[Sequence[Code]]) -> list[Agreement]:
        """The agreement on groups of codes; a unit is a code in a story, what is drawn are stories."""
        rows = Counter(
            tuple(value for group in groups for value in _sum_up_story(len(theirs), patterns, group))
            for theirs, patterns in zip(self._shared, self._patterns, strict=True)
        )
        resamples = self._resample(rows)
        width = len(Sums._fields)
        return [
            self._build(None, group, None if resamples is None else resamples[:, at : at + width])
            for at, group in zip(count(step=width), groups, strict=False)
        ]

    def _resample(self, rows: Mapping[tuple[float, ...], int]) -> Any:
        """The resamples of stories, None where there is nothing to draw from."""
        if len(self._shared) < 2:
            return None
        from model.coding.resampling import resample  # numpy is large

        return resample(rows, self._resamples, self._seed)

    def _build(self, code: Code | None, group: Sequence[Code], resamples: Any) -> Agreement:
        patterns: Counter[Pattern] = Counter()
        for code_ in group:
            patterns.update(self._by_code[code_])
        sums = sum_up(patterns)
        return Agreement(
            code=code,
            coded=Share(self._coded, self._stories),
            coded_by_two=Share(len(self._shared), self._stories),
            coders=len(set().union(*(self._given_by[code_] for code_ in group))),
            attached=sum(self._attached[code_] for code_ in group),
            differing=sum(patterns[pattern] for pattern in patterns if 0 < pattern.attached < pattern.coders),
            **{measure: self._find_figure(measure, group, sums, resamples) for measure in MEASURES},
        )

    def _find_figure(self, measure: Measure, group: Sequence[Code], sums: Sums, resamples: Any) -> Figure:
        if not group:
            return Undefined("no codes")
        if not self._coded:
            return Undefined("not coded")
        if not self._shared:
            return Undefined("coded by one")
        if measure == "kappa" and len(self.coders) > 2:
            return Undefined("more than two coders")
        if not is_defined(measure, sums):
            return Undefined("no variation")
        return Coefficient(float(compute(measure, sums)), _find_interval(measure, resamples))

    def _choose_first(self) -> str | None:
        """Of two coders, which one counts as the first: told by what they coded, not by their names."""
        if len(self.coders) != 2:
            return None

        def list_given(coder: str) -> list[list[list[Code]]]:
            return sorted(
                [sorted(coding.codes) for coding in sorted(theirs, key=lambda coding: coding.coder != coder)]
                for theirs in self._shared
            )

        return max(self.coders, key=list_given)


def list_done(codings: Codings) -> dict[str, list[StoryCoding]]:
    """The codings that are done, by story; stories in the order in which they come."""
    done: dict[str, list[StoryCoding]] = defaultdict(list)
    for coding in codings.codings:
        if coding.is_done:
            done[coding.story].append(coding)
    return dict(done)


def _list_coders(codings: Codings) -> tuple[str, ...]:
    """Who is done with a story, in the order in which the coders were added; those not listed come last."""
    done = dict.fromkeys(coding.coder for coding in codings.codings if coding.is_done)
    listed = [coder.id for coder in codings.coders if coder.id in done]
    return (*listed, *(coder for coder in done if coder not in listed))


def _list_given(theirs: Sequence[StoryCoding], known: Collection[Code]) -> dict[Code, list[str]]:
    """For each code that somebody gave a story, who did."""
    coders: dict[Code, list[str]] = defaultdict(list)
    for coding in theirs:
        for code in coding.codes.intersection(known):
            coders[code].append(coding.coder)
    return coders


def _build_pattern(coders: int, given_by: Sequence[str], first: str | None) -> Pattern:
    if first is None:
        return Pattern(coders, len(given_by))
    return Pattern(
        coders, len(given_by), int(first in given_by), int(any(coder != first for coder in given_by))
    )


def _sum_up_story(coders: int, by_code: Mapping[Code, Pattern], group: Sequence[Code]) -> Sums:
    patterns = Counter(by_code[code] for code in group if code in by_code)
    patterns[Pattern(coders, 0)] += len(group) - patterns.total()
    return sum_up(patterns)


def _find_interval(measure: Measure, resamples: Any) -> Interval | Undefined:
    if resamples is None:
        return Undefined("one story")
    from model.coding.resampling import find_interval  # numpy is large

    low, high, defined = find_interval(measure, resamples)
    return Interval(low, high, defined) if defined >= _FEWEST_DEFINED else Undefined("few resamples")

"""In what the paths between two ends differ: groups of them by the nodes that only some of them hold.

The groups are counted, never listed, so there may be as many paths as there like to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic

from model.graph import ConceptualModel
from model.paths import Path

MOST_GROUPS = 60
"""Into how many groups paths are divided at most: of more nobody keeps an overview."""

MOST_DIMENSIONS = 3
"""By how many choices between nodes paths are divided at most."""

SECONDS = 0.5
"""After how much counting no further dimension is looked for."""


@dataclass(frozen=True)
class PathGroup:
    """Some of the paths: how many, and which node they hold of each dimension; None where they hold none."""

    nodes: tuple[str | None, ...]
    count: int


@dataclass(frozen=True)
class PathComparison:
    """In what paths differ.

    A dimension is a choice: nodes of one stage of which no path holds two. `groups` are the combinations
    that there are paths of, in the order of the dimensions' nodes; each path is in one of them.
    """

    dimensions: tuple[tuple[str, ...], ...] = ()
    groups: tuple[PathGroup, ...] = ()

    def locate(self, path: Path) -> tuple[str | None, ...]:
        """The nodes of the group that a path is in.

        >>> PathComparison(dimensions=(("a", "b"), ("x", "y"))).locate(Path(("a", "q")))
        ('a', None)
        """
        return tuple(
            next((node for node in dimension if node in path.nodes), None) for dimension in self.dimensions
        )


def compare_paths(
    model: ConceptualModel,
    start: str | Collection[str],
    end: str | Collection[str],
    via: Collection[str] = (),
    avoiding: Collection[str] = (),
    seconds: float = SECONDS,
) -> PathComparison:
    """In what the paths from the start to the end differ; start, end and errors as in `find_paths`.

    Up to `MOST_DIMENSIONS` choices divide the paths, the last ones first: those of the stages near the end.
    A choice that divides nothing any further is left out, so is one that makes more than `MOST_GROUPS`
    groups. There are none where paths do not differ so, or where they are too many to count exactly.

    The dimensions are the same whatever `via` is. Nodes of `via` that are on a dimension choose among the
    groups, so all groups are counted still; the other nodes of `via` restrict the paths that are.

    After `seconds` of counting no further dimension is looked for; one count may take longer in large cycles.

    >>> from model import load_model
    >>> comparison = compare_paths(load_model(), "stage:precondition", "stage:loyalty")
    >>> [len(dimension) for dimension in comparison.dimensions], comparison.groups[0].nodes
    ([7, 3, 2], ('effect-experience', 'resonance-trust', 'loyalty-patients'))
    >>> sum(group.count for group in comparison.groups)
    588
    """
    counting = _Counting(model, start, end, monotonic() + seconds)
    whole = counting.build_part((), tuple(avoiding))
    if whole is None:
        return PathComparison()
    dimensions, parts = counting.divide(whole)
    chosen = {node for dimension in dimensions for node in dimension}
    if others := tuple(node for node in via if node not in chosen):
        whole = counting.build_part(others, tuple(avoiding))
        dimensions, parts = counting.divide(whole, dimensions) if whole and dimensions else ((), [])
    places = {node: place for dimension in dimensions for place, node in enumerate(dimension)}
    groups = [PathGroup(part.nodes, part.count) for part in parts]
    groups.sort(key=lambda group: [len(places) if node is None else places[node] for node in group.nodes])
    return PathComparison(dimensions, tuple(groups) if dimensions else ())


def find_depths(nodes: Collection[str], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many steps among these nodes lead to each at most; in a cycle the first node comes first.

    >>> find_depths(["a", "b", "c"], [("a", "c"), ("c", "b"), ("b", "x")])
    {'a': 0, 'b': 2, 'c': 1}
    """
    waiting: dict[str, set[str]] = {node: set() for node in nodes}
    for source, target in pairs:
        if source in waiting and target in waiting and source != target:
            waiting[target].add(source)
    depths: dict[str, int] = {}
    while waiting:
        free = [node for node, before in waiting.items() if before <= depths.keys()]
        for node in free or [next(iter(waiting))]:
            before = waiting.pop(node) & depths.keys()
            depths[node] = max((depths[source] + 1 for source in before), default=0)
    return {node: depths[node] for node in nodes}


@dataclass(frozen=True)
class _Part:
    """Some of the paths: of each dimension the node that they hold, what they hold and avoid, how many."""

    nodes: tuple[str | None, ...]
    via: tuple[str, ...]
    avoiding: tuple[str, ...]
    count: int


class _Counting:
    """Counts the paths between two ends."""

    def __init__(
        self,
        model: ConceptualModel,
        start: str | Collection[str],
        end: str | Collection[str],
        latest: float,
    ) -> None:
        self._model = model
        self._start = start
        self._end = end
        self._starts = set(model.find_ends(start) if isinstance(start, str) else start)
        self._ends = set(model.find_ends(end) if isinstance(end, str) else end)
        self._latest = latest

    @property
    def _is_late(self) -> bool:
        return monotonic() > self._latest

    def build_part(self, via: tuple[str, ...], avoiding: tuple[str, ...]) -> _Part | None:
        """All paths that hold and avoid these nodes; None where there are none or too many to count."""
        count = self._model.count_paths(self._start, self._end, via=via, avoiding=avoiding)
        return _Part((), via, avoiding, count) if count and count.is_exact else None

    def divide(
        self, whole: _Part, dimensions: Sequence[tuple[str, ...]] = ()
    ) -> tuple[tuple[tuple[str, ...], ...], list[_Part]]:
        """The paths divided by the last dimensions that do, or by those that are given."""
        parts = [whole]
        chosen: list[tuple[str, ...]] = []
        of_whole = self._count_through(whole)
        through = [of_whole]
        for dimension in reversed(dimensions) if dimensions else self._list_dimensions(whole, of_whole):
            if not through:
                for part in parts:
                    through.append(self._count_through(part))
                    if self._is_late:
                        return tuple(chosen), parts
            divided = [
                smaller
                for part, counts in zip(parts, through, strict=True)
                for smaller in _divide(part, counts, dimension)
            ]
            if not dimensions and not len(parts) < len(divided) <= MOST_GROUPS:
                continue
            parts, through = divided, []
            chosen.insert(0, dimension)
            if len(chosen) == MOST_DIMENSIONS:
                break
        return tuple(chosen), parts

    def _list_dimensions(self, whole: _Part, through: dict[str, int]) -> Iterator[tuple[str, ...]]:
        """The choices that paths make, the last ones first: nodes of a stage of which no path holds two."""
        for stage in reversed(self._model.stages):
            nodes = [node.id for node in self._model.nodes(stage=stage.id)]
            some = tuple(node for node in nodes if 0 < through[node] < whole.count)
            if self._is_late:
                return
            if self._is_choice(whole, some, through):
                yield some
                continue
            depths = find_depths(some, self._list_pairs(some))
            for depth in sorted(set(depths.values()), reverse=True):
                layer = tuple(node for node in some if depths[node] == depth)
                if len(layer) < len(some) and self._is_choice(whole, layer, through):
                    yield layer

    def _list_pairs(self, nodes: Collection[str]) -> Iterator[tuple[str, str]]:
        for node in nodes:
            for follower in self._model.find_downstream(node, steps=1):
                yield node, follower

    def _is_choice(self, whole: _Part, nodes: tuple[str, ...], through: dict[str, int]) -> bool:
        """Whether there are two nodes or more, and no path holds two of them."""
        if len(nodes) < 2 or self._is_late:
            return False
        avoiding = (*whole.avoiding, *nodes)
        past = self._model.count_paths(self._start, self._end, via=whole.via, avoiding=avoiding)
        return whole.count - past == sum(through[node] for node in nodes)

    def _count_through(self, part: _Part) -> dict[str, int]:
        """How many of some paths hold each node."""
        arriving: Counter[str] = Counter()
        leaving: Counter[str] = Counter()
        along = self._model.count_paths_along(self._start, self._end, via=part.via, avoiding=part.avoiding)
        for (source, target), count in along.items():
            if not count.is_exact:
                self._latest = -inf
            leaving[source] += count
            arriving[target] += count
        through: dict[str, int] = {}
        for node in self._model.nodes():
            if node.id not in self._starts:
                through[node.id] = arriving[node.id]
            elif node.id not in self._ends:
                through[node.id] = leaving[node.id]
            else:
                starting = self._model.count_paths([node.id], self._end, via=part.via, avoiding=part.avoiding)
                through[node.id] = arriving[node.id] + starting
        return through


def _divide(part: _Part, through: dict[str, int], dimension: tuple[str, ...]) -> Iterator[_Part]:
    rest = part.count
    for node in dimension:
        if count := through[node]:
            rest -= count
            yield _Part((node, *part.nodes), (*part.via, node), part.avoiding, count)
    if rest:
        yield _Part((None, *part.nodes), part.via, (*part.avoiding, *dimension), rest)

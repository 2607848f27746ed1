"""Paths through a directed graph: reaching, counting and tracing them.

A path here is simple (no node twice). Nothing lists what it only has to count: on the acyclic parts of
a graph counting is one pass over nodes and edges; only inside a cycle (a strongly connected component)
are simple paths walked one by one, and that walk is bounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice, pairwise

import networkx as nx

MOST_STEPS_IN_CYCLES = 200_000
"""How many steps a count may walk inside cycles before it stops and says "more than"."""


@dataclass(frozen=True)
class Path:
    """The ids of the nodes of one path, in order.

    >>> path = Path(("a", "b", "c"))
    >>> len(path), list(path.steps)
    (2, [('a', 'b'), ('b', 'c')])
    """

    nodes: tuple[str, ...]

    def __len__(self) -> int:
        """How many steps (edges) the path has."""
        return len(self.nodes) - 1

    @property
    def steps(self) -> Iterator[tuple[str, str]]:
        """The pairs of neighbouring nodes, in order."""
        return pairwise(self.nodes)


class PathCount(int):
    """How many paths there are: a whole number that knows whether the counting had to stop.

    >>> print(PathCount(21)), print(PathCount(5000, is_exact=False))
    21
    more than 5000
    (None, None)
    >>> PathCount(21) == 21
    True
    """

    is_exact: bool

    def __new__(cls, value: int, is_exact: bool = True) -> PathCount:
        count = super().__new__(cls, value)
        count.is_exact = is_exact
        return count

    def __str__(self) -> str:
        return int.__repr__(self) if self.is_exact else f"more than {int.__repr__(self)}"

    __repr__ = __str__


def find_reachable(
    neighbours: Mapping[str, Iterable[str]], starts: Iterable[str], steps: int | None = None
) -> frozenset[str]:
    """The nodes that can be reached from the starts in at most so many steps; the starts are left out
    unless a cycle leads back to them.

    >>> sorted(find_reachable({"a": ["b"], "b": ["c"], "c": []}, ["a"], steps=1))
    ['b']
    """
    reached: set[str] = set()
    border = deque((start, 0) for start in starts)
    while border:
        node, distance = border.popleft()
        if steps is not None and distance >= steps:
            continue
        for neighbour in neighbours[node]:
            if neighbour not in reached:
                reached.add(neighbour)
                border.append((neighbour, distance + 1))
    return frozenset(reached)


def count_paths(graph: nx.DiGraph[str], starts: Collection[str], ends: Collection[str]) -> PathCount:
    """How many simple paths lead from any of the starts to any of the ends.

    A node that is both is a path of no steps. Linear in nodes and edges on the acyclic parts.

    >>> count_paths(nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]), ["a"], ["d"])
    2
    """
    relevant = _between(graph, starts, ends)
    tally = _Tally(relevant, starts)
    return PathCount(sum(tally.arriving[end] for end in ends if end in relevant), tally.is_exact)


def count_paths_through(
    graph: nx.DiGraph[str], starts: Collection[str], ends: Collection[str]
) -> dict[str, PathCount]:
    """For each node of the graph, how many of the simple paths from the starts to the ends run through it.

    >>> count_paths_through(nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]), ["a"], ["d"])
    {'a': 2, 'b': 1, 'c': 1, 'd': 2}
    """
    relevant = _between(graph, starts, ends)
    onward = _Tally(relevant, starts)
    back = _Tally(relevant.reverse(copy=False), ends)
    through: dict[str, int] = dict.fromkeys(graph, 0)
    is_exact = onward.is_exact and back.is_exact
    for component in onward.components:
        if len(component) == 1:
            (node,) = component
            through[node] = onward.arriving[node] * back.arriving[node]
            continue
        budget = MOST_STEPS_IN_CYCLES
        for entry in component:
            for trail in _walk_inside(relevant, component, entry) if onward.entering[entry] else ():
                budget -= 1
                if budget < 0:
                    is_exact = False
                    break
                paths = onward.entering[entry] * back.entering[trail[-1]]
                for node in trail if paths else ():
                    through[node] += paths
    return {node: PathCount(paths, is_exact) for node, paths in through.items()}


def find_paths(graph: nx.DiGraph[str], start: str, end: str, at_most: int | None = 1000) -> Iterator[Path]:
    """The simple paths from one node to another, shortest first, one at a time.

    Paths of the same length come in the order in which the graph's edges were added. Stops after
    `at_most` paths (None: no bound). Between two paths it does work that grows with the graph, never
    with the number of paths.

    >>> diamond = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "d")])
    >>> [path.nodes for path in find_paths(diamond, "a", "d")]
    [('a', 'd'), ('a', 'b', 'd'), ('a', 'c', 'd')]
    """
    relevant = _between(graph, [start], [end])
    if start not in relevant or end not in relevant:
        return iter(())
    if start == end:
        return islice(iter((Path((start,)),)), at_most)
    trace = _trace_acyclic if nx.is_directed_acyclic_graph(relevant) else _trace_cyclic
    return islice(trace(relevant, start, end), at_most)


def _between(graph: nx.DiGraph[str], starts: Collection[str], ends: Collection[str]) -> nx.DiGraph[str]:
    """The part of the graph that lies on walks from the starts to the ends.

    Without the edges into an only start and out of an only end: no simple path has them.
    """
    onward = find_reachable(graph.succ, starts) | set(starts)
    back = find_reachable(graph.pred, ends) | set(ends)
    kept = onward & back
    first = next(iter(starts)) if len(starts) == 1 else None
    last = next(iter(ends)) if len(ends) == 1 else None
    part: nx.DiGraph[str] = nx.DiGraph()
    part.add_nodes_from(node for node in graph if node in kept)
    part.add_edges_from(
        (node, follower)
        for node in part
        if node != last
        for follower in graph.succ[node]
        if follower in kept and follower != first
    )
    return part


class _Tally:
    """For each node, how many simple paths from the starts end there (`arriving`), and how many of them
    come into its strongly connected component at this node (`entering`)."""

    def __init__(self, graph: nx.DiGraph[str], starts: Collection[str]) -> None:
        self.components = [frozenset(part) for part in nx.strongly_connected_components(graph)]
        self.components.reverse()  # networkx yields a component after all those it leads to
        self.entering: dict[str, int] = {node: int(node in starts) for node in graph}
        self.arriving: dict[str, int] = dict.fromkeys(graph, 0)
        self.is_exact = True
        for component in self.components:
            if len(component) == 1:
                (node,) = component
                self.arriving[node] = self.entering[node]
            else:
                self._walk(graph, component)
            for node in component:
                for follower in graph.succ[node]:
                    if follower not in component:
                        self.entering[follower] += self.arriving[node]

    def _walk(self, graph: nx.DiGraph[str], component: frozenset[str]) -> None:
        budget = MOST_STEPS_IN_CYCLES
        for entry in component:
            if not self.entering[entry]:
                continue
            for trail in _walk_inside(graph, component, entry):
                budget -= 1
                if budget < 0:
                    self.is_exact = False
                    return
                self.arriving[trail[-1]] += self.entering[entry]


def _walk_inside(graph: nx.DiGraph[str], component: frozenset[str], entry: str) -> Iterator[list[str]]:
    """Every simple path that starts at the entry and stays inside the component; the list is reused."""
    trail = [entry]
    on_trail = {entry}
    yield trail
    branches = [iter(graph.succ[entry])]
    while branches:
        node = next((n for n in branches[-1] if n in component and n not in on_trail), None)
        if node is None:
            branches.pop()
            on_trail.discard(trail.pop())
        else:
            trail.append(node)
            on_trail.add(node)
            yield trail
            branches.append(iter(graph.succ[node]))


def _trace_acyclic(graph: nx.DiGraph[str], start: str, end: str) -> Iterator[Path]:
    """Paths of an acyclic graph by length: each branch taken is known to end in a path of that length."""
    lengths = dict.fromkeys(graph, 0)  # bit n is set where a path of n steps leads to the end
    lengths[end] = 1
    for node in reversed(list(nx.topological_sort(graph))):
        for follower in graph.succ[node]:
            lengths[node] |= lengths[follower] << 1
    possible = lengths[start]
    for length in range(possible.bit_length()):
        if possible >> length & 1:
            trail = [start]
            branches = [iter(graph.succ[start])]
            while branches:
                left = length - len(trail)
                following = next((n for n in branches[-1] if lengths[n] >> left & 1), None)
                if following is None:
                    branches.pop()
                    trail.pop()
                elif left == 0:
                    yield Path((*trail, following))
                else:
                    trail.append(following)
                    branches.append(iter(graph.succ[following]))


def _trace_cyclic(graph: nx.DiGraph[str], start: str, end: str) -> Iterator[Path]:
    """Paths of a graph with cycles by length and the order of the edges.

    After Lawler (1972): the paths not yet given are split into groups, each of the paths that share a
    beginning and do not go on from it by certain steps; of each group only its first path is known, and
    the first of all groups is given next, which splits its group.
    """
    rank = {node: {follower: place for place, follower in enumerate(graph.succ[node])} for node in graph}
    waiting: list[tuple[int, list[int], list[str], int, frozenset[str]]] = []

    def add_first(beginning: list[str], without: frozenset[str]) -> None:
        path = _find_first_path(graph, beginning, without, end)
        if path is not None:
            ranks = [rank[node][follower] for node, follower in pairwise(path)]
            heappush(waiting, (len(path), ranks, path, len(beginning), without))

    add_first([start], frozenset())
    while waiting:
        _length, _ranks, path, shared, without = heappop(waiting)
        yield Path(tuple(path))
        for size in range(shared, len(path)):
            add_first(path[:size], (without if size == shared else frozenset()) | {path[size]})


def _find_first_path(
    graph: nx.DiGraph[str], beginning: list[str], without: frozenset[str], end: str
) -> list[str] | None:
    """The shortest simple path to the end that begins so and does not go on by one of the steps `without`;
    of equally short ones the first in the order of the edges."""
    taken = set(beginning)
    distance = {end: 0}
    border = deque([end])
    while border:
        node = border.popleft()
        for before in graph.pred[node]:
            if before not in distance and before not in taken:
                distance[before] = distance[node] + 1
                border.append(before)
    options = [node for node in graph.succ[beginning[-1]] if node in distance and node not in without]
    if not options:
        return None
    path = [*beginning, min(options, key=distance.__getitem__)]
    while path[-1] != end:
        left = distance[path[-1]] - 1
        path.append(next(node for node in graph.succ[path[-1]] if distance.get(node) == left))
    return path

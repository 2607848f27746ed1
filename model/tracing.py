"""Listing the simple paths from one node to another, shortest first, one at a time.

Between two paths the work grows with the graph, never with the number of paths.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import pairwise

import networkx as nx


def trace_acyclic(graph: nx.DiGraph[str], source: str, sink: str) -> Iterator[tuple[str, ...]]:
    """The paths from source to sink of an acyclic graph by length and the order of the edges.

    Each branch taken is known to end in a path of that length.

    >>> graph = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")])
    >>> list(trace_acyclic(graph, "a", "c"))
    [('a', 'c'), ('a', 'b', 'c')]
    """
    lengths = dict.fromkeys(graph, 0)  # bit n is set where a path of n steps leads to the sink
    lengths[sink] = 1
    for node in reversed(list(nx.topological_sort(graph))):
        for follower in graph.succ[node]:
            lengths[node] |= lengths[follower] << 1
    possible = lengths[source]
    for length in range(possible.bit_length()):
        if possible >> length & 1:
            trail = [source]
            branches = [iter(graph.succ[source])]
            while branches:
                left = length - len(trail)
                following = next((n for n in branches[-1] if lengths[n] >> left & 1), None)
                if following is None:
                    branches.pop()
                    trail.pop()
                elif left == 0:
                    yield (*trail, following)
                else:
                    trail.append(following)
                    branches.append(iter(graph.succ[following]))


def trace_cyclic(graph: nx.DiGraph[str], source: str, sink: str) -> Iterator[tuple[str, ...]]:
    """The paths from source to sink of a graph with cycles by length and the order of the edges.

    After Lawler (1972): the paths not yet given are split into groups, each of the paths that share a
    beginning and do not go on from it by certain steps; of each group only its first path is known, and
    the first of all groups is given next, which splits its group.

    >>> graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")])
    >>> list(trace_cyclic(graph, "a", "c"))
    [('a', 'b', 'c')]
    """
    rank = {node: {follower: place for place, follower in enumerate(graph.succ[node])} for node in graph}
    waiting: list[tuple[int, list[int], list[str], int, frozenset[str]]] = []

    def add_first(beginning: list[str], without: frozenset[str]) -> None:
        path = _find_first_path(graph, beginning, without, sink)
        if path is not None:
            ranks = [rank[node][follower] for node, follower in pairwise(path)]
            heappush(waiting, (len(path), ranks, path, len(beginning), without))

    add_first([source], frozenset())
    while waiting:
        _length, _ranks, path, shared, without = heappop(waiting)
        yield tuple(path)
        for size in range(shared, len(path)):
            add_first(path[:size], (without if size == shared else frozenset()) | {path[size]})


def _find_first_path(
    graph: nx.DiGraph[str], beginning: list[str], without: frozenset[str], sink: str
) -> list[str] | None:
    """The shortest simple path to the sink that begins so and does not go on by one of the steps `without`;
    of equally short ones the first in the order of the edges."""
    taken = set(beginning)
    distance = {sink: 0}
    border = deque([sink])
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
    while path[-1] != sink:
        left = distance[path[-1]] - 1
        path.append(next(node for node in graph.succ[path[-1]] if distance.get(node) == left))
    return path

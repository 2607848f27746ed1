"""Paths through a directed graph: reaching, counting and tracing them.

A path here is simple (no node twice). Nothing lists what it only has to count: on the acyclic parts of
a graph counting is one pass over nodes and edges; only inside a cycle (a strongly connected component)
are simple paths walked one by one, and that walk is bounded.

Paths are asked for from any of some starts to any of some ends. `via` are nodes that a path must hold,
in whatever order; `avoiding` are nodes that it must not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from model.tracing import trace_acyclic, trace_cyclic

MOST_STEPS_IN_CYCLES = 200_000
"""How many steps a count may walk inside cycles before it stops and says "at least"."""

_MOST_STEPS_ALONG = 10 * MOST_STEPS_IN_CYCLES
"""How many steps are counted along edges inside cycles, where one way may have thousands of them."""

MOST_PATHS_LOOKED_AT = 5_000
"""How many paths a list may look at to find those that run via a node on a cycle."""

_SOURCE, _SINK = "→|", "|→"  # a virtual node before the starts and one after the ends; no id looks so


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
    at least 5000
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
        return int.__repr__(self) if self.is_exact else f"at least {int.__repr__(self)}"

    __repr__ = __str__


def find_reachable(
    neighbours: Mapping[str, Iterable[str]], starts: Iterable[str], steps: int | None = None
) -> frozenset[str]:
    """The nodes that can be reached from the starts in at most `steps` steps; the starts are left out
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


def count_paths(
    graph: nx.DiGraph[str],
    starts: Collection[str],
    ends: Collection[str],
    via: Collection[str] = (),
    avoiding: Collection[str] = (),
) -> PathCount:
    """How many simple paths lead from any of the starts to any of the ends.

    A node that is both is a path of no steps. Linear in nodes and edges on the acyclic parts.

    >>> diamond = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
    >>> count_paths(diamond, ["a"], ["d"]), count_paths(diamond, ["a", "b"], ["d"], avoiding=["c"])
    (2, 2)
    """
    tally = _Tally(_narrow(graph, starts, ends, via, avoiding), _SOURCE, via)
    return PathCount(tally.arriving[_SINK], tally.is_exact)


def count_paths_along(
    graph: nx.DiGraph[str],
    starts: Collection[str],
    ends: Collection[str],
    via: Collection[str] = (),
    avoiding: Collection[str] = (),
) -> dict[tuple[str, str], PathCount]:
    """For each edge of the graph, how many of the simple paths from the starts to the ends run along it.

    >>> count_paths_along(nx.DiGraph([("a", "b"), ("b", "c"), ("b", "d")]), ["a"], ["c", "d"])
    {('a', 'b'): 2, ('b', 'c'): 1, ('b', 'd'): 1}
    """
    along, is_exact = _count_along(_narrow(graph, starts, ends, via, avoiding), via)
    return {edge: PathCount(along.get(edge, 0), is_exact) for edge in graph.edges}


def count_paths_through(
    graph: nx.DiGraph[str], starts: Collection[str], ends: Collection[str]
) -> dict[str, PathCount]:
    """For each node of the graph, how many of the simple paths from the starts to the ends run through it.

    >>> count_paths_through(nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]), ["a"], ["d"])
    {'a': 2, 'b': 1, 'c': 1, 'd': 2}
    """
    along, is_exact = _count_along(_narrow(graph, starts, ends))
    through: dict[str, int] = dict.fromkeys([*graph, _SINK], 0)
    for (_, node), paths in along.items():
        through[node] += paths
    return {node: PathCount(through[node], is_exact) for node in graph}


def find_paths(
    graph: nx.DiGraph[str],
    starts: Collection[str],
    ends: Collection[str],
    at_most: int | None = 1000,
    via: Collection[str] = (),
    avoiding: Collection[str] = (),
) -> Iterator[Path]:
    """The simple paths from any of the starts to any of the ends, shortest first, one at a time.

    Paths of the same length come in the order in which the graph's nodes (for their start) and edges were
    added. Stops after `at_most` paths (None: no bound). Between two paths it does work that grows with
    the graph, never with the number of paths; but where a node of `via` is on a cycle, it looks at
    `MOST_PATHS_LOOKED_AT` paths for those that hold it, and no further.

    >>> diamond = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "d")])
    >>> [path.nodes for path in find_paths(diamond, ["a"], ["d"])]
    [('a', 'd'), ('a', 'b', 'd'), ('a', 'c', 'd')]
    >>> [path.nodes for path in find_paths(diamond, ["a", "c"], ["d"], via=["c"])]
    [('c', 'd'), ('a', 'c', 'd')]
    """
    part = _narrow(graph, starts, ends, via, avoiding)
    on_cycles = {node for cycle in nx.strongly_connected_components(part) if len(cycle) > 1 for node in cycle}
    trace = trace_cyclic if on_cycles else trace_acyclic
    found = trace(part, _SOURCE, _SINK)
    missable = on_cycles.intersection(via)
    if missable:
        found = (nodes for nodes in islice(found, MOST_PATHS_LOOKED_AT) if missable.issubset(nodes))
    return (Path(nodes[1:-1]) for nodes in islice(found, at_most))


def find_bottlenecks(
    graph: nx.DiGraph[str], starts: Collection[str], ends: Collection[str], avoiding: Collection[str] = ()
) -> tuple[str, ...]:
    """The nodes that every path from the starts to the ends must pass, in the order of travel.

    An only start and an only end are left out: that they are passed was asked. None where no path leads.

    >>> find_bottlenecks(nx.DiGraph([("a", "c"), ("b", "c"), ("c", "d"), ("c", "e")]), ["a", "b"], ["d", "e"])
    ('c',)
    """
    only_ones = [nodes for nodes in (set(starts), set(ends)) if len(nodes) == 1]
    passed = _find_passed_by_all(_narrow(graph, starts, ends, avoiding=avoiding))
    return tuple(node for node in passed if {node} not in only_ones)


def find_articulations(
    graph: nx.DiGraph[str], starts: Collection[str], ends: Collection[str], avoiding: Collection[str] = ()
) -> tuple[str, ...]:
    """The nodes that hold the paths from the starts to the ends together, in the order of the graph.

    Without such a node the nodes and edges of the paths, whatever their direction, would fall apart. Nodes
    that every path passes are left out (`find_bottlenecks`).

    >>> two_ways = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "d"), ("a", "e"), ("e", "f")])
    >>> find_articulations(two_ways, ["a"], ["c", "d", "f"])
    ('b', 'e')
    """
    part = _narrow(graph, starts, ends, avoiding=avoiding)
    picture: nx.Graph[str] = nx.Graph(_list_used_edges(part))
    picture.remove_nodes_from([_SOURCE, _SINK])
    found = set(nx.articulation_points(picture)) - set(_find_passed_by_all(part))
    return tuple(node for node in graph if node in found)


def find_cut_off(
    graph: nx.DiGraph[str],
    node: str,
    starts: Collection[str],
    ends: Collection[str],
    avoiding: Collection[str] = (),
) -> frozenset[str]:
    """The other nodes on paths from the starts to the ends that are on none once this node is taken out.

    Where large cycles stop the search, a node counts as on a path if the start leads to it and it to the
    end.

    >>> sorted(find_cut_off(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]), "b", ["a"], ["d"]))
    ['c']
    """
    before = _find_on_paths(_narrow(graph, starts, ends, avoiding=avoiding))
    after = _find_on_paths(_narrow(graph, starts, ends, avoiding=[*avoiding, node]))
    return before - after - {node}


def _narrow(
    graph: nx.DiGraph[str],
    starts: Collection[str],
    ends: Collection[str],
    via: Collection[str] = (),
    avoiding: Collection[str] = (),
) -> nx.DiGraph[str]:
    """The part of the graph that the asked paths run in, with a virtual source and sink around it.

    A gate is a node that every asked path passes: source, sink and `via`. An edge stays where it comes
    before each gate or after it. So every walk that is left from source to sink passes each gate, or at
    least, where the gate is on a cycle, its strongly connected component.
    """
    first, last = set(starts).difference(avoiding), set(ends).difference(avoiding)
    # No simple path has an edge into an only start or out of an only end.
    not_into = {*avoiding, *(first if len(first) == 1 else ())}
    not_out_of = {*avoiding, *(last if len(last) == 1 else ())}
    part: nx.DiGraph[str] = nx.DiGraph()
    part.add_nodes_from([_SOURCE, *graph, _SINK])
    part.add_edges_from((_SOURCE, node) for node in graph if node in first)
    part.add_edges_from(
        (node, follower)
        for node in graph
        if node not in not_out_of
        for follower in graph.succ[node]
        if follower not in not_into
    )
    part.add_edges_from((node, _SINK) for node in graph if node in last)
    size = None
    while size != part.size():  # one gate's edges may have been another's only way
        size = part.size()
        for gate in (_SOURCE, *via, _SINK):
            before = find_reachable(part.pred, [gate]) | {gate}
            after = find_reachable(part.succ, [gate]) | {gate}
            past = [edge for edge in part.edges if edge[1] not in before and edge[0] not in after]
            part.remove_edges_from(past)
    part.remove_nodes_from(list(nx.isolates(part)))
    part.add_nodes_from([_SOURCE, _SINK])
    return part


class _Tally:
    """For each node, how many simple paths from the first one end there (`arriving`), and how many of them
    come into its strongly connected component at this node (`entering`).

    Only paths count that hold the nodes `via` of each component which they run through.
    """

    def __init__(self, graph: nx.DiGraph[str], first: str, via: Collection[str]) -> None:
        self.graph = graph
        self.via = frozenset(via)
        self.components = [frozenset(part) for part in nx.strongly_connected_components(graph)]
        self.components.reverse()  # networkx yields a component after all those it leads to
        self.entering: dict[str, int] = dict.fromkeys(graph, 0)
        self.arriving: dict[str, int] = dict.fromkeys(graph, 0)
        self.entering[first] = 1
        self.is_exact = True
        for component in self.components:
            for trail in self.walk(component):
                self.arriving[trail[-1]] += self.entering[trail[0]]
            for node in component:
                for follower in graph.succ[node]:
                    if follower not in component:
                        self.entering[follower] += self.arriving[node]

    def walk(self, component: frozenset[str]) -> Iterator[list[str]]:
        """The simple paths inside a component from where paths come into it; the list is reused."""
        wanted = self.via & component
        budget = MOST_STEPS_IN_CYCLES
        for entry in sorted(component):
            for trail in _walk_inside(self.graph, component, entry) if self.entering[entry] else ():
                budget -= len(component) > 1
                if budget < 0:
                    self.is_exact = False
                    return
                if all(node in trail for node in wanted):
                    yield trail


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


def _count_along(part: nx.DiGraph[str], via: Collection[str] = ()) -> tuple[dict[tuple[str, str], int], bool]:
    """How many paths from source to sink run along each edge, and whether that is exact."""
    onward = _Tally(part, _SOURCE, via)
    back = _Tally(part.reverse(copy=False), _SINK, via)
    along: dict[tuple[str, str], int] = dict.fromkeys(part.edges, 0)
    budget = _MOST_STEPS_ALONG
    for component in onward.components:
        for node in component:
            for follower in part.succ[node]:
                if follower not in component:
                    along[node, follower] = onward.arriving[node] * back.arriving[follower]
        for trail in onward.walk(component) if len(component) > 1 else ():
            budget -= len(trail)
            if budget < 0:
                break
            paths = onward.entering[trail[0]] * back.entering[trail[-1]]
            for step in pairwise(trail) if paths else ():
                along[step] += paths
    return along, onward.is_exact and back.is_exact and budget >= 0


def _list_used_edges(part: nx.DiGraph[str]) -> list[tuple[str, str]]:
    """The edges that a path from source to sink has: all but those of cycles that lead only back.

    All, where cycles are too large to tell.
    """
    tally = _Tally(part, _SOURCE, via=())
    if len(tally.components) == len(part) or not tally.is_exact:
        return list(part.edges)
    along, is_exact = _count_along(part)
    return [edge for edge, paths in along.items() if paths or not is_exact]


def _find_on_paths(part: nx.DiGraph[str]) -> frozenset[str]:
    return frozenset(node for edge in _list_used_edges(part) for node in edge) - {_SOURCE, _SINK}


def _find_passed_by_all(part: nx.DiGraph[str]) -> list[str]:
    """The nodes on every path from source to sink, in order: the chain of the sink's dominators."""
    if not part.pred[_SINK]:
        return []
    dominator = nx.immediate_dominators(part, _SOURCE)
    chain = [dominator[_SINK]]
    while chain[-1] != _SOURCE:
        chain.append(dominator[chain[-1]])
    return chain[-2::-1]

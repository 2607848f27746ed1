from __future__ import annotations

import pickle
from collections.abc import Iterable
from itertools import islice, pairwise, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import paths
from model.paths import (
    Path,
    PathCount,
    count_paths,
    count_paths_along,
    count_paths_through,
    find_articulations,
    find_bottlenecks,
    find_cut_off,
    find_paths,
    find_reachable,
)
from tests.building import Edges, read_edges

NODES = "abcdefg"

graphs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda edge: edge[0] != edge[1]),
    max_size=30,
    unique=True,
).map(lambda edges: build_graph(edges))
acyclic_graphs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda edge: edge[0] < edge[1]),
    max_size=21,
    unique=True,
).map(lambda edges: build_graph(edges))
cyclic_graphs = graphs.map(
    lambda graph: build_graph(list(dict.fromkeys([*pairwise("abcdefgfe"), *graph.edges])))
)
"""Graphs with a long way from a to g, whose edges come first, and with a cycle on it."""
a_node = st.sampled_from(NODES)
few_nodes = st.sets(a_node, max_size=2)
some_nodes = st.sets(a_node, min_size=1, max_size=3)


def build_graph(edges: Edges) -> nx.DiGraph[str]:
    """A graph of these edges, and the seven nodes."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from(read_edges(edges))
    return graph


def build_layers(widths: Iterable[int]) -> nx.DiGraph[str]:
    """Layers of some nodes, each linked to all of the next; "0-0" is the first node of the first layer."""
    layers = [[f"{layer}-{place}" for place in range(width)] for layer, width in enumerate(widths)]
    return nx.DiGraph(edge for left, right in pairwise(layers) for edge in product(left, right))


def list_all(graph: nx.DiGraph[str], starts: Iterable[str], ends: Iterable[str]) -> list[tuple[str, ...]]:
    """Every simple path from the starts to the ends, by looking at all of them."""
    found: list[tuple[str, ...]] = [(node,) for node in set(starts) & set(ends)]
    for start, end in product(starts, ends):
        if start != end:
            found += [tuple(nodes) for nodes in nx.all_simple_paths(graph, start, end)]
    return found


def list_found(graph: nx.DiGraph[str], start: str, end: str, at_most: int | None = None) -> list[str]:
    return ["".join(path.nodes) for path in find_paths(graph, [start], [end], at_most)]


@given(graphs, a_node, a_node)
def test_exactly_the_simple_paths_are_found_each_once(graph: nx.DiGraph[str], start: str, end: str) -> None:
    found = [path.nodes for path in find_paths(graph, [start], [end], at_most=None)]
    assert len(set(found)) == len(found)
    assert set(found) == set(list_all(graph, [start], [end]))


@given(graphs, a_node, a_node)
def test_shorter_paths_come_first(graph: nx.DiGraph[str], start: str, end: str) -> None:
    lengths = [len(path) for path in find_paths(graph, [start], [end], at_most=None)]
    assert lengths == sorted(lengths)


@given(graphs, some_nodes, some_nodes)
def test_the_count_is_the_number_of_simple_paths(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str]
) -> None:
    count = count_paths(graph, starts, ends)
    assert count.is_exact
    assert count == len(list_all(graph, starts, ends))


@given(graphs, some_nodes, some_nodes)
def test_the_paths_through_a_node_are_those_that_hold_it(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str]
) -> None:
    every_path = list_all(graph, starts, ends)
    expected = {node: sum(node in path for path in every_path) for node in graph}
    assert count_paths_through(graph, starts, ends) == expected


@given(graphs, a_node, a_node, st.integers(0, 20))
def test_a_bound_cuts_the_list_and_changes_nothing_else(
    graph: nx.DiGraph[str], start: str, end: str, at_most: int
) -> None:
    assert list_found(graph, start, end, at_most) == list_found(graph, start, end)[:at_most]


@given(graphs, a_node, st.none() | st.integers(0, 8))
def test_what_is_reached_lies_at_a_distance_of_at_most_so_many_steps(
    graph: nx.DiGraph[str], start: str, steps: int | None
) -> None:
    distances = [
        {
            node: distance + 1
            for node, distance in nx.single_source_shortest_path_length(graph, successor).items()
        }
        for successor in graph.succ[start]
    ]
    expected = {
        node
        for lengths in distances
        for node, distance in lengths.items()
        if steps is None or distance <= steps
    }
    assert find_reachable(graph.succ, [start], steps) == expected


@given(graphs, some_nodes, some_nodes, st.integers(0, 40))
def test_a_count_that_stops_is_a_lower_bound_and_says_so(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], most_steps: int
) -> None:
    every_path = list_all(graph, starts, ends)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "MOST_STEPS_IN_CYCLES", most_steps)
        count = count_paths(graph, starts, ends)
        through = count_paths_through(graph, starts, ends)
    assert int(count) == len(every_path) if count.is_exact else int(count) <= len(every_path)
    for node, passing in through.items():
        true_number = sum(node in path for path in every_path)
        assert int(passing) == true_number if passing.is_exact else int(passing) <= true_number


def test_the_same_graph_lists_paths_of_one_length_in_the_order_of_its_edges() -> None:
    assert list_found(build_graph("a>d a>b a>c d>e c>e b>e"), "a", "e") == ["ade", "abe", "ace"]


def order_by_edges(graph: nx.DiGraph[str], found: list[str]) -> list[str]:
    """The paths by length, then by which of a node's edges they take first."""

    def choices(path: str) -> list[int]:
        return [list(graph.succ[node]).index(follower) for node, follower in pairwise(path)]

    return sorted(found, key=lambda path: (len(path), choices(path)))


@given(graphs, a_node, a_node)
def test_paths_of_one_length_come_in_the_order_of_the_edges(
    graph: nx.DiGraph[str], start: str, end: str
) -> None:
    found = list_found(graph, start, end)
    assert found == order_by_edges(graph, found)


def test_a_graph_with_a_cycle_lists_paths_of_one_length_in_the_order_of_its_edges() -> None:
    graph = build_graph("a>c a>b b>f c>f b>c c>b")
    assert list_found(graph, "a", "f") == ["acf", "abf", "acbf", "abcf"]


def test_a_path_from_a_node_to_itself_is_the_node_alone() -> None:
    graph = build_graph("a>b b>a")
    assert list_found(graph, "a", "a") == ["a"]
    assert count_paths(graph, ["a"], ["a"]) == 1


def test_no_path_leads_against_the_direction_of_the_edges() -> None:
    graph = build_graph("a>b")
    assert list_found(graph, "b", "a") == []
    assert count_paths(graph, ["b"], ["a"]) == 0


def test_no_path_is_found_with_a_bound_of_none_at_all() -> None:
    assert list_found(build_graph("a>b"), "a", "b", at_most=0) == []


def test_paths_beside_a_cycle_are_counted_as_if_it_were_not_there() -> None:
    assert count_paths(build_graph("a>b b>c c>b b>d"), ["a"], ["d"]) == 1


def test_a_node_that_no_path_holds_has_none_through_it() -> None:
    assert count_paths_through(build_graph("a>b c>d"), ["a"], ["b"])["c"] == 0


def test_the_first_paths_of_more_than_can_be_listed_come_at_once() -> None:
    graph = build_layers([1, *[10] * 30, 1])
    found = list(islice(find_paths(graph, ["0-0"], ["31-0"], at_most=None), 10))
    assert len({path.nodes for path in found}) == 10
    assert count_paths(graph, ["0-0"], ["31-0"]) == 10**30


def test_the_first_paths_of_more_than_can_be_listed_come_at_once_beside_a_cycle() -> None:
    graph = build_layers([1, *[10] * 30, 1])
    graph.add_edge("2-0", "1-0")
    found = list(islice(find_paths(graph, ["0-0"], ["31-0"], at_most=None), 10))
    assert len({path.nodes for path in found}) == 10
    assert {len(path) for path in found} == {31}


def test_paths_through_thousands_of_nodes_are_counted_exactly() -> None:
    widths = [1, *[7, 11] * 200, 1]
    graph = build_layers(widths)
    count = count_paths(graph, ["0-0"], ["401-0"])
    assert graph.number_of_nodes() == 3602
    assert count.is_exact
    assert count == 77**200


def test_paths_through_a_node_of_thousands_are_counted_exactly() -> None:
    graph = build_layers([1, *[7, 11] * 200, 1])
    through = count_paths_through(graph, ["0-0"], ["401-0"])
    assert through["1-0"] == 77**200 // 7
    assert through["400-0"] == 77**200 // 11


def test_a_chain_of_thousands_of_nodes_is_one_path() -> None:
    graph = build_layers([1] * 5000)
    assert [len(path) for path in find_paths(graph, ["0-0"], ["4999-0"])] == [4999]
    assert count_paths(graph, ["0-0"], ["4999-0"]) == 1


def test_a_long_cycle_is_counted_exactly() -> None:
    graph = build_layers([1] * 3000)
    graph.add_edge("2999-0", "0-0")
    count = count_paths(graph, ["10-0"], ["9-0"])
    assert (count, count.is_exact) == (1, True)


def build_complete() -> nx.DiGraph[str]:
    """Twenty-five nodes, "0" to "24", each linked to each other: about 10**23 paths between two of them."""
    return nx.DiGraph(
        (str(node), str(other)) for node, other in product(range(25), repeat=2) if node != other
    )


def test_the_count_in_a_large_cycle_stops_and_says_at_least() -> None:
    count = count_paths(build_complete(), ["0"], ["24"])
    assert not count.is_exact
    assert str(count) == f"at least {int(count)}"


def test_the_count_that_stopped_is_no_more_than_there_is() -> None:
    graph = build_complete()
    count = count_paths(graph, ["0"], ["24"])
    listed = list(islice(nx.all_simple_paths(graph, "0", "24"), int(count) + 1))
    assert len(listed) > count


def test_a_count_that_stopped_is_not_below_the_paths_that_a_list_shows() -> None:
    graph = build_complete()
    shown = sum(1 for _ in find_paths(graph, ["0"], ["1"], at_most=50))
    assert count_paths(graph, ["0"], ["1"]) >= shown


def test_more_than_is_said_only_where_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST_STEPS_IN_CYCLES", 1)
    count = count_paths(build_graph("a>b a>c c>a"), ["a"], ["b"])
    assert str(count) == "1"


def test_a_cycle_that_leads_only_back_to_the_start_stops_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST_STEPS_IN_CYCLES", 1)
    count = count_paths(build_graph("a>b a>c c>d d>c c>a"), ["a"], ["b"])
    assert str(count) == "1"


def test_at_least_one_is_said_of_the_only_path_past_a_large_cycle() -> None:
    graph = build_complete()
    graph.add_edges_from([("start", "0"), ("0", "end")])
    assert str(count_paths(graph, ["start"], ["end"])) == "at least 1"


def test_the_first_paths_in_a_large_cycle_are_the_shortest() -> None:
    found = list(find_paths(build_complete(), ["0"], ["24"], at_most=30))
    assert [len(path) for path in found] == [1, *[2] * 23, *[3] * 6]


def test_with_a_cycle_a_short_branch_comes_before_a_long_one_that_the_edges_name_first() -> None:
    graph = build_graph("a>b a>f a>d a>e b>f f>b b>c f>c c>d e>d")
    assert list_found(graph, "a", "d") == ["ad", "aed", "abcd", "afcd", "abfcd", "afbcd"]


@given(cyclic_graphs)
def test_with_a_cycle_paths_are_as_long_as_those_found_by_another_way(graph: nx.DiGraph[str]) -> None:
    wanted = [len(path) - 1 for path in nx.shortest_simple_paths(graph, "a", "g")]
    assert [len(path) for path in find_paths(graph, ["a"], ["g"])] == wanted


def test_the_length_of_a_path_is_its_number_of_steps() -> None:
    path = Path(("a", "b", "c"))
    assert len(path) == 2
    assert list(path.steps) == [("a", "b"), ("b", "c")]


def test_a_count_is_written_as_its_number_and_as_a_bound_where_it_stopped() -> None:
    assert f"{PathCount(3)} {PathCount(3, is_exact=False)}" == "3 at least 3"


def test_a_count_that_is_kept_and_read_again_still_knows_whether_it_stopped() -> None:
    kept = pickle.loads(pickle.dumps(PathCount(3, is_exact=False)))  # noqa: S301 -- just made here
    assert (int(kept), kept.is_exact) == (3, False)


def test_counting_leaves_the_graph_as_it_was() -> None:
    graph = build_graph("a>b b>c c>a")
    before = nx.to_dict_of_lists(graph)
    count_paths_through(graph, ["a"], ["c"])
    list(find_paths(graph, ["a"], ["c"]))
    assert nx.to_dict_of_lists(graph) == before


def list_asked(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], via: set[str], avoiding: set[str]
) -> list[tuple[str, ...]]:
    """Every simple path from the starts to the ends that holds all of `via` and none of `avoiding`."""
    every_path = list_all(graph, starts, ends)
    return [path for path in every_path if via.issubset(path) and avoiding.isdisjoint(path)]


@given(graphs | acyclic_graphs, some_nodes, some_nodes, few_nodes, few_nodes)
def test_each_path_from_any_start_to_any_end_via_and_avoiding_nodes_is_found_once(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], via: set[str], avoiding: set[str]
) -> None:
    found = [path.nodes for path in find_paths(graph, starts, ends, None, via, avoiding)]
    assert len(set(found)) == len(found)
    assert set(found) == set(list_asked(graph, starts, ends, via, avoiding))


@given(graphs | acyclic_graphs, some_nodes, some_nodes, few_nodes, few_nodes)
def test_paths_from_several_starts_come_by_length_then_start_then_edges(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], via: set[str], avoiding: set[str]
) -> None:
    def order(path: tuple[str, ...]) -> tuple[int, list[int]]:
        return len(path), [NODES.index(path[0]), *(list(graph.succ[a]).index(b) for a, b in pairwise(path))]

    found = [path.nodes for path in find_paths(graph, starts, ends, None, via, avoiding)]
    assert found == sorted(found, key=order)


@given(graphs | acyclic_graphs, some_nodes, some_nodes, few_nodes, few_nodes)
def test_the_count_via_and_avoiding_nodes_is_the_number_of_those_paths(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], via: set[str], avoiding: set[str]
) -> None:
    count = count_paths(graph, starts, ends, via, avoiding)
    assert count.is_exact
    assert count == len(list_asked(graph, starts, ends, via, avoiding))


@given(graphs | acyclic_graphs, some_nodes, some_nodes, few_nodes, few_nodes)
def test_the_paths_along_an_edge_are_those_that_have_it_as_a_step(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], via: set[str], avoiding: set[str]
) -> None:
    every_path = [list(pairwise(path)) for path in list_asked(graph, starts, ends, via, avoiding)]
    expected = {edge: sum(edge in steps for steps in every_path) for edge in graph.edges}
    assert count_paths_along(graph, starts, ends, via, avoiding) == expected


@given(graphs, some_nodes, some_nodes, few_nodes, st.integers(0, 40))
def test_counts_via_nodes_and_along_edges_that_stop_are_lower_bounds_and_say_so(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], via: set[str], most_steps: int
) -> None:
    every_path = list_asked(graph, starts, ends, via, set())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "MOST_STEPS_IN_CYCLES", most_steps)
        count = count_paths(graph, starts, ends, via)
        along = count_paths_along(graph, starts, ends, via)
    assert int(count) == len(every_path) if count.is_exact else int(count) <= len(every_path)
    for edge, passing in along.items():
        true_number = sum(edge in pairwise(path) for path in every_path)
        assert int(passing) == true_number if passing.is_exact else int(passing) <= true_number


@given(graphs | acyclic_graphs, some_nodes, some_nodes, few_nodes)
def test_bottlenecks_are_the_nodes_of_every_path_but_an_only_start_and_an_only_end(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], avoiding: set[str]
) -> None:
    every_path = list_asked(graph, starts, ends, set(), avoiding)
    only = {node for nodes in (starts, ends) if len(nodes) == 1 for node in nodes}
    first, *others = every_path or [()]
    expected = [node for node in first if node not in only and all(node in path for path in others)]
    assert list(find_bottlenecks(graph, starts, ends, avoiding)) == expected


@given(graphs | acyclic_graphs, a_node, some_nodes, some_nodes, few_nodes)
def test_cut_off_are_the_nodes_whose_every_path_holds_the_node(
    graph: nx.DiGraph[str], node: str, starts: set[str], ends: set[str], avoiding: set[str]
) -> None:
    every_path = list_asked(graph, starts, ends, set(), avoiding)
    before = {other for path in every_path for other in path}
    after = {other for path in every_path if node not in path for other in path}
    assert find_cut_off(graph, node, starts, ends, avoiding) == before - after - {node}


@given(graphs | acyclic_graphs, some_nodes, some_nodes, few_nodes)
def test_articulations_are_the_nodes_not_passed_by_all_without_which_the_picture_falls_apart(
    graph: nx.DiGraph[str], starts: set[str], ends: set[str], avoiding: set[str]
) -> None:
    every_path = list_asked(graph, starts, ends, set(), avoiding)
    picture: nx.Graph[str] = nx.Graph()
    for path in every_path:
        nx.add_path(picture, path)
    whole = nx.number_connected_components(picture)
    expected = [
        node
        for node in NODES
        if any(node not in path for path in every_path)
        and node in picture
        and nx.number_connected_components(picture.subgraph(set(picture) - {node})) > whole
    ]
    assert list(find_articulations(graph, starts, ends, avoiding)) == expected


def test_paths_run_through_other_starts_and_ends() -> None:
    found = find_paths(build_graph("a>b b>c c>d"), ["a", "b"], ["c", "d"])
    assert ["".join(path.nodes) for path in found] == ["bc", "abc", "bcd", "abcd"]


def test_a_node_that_is_a_start_and_an_end_is_a_path_of_no_steps() -> None:
    found = find_paths(build_graph("a>b"), ["a", "b"], ["b"])
    assert ["".join(path.nodes) for path in found] == ["b", "ab"]


@pytest.mark.parametrize(("starts", "ends"), [([], ["b"]), (["a"], []), ([], [])])
def test_without_starts_or_ends_there_is_no_path(starts: list[str], ends: list[str]) -> None:
    graph = build_graph("a>b")
    assert list(find_paths(graph, starts, ends)) == []
    assert count_paths(graph, starts, ends) == 0
    assert count_paths_along(graph, starts, ends) == {("a", "b"): 0}
    assert find_bottlenecks(graph, starts, ends) == ()


def test_no_path_runs_via_a_node_that_it_avoids() -> None:
    graph = build_graph("a>b b>c")
    assert list(find_paths(graph, ["a"], ["c"], via=["b"], avoiding=["b"])) == []
    assert count_paths(graph, ["a"], ["c"], via=["b"], avoiding=["b"]) == 0


def test_no_path_runs_via_two_nodes_beside_each_other() -> None:
    assert count_paths(build_graph("a>b a>c b>d c>d"), ["a"], ["d"], via=["b", "c"]) == 0


def test_via_nodes_are_passed_in_the_order_of_the_path_whatever_order_they_are_given_in() -> None:
    found = find_paths(build_graph("a>b b>c c>d a>d"), ["a"], ["d"], via=["c", "b"])
    assert ["".join(path.nodes) for path in found] == ["abcd"]


def test_an_only_start_that_is_left_by_avoiding_the_others_is_a_bottleneck() -> None:
    assert find_bottlenecks(build_graph("a>c b>c c>d c>e"), ["a", "b"], ["d", "e"], ["b"]) == ("a", "c")


def test_the_first_paths_via_and_avoiding_nodes_of_more_than_can_be_listed_come_at_once() -> None:
    graph = build_layers([10] * 33)
    starts, ends = [f"0-{place}" for place in range(10)], [f"32-{place}" for place in range(10)]
    via, avoiding = ["20-7", "5-3"], ["10-0", "11-0"]
    found = list(islice(find_paths(graph, starts, ends, None, via, avoiding), 10))
    assert len({path.nodes for path in found}) == 10
    assert all({"5-3", "20-7"} < set(path.nodes) and "10-0" not in path.nodes for path in found)
    count = count_paths(graph, starts, ends, via, avoiding)
    assert (count, count.is_exact) == (10**29 * 9**2, True)
    along = count_paths_along(graph, starts, ends, via, avoiding)
    assert along["5-3", "6-0"] == 10**28 * 9**2
    assert along["5-2", "6-0"] == 0


def test_paths_via_a_node_are_counted_exactly_beside_a_cycle() -> None:
    graph = build_layers([1, *[10] * 30, 1])
    graph.add_edge("2-0", "1-0")
    beside = count_paths(graph, ["0-0"], ["31-0"], via=["2-0", "20-0"])
    assert beside.is_exact
    # From 2-0 a path may go back to 1-0 only if it came to 2-0 from one of the other nine, and it then goes
    # on to one of the other nine nodes of its layer.
    assert beside == 10 * 10**27 + 9 * 9 * 10**27


def test_a_list_via_a_node_on_a_large_cycle_stops_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST_PATHS_LOOKED_AT", 10)
    found = list(find_paths(build_complete(), ["0"], ["24"], at_most=None, via=["7"]))
    assert [path.nodes for path in found] == [("0", "7", "24")]


def test_what_large_cycles_cut_off_is_told_by_what_leads_where(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = build_graph("a>b b>c c>b b>d d>e")
    assert find_cut_off(graph, "d", ["a"], ["e"]) == {"a", "b", "e"}
    monkeypatch.setattr(paths, "MOST_STEPS_IN_CYCLES", 1)
    assert find_cut_off(graph, "d", ["a"], ["e"]) == {"a", "b", "c", "e"}


def test_a_count_along_edges_that_stops_in_a_large_cycle_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.complete_graph(6, nx.DiGraph)
    graph = nx.relabel_nodes(graph, dict(zip(range(6), "abcdef", strict=True)))
    whole = paths.count_paths_through(graph, ["a"], ["f"])
    assert all(count.is_exact for count in whole.values())
    monkeypatch.setattr(paths, "_MOST_STEPS_ALONG", 50)
    part = paths.count_paths_through(graph, ["a"], ["f"])
    assert not any(count.is_exact for count in part.values())
    assert all(part[node] <= whole[node] for node in graph)

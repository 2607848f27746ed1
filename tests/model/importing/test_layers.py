from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.importing.layers import count_backward, find_closing, find_layers, order_values

NODES = "abcdefgh"
EDGES = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda edge: edge[0] != edge[1])
)


@given(EDGES)
def test_without_the_closing_edges_there_is_no_cycle(edges: list[tuple[str, str]]) -> None:
    closing = find_closing(NODES, edges)
    rest = nx.DiGraph([edge for edge in edges if edge not in closing])
    assert nx.is_directed_acyclic_graph(rest)
    assert bool(closing) == (not nx.is_directed_acyclic_graph(nx.DiGraph(edges)))


def test_a_walk_begins_where_nothing_leads_to_and_goes_through_every_node() -> None:
    assert find_closing("abc", [("b", "c"), ("c", "b"), ("a", "c")]) == {("b", "c")}
    assert find_closing("abcd", [("a", "b"), ("c", "d"), ("d", "c")]) == {("d", "c")}
    assert find_closing("ab", [("a", "a"), ("a", "b"), ("b", "a")]) == {("a", "a"), ("b", "a")}


@given(EDGES)
def test_each_closing_edge_closes_a_cycle_with_the_others(edges: list[tuple[str, str]]) -> None:
    closing = find_closing(NODES, edges)
    rest = nx.DiGraph([edge for edge in edges if edge not in closing])
    assert all(nx.has_path(rest, target, source) for source, target in closing)


@given(EDGES)
def test_the_layer_of_a_node_is_the_length_of_the_longest_way_to_it(edges: list[tuple[str, str]]) -> None:
    onward = [(min(edge), max(edge)) for edge in edges]
    layers = find_layers(NODES, onward)
    for node in NODES:
        before = [layers[source] for source, target in onward if target == node]
        assert layers[node] == (max(before) + 1 if before else 0)


def test_values_stay_as_they_come_up_where_no_other_order_is_better() -> None:
    assert order_values(["b", "a"], {}) == ["b", "a"]
    assert order_values(["b", "a"], {("a", "b"): 1, ("b", "a"): 1}) == ["b", "a"]


def test_values_follow_the_edges_between_them() -> None:
    assert order_values(["effect", "need", "deed"], {("need", "deed"): 2, ("deed", "effect"): 1}) == [
        "need",
        "deed",
        "effect",
    ]


def test_numbers_count_only_where_all_are_numbered_alike() -> None:
    assert order_values(["10", "9", "1.5"], {}) == ["1.5", "9", "10"]
    assert order_values(["2. Doen", "1. Nodig"], {}) == ["1. Nodig", "2. Doen"]
    assert order_values(["2. Doen", "Nodig"], {}) == ["2. Doen", "Nodig"]
    assert order_values(["Step 2", "Phase 1"], {}) == ["Step 2", "Phase 1"]
    assert order_values(["2 a", "2 b", "1"], {}) == ["2 a", "2 b", "1"]


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ([f"{'x' * 20}2", f"{'x' * 20}1"], [1, 0]),
        ([f"{'x' * 21}2", f"{'x' * 21}1"], [0, 1]),
        (["999999", "111111"], [1, 0]),
        (["1000002", "1000001"], [0, 1]),
        (["Step 2", "STEP  1"], [1, 0]),
        (["Étape 2", "etape 1"], [1, 0]),
        (["1.3", "1.25"], [1, 0]),
        (["2", "1", "2.0"], [0, 1, 2]),
        (["phase 10 of 12", "phase 9 of 12"], [1, 0]),
    ],
)
def test_a_number_near_the_beginning_says_the_order(values: list[str], order: list[int]) -> None:
    assert order_values(values, {}) == [values[at] for at in order]


@pytest.mark.parametrize(
    ("values", "pairs", "order"),
    [
        ("bca", {("a", "b"): 1, ("b", "c"): 1}, "abc"),
        ("ba", {("a", "b"): 2, ("b", "a"): 1}, "ab"),
        ("ba", {("a", "b"): 1, ("b", "a"): 2}, "ba"),
        ("ba", {("a", "b"): 1, ("b", "b"): 9, ("a", "a"): 9}, "ab"),
        ("cba", {("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 1}, "abc"),
        ("dcba", {("a", "b"): 1, ("c", "d"): 1}, "cdab"),
        ("abc", {("c", "a"): 1, ("c", "b"): 1, ("b", "a"): 1}, "cba"),
    ],
)
def test_values_stand_as_most_edges_lead(values: str, pairs: dict[tuple[str, str], int], order: str) -> None:
    assert "".join(order_values(values, pairs)) == order


def test_edges_back_are_counted_by_their_number() -> None:
    pairs = {("a", "b"): 5, ("b", "a"): 2, ("c", "a"): 3, ("a", "a"): 7}
    assert count_backward("abc", pairs) == 5
    assert count_backward("cba", pairs) == 5
    assert count_backward("cab", pairs) == 2


@given(st.dictionaries(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), st.integers(1, 9)))
def test_no_order_is_worse_than_that_of_the_file(pairs: dict[tuple[str, str], int]) -> None:
    order = order_values(NODES, pairs)
    assert sorted(order) == list(NODES)
    assert count_backward(order, pairs) <= count_backward(NODES, pairs)


@given(st.permutations(list(NODES)), EDGES)
def test_an_order_without_edges_back_is_found_where_there_is_one(
    values: list[str], edges: list[tuple[str, str]]
) -> None:
    pairs = {(min(edge), max(edge)): 1 for edge in edges}
    assert count_backward(order_values(values, pairs), pairs) == 0

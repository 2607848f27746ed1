from __future__ import annotations

from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ConceptualModel
from model.path_comparison import MOST_DIMENSIONS, MOST_GROUPS, PathGroup, compare_paths
from tests.building import build_model

NODES = "abcdefgh"
STAGES = {"first": "a b", "second": "c d e", "third": "f g h"}

edges = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda edge: edge[0] != edge[1]),
    max_size=24,
    unique=True,
)
ends = st.sampled_from(["stage:first", "stage:third", *NODES])
few_nodes = st.sets(st.sampled_from(NODES), max_size=2)


def build_layers(*widths: int) -> ConceptualModel:
    """A model with a number of nodes at each stage, each linked to all of the next stage."""
    layers = [[f"{layer}-{place}" for place in range(width)] for layer, width in enumerate(widths)]
    pairs = [pair for left, right in pairwise(layers) for pair in product(left, right)]
    return build_model(pairs, stages={f"stage-{layer}": nodes for layer, nodes in enumerate(layers)})


@given(edges, ends, ends, few_nodes, few_nodes)
def test_each_path_is_in_one_group_and_each_group_is_counted(
    edges: list[tuple[str, str]], start: str, end: str, via: set[str], avoiding: set[str]
) -> None:
    model = build_model(feedback=edges, stages=STAGES)
    comparison = compare_paths(model, start, end, via, avoiding)
    chosen = {node for dimension in comparison.dimensions for node in dimension}
    others = [node for node in via if node not in chosen]
    paths = list(model.find_paths(start, end, at_most=None, via=others, avoiding=avoiding))
    counted = Counter(comparison.locate(path) for path in paths)
    if comparison.dimensions:
        assert {group.nodes: group.count for group in comparison.groups} == counted
        assert sum(counted.values()) == model.count_paths(start, end, via=others, avoiding=avoiding)
    for path, dimension in product(paths, comparison.dimensions):
        assert sum(node in path.nodes for node in dimension) <= 1


@given(edges, ends, ends, few_nodes)
def test_the_groups_are_few(edges: list[tuple[str, str]], start: str, end: str, via: set[str]) -> None:
    comparison = compare_paths(build_model(feedback=edges, stages=STAGES), start, end, via)
    assert len(comparison.groups) <= MOST_GROUPS
    assert len(comparison.dimensions) <= MOST_DIMENSIONS


def test_the_choices_near_the_end_divide_the_paths() -> None:
    comparison = compare_paths(build_layers(2, 3, 1, 2, 2), "stage:stage-0", "stage:stage-4")
    assert comparison.dimensions == (("1-0", "1-1", "1-2"), ("3-0", "3-1"), ("4-0", "4-1"))
    assert comparison.groups[0] == PathGroup(("1-0", "3-0", "4-0"), 2)
    assert len(comparison.groups) == 12


def test_a_choice_that_makes_too_many_groups_is_left_out() -> None:
    comparison = compare_paths(build_layers(2, MOST_GROUPS, 2), "stage:stage-0", "stage:stage-2", seconds=60)
    assert comparison.dimensions == (("0-0", "0-1"), ("2-0", "2-1"))
    assert [group.count for group in comparison.groups] == [MOST_GROUPS] * 4


@pytest.mark.parametrize(("width", "groups"), [(15, 60), (16, 32)])
def test_paths_are_divided_into_sixty_groups_at_most(width: int, groups: int) -> None:
    comparison = compare_paths(build_layers(2, width, 2), "stage:stage-0", "stage:stage-2", seconds=60)
    assert len(comparison.groups) == groups


def test_a_choice_that_follows_from_a_later_one_is_left_out() -> None:
    model = build_model("a>c b>d c>e d>e", stages={"first": "a b", "second": "c d", "third": "e"})
    assert compare_paths(model, "stage:first", "e").dimensions == (("c", "d"),)


def test_paths_past_a_choice_are_a_group_of_their_own() -> None:
    model = build_model("a>c a>d a>e c>e d>e", stages={"first": "a", "second": "c d", "third": "e"})
    assert compare_paths(model, "a", "e").groups == (
        PathGroup(("c",), 1),
        PathGroup(("d",), 1),
        PathGroup((None,), 1),
    )


def test_nodes_of_a_stage_that_lead_to_each_other_are_a_choice_step_by_step() -> None:
    model = build_model("a>b a>c b>d b>e c>d c>e d>f e>f", stages={"only": "a b c d e f"})
    assert compare_paths(model, "a", "f").dimensions == (("b", "c"), ("d", "e"))


@pytest.mark.parametrize("via", [["1-0"], ["1-0", "2-1"]])
def test_nodes_to_pass_that_are_a_choice_leave_all_groups(via: list[str]) -> None:
    model = build_layers(1, 2, 2, 1)
    assert compare_paths(model, "0-0", "3-0", via) == compare_paths(model, "0-0", "3-0")


def test_other_nodes_to_pass_restrict_the_groups() -> None:
    model = build_layers(*[3] * 5)
    restricted = compare_paths(model, "stage:stage-0", "stage:stage-4", via=["0-1", "4-1"])
    assert sum(group.count for group in restricted.groups) == 81


def test_where_no_path_leads_or_only_one_there_is_nothing_to_compare() -> None:
    model = build_model("a>b b>c", nodes="a b c d")
    assert compare_paths(model, "a", "c").groups == compare_paths(model, "a", "d").groups == ()


def test_millions_of_paths_are_counted_not_listed() -> None:
    comparison = compare_paths(build_layers(*[5] * 12), "stage:stage-0", "stage:stage-11")
    assert sum(group.count for group in comparison.groups) == 5**12


def test_without_time_nothing_is_compared() -> None:
    assert compare_paths(build_layers(2, 2), "stage:stage-0", "stage:stage-1", seconds=-1).groups == ()


def test_paths_in_a_cycle_too_large_to_count_are_not_compared() -> None:
    nodes = [f"n{place}" for place in range(14)]
    pairs = [(left, right) for left, right in product(nodes, nodes) if left != right]
    model = build_model(feedback=pairs, stages={"first": nodes[:7], "second": nodes[7:]})
    assert compare_paths(model, "n0", "n13").groups == ()

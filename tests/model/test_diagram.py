from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from model import ConceptualModel, UnknownIdError
from model.diagram import (
    Diagram,
    DrawnEdge,
    DrawnNode,
    Emphasis,
    Filter,
    build_diagram,
    emphasise_node,
    emphasise_path,
    emphasise_paths,
    focus_nodes,
)
from model.schema import Provenance
from tests.building import build_model

MODEL = build_model(
    "a>m b>m m>c",
    stages={"need": "a b", "moment": "m", "effect": "c"},
    levels={"patient": "a c", "nurse": "b", "between": "m"},
    shared="between",
)


def choose(levels: str = "", stages: str = "", without: str = "") -> Filter:
    return Filter(*(frozenset(ids.split()) for ids in (levels, stages, without)))


def list_nodes(diagram: Diagram) -> list[str]:
    return [node.id for node in diagram.nodes]


def list_faded(diagram: Diagram) -> list[str]:
    return [node.id for node in diagram.nodes if node.is_faded]


def list_edges(diagram: Diagram) -> list[str]:
    return [f"{edge.source}>{edge.target}" for edge in diagram.edges]


def test_without_a_filter_everything_is_drawn_and_nothing_faded() -> None:
    diagram = build_diagram(MODEL, "en")
    assert list_nodes(diagram) == ["a", "m", "b", "c"]
    assert list_faded(diagram) == []
    assert not any(edge.is_faded for edge in diagram.edges)


def test_what_a_filter_does_not_keep_is_faded_and_stays() -> None:
    diagram = build_diagram(MODEL, "en", choose(levels="patient"))
    assert list_faded(diagram) == ["b"]
    assert len(diagram.nodes) == 4


def test_an_edge_is_faded_with_either_of_its_nodes() -> None:
    diagram = build_diagram(MODEL, "en", choose(levels="patient"))
    assert [f"{edge.source}>{edge.target}" for edge in diagram.edges if edge.is_faded] == ["b>m"]


def test_what_a_filter_does_not_keep_can_be_left_out_with_its_edges() -> None:
    diagram = build_diagram(MODEL, "en", choose(levels="patient"), hide=True)
    assert list_nodes(diagram) == ["a", "m", "c"]
    assert list_edges(diagram) == ["a>m", "m>c"]


def test_a_shared_level_stays_whatever_level_is_chosen() -> None:
    assert choose(levels="nurse").find_nodes(MODEL) == {"b", "m"}


def test_a_shared_level_can_be_switched_off_by_itself() -> None:
    assert choose(levels="nurse", without="between").find_nodes(MODEL) == {"b"}


def test_stage_and_level_must_both_be_chosen() -> None:
    assert choose(levels="patient", stages="effect").find_nodes(MODEL) == {"c"}


def test_a_filter_is_empty_only_without_any_choice() -> None:
    assert choose().is_empty
    assert not any(
        filter_.is_empty for filter_ in (choose("nurse"), choose(stages="need"), choose(without="nurse"))
    )


def test_with_every_level_switched_off_nothing_is_kept() -> None:
    assert choose(without="patient nurse between").find_nodes(MODEL) == frozenset()


def test_hidden_stages_leave_no_column_and_hidden_levels_no_row() -> None:
    diagram = build_diagram(MODEL, "en", choose(levels="nurse", stages="need"), hide=True)
    assert [column.id for column in diagram.columns] == ["need"]
    assert [row.id for row in diagram.rows] == ["nurse"]


def test_faded_stages_and_levels_keep_their_column_and_row() -> None:
    diagram = build_diagram(MODEL, "en", choose(levels="nurse", stages="need"))
    assert (len(diagram.columns), len(diagram.rows)) == (3, 3)


def test_a_stage_and_a_level_without_nodes_have_a_band_unless_the_rest_is_hidden() -> None:
    model = build_model(stages={"need": "a", "empty": ""}, levels={"nurse": "a", "nobody": ""})
    for hide in (False, True):
        diagram = build_diagram(model, "en", hide=hide)
        assert [column.id for column in diagram.columns] == ["need", "empty"][: 2 - hide]
        assert [row.id for row in diagram.rows] == ["nurse", "nobody"][: 2 - hide]


def test_a_level_keeps_its_position_when_levels_before_it_are_hidden() -> None:
    diagram = build_diagram(MODEL, "en", choose(levels="nurse", without="between"), hide=True)
    assert [(row.id, row.position) for row in diagram.rows] == [("nurse", 1)]


@pytest.mark.parametrize("chosen", [choose(levels="patent"), choose(stages="efect")])
@pytest.mark.parametrize("hide", [True, False])
def test_a_filter_for_an_unknown_level_or_stage_is_refused(chosen: Filter, hide: bool) -> None:
    with pytest.raises(UnknownIdError):
        build_diagram(MODEL, "en", chosen, hide=hide)


def test_a_filter_without_an_unknown_level_is_refused() -> None:
    with pytest.raises(UnknownIdError):
        build_diagram(MODEL, "en", choose(without="patent"))


def test_names_and_titles_are_in_the_language_asked_for() -> None:
    file = build_model(nodes="a").file
    words = {"en": "Joy", "nl": "Vreugde"}
    data = file.model_dump(by_alias=True)
    for entry in (data["nodes"][0], data["stages"][0], data["levels"][0]):
        entry["name"] = words
    diagram = build_diagram(type(MODEL)(type(file).model_validate(data)), "nl")
    named = (diagram.nodes[0], diagram.columns[0], diagram.rows[0])
    assert [part.name for part in named] == ["Vreugde"] * 3


def test_provenance_and_feedback_are_drawn() -> None:
    model = build_model("a>b", feedback="b>a", provenances={"a": "open"})
    first, second = model.edges
    known = first.model_copy(update={"provenance": Provenance(kind="inferred")})
    model = ConceptualModel(model.file.model_copy(update={"edges": (known, second)}))
    diagram = build_diagram(model, "en")
    assert [edge.provenance for edge in diagram.edges] == ["inferred", None]
    assert [node.provenance for node in diagram.nodes] == ["open", None]
    assert [edge.is_feedback for edge in diagram.edges] == [False, True]


def test_two_diagrams_of_the_same_choice_are_equal() -> None:
    chosen = choose(levels="nurse")
    assert build_diagram(MODEL, "en", chosen) == build_diagram(MODEL, "en", chosen)


def test_an_edge_without_a_direction_is_drawn_as_one() -> None:
    diagram = build_diagram(build_model("a>b", undirected="b>c"), "en")
    assert [edge.is_directed for edge in diagram.edges] == [True, False]
    assert diagram.has_undirected
    assert not build_diagram(build_model("a>b"), "en").has_undirected


def read_pairs(pairs: str) -> frozenset[tuple[str, str]]:
    return frozenset((pair[0], pair[1]) for pair in pairs.split())


def build_emphasis(nodes: str, edges: str, before: str = "", after: str = "") -> Emphasis:
    """Nodes and edges in one text each, "ab" for the edge from a to b."""
    return Emphasis(frozenset(nodes.split()), *map(read_pairs, (edges, before, after)))


@pytest.mark.parametrize(
    ("node", "steps", "emphasis"),
    [
        ("m", None, build_emphasis("v a b m c d w", "va am bm mc cd dw", "va am bm", "mc cd dw")),
        ("m", 1, build_emphasis("a b m c", "am bm mc", "am bm", "mc")),
        ("m", 0, build_emphasis("m", "")),
        ("v", None, build_emphasis("v a m c d w", "va am mc cd dw", "", "va am mc cd dw")),
        ("w", 2, build_emphasis("c d w", "cd dw", "cd dw", "")),
        ("x", None, build_emphasis("x y", "xy", "", "xy")),
    ],
)
def test_around_a_node_stands_out_what_leads_to_it_and_what_follows_from_it(
    node: str, steps: int | None, emphasis: Emphasis
) -> None:
    model = build_model("v>a a>m b>m m>c c>d d>w x>y")
    assert emphasise_node(model, node, steps) == emphasis


def test_on_a_cycle_edges_lead_to_a_node_and_follow_from_it() -> None:
    model = build_model("a>b b>c", feedback="c>a", nodes="a b c d")
    emphasis = emphasise_node(model, "a")
    assert emphasis == build_emphasis("a b c", "ab bc ca", "ab bc ca", "ab bc ca")
    assert emphasis.find_way("a", "b") == "before"


def test_an_edge_is_before_a_node_or_after_it_or_neither() -> None:
    emphasis = emphasise_node(MODEL, "m")
    ways = [emphasis.find_way(*pair) for pair in (("a", "m"), ("m", "c"), ("c", "m"))]
    assert ways == ["before", "after", ""]


def test_of_all_paths_those_edges_stand_out_that_one_has() -> None:
    model = build_model("a>b b>c a>d d>c c>e x>b")
    assert emphasise_paths(model, "a", "c") == build_emphasis("a b c d", "ab bc ad dc")
    assert emphasise_paths(model, "a", "c", avoiding=["d"]) == build_emphasis("a b c", "ab bc")
    assert emphasise_paths(model, "c", "a") == build_emphasis("", "")


def list_looks(diagram: Diagram) -> str:
    """Nodes and edges in one text, what stands out with a "+", what is faded with a "-", then its way."""
    nodes = [(node.id, node, "") for node in diagram.nodes]
    edges = [(f"{edge.source}>{edge.target}", edge, edge.way) for edge in diagram.edges]
    drawn: list[tuple[str, Any, str]] = [*nodes, *edges]
    return " ".join(f"{name}{'+' * part.is_lit}{'-' * part.is_faded}{way}" for name, part, way in drawn)


@pytest.mark.parametrize(
    ("emphasis", "chosen", "picked", "looks"),
    [
        (emphasise_path("am"), "", "", "a+ m+ b- c- a>m+ b>m- m>c-"),
        (emphasise_path("amc"), "nurse", "", "a- m+ b- c- a>m- b>m- m>c-"),
        (emphasise_path("amc"), "nurse", "a", "a+ m+ b- c- a>m+ b>m- m>c-"),
        (emphasise_node(MODEL, "m"), "", "", "a+ m+ b+ c+ a>m+before b>m+before m>c+after"),
        (emphasise_node(MODEL, "m"), "nurse", "", "a- m+ b+ c- a>m- b>m+before m>c-"),
        (None, "", "", "a m b c a>m b>m m>c"),
        (None, "nurse", "", "a- m b c- a>m- b>m m>c-"),
        (None, "nurse", "a", "a m b c- a>m b>m m>c-"),
    ],
)
def test_what_is_emphasised_and_kept_or_picked_stands_out_and_the_rest_is_faded(
    emphasis: Emphasis | None, chosen: str, picked: str, looks: str
) -> None:
    diagram = build_diagram(
        MODEL, "en", choose(levels=chosen), emphasis=emphasis, picked=frozenset(picked.split())
    )
    assert list_looks(diagram) == looks


def test_an_edge_beside_a_path_between_two_of_its_nodes_is_faded() -> None:
    model = build_model("a>b b>c a>c")
    diagram = build_diagram(model, "en", emphasis=emphasise_path("abc"))
    assert list_looks(diagram) == "a+ b+ c+ a>b+ b>c+ a>c-"


def test_numbers_of_stories_are_there_where_they_are_to_be_shown() -> None:
    for counts, shown in ((None, [None] * 4), ({}, [0] * 4), ({"b": 3}, [0, 0, 3, 0])):
        assert [node.count for node in build_diagram(MODEL, "en", counts=counts).nodes] == shown


def flag(model: ConceptualModel, stage: str, **flags: bool) -> ConceptualModel:
    """The model with flags on one of its stages."""
    stages = tuple(part.model_copy(update=flags) if part.id == stage else part for part in model.stages)
    return ConceptualModel(model.file.model_copy(update={"stages": stages}))


def test_open_nodes_are_marks_at_stages_that_mark_them_unless_that_is_not_wanted() -> None:
    model = build_model(
        stages={"need": "a b c", "effect": "d"}, provenances={"a": "open", "b": "stated", "d": "open"}
    )
    marked = flag(model, "need", marks_open=True)
    for shown, marks, ids in ((marked, True, ["a"]), (marked, False, []), (model, True, [])):
        diagram = build_diagram(shown, "en", marks=marks)
        assert [node.id for node in diagram.nodes if node.is_mark] == ids


def test_nodes_of_the_middle_are_drawn_as_such() -> None:
    diagram = build_diagram(flag(MODEL, "moment", middle=True), "en")
    assert [node.id for node in diagram.nodes if node.is_middle] == ["m"]
    assert not any(node.is_middle for node in build_diagram(MODEL, "en").nodes)


def test_nodes_and_edges_are_plain_unless_said_otherwise() -> None:
    node = DrawnNode("a", "A", "need", "nurse", None, is_faded=False)
    assert node == DrawnNode("a", "A", "need", "nurse", None, False, False, None, "A", False, False)
    edge = DrawnEdge("a", "b", "leads-to", None, is_feedback=False, is_faded=False)
    assert edge == DrawnEdge("a", "b", "leads-to", None, False, False, False, True, "")


def test_a_node_in_other_words_is_a_box_and_else_as_it_was() -> None:
    node = DrawnNode("a", "A", "need", "nurse", "open", True, True, 3, "A\u00adb", True, True)
    assert node.label == "A\u00adb"
    assert node.rename("Tea") == replace(node, name="Tea", label="Tea", is_mark=False)


def test_a_part_is_some_nodes_with_their_neighbours_the_edges_at_them_and_the_bands_of_these() -> None:
    model = flag(
        build_model(
            "a>b b>c c>d b>e e>c",
            stages={"one": "a", "two": "b", "three": "c e", "four": "d"},
            levels={"top": "a d", "low": "b c e"},
        ),
        "two",
        middle=True,
    )
    diagram = build_diagram(flag(model, "three", middle=True), "en")
    part = focus_nodes(diagram, frozenset("b"))
    assert list_nodes(part) == ["a", "b", "c", "e"]
    assert list_edges(part) == ["a>b", "b>c", "b>e"]
    assert [column.id for column in part.columns] == ["one", "two", "three"]
    assert [row.id for row in part.rows] == ["top", "low"]
    assert [node.id for node in part.nodes if node.is_middle] == ["b"]
    alone = focus_nodes(diagram, frozenset("d"))
    assert ([row.id for row in alone.rows], list_edges(alone)) == (["top", "low"], ["c>d"])
    assert focus_nodes(diagram, frozenset()).nodes == ()


def test_in_a_part_every_open_node_is_a_box() -> None:
    model = flag(build_model("a>b", provenances={"a": "open"}), "stage", marks_open=True)
    diagram = build_diagram(model, "en")
    assert [node.is_mark for node in diagram.nodes] == [True, False]
    assert not any(node.is_mark for node in focus_nodes(diagram, frozenset("b")).nodes)

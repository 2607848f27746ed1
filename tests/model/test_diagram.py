from __future__ import annotations

import pytest

from model import UnknownIdError
from model.diagram import Diagram, Filter, build_diagram
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


def test_a_stage_without_nodes_has_a_column_of_its_own() -> None:
    model = build_model(stages={"need": "a", "empty": ""})
    assert [column.id for column in build_diagram(model, "en").columns] == ["need", "empty"]


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
    diagram = build_diagram(model, "en")
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

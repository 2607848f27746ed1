from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ConceptualModel, ConceptualModelError, UnknownIdError
from model.paths import Path
from model.schema import Words
from tests.building import build_model


def list_ids(model: ConceptualModel, **chosen: str | list[str]) -> list[str]:
    return [node.id for node in model.nodes(**chosen)]


def test_nodes_come_in_the_order_of_the_file() -> None:
    assert list_ids(build_model(nodes="c a b")) == ["c", "a", "b"]


def test_nodes_are_chosen_by_stage_and_by_level() -> None:
    model = build_model(stages={"need": "a b", "effect": "c"}, levels={"patient": "a c", "nurse": "b"})
    assert list_ids(model, stage="need") == ["a", "b"]
    assert list_ids(model, level="patient") == ["a", "c"]
    assert list_ids(model, stage="need", level="patient") == ["a"]


def test_nodes_are_chosen_by_several_stages_at_once() -> None:
    model = build_model(stages={"need": "a", "moment": "b", "effect": "c"})
    assert list_ids(model, stage=["effect", "need"]) == ["a", "c"]


def test_no_stage_chosen_is_not_the_same_as_every_stage() -> None:
    assert list_ids(build_model(nodes="a"), stage=[]) == []


def test_stages_levels_and_edges_come_in_the_order_of_the_file() -> None:
    model = build_model("b>c a>b", stages={"one": "", "two": "a b c"}, levels={"y": "a", "x": "b c"})
    assert [stage.id for stage in model.stages] == ["one", "two"]
    assert [level.id for level in model.levels] == ["y", "x"]
    assert [(edge.source, edge.target) for edge in model.edges] == [("b", "c"), ("a", "b")]


MODEL = build_model(
    "alpha>beta", stages={"need": "alpha", "effect": "beta"}, levels={"patient": "alpha beta"}
)


@pytest.mark.parametrize(
    ("ask", "what", "near"),
    [
        (lambda: MODEL.get_node("alpa"), "node", "alpha"),
        (lambda: MODEL.get_stage("efect"), "stage", "effect"),
        (lambda: MODEL.get_level("patent"), "level", "patient"),
        (lambda: MODEL.get_kind("lead-to"), "kind", "leads-to"),
        (lambda: MODEL.get_source("papr"), "source", "paper"),
        (lambda: MODEL.get_edges("alpa", "beta"), "node", "alpha"),
        (lambda: MODEL.get_edges("alpha", "bta"), "node", "beta"),
        (lambda: MODEL.nodes(stage="ned"), "stage", "need"),
        (lambda: MODEL.nodes(level=["patient", "patent"]), "level", "patient"),
        (lambda: MODEL.find_upstream("alpa"), "node", "alpha"),
        (lambda: MODEL.find_downstream("alpa"), "node", "alpha"),
        (lambda: MODEL.find_paths("alpa", "beta"), "node", "alpha"),
        (lambda: MODEL.find_paths("alpha", "bta"), "node", "beta"),
        (lambda: MODEL.count_paths("alpa", "beta"), "node", "alpha"),
        (lambda: MODEL.count_paths("alpha", "bta"), "node", "beta"),
        (lambda: MODEL.find_paths("level:patent", "beta"), "level", "patient"),
        (lambda: MODEL.find_paths(["alpha", "bta"], "beta"), "node", "beta"),
        (lambda: MODEL.find_paths("alpha", "beta", via=["bta"]), "node", "beta"),
        (lambda: MODEL.find_paths("alpha", "beta", avoiding=["alpa"]), "node", "alpha"),
        (lambda: MODEL.count_paths("alpha", "beta", via=["bta"]), "node", "beta"),
        (lambda: MODEL.count_paths("alpha", "beta", avoiding=["alpa"]), "node", "alpha"),
        (lambda: MODEL.count_paths_along("alpha", "stage:efect"), "stage", "effect"),
        (lambda: MODEL.count_paths_along("alpha", "beta", avoiding=["alpa"]), "node", "alpha"),
        (lambda: MODEL.find_ends("stage:ned+level:patient"), "stage", "need"),
        (lambda: MODEL.without(["alpa"]), "node", "alpha"),
        (lambda: MODEL.find_bottlenecks("alpa", "beta"), "node", "alpha"),
        (lambda: MODEL.find_bottlenecks("alpha", "beta", ["bta"]), "node", "beta"),
        (lambda: MODEL.find_articulations("alpha", "bta"), "node", "beta"),
        (lambda: MODEL.find_cut_off("bta", "alpha", "beta"), "node", "beta"),
        (lambda: MODEL.count_paths("stage:ned", "stage:effect"), "stage", "need"),
        (lambda: MODEL.count_paths("stage:need", "stage:efect"), "stage", "effect"),
    ],
)
def test_every_question_about_an_unknown_id_says_the_nearest_at_once(
    ask: Callable[[], object], what: str, near: str
) -> None:
    with pytest.raises(UnknownIdError) as caught:
        ask()
    assert (caught.value.what, caught.value.near) == (what, near)


def test_an_id_like_no_other_is_unknown_without_a_suggestion() -> None:
    with pytest.raises(UnknownIdError) as caught:
        MODEL.get_node("zzz")
    assert caught.value.near is None


def test_between_two_nodes_that_are_not_linked_there_is_no_edge() -> None:
    assert MODEL.get_edges("beta", "alpha") == ()


def test_upstream_are_the_nodes_that_lead_to_a_node_and_not_the_node() -> None:
    assert build_model("a>b b>c x>y").find_upstream("c") == {"a", "b"}


def test_downstream_are_the_nodes_that_a_node_leads_to_and_not_the_node() -> None:
    assert build_model("a>b b>c x>y").find_downstream("a") == {"b", "c"}


def test_one_step_reaches_the_neighbours_only() -> None:
    model = build_model("a>b b>c")
    assert model.find_downstream("a", steps=1) == {"b"}
    assert model.find_upstream("c", steps=1) == {"b"}


def test_no_step_reaches_nothing() -> None:
    assert build_model("a>b").find_downstream("a", steps=0) == frozenset()


def test_the_shortest_way_counts_for_the_number_of_steps() -> None:
    assert "d" in build_model("a>b b>c c>d a>d").find_downstream("a", steps=1)


def test_a_node_on_a_cycle_is_in_its_own_upstream_and_downstream() -> None:
    model = build_model("a>b b>c", feedback="c>a")
    assert model.find_upstream("b") == {"a", "b", "c"}
    assert model.find_downstream("b") == {"a", "b", "c"}


def test_a_node_on_a_cycle_is_in_its_own_downstream_only_after_a_whole_turn() -> None:
    model = build_model("a>b b>c", feedback="c>a")
    assert model.find_downstream("a", steps=2) == {"b", "c"}
    assert model.find_downstream("a", steps=3) == {"a", "b", "c"}


def test_paths_are_found_and_counted_along_feedback_as_along_every_edge() -> None:
    model = build_model("a>b", feedback="b>c", stages={"need": "a c", "effect": "b"})
    assert [path.nodes for path in model.find_paths("a", "c")] == [("a", "b", "c")]
    assert model.count_paths("a", "c") == 1


def test_two_kinds_of_edges_between_two_nodes_are_one_path() -> None:
    file = build_model("a>b").file
    shapes = file.kinds[0].model_copy(update={"id": "shapes"})
    second = file.edges[0].model_copy(update={"kind": "shapes"})
    model = ConceptualModel(
        file.model_copy(update={"kinds": (*file.kinds, shapes), "edges": (*file.edges, second)})
    )
    assert len(model.get_edges("a", "b")) == 2
    assert model.count_paths("a", "b") == 1
    assert model.to_sentence(Path(("a", "b")), "en") == "A leads to / leads to b."


def test_paths_between_stages_are_counted_from_all_nodes_to_all_nodes() -> None:
    model = build_model("a>c b>c b>d", stages={"need": "a b", "effect": "c d"})
    assert model.count_paths("stage:need", "stage:effect") == 3


def test_paths_through_a_node_run_from_the_first_stage_to_the_last() -> None:
    model = build_model("a>m b>m m>c m>d b>d", stages={"need": "a b", "moment": "m", "effect": "c d"})
    assert model.paths_through == {"a": 2, "b": 3, "m": 4, "c": 2, "d": 3}


def test_a_path_reads_as_a_sentence() -> None:
    model = build_model("a>b b>c", names={"a": "time", "b": "room", "c": "joy"})
    assert model.to_sentence(Path(("a", "b", "c")), "en") == "Time leads to room, leads to joy."


def test_a_sentence_takes_the_name_that_is_meant_for_it() -> None:
    file = build_model("a>b").file
    first, second = file.nodes
    meant = second.model_copy(update={"in_sentence": Words({"en": "the joy"})})
    model = ConceptualModel(file.model_copy(update={"nodes": (first, meant)}))
    assert model.to_sentence(Path(("a", "b")), "en") == "A leads to the joy."


def test_a_path_of_one_node_reads_as_its_name() -> None:
    assert build_model(nodes="a", names={"a": "joy"}).to_sentence(Path(("a",)), "en") == "Joy."


def test_a_sentence_about_an_unknown_node_says_the_nearest() -> None:
    with pytest.raises(UnknownIdError):
        MODEL.to_sentence(Path(("alpa",)), "en")


def test_nodes_are_found_by_words_of_their_name_whatever_case_and_accents() -> None:
    model = build_model(nodes="a b", names={"a": "Patiënt", "b": "Zorg"})
    assert [node.id for node in model.find_nodes("PATIENT")] == ["a"]


def test_an_empty_search_finds_no_node() -> None:
    assert build_model(nodes="a").find_nodes(" ") == ()


def test_the_question_of_an_open_node_is_searched_too() -> None:
    model = build_model(nodes="a b", provenances={"a": "open"})
    assert [node.id for node in model.find_nodes("would help")] == ["a"]


GRID = build_model(
    stages={"need": "a b", "effect": "c d"}, levels={"patient": "a c", "nurse": "b d", "leader": ""}
)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("b", "b"),
        ("level:patient", "a c"),
        ("stage:effect", "c d"),
        ("level:nurse+stage:need", "b"),
        ("stage:need+level:nurse", "b"),
        ("stage:need level:nurse", "b"),
        ("level:leader+stage:need", ""),
    ],
)
def test_a_text_names_a_node_a_level_a_stage_or_both_as_ends(text: str, nodes: str) -> None:
    assert GRID.find_ends(text) == tuple(nodes.split())


@pytest.mark.parametrize(
    "text",
    ["a+b", "level:nurse+b", "level:nurse+level:patient", "kind:x", "a:b", ":", "stage:need+", "a b", "+"],
)
def test_ends_in_another_form_are_refused_with_the_forms_that_there_are(text: str) -> None:
    with pytest.raises(ConceptualModelError) as caught:
        GRID.find_ends(text)
    assert str(caught.value) == (
        f'"{text}" names no start or end of paths; write the id of a node, level:ID, stage:ID '
        "or level:ID+stage:ID"
    )


@pytest.mark.parametrize("text", ["", "stage:", "Stage:need"])
def test_ends_without_a_known_id_are_refused(text: str) -> None:
    with pytest.raises(ConceptualModelError):
        GRID.find_ends(text)


def test_ends_are_given_as_a_text_or_as_ids_in_whatever_order() -> None:
    model = build_model("a>c b>c b>d", stages={"need": "a b", "effect": "c d"})
    as_text = list(model.find_paths("stage:need", "stage:effect"))
    assert [path.nodes for path in as_text] == [("a", "c"), ("b", "c"), ("b", "d")]
    assert list(model.find_paths(["b", "a"], {"d", "c"})) == as_text
    assert model.count_paths(["b", "a"], "stage:effect") == 3


def test_paths_run_via_nodes_and_avoid_others() -> None:
    model = build_model("a>b a>c b>d c>d d>e a>e")
    assert [path.nodes for path in model.find_paths("a", "e", via=["d"], avoiding=["b"])] == [
        ("a", "c", "d", "e")
    ]
    assert model.count_paths("a", "e", via=["d"]) == 2
    assert model.count_paths("a", "e", avoiding=["d"]) == 1


def test_the_paths_along_each_edge_come_in_the_order_of_the_nodes_and_edges() -> None:
    model = build_model("a>b b>c x>y", nodes="a b")
    assert list(model.count_paths_along("a", "c").items()) == [
        (("a", "b"), 1),
        (("b", "c"), 1),
        (("x", "y"), 0),
    ]


def test_a_model_without_nodes_lacks_their_edges_too_and_the_first_stays_as_it_was() -> None:
    model = build_model("a>b b>c a>c")
    less = model.without(["b"])
    assert [node.id for node in less.nodes()] == ["a", "c"]
    assert [(edge.source, edge.target) for edge in less.edges] == [("a", "c")]
    assert (len(model.nodes()), len(model.edges), model.count_paths("a", "c")) == (3, 3, 2)


def test_a_model_without_all_its_nodes_answers_still() -> None:
    nothing = build_model("a>b", stages={"need": "a", "effect": "b"}).without(["a", "b"])
    assert nothing.find_unreached() == frozenset()
    assert nothing.count_paths("stage:need", "stage:effect") == 0


def test_unreached_are_the_nodes_that_nothing_at_the_first_stage_leads_to() -> None:
    model = build_model("a>c c>d x>y", stages={"need": "a b", "effect": "c d x y"})
    assert model.find_unreached() == {"x", "y"}
    assert model.without(["a"]).find_unreached() == {"c", "d", "x", "y"}


@given(
    st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))), st.sets(st.sampled_from("abc"))
)
def test_unreached_are_the_nodes_to_which_no_path_leads(edges: set[tuple[str, str]], first: set[str]) -> None:
    onward = sorted((node, other) for node, other in edges if node < other)
    backward = sorted((node, other) for node, other in edges if node > other)
    model = build_model(
        onward, feedback=backward, nodes="a b c d e f", stages={"need": "", "effect": "a b c d e f"}
    )
    moved = [
        node.model_copy(update={"stage": "need"}) if node.id in first else node for node in model.nodes()
    ]
    model = ConceptualModel(model.file.model_copy(update={"nodes": tuple(moved)}))
    assert model.find_unreached() == {node for node in "abcdef" if not model.count_paths("stage:need", node)}


def test_bottlenecks_articulations_and_what_is_cut_off_are_told_between_stages() -> None:
    edges = "a>m b>m m>c m>d m>f c>e d>e f>g"
    model = build_model(edges, stages={"need": "a b", "moment": "m", "effect": "c d f", "end": "e g"})
    assert model.find_bottlenecks("stage:need", "stage:end") == ("m",)
    assert model.find_articulations("stage:need", "stage:end") == ("f",)
    assert model.find_cut_off("f", "stage:need", "stage:end") == {"g"}
    assert model.find_cut_off("c", "stage:need", "stage:end") == frozenset()
    assert model.find_cut_off("c", "stage:need", "stage:end", avoiding=["d"]) == {"e"}
    assert model.find_bottlenecks("a", "e", avoiding=["c"]) == ("m", "d")


def test_every_question_follows_an_edge_without_a_direction_as_it_is_written() -> None:
    model = build_model("a>b", undirected="b>c")
    assert model.count_undirected() == 1
    assert model.count_paths("a", "c") == 1
    assert model.count_paths("c", "a") == 0
    assert model.find_upstream("c") == {"a", "b"}
    assert model.without(["c"]).count_undirected() == 0

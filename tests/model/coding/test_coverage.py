from __future__ import annotations

from itertools import pairwise
from random import Random
from time import process_time

from model import ConceptualModel
from model.coding import Codings
from model.coding.agreement import Share
from model.coding.coverage import Coverage, Leftover, measure_coverage
from model.evidence import Attachment
from tests.building import build_model
from tests.model.coding.building import build_codings, code_story

CHAIN = build_model("a>b b>c")


def attach(**stories: str) -> list[Attachment]:
    """Stories by id, each with its nodes in one text."""
    return [Attachment(story, tuple(nodes.split())) for story, nodes in stories.items()]


def list_edges(coverage: Coverage) -> tuple[list[str], list[str]]:
    """The edges with a story, and those without."""
    covered, untold = coverage.told_edges, coverage.untold_edges
    return [f"{edge.source}>{edge.target}" for edge in covered], [
        f"{edge.source}>{edge.target}" for edge in untold
    ]


def test_an_edge_has_a_story_when_one_story_has_both_its_ends() -> None:
    coverage = measure_coverage(CHAIN, attach(one="a b", other="c"))
    assert (coverage.told_nodes, coverage.untold_nodes) == (("a", "b", "c"), ())
    assert list_edges(coverage) == (["a>b"], ["b>c"])
    assert (coverage.nodes, coverage.edges) == (Share(3, 3), Share(1, 2))


def test_a_node_that_nobody_told_is_named() -> None:
    coverage = measure_coverage(CHAIN, attach(one="b"))
    assert (coverage.told_nodes, coverage.untold_nodes) == (("b",), ("a", "c"))


def test_a_story_of_a_form_is_one_of_its_whole() -> None:
    file = build_model("a>b b>c", nodes="a b c").file
    kinds = (*file.kinds, file.kinds[0].model_copy(update={"id": "form", "is_form": True}))
    edges = tuple(
        edge.model_copy(update={"kind": "form"}) if edge.source == "b" else edge for edge in file.edges
    )
    model = ConceptualModel(file.model_copy(update={"kinds": kinds, "edges": edges}))
    coverage = measure_coverage(model, attach(one="a c"))
    assert coverage.told_nodes == ("a", "b", "c")
    assert list_edges(coverage) == (["a>b", "b>c"], [])


def test_what_nobody_has_named_needs_no_story_and_neither_do_its_edges() -> None:
    model = build_model("a>b b>c a>c", provenances={"b": "open"})
    coverage = measure_coverage(model, attach(one="a b"))
    assert (coverage.told_nodes, coverage.untold_nodes) == (("a",), ("c",))
    assert list_edges(coverage) == ([], ["a>c"])


def test_only_what_is_open_needs_no_story_whatever_else_a_node_rests_on() -> None:
    model = build_model("a>b b>c", provenances={"a": "stated", "b": "inferred"})
    coverage = measure_coverage(model, attach(one="a"))
    assert (coverage.told_nodes, coverage.untold_nodes) == (("a",), ("b", "c"))
    assert list_edges(coverage) == ([], ["a>b", "b>c"])


def build_middle() -> ConceptualModel:
    """A model in which every story is about m and n."""
    file = build_model("a>m m>c m>n", stages={"before": "a", "middle": "m n", "after": "c"}).file
    stages = tuple(stage.model_copy(update={"needs_story": stage.id != "middle"}) for stage in file.stages)
    return ConceptualModel(file.model_copy(update={"stages": stages}))


def test_what_every_story_is_about_is_an_end_that_every_story_has() -> None:
    coverage = measure_coverage(build_middle(), attach(one="a"))
    assert (coverage.told_nodes, coverage.untold_nodes) == (("a",), ("c",))
    assert list_edges(coverage) == (["a>m"], ["m>c"])


def test_stories_are_placed_by_their_nodes_and_leftovers() -> None:
    stories = attach(
        full="a", part="a", nowhere="", dimensions="", waiting="", decided="", uncoded="", old="b"
    )
    codings = Codings(
        codings=(
            code_story("full", "x", "a", passages=2),
            code_story("part", "x", "a", leftovers=1),
            code_story("part", "y", "a"),
            code_story("nowhere", "x", leftovers=1),
            code_story("dimensions", "x", "/a"),
            code_story("dimensions", "y"),
            code_story("waiting", "x", "a"),
            code_story("waiting", "y"),
            code_story("decided", "x", "a"),
            code_story("decided", "y"),
            code_story("uncoded", "x", "a", leftovers=1, is_done=False),
            code_story("old", "x", leftovers=1, is_done=False),
            code_story("withdrawn", "x", "a", leftovers=1, passages=1),
        ),
        decisions=build_codings({}, [("decided", "a", False)]).decisions,
    )
    coverage = measure_coverage(CHAIN, stories, codings)
    assert coverage.placed == {
        "fully": ("full", "old"),
        "partly": ("part",),
        "nowhere": ("nowhere", "dimensions", "decided"),
        "waiting": ("waiting",),
        "uncoded": ("uncoded",),
    }
    assert coverage.unread == ("old",)
    assert [(leftover.story, leftover.coder) for leftover in coverage.leftovers] == [
        ("part", "x"),
        ("nowhere", "x"),
    ]
    assert coverage.stories == Share(3, 6)
    assert coverage.passages == Share(2, 4)


def test_leftovers_are_listed_with_story_coder_and_passage() -> None:
    coding = code_story("one", "x", leftovers=2)
    coverage = measure_coverage(CHAIN, attach(one=""), Codings(codings=(coding,)))
    assert coverage.leftovers == tuple(Leftover("one", "x", passage) for passage in coding.leftovers)


def test_a_node_that_the_model_does_not_have_is_no_place() -> None:
    coverage = measure_coverage(
        CHAIN, attach(one="gone"), build_codings({"x": {"one": "gone"}, "y": {"one": ""}})
    )
    assert coverage.placed["nowhere"] == ("one",)


def test_codings_of_other_stories_and_of_what_is_no_node_make_no_story_wait() -> None:
    codings = build_codings(
        {
            "x": {"one": "gone", "two": "/a", "other": "a", "told": "b"},
            "y": {"one": "", "two": "", "other": ""},
        }
    )
    coverage = measure_coverage(CHAIN, attach(one="", two="", three="", told="a"), codings)
    assert {name: ids for name, ids in coverage.placed.items() if ids} == {
        "fully": ("told",),
        "nowhere": ("one", "two"),
        "uncoded": ("three",),
    }
    assert (coverage.unread, coverage.stories, coverage.passages) == ((), Share(1, 3), Share(0, 0))


def test_without_stories_nothing_is_told() -> None:
    coverage = measure_coverage(CHAIN, [])
    assert (coverage.nodes, coverage.stories, coverage.passages) == (Share(0, 3), Share(0, 0), Share(0, 0))


def test_a_thousand_stories_are_measured_far_within_a_second() -> None:
    names = [f"n{number}" for number in range(60)]
    chance = Random(2)
    model = build_model(list(pairwise(names)))
    stories = [Attachment(str(number), tuple(chance.sample(names, 3))) for number in range(1045)]
    codings = Codings(
        codings=tuple(
            code_story(story.id, coder, " ".join(chance.sample(names, 3)), leftovers=1)
            for story in stories
            for coder in "xy"
        )
    )
    start = process_time()
    measure_coverage(model, stories, codings)
    assert process_time() - start < 1

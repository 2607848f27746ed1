from __future__ import annotations

import pytest

from model import ConceptualModel, Evidence, Path, Story, Telling, UnknownIdError
from model.schema import ProvenanceKind
from tests.building import Edges, build_model


def build_story(story: str, nodes: str) -> Story:
    return Story.model_validate(
        {
            "id": story,
            "wordings": [{"language": "en", "text": "Once."}],
            "teller": "patient",
            "nodes": nodes.split(),
        }
    )


def build_telling(model: ConceptualModel, **stories: str) -> Telling:
    """The stories by id, each with its nodes in one text."""
    return Telling(model, [build_story(story, nodes) for story, nodes in stories.items()])


def build_forms(edges: Edges) -> ConceptualModel:
    """A model in which each edge leads to a form of its source."""
    file = build_model(edges).file
    forms = tuple(kind.model_copy(update={"is_form": True}) for kind in file.kinds)
    return ConceptualModel(file.model_copy(update={"kinds": forms}))


CHAIN = build_model("a>b b>c")
WAY = Path(("a", "b", "c"))


def test_a_path_is_told_whole_by_each_story_that_is_attached_to_all_of_it() -> None:
    telling = build_telling(CHAIN, third="a b c", first="a b", second="c b a")
    assert telling.judge(WAY) == Evidence("whole", ("third", "second"))


def test_a_path_is_stitched_where_only_several_stories_together_tell_it() -> None:
    telling = build_telling(CHAIN, late="b c", early="a b")
    assert telling.judge(WAY) == Evidence("stitched", ("late", "early"))


def test_a_path_is_untold_where_a_node_has_no_story_and_names_the_gaps_in_its_order() -> None:
    telling = build_telling(CHAIN, one="b")
    assert telling.judge(WAY) == Evidence("untold", ("one",), ("a", "c"))


def test_a_path_is_untold_without_any_story() -> None:
    assert build_telling(CHAIN).judge(WAY) == Evidence("untold", (), ("a", "b", "c"))


def test_a_story_beside_the_path_says_nothing_of_it() -> None:
    telling = build_telling(build_model("a>b", nodes="x"), beside="x", on="a b")
    assert telling.judge(Path(("a", "b"))) == Evidence("whole", ("on",))


@pytest.mark.parametrize("provenance", ["stated", "reported", "inferred"])
def test_a_node_that_is_named_needs_a_story_however_it_is_known(provenance: ProvenanceKind) -> None:
    model = build_model("a>b", provenances={"b": provenance})
    assert build_telling(model, one="a").judge(Path(("a", "b"))).gaps == ("b",)


def test_an_open_node_needs_no_story() -> None:
    model = build_model("a>b b>c", provenances={"b": "open"})
    assert build_telling(model, one="a c").judge(WAY) == Evidence("whole", ("one",))


def test_a_story_of_an_open_node_only_is_not_among_those_of_a_path() -> None:
    model = build_model("a>b b>c", provenances={"b": "open"})
    assert build_telling(model, idea="b", one="a").judge(WAY) == Evidence("untold", ("one",), ("c",))


def without_need(stage: str, model: ConceptualModel) -> ConceptualModel:
    stages = tuple(
        stage_.model_copy(update={"needs_story": stage_.id != stage and stage_.needs_story})
        for stage_ in model.stages
    )
    return ConceptualModel(model.file.model_copy(update={"stages": stages}))


def test_a_node_of_a_stage_that_needs_no_story_is_no_gap() -> None:
    model = without_need("moment", build_model("a>b b>c", stages={"need": "a", "moment": "b", "effect": "c"}))
    assert build_telling(model, one="a c").judge(WAY) == Evidence("whole", ("one",))


def test_a_path_that_needs_no_story_is_untold_and_has_no_gap() -> None:
    model = without_need("stage", CHAIN)
    assert build_telling(model, one="a b c").judge(WAY) == Evidence("untold")


def test_a_path_of_one_node_is_told_by_the_stories_of_the_node() -> None:
    assert build_telling(CHAIN, one="b").judge(Path(("b",))) == Evidence("whole", ("one",))


def test_a_story_of_a_form_is_a_story_of_what_it_is_a_form_of_and_not_the_other_way_round() -> None:
    telling = build_telling(build_forms("resonance>trust resonance>tolerance"), one="trust", all="resonance")
    assert telling.find_stories("resonance") == ("one", "all")
    assert telling.find_stories("trust") == ("one",)
    assert telling.judge(Path(("resonance", "trust"))) == Evidence("whole", ("one",))
    assert telling.judge(Path(("resonance", "tolerance"))) == Evidence(
        "untold", ("one", "all"), ("tolerance",)
    )


def test_a_form_of_a_form_counts_too_even_in_a_circle() -> None:
    assert build_telling(build_forms("a>b b>c"), one="c").find_stories("a") == ("one",)
    circle = ConceptualModel(
        build_forms("a>b").file.model_copy(
            update={"edges": (*build_forms("a>b").edges, *build_model(nodes="a b", feedback="b>a").edges)}
        )
    )
    assert build_telling(circle, one="a").find_stories("b") == ("one",)


def test_an_edge_that_is_no_form_hands_on_no_story() -> None:
    assert build_telling(CHAIN, one="b").find_stories("a") == ()


def test_an_unknown_node_is_named() -> None:
    for ask in (
        lambda: build_telling(CHAIN, one="z"),
        lambda: build_telling(CHAIN).find_stories("z"),
        lambda: build_telling(CHAIN).judge(Path(("a", "z"))),
    ):
        with pytest.raises(UnknownIdError):
            ask()

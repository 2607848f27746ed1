"""Diagrams, places, sources and stories in words, as they stand in files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from model import ConceptualModel
from model.diagram import build_diagram, emphasise_path
from model.export.description import describe_figure
from model.export.figure import Caption
from model.export.wording import (
    describe_further,
    describe_known,
    describe_place,
    describe_provenance,
    describe_provenances,
    describe_story,
    describe_tellers,
)
from model.schema import PROVENANCE_KINDS, Further, Provenance, Source, Words
from model.stories import StorySource
from model.stories.story import TELLERS
from model.words import LANGUAGES
from tests.building import build_model
from tests.figures import build_figure
from tests.storytelling import build_story

NOTE, FURTHER = Words({"*": "In its title."}), Further(source="press", note=Words({"*": "It adds this."}))


def build_sourced() -> ConceptualModel:
    file = build_model(nodes="a", stages={"effects": "a"}, names={"level": "nurses"}).file
    press = Source(id="press", short="Press", reference=Words({"*": "A newspaper"}))
    return ConceptualModel(file.model_copy(update={"sources": (*file.sources, press)}))


MODEL = build_sourced()


@pytest.mark.parametrize(
    ("provenance", "known", "further", "whole"),
    [
        ({"kind": "inferred"}, "inferred", [], "inferred"),
        ({"kind": "stated", "source": "paper"}, "stated, Paper", [], "stated, Paper"),
        ({"kind": "open", "note": NOTE}, "open: In its title.", [], "open: In its title."),
        (
            {"kind": "reported", "source": "paper", "note": NOTE, "further": (FURTHER, FURTHER)},
            "reported, Paper: In its title.",
            ["Press: It adds this."] * 2,
            "reported, Paper: In its title. Press: It adds this. Press: It adds this.",
        ),
        (
            {"kind": "stated", "source": "paper", "further": (FURTHER,)},
            "stated, Paper",
            ["Press: It adds this."],
            "stated, Paper. Press: It adds this.",
        ),
    ],
)
def test_how_something_is_known_is_said_with_its_source_its_note_and_what_others_add(
    provenance: dict[str, Any], known: str, further: list[str], whole: str
) -> None:
    known_so = Provenance(**provenance)
    assert describe_known(MODEL, known_so, "en") == known
    assert describe_further(MODEL, known_so, "en") == further
    assert describe_provenance(MODEL, known_so, "en") == whole


def test_the_place_of_a_node_is_its_stage_in_the_singular_where_it_has_one_and_its_level() -> None:
    [node] = MODEL.nodes()
    assert describe_place(MODEL, node, "en") == "Effects · nurses"
    [stage] = MODEL.stages
    named = stage.model_copy(update={"singular": Words({"*": "effect ON"})})
    singular = ConceptualModel(MODEL.file.model_copy(update={"stages": (named,)}))
    assert describe_place(singular, node, "en") == "Effect ON · nurses"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "told by a patient"),
        ({"teller": "other", "setting": "ward 4"}, "told by someone else, ward 4"),
        ({"source": StorySource(name="A paper")}, "told by a patient. A paper"),
        (
            {"setting": "ward 4", "source": StorySource(name="A paper"), "teller": "leader"},
            "told by a leader, ward 4. A paper",
        ),
    ],
)
def test_of_a_story_it_is_said_who_told_it_where_and_where_it_was_made_public(
    fields: dict[str, Any], words: str
) -> None:
    assert describe_story(build_story(**fields), "en") == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_provenance_and_of_teller_has_words_of_its_own_in_their_order(language: str) -> None:
    provenances, tellers = describe_provenances(language), describe_tellers(language)
    assert tuple(provenances) == PROVENANCE_KINDS
    assert tuple(tellers) == TELLERS
    assert len({*provenances.values(), *tellers.values()}) == len(PROVENANCE_KINDS) + len(TELLERS)


def test_a_diagram_is_said_in_sentences() -> None:
    model = build_model(
        "a>b a>c",
        undirected="a>d b>c",
        stages={"need": "a", "effect": "b c d"},
        levels={"one": "a b", "two": "c d"},
        names={"a": "Time", "d": "Rest"},
    )
    diagram = build_diagram(model, "en", emphasis=emphasise_path("ab"))
    figure = build_figure(model, diagram=diagram, caption=Caption(words="Along a path."))
    assert describe_figure(figure) == (
        "Built: a map of 4 elements with 4 links. Columns, from left to right: need, effect. "
        "Rows, from top to bottom: one, two. Along a path. Standing out: Time, b. "
        "Time leads to: b, c. Time is linked with: Rest. b is linked with: c."
    )
    plain = describe_figure(build_figure(model, caption=Caption()))
    assert "Rows, from top to bottom: one, two. Time leads to: b, c." in plain


@pytest.mark.parametrize(("count", "is_said"), [(80, True), (81, False)])
def test_of_more_than_eighty_elements_nobody_hears_what_each_leads_to(count: int, is_said: bool) -> None:
    nodes = [f"n{at}" for at in range(count)]
    diagram = build_diagram(build_model("n0>n1", nodes=nodes), "en")
    said = describe_figure(build_figure(diagram=diagram))
    assert said.startswith(f"Built: a map of {count} elements with 1 links.")
    assert ("n0 leads to: n1." in said) == is_said
    lit = replace(diagram, nodes=tuple(replace(node, is_lit=True) for node in diagram.nodes))
    assert ("Standing out: n0, n1," in describe_figure(build_figure(diagram=lit))) == is_said

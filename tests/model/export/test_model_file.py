from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from model import ConceptualModel, load_model, parse_model
from model.diagram import Filter, build_diagram
from model.export.figure import Caption
from model.export.model_file import to_yaml
from model.loading import DATA
from model.schema import ModelFile, Words
from tests.figures import SMALL, build_figure, build_shipped_figure
from tests.nasty import NASTY


def build_saying(text: str) -> ConceptualModel:
    """A model whose texts are all this one, in two languages or in none."""
    title, both = Words.model_validate(text), Words({"en": text, "nl": text})
    file = SMALL.file
    nodes = [
        node.model_copy(update={"name": both, "description": both, "question": both}) for node in file.nodes
    ]
    changed: dict[str, Any] = {
        "model": file.model.model_copy(update={"title": title, "summary": both, "notice": both}),
        "sources": tuple(
            source.model_copy(update={"short": text, "reference": title}) for source in file.sources
        ),
        "nodes": tuple(nodes),
    }
    return ConceptualModel(
        ModelFile.model_validate(file.model_copy(update=changed).model_dump(by_alias=True))
    )


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_shipped_model_is_the_same_when_it_is_loaded_again(language: str) -> None:
    model = load_model(DATA / "mangomoment.yaml")
    content = to_yaml(build_figure(model, language))
    assert parse_model(content, "again.yaml").file == model.file


def test_a_filter_that_fades_leaves_nothing_out() -> None:
    figure = build_shipped_figure()
    assert parse_model(to_yaml(figure), "again.yaml").file == figure.model.file


def test_what_is_hidden_is_left_out_with_its_edges() -> None:
    diagram = build_diagram(SMALL, "en", Filter(stages=frozenset({"need", "moment"})), hide=True)
    again = parse_model(to_yaml(build_figure(diagram=diagram)), "again.yaml")
    assert [node.id for node in again.nodes()] == ["a", "b"]
    assert [(edge.source, edge.target) for edge in again.edges] == [("a", "b")]
    assert again.stages == SMALL.stages


def test_what_has_its_usual_value_is_left_out() -> None:
    content = to_yaml(build_figure()).decode()
    assert "dimensions" not in content
    assert "shared" not in content
    assert content.count("feedback: true") == 1


def test_the_words_around_it_are_comments() -> None:
    figure = build_figure(caption=Caption("A title", "Words\nmodel: {}", "A citation"))
    lines = to_yaml(figure).decode().splitlines()
    assert lines[:3] == ["# A title", "# Words model: {}", "# A citation"]


def test_comments_are_in_the_language_of_the_figure() -> None:
    assert "# columns, from left to right\n" in to_yaml(build_figure()).decode()
    assert "# kolommen, van links naar rechts\n" in to_yaml(build_figure(language="nl")).decode()


def test_short_texts_stand_on_one_line() -> None:
    content = to_yaml(build_figure(load_model(DATA / "mangomoment.yaml"))).decode()
    assert "name: {en: Catalysts, nl: Katalysatoren, fr: Catalyseurs, de: Katalysatoren}\n" in content
    assert max(map(len, content.splitlines())) < 400


READABLE = [text for text in NASTY if text.strip()]


def check(text: str) -> None:
    try:
        model = build_saying(text)
    except ValueError:  # a text that no model holds
        return
    content = to_yaml(build_figure(model, caption=Caption(text, text, text, text, text)))
    assert parse_model(content, "again.yaml").file == model.file
    assert ModelFile.model_validate(yaml.safe_load(content)) == model.file


@pytest.mark.parametrize("text", READABLE)
def test_every_text_is_loaded_as_it_was_written(text: str) -> None:
    check(text)


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=100))
def test_any_text_is_loaded_as_it_was_written(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text", ["1045", "true", "null", "~", "no", "2020-01-01", "- a", "a: b", "{a}", "# a"]
)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    assert parse_model(to_yaml(build_figure(build_saying(text))), "again.yaml").title.text("en") == text


def test_an_escaped_pair_that_somebody_wrote_does_not_become_a_letter() -> None:
    check(r"\ud83e\udd6d")


def test_an_emoji_can_be_read_by_people() -> None:
    assert "Zoë 🥭" in to_yaml(build_figure(build_saying("Zoë 🥭"))).decode()

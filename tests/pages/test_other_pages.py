from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from model import load_model
from model.loading import DATA
from model.words import LANGUAGES, get_words
from pages.about.remarks import list_open
from pages.shared import resources
from tests.building import build_model
from tests.pages.driving import open_page

MODEL = load_model(DATA / "mangomoment.yaml")
UNTOLD = ["effect-anti-burnout", "resonance-tolerance", "resonance-open-climate", "loyalty-professionals"]


def test_about_shows_study_provenance_and_sources() -> None:
    app = open_page("about")
    assert not app.exception
    assert [header.value for header in app.header] == [
        "The study behind it",
        "Around the study",
        "Stages and levels",
        "How each part is known",
        "What is not known",
        "The dimensions of the stories",
        "Sources",
        "How to cite",
        "Independence and licence",
    ]
    contents = app.markdown[1].value
    assert [line.rpartition("(#")[2] for line in contents.splitlines()] == [
        f"{header.anchor})" for header in app.header
    ]
    table = app.table[0].value
    assert list(table.iloc[:, 2]) == [14, 6, 0, 6]
    assert table.iloc[:, 3].sum() == 43
    assert any("trademark of KU Leuven" in text.value for text in app.text)


def test_about_shows_the_numbers_of_the_study_apart_and_draws_only_a_part_of_its_whole() -> None:
    html = open_page("about", lang="nl").get("html")[0].proto.body
    assert html.count('class="study-card"') == 4
    assert "<strong>1\u202f045</strong> verhalen" in html
    assert html.count('class="study-bar"') == 1
    assert "983 van de 1\u202f045 verhalen (94%): beoordeeld als Mangomoment" in html
    assert 'value="94"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_says_what_is_not_known_and_how_to_fill_it_in(language: str) -> None:
    app = open_page("about", lang=language)
    _ = get_words(language)
    assert _("What is not known") in [header.value for header in app.header]
    _study, background, _parts, unknown, unnamed, untold = [part.proto.body for part in app.get("html")]
    for remark, shown in [
        *((remark, background) for remark in MODEL.file.background),
        *((remark, unknown) for remark in MODEL.file.unknown),
    ]:
        assert escape(remark.text.text(language), quote=False) in shown
        for source in map(MODEL.get_source, remark.sources):
            assert source.short in shown
            assert not source.url or f'href="{source.url}"' in shown
    catalysts = [node.id for node in MODEL.nodes(stage="catalyst")]
    assert re.findall(r'href="explore\?node=([\w-]+)&amp;lang=\w\w"', unnamed) == catalysts
    assert re.findall(r"node=([\w-]+)", untold) == UNTOLD
    steps = next(part.value for part in app.markdown if "MANGOMOMENT_MODEL" in part.value)
    assert all(f"`{catalyst}`" in steps for catalyst in catalysts)
    assert "https://doi.org/10.1136/bmjopen-2019-034543" in steps


def test_about_says_how_what_a_stage_and_a_level_means_is_known() -> None:
    parts = open_page("about").get("html")[2].proto.body
    assert "reported, Castro: Castro writes" in parts
    assert "Repeating the same trick does not work" in parts
    assert "reported, Vlaams Patiëntenplatform" in parts


def test_filling_in_what_is_open_as_about_says_leaves_nothing_open(tmp_path: Path) -> None:
    text = (DATA / "mangomoment.yaml").read_text(encoding="utf-8").replace("kind: open", "kind: stated")
    file = tmp_path / "model.yaml"
    file.write_text(text, encoding="utf-8")
    assert list_open(load_model(DATA / "mangomoment.yaml")) != []
    assert list_open(load_model(file)) == []


def test_about_says_of_an_opened_model_how_large_it_is_and_nothing_of_stories() -> None:
    model = build_model(
        "a>b b>c",
        stages={"first": "a", "then": "b c"},
        provenances={"a": "open", "b": "stated"},
        names={"b": "A [bold] name"},
    )
    key = resources.open_model(model)
    app = open_page("about", model=key)
    assert not app.exception
    assert (
        app.text[0].value
        == "This model was opened from a file. Elements: 3 · links: 2 · stages: 2 · levels: 1."
    )
    assert [header.value for header in app.header] == [
        "How each part is known",
        "What is not known",
        "Sources",
    ]
    assert app.markdown[1].value.splitlines() == [
        "- [How each part is known](#known)",
        "- [What is not known](#unknown)",
        "- [Sources](#sources)",
    ]
    table = app.table[0].value
    assert table.iloc[:, 2:].to_numpy().tolist() == [[1, 0], [0, 0], [0, 0], [1, 0]]
    [unnamed] = [part.proto.body for part in app.get("html")]
    assert re.findall(r'href="([^"]+)"', unnamed) == [f"explore?node=a&amp;model={key}"]
    steps = app.markdown[-2].value.splitlines()
    assert steps[0] == "1. Look for their names in the full text of the main source."
    assert "Find these ids under `nodes`: `a`" in steps[2]
    assert app.markdown[-1].value == "**Paper.** A paper."


def test_about_leaves_out_what_a_model_does_not_say() -> None:
    app = open_page("about", model=resources.open_model(build_model("a>b")))
    assert [header.value for header in app.header] == ["Sources"]
    assert not app.table

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from model.__main__ import main
from model.diagram import Filter, build_diagram
from model.export import EXPORTERS
from model.export.figure import Caption
from model.export.missing_letters import Lacking, describe_lacking, find_lacking, name_lacking
from model.export.typesetting import to_printable
from model.graph import ConceptualModel
from model.loading import DATA, load_model
from model.schema import ModelFile, Provenance, Words
from model.stories import Story, Wording
from tests.building import build_model
from tests.documents import build_named
from tests.figures import build_figure
from tests.nasty import NASTY

PICTURED = [name for name, exporter in EXPORTERS.items() if exporter.letters != "kept"]


def build_arabic() -> ConceptualModel:
    return build_model(
        "a>b", stages={"s": "a b"}, levels={"l": "a b"}, names={"a": "السلام", "b": "Joy 你好"}
    )


@pytest.mark.parametrize("form", PICTURED)
def test_names_with_letters_that_the_font_lacks_are_found(form: str) -> None:
    lacking = find_lacking(build_figure(build_arabic()), form)
    assert set(lacking.texts) == {"السلام", "Joy 你好"}
    assert set(lacking.letters) == set("السلام你好")


@pytest.mark.parametrize("form", PICTURED)
def test_letters_of_descriptions_and_stories_are_looked_for_where_a_file_has_them(form: str) -> None:
    model = load_model(DATA / "mangomoment.yaml")
    data = model.file.model_dump(by_alias=True)
    data["nodes"][0]["description"] = {"en": "Who 你 is"}
    figure = build_figure(ConceptualModel(ModelFile.model_validate(data)))
    story = Story(wordings=(Wording(language="en", text="She said السلام."),), teller="patient")
    expected = ("Who 你 is", "She said السلام.") if form in ("handout", "html", "pptx") else ()
    assert find_lacking(replace(figure, stories=(story,)), form).texts == expected


@pytest.mark.parametrize("form", sorted(set(EXPORTERS) - set(PICTURED)))
def test_a_format_for_programs_keeps_every_letter(form: str) -> None:
    assert describe_lacking(build_figure(build_arabic()), form) == ""


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("form", ["pdf", "handout"])
def test_nothing_is_said_where_the_font_has_all_letters(form: str, language: str) -> None:
    model = load_model(DATA / "mangomoment.yaml")
    assert find_lacking(build_figure(model, language), form) == Lacking((), ())


def test_each_kind_of_file_says_what_becomes_of_the_letters() -> None:
    figure = build_figure(build_arabic())
    said = {describe_lacking(figure, form).rpartition(": ")[2] for form in PICTURED}
    assert len(said) == 3
    assert "□" in describe_lacking(figure, "pdf")
    assert "□" not in describe_lacking(figure, "svg")


def test_of_many_names_five_are_said_and_the_rest_counted() -> None:
    names = {node: f"你{node}" for node in "abcdefgh"}
    model = build_model(nodes=" ".join(names), stages={"s": " ".join(names)}, names=names)
    said = describe_lacking(build_figure(model), "png")
    assert said.count("你") == 5
    assert "and 3 more" in said


@pytest.mark.parametrize(("count", "rest"), [(4, ""), (5, ""), (6, " and 1 more")])
def test_five_texts_are_named_in_quotation_marks(count: int, rest: str) -> None:
    lacking = Lacking(tuple(f"你{at}" for at in range(count)), ("你",))
    names = ", ".join(f"“你{at}”" for at in range(min(count, 5)))
    said = f"Some characters of these texts are not in the font: {names}{rest}."
    assert name_lacking(lacking, "en") == said


def test_a_long_text_is_named_by_its_first_sixty_letters() -> None:
    for text, named in (
        ("你" * 60, "你" * 60),
        ("你" * 61, "你" * 60 + "…"),
        (" 你\n 你\ud800 ", "你 你?"),
    ):
        assert f"“{named}”" in name_lacking(Lacking((text,), ("你",)), "en")


def test_texts_are_looked_at_in_the_order_of_names_captions_descriptions_and_stories() -> None:
    file = build_model(
        "a>b", stages={"s": "a", "u": "b"}, names={"s": "column 你", "level": "row 你", "a": "node 你"}
    ).file
    words = {
        name: Words({Words.EVERY: f"{name} 你"}) for name in ("description", "question", "note", "reference")
    }
    provenance = Provenance(kind="open", source="paper", note=words["note"])
    first, second = file.nodes
    described = {name: words[name] for name in ("description", "question")} | {"provenance": provenance}
    model = ConceptualModel(
        file.model_copy(
            update={
                "nodes": (first.model_copy(update=described), second),
                "sources": (file.sources[0].model_copy(update={"reference": words["reference"]}),),
            }
        )
    )
    wording = Wording(language="en", title="story 你", text="text 你", setting="setting 你")
    figure = build_figure(
        model,
        diagram=replace(build_diagram(model, "en"), title="diagram 你"),
        caption=Caption("title 你", "words 你", "citation 你", "licence 你", "address 你"),
        stories=(Story(wordings=(wording,), teller="patient"),),
    )
    names = ["diagram 你", "column 你", "row 你", "node 你"]
    names += ["title 你", "words 你", "citation 你", "licence 你"]
    said = ["description 你", "question 你", "open, Paper: note 你", "reference 你"]
    said += ["story 你", "text 你", "setting 你"]
    assert list(find_lacking(figure, "pdf").texts) == names
    assert list(find_lacking(figure, "handout").texts) == [*names, *said]
    hidden = replace(figure, diagram=build_diagram(model.without("a"), "en"), caption=Caption(), stories=())
    assert find_lacking(hidden, "handout").texts == ("column 你", "row 你")


def test_what_the_typesetter_cannot_set_is_what_is_said_to_be_lacking() -> None:
    unset = {
        text: frozenset(letter for letter in list_letters(text) if to_printable(letter) != letter)
        for text in NASTY
    }
    assert sum(map(bool, unset.values())) > 10
    found = {text: frozenset(find_lacking(build_named(text), "pdf").letters) for text in NASTY}
    assert found == unset


def list_letters(text: str) -> set[str]:
    """The letters of a text that leave a mark on paper; what chooses a look or a skin colour leaves none."""
    marks = {
        letter
        for letter in unicodedata.normalize("NFC", text)
        if not "\ufe00" <= letter <= "\ufe0f" and not "\U0001f3fb" <= letter <= "\U0001f3ff"
    }
    return {
        letter for letter in marks if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
    }


def test_the_command_line_says_it_beside_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "model.yaml"
    shown = (DATA / "mangomoment.yaml").read_text(encoding="utf-8")
    file.write_text(shown.replace("Joy in work", "Joy 你好"), encoding="utf-8")
    out = tmp_path / "map.png"
    assert main(["export", "--format", "png", "--out", str(out), "--model", str(file)]) == 0
    assert "Joy 你好" in capsys.readouterr().err
    assert out.stat().st_size > 1000


def test_the_diagram_decides_which_names_are_looked_at() -> None:
    model = build_model(
        "a>b", stages={"s": "a", "t": "b"}, levels={"l": "a b"}, names={"a": "السلام", "b": "Joy 你好"}
    )
    for stages, texts in ((set(), ("السلام", "Joy 你好")), ({"s"}, ("السلام",)), ({"t"}, ("Joy 你好",))):
        diagram = build_diagram(model, "en", Filter(stages=frozenset(stages)), hide=True)
        assert find_lacking(build_figure(model, diagram=diagram), "pdf").texts == texts

"""What the shipped model claims beyond the abstract, and from which public source."""

from __future__ import annotations

import pytest
import yaml

from model import load_model
from model.export.wording import describe_provenance
from model.loading import DATA
from model.schema import Level, Node, Stage

MODEL = load_model(DATA / "mangomoment.yaml")


@pytest.mark.parametrize(
    ("part", "source", "words"),
    [
        (MODEL.get_stage("precondition"), "castro", "chance"),
        (MODEL.get_stage("catalyst"), "bmj2020", "Six is our count"),
        (MODEL.get_level("professional"), "patients-platform", "Patients' Platform"),
        (MODEL.get_node("professional-professional-space"), "bd2018", "not unwilling"),
        (MODEL.get_node("effect-healing"), "welingelichte2018", "did not claim"),
        (MODEL.get_node("effect-accomplishment"), "bd2018", "chose this work"),
        (MODEL.get_node("resonance-trust"), "welingelichte2018", "trust their professional more"),
        (MODEL.get_node("resonance-open-climate"), "lachman", "both sides"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_what_was_found_later_names_its_source(part: Stage | Level | Node, source: str, words: str) -> None:
    assert part.provenance
    assert source in part.provenance.list_sources()
    assert words in describe_provenance(MODEL, part.provenance, "en")


def test_what_is_known_around_the_model_names_its_sources() -> None:
    assert {remark.id: remark.sources for remark in MODEL.file.background} == {
        "paper": ("bmj2020",),
        "campaign": ("hln2018", "kuleuvenblogt"),
        "project": ("project",),
        "practice": ("azoudenaarde", "azdiest2022", "hetkeetjevanlien", "artsenkrant"),
        "against": ("branddoctors",),
        "flaqum": ("flaqum",),
    }


def test_no_catalyst_of_another_model_is_named() -> None:
    names = ("transparen", "veerkracht", "resilien", "résilien")
    texts = yaml.safe_dump(MODEL.file.model_dump(mode="json"), allow_unicode=True).lower()
    assert [name for name in names if name in texts] == []


def test_the_piece_of_2018_names_the_author_that_it_is_listed_with() -> None:
    piece = MODEL.get_source("lancet2018")
    assert piece.short == "Vanhaecht 2018"
    assert "only author" in piece.reference.text("en")

from __future__ import annotations

from typing import Any

import pytest

from model import ConceptualModel, UnknownIdError
from model.diagram import Emphasis, Filter, emphasise_node, emphasise_path
from model.export.captions import build_caption
from model.export.figure import PARTS, Caption
from model.schema import Source, Words
from tests.building import build_model

MODEL = build_model(
    "a>m b>m m>c",
    stages={"need": "a b", "moment": "m", "effect": "c"},
    levels={"patient": "a c", "nurse": "b m"},
    names={"a": "time", "m": "the moment", "need": "Needs", "nurse": "Nurses"},
)


def choose(levels: str = "", stages: str = "", without: str = "") -> Filter:
    return Filter(*(frozenset(ids.split()) for ids in (levels, stages, without)))


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ({}, ""),
        ({"chosen": choose("patient nurse", "need moment effect")}, ""),
        ({"chosen": choose("nurse")}, "Levels: Nurses. 2 of 4 elements."),
        ({"chosen": choose(stages="effect need")}, "Stages: Needs, effect. 3 of 4 elements."),
        (
            {"chosen": choose("nurse", "effect")},
            "Levels: Nurses. Stages: effect. 0 of 4 elements.",
        ),
        ({"chosen": choose(without="patient nurse")}, "Levels: –. 0 of 4 elements."),
        ({"path": ("a", "m", "c")}, "Time leads to the moment, leads to c."),
        ({"path": ("a", "c")}, "time → c."),
        (
            {"path": ("a", "m"), "ends": ("a", "c"), "node": "b", "emphasis": emphasise_path("am")},
            "Time leads to the moment.",
        ),
        ({"ends": ("a", "stage:effect")}, "The paths from “time” to “effect”."),
        (
            {"ends": ("level:nurse+stage:need", "stage:effect level:patient"), "node": "b"},
            "The paths from “Nurses · Needs” to “effect · patient”.",
        ),
        ({"node": "m"}, "What leads to “the moment” and what follows from it."),
        (
            {"node": "b", "emphasis": emphasise_node(MODEL, "b"), "chosen": choose("nurse")},
            "Levels: Nurses. 2 of 4 elements. What leads to “b” and what follows from it. "
            "2 of 4 elements highlighted.",
        ),
        (
            {"emphasis": Emphasis(frozenset("abm"), frozenset()), "chosen": choose("patient")},
            "Levels: patient. 2 of 4 elements. 1 of 4 elements highlighted.",
        ),
    ],
)
def test_what_is_shown_is_said_in_sentences(shown: dict[str, Any], words: str) -> None:
    assert build_caption(MODEL, "en", **shown).words == words


@pytest.mark.parametrize(
    "shown",
    [{"ends": ("stage:ned", "c")}, {"ends": ("a", "z")}, {"node": "z"}, {"chosen": choose("patent")}],
)
def test_what_the_model_does_not_have_is_refused(shown: dict[str, Any]) -> None:
    with pytest.raises(UnknownIdError):
        build_caption(MODEL, "en", **shown)


def build_licensed(licence: str | None, notice: str | None, source: str | None = "paper") -> ConceptualModel:
    file = MODEL.file
    about = file.model.model_copy(update={"source": source, "notice": notice and Words({"*": notice})})
    paper = Source(id="paper", short="Paper", reference=Words({"*": "A paper, 2020"}), licence=licence)
    return ConceptualModel(file.model_copy(update={"model": about, "sources": (paper,)}))


@pytest.mark.parametrize(
    ("licence", "notice", "said"),
    [
        (None, None, ""),
        ("CC BY", None, "Licence: CC BY."),
        (None, "A trademark.", "A trademark."),
        ("CC BY", "A trademark.", "Licence: CC BY. A trademark."),
        ("CC BY", "Under CC BY; a trademark.", "Under CC BY; a trademark."),
    ],
)
def test_the_licence_is_that_of_the_main_source_unless_the_notice_says_it(
    licence: str | None, notice: str | None, said: str
) -> None:
    assert build_caption(build_licensed(licence, notice), "en").licence == said


def test_without_a_main_source_there_is_no_citation_and_no_licence() -> None:
    caption = build_caption(build_licensed("CC BY", "A trademark.", None), "en", address="http://x/")
    assert caption == Caption("Built", licence="A trademark.", address="http://x/")
    assert build_caption(build_licensed(None, None), "en").citation == "A paper, 2020"


def test_a_caption_keeps_the_parts_that_are_wanted() -> None:
    whole = Caption("title", "words", "citation", "licence", "address")
    assert whole.keep(PARTS) == whole
    assert whole.keep([]) == Caption(has_legend=False)
    for part in PARTS:
        kept = whole.keep([part])
        assert kept == (Caption() if part == "legend" else Caption(**{part: part}, has_legend=False))
    assert not Caption(has_legend=False).keep(PARTS).has_legend

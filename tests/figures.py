"""Figures for the tests of exported files: small ones, and ones in which all texts are equal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from model import ConceptualModel, load_model
from model.diagram import Filter, build_diagram, emphasise_path
from model.export.captions import build_caption
from model.export.figure import Caption, Figure
from model.export.palette import ThemeName
from model.loading import DATA
from model.schema import Words
from tests.building import build_model

ADDRESS = "http://127.0.0.1:8501/"

SMALL = build_model(
    "a>b b>c",
    feedback="c>a",
    stages={"need": "a", "moment": "b", "effect": "c"},
    levels={"patient": "a", "nurse": "b", "leader": "c"},
    provenances={"a": "open", "b": "inferred"},
    names={"a": "Time", "b": "A gesture", "c": "Joy"},
)


def build_figure(model: ConceptualModel = SMALL, language: str = "en", **changed: Any) -> Figure:
    """The whole of a model, with its usual caption; `changed` are values of the figure."""
    figure = Figure(model, build_diagram(model, language), build_caption(model, language))
    return replace(figure, **changed)


def build_shipped_figure(language: str = "en", theme: ThemeName = "light") -> Figure:
    """A view of the shipped model as somebody would take it along: filtered, with a path and counts."""
    model = load_model(DATA / "mangomoment.yaml")
    chosen = Filter(levels=frozenset({"patient"}))
    path = ("patient-openness", "catalyst-patient-openness", "mangomoment", "effect-experience")
    emphasis = emphasise_path(path)
    counts = {"mangomoment": 15, "effect-experience": 1}
    diagram = build_diagram(model, language, chosen, counts=counts, emphasis=emphasis)
    address = f"{ADDRESS}explore?level=patient&path={','.join(path)}&lang={language}"
    caption = build_caption(model, language, chosen, emphasis, path, address)
    return Figure(model, diagram, caption, theme, path=path, address=ADDRESS)


def build_figure_of(text: str) -> Figure:
    """A figure in which everything that somebody could have written is this text, whatever it is.

    It goes past the checks of a model file, as a text in a file may have gone past those of a later one.
    """
    words = Words.model_construct(root={Words.EVERY: text})
    file = SMALL.file
    nodes = [
        node.model_copy(
            update={
                "name": words,
                "description": words,
                "question": words,
                "provenance": node.provenance
                and node.provenance.model_copy(update={"note": words, "source": "paper"}),
            }
        )
        for node in file.nodes
    ]
    changed: dict[str, Any] = {
        "model": file.model.model_copy(update={"title": words}),
        "stages": tuple(stage.model_copy(update={"name": words}) for stage in file.stages),
        "levels": tuple(level.model_copy(update={"name": words}) for level in file.levels),
        "kinds": tuple(kind.model_copy(update={"name": words, "verb": words}) for kind in file.kinds),
        "sources": tuple(
            source.model_copy(update={"short": text, "reference": words}) for source in file.sources
        ),
        "nodes": tuple(nodes),
    }
    model = ConceptualModel(file.model_copy(update=changed))
    counts = {"a": 1, "b": 2}
    return Figure(
        model,
        build_diagram(model, "en", counts=counts, emphasis=emphasise_path(["a", "b"])),
        Caption(text, text, text, text, text),
        address=f"{ADDRESS}{text}",
    )

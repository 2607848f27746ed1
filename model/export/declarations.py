"""The stages and levels of a figure in their order, for data formats: nodes alone do not tell it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from model.export.figure import Figure
from model.export.markup import clean_text, to_line
from model.schema import Words


def declare_sorts(figure: Figure) -> Mapping[str, list[dict[str, str | bool]]]:
    """The "stages" and "levels", each with its label and, where it has them, description, question, shared.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> declared = declare_sorts(Figure(model, build_diagram(model, "en")))
    >>> [level["label"] for level in declared["levels"]]
    ['Patient and family', 'Shared', 'Professional', 'Leadership']
    """
    model, diagram = figure.model, figure.diagram
    stages = {stage.id: stage for stage in model.stages}
    levels = {level.id: level for level in model.levels}
    return {
        "stages": [
            _describe(
                figure,
                column.name,
                (("description", stages[column.id].description), ("question", stages[column.id].question)),
            )
            for column in diagram.columns
        ],
        "levels": [
            _describe(figure, row.name, (("description", levels[row.id].description),))
            | ({"shared": True} if levels[row.id].shared else {})
            for row in diagram.rows
        ],
    }


def to_list(values: object) -> str:
    """A list in JSON, its letters as they are."""
    return json.dumps(values, ensure_ascii=False)


def _describe(figure: Figure, name: str, words: Iterable[tuple[str, Words | None]]) -> dict[str, str | bool]:
    texts = {key: clean_text(text.text(figure.language)) for key, text in words if text is not None}
    return {"label": to_line(name), **texts}

"""How somebody looks at the model, read off an address: the same for the screen and for files."""

from __future__ import annotations

from collections.abc import Mapping

from model import ConceptualModel
from model.diagram import Emphasis, Filter, emphasise_node, emphasise_path, emphasise_paths
from pages.shared.payload.tracing import read_question
from pages.shared.resources import Look

_STEPS = {"1": 1, "2": 2}


def read_look(asked: Mapping[str, str], model: ConceptualModel, language: str) -> Look:
    """The look that the parameters of an address ask for.

    Raises `UnknownIdError` for nodes, levels and stages that the model does not have.

    >>> from model import load_model
    >>> look = read_look({"level": "patient", "path": "resonance,resonance-trust"}, load_model(), "en")
    >>> sorted(look.chosen.levels), look.path
    (['patient'], ('resonance', 'resonance-trust'))
    """

    def read(name: str) -> frozenset[str]:
        return frozenset(part for part in asked.get(name, "").split(",") if part)

    chosen = Filter(read("level"), read("stage"), read("without"))
    for level in chosen.levels | chosen.without:
        model.get_level(level)
    for stage in chosen.stages:
        model.get_stage(stage)
    path = tuple(model.get_node(node).id for node in asked.get("path", "").split(",") if node)
    return Look(
        language=language,
        chosen=chosen,
        hide=asked.get("rest") == "hide",
        counts=asked.get("counts") == "yes",
        emphasis=_find_emphasis(asked, model, path),
        path=path,
    )


def _find_emphasis(
    asked: Mapping[str, str], model: ConceptualModel, path: tuple[str, ...]
) -> Emphasis | None:
    """What stands out: the picked path, else the asked paths, else what is around the selected node."""
    if path:
        return emphasise_path(path)
    if asked.get("from") and asked.get("to"):
        question = read_question(asked)
        return emphasise_paths(model, question.start, question.end, **question.restrictions)
    if asked.get("node"):
        return emphasise_node(model, model.get_node(asked["node"]).id, _STEPS.get(asked.get("depth", "")))
    return None

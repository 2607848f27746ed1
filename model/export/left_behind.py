"""What of a model stays behind in a format for other tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.export import EXPORTERS
from model.export.exporter import Aspect
from model.graph import ConceptualModel
from model.words import Translate

_PRESENT: Mapping[Aspect, Callable[[ConceptualModel], bool]] = {
    "ids": lambda model: True,
    "names": lambda model: True,
    "stages": lambda model: len(model.stages) > 1,
    "levels": lambda model: len(model.levels) > 1,
    "kinds": lambda model: len(model.file.kinds) > 1,
    "directions": lambda model: bool(model.count_undirected()),
    "knowledge": lambda model: bool(model.file.sources) or any(node.provenance for node in model.nodes()),
    "descriptions": lambda model: any(node.description or node.question for node in model.nodes()),
    "languages": lambda model: len(model.languages) > 1,
    "background": lambda model: bool(
        model.file.study
        or model.file.background
        or model.file.unknown
        or model.file.dimensions
        or model.file.model.summary
        or any(node.use or node.avoid or node.example for node in model.nodes())
        or any(stage.description for stage in model.stages)
        or any(level.description for level in model.levels)
    ),
}
"""Whether a model has what a format may not hold."""


def find_left_behind(model: ConceptualModel, form: str) -> tuple[Aspect, ...]:
    """What a model has and a format cannot hold; nothing of a format that is a picture or a document.

    >>> from model import load_model
    >>> find_left_behind(load_model(), "gexf"), find_left_behind(load_model(), "yaml")
    (('languages', 'background'), ())
    """
    holds = EXPORTERS[form].holds
    if not holds:
        return ()
    return tuple(part for part, is_present in _PRESENT.items() if part not in holds and is_present(model))


def describe_left_behind(model: ConceptualModel, form: str, translate: Translate) -> str:
    """A sentence that names what `find_left_behind` finds, or ""."""
    _ = translate
    names: Mapping[Aspect, str] = {
        "ids": _("ids"),
        "names": _("names"),
        "stages": _("stages"),
        "levels": _("levels"),
        "kinds": _("kinds of links"),
        "directions": _("links without a direction"),
        "knowledge": _("how each part is known, with its source"),
        "descriptions": _("descriptions and questions"),
        "languages": _("the other languages"),
        "background": _("the study, what stages and levels mean, and when to code what"),
    }
    behind = [names[part] for part in find_left_behind(model, form)]
    if not behind:
        return ""
    words = _("Not in a file of this format: {parts}. YAML holds everything.")
    return words.format(parts="; ".join(behind))

"""What of a model a format for other tools can hold, and what of a model stays behind in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.graph import ConceptualModel
from model.words import Translate

IDS = "ids"
NAMES = "names"
STAGES = "stages"
LEVELS = "levels"
KINDS = "kinds"
DIRECTIONS = "directions"
KNOWLEDGE = "knowledge"
DESCRIPTIONS = "descriptions"
LANGUAGES = "languages"
BACKGROUND = "background"

_PICTURE = frozenset((NAMES, STAGES, LEVELS, KINDS, DIRECTIONS))
_DATA = _PICTURE | {IDS, KNOWLEDGE, DESCRIPTIONS}
HOLDINGS: Mapping[str, frozenset[str]] = {
    "yaml": _DATA | {LANGUAGES, BACKGROUND},
    "graphml": _DATA,
    "gexf": _DATA,
    "json": _DATA,
    "csv": _DATA,
    "kumu": _DATA - {IDS},
    "dot": _DATA,
    "mermaid": _PICTURE | {IDS},
}
"""What comes back out of each format that this application writes and reads, by the name of its exporter."""

_PRESENT: Mapping[str, Callable[[ConceptualModel], bool]] = {
    IDS: lambda model: True,
    NAMES: lambda model: True,
    STAGES: lambda model: len(model.stages) > 1,
    LEVELS: lambda model: len(model.levels) > 1,
    KINDS: lambda model: len(model.file.kinds) > 1,
    DIRECTIONS: lambda model: bool(model.count_undirected()),
    KNOWLEDGE: lambda model: bool(model.file.sources) or any(node.provenance for node in model.nodes()),
    DESCRIPTIONS: lambda model: any(node.description or node.question for node in model.nodes()),
    LANGUAGES: lambda model: len(model.languages) > 1,
    BACKGROUND: lambda model: bool(
        model.file.study
        or model.file.dimensions
        or model.file.model.summary
        or any(stage.description for stage in model.stages)
        or any(level.description for level in model.levels)
    ),
}
"""Whether a model has what a format may not hold."""


def find_left_behind(model: ConceptualModel, form: str) -> tuple[str, ...]:
    """What a model has and a format cannot hold; nothing of a format that is a picture or a document.

    >>> from model import load_model
    >>> find_left_behind(load_model(), "gexf"), find_left_behind(load_model(), "yaml")
    (('languages', 'background'), ())
    """
    holds = HOLDINGS.get(form)
    if holds is None:
        return ()
    return tuple(part for part, is_present in _PRESENT.items() if part not in holds and is_present(model))


def describe_left_behind(model: ConceptualModel, form: str, translate: Translate) -> str:
    """A sentence that names what `find_left_behind` finds, or ""."""
    _ = translate
    names = {
        IDS: _("ids"),
        NAMES: _("names"),
        STAGES: _("stages"),
        LEVELS: _("levels"),
        KINDS: _("kinds of links"),
        DIRECTIONS: _("links without a direction"),
        KNOWLEDGE: _("how each part is known, with its source"),
        DESCRIPTIONS: _("descriptions and questions"),
        LANGUAGES: _("the other languages"),
        BACKGROUND: _("the study and what stages and levels mean"),
    }
    behind = [names[part] for part in find_left_behind(model, form)]
    if not behind:
        return ""
    words = _("Not in a file of this format: {parts}. YAML holds everything.")
    return words.format(parts="; ".join(behind))

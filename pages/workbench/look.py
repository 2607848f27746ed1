"""How somebody looks at the model, read off an address: the same for the screen and for files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model import ConceptualModel
from model.diagram import Emphasis, Filter, emphasise_node, emphasise_path, emphasise_paths
from pages.shared.resources import Content
from pages.workbench.path_question import read_question

EVERYTHING = Filter()
_STEPS = {"1": 1, "2": 2}


@dataclass(frozen=True)
class Look:
    """How a model is looked at: language, filter, whether the rest is hidden, whether stories are counted,
    whether open nodes may be marks, what stands out, and the node, the picked path or the ends of the paths
    that it stands out for; with a `focus`, only these nodes and their neighbours are there. No filter fades
    the nodes that are `picked`."""

    language: str
    chosen: Filter = EVERYTHING
    hide: bool = False
    counts: bool = False
    marks: bool = True
    emphasis: Emphasis | None = None
    node: str | None = None
    path: tuple[str, ...] = ()
    ends: tuple[str, str] | None = None
    focus: frozenset[str] = frozenset()
    picked: frozenset[str] = frozenset()

    def choose_version(self, content: Content) -> str:
        """What a picture depends on: the stories only where they are counted."""
        return content.version if self.counts else content.drawing


def read_look(selection: Mapping[str, str], model: ConceptualModel, language: str) -> Look:
    """The look that the parameters of an address ask for.

    What stands out is the picked path, else the paths between the ends, else what is around the node.

    Raises `UnknownIdError` for nodes, levels and stages that the model does not have.

    >>> from model import load_model
    >>> look = read_look({"level": "patient", "path": "resonance,resonance-trust"}, load_model(), "en")
    >>> sorted(look.chosen.levels), look.path
    (['patient'], ('resonance', 'resonance-trust'))
    """

    def read(name: str) -> frozenset[str]:
        return frozenset(part for part in selection.get(name, "").split(",") if part)

    chosen = Filter(read("level"), read("stage"), read("without"))
    for level in chosen.levels | chosen.without:
        model.get_level(level)
    for stage in chosen.stages:
        model.get_stage(stage)
    path = tuple(model.get_node(node).id for node in selection.get("path", "").split(",") if node)
    node = model.get_node(selection["node"]).id if selection.get("node") else None
    question = read_question(selection)
    has_ends = bool(question.start and question.end)
    emphasis: Emphasis | None
    if path:
        emphasis = emphasise_path(path)
    elif has_ends:
        emphasis = emphasise_paths(model, question.start, question.end, **question.restrictions)
    else:
        emphasis = emphasise_node(model, node, _STEPS.get(selection.get("depth", ""))) if node else None
    return Look(
        language=language,
        chosen=chosen,
        hide=selection.get("rest") == "hide",
        counts=selection.get("counts") == "yes",
        marks=selection.get("marks") != "no",
        emphasis=emphasis,
        node=node,
        path=path,
        ends=(question.start, question.end) if has_ends else None,
        focus=frozenset(model.get_node(node).id for node in read("focus")),
    )

"""The words around a diagram: what is shown of the model, how to cite it, under which licence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from model.diagram import Emphasis, Filter
from model.errors import UnknownIdError
from model.export.figure import Caption
from model.graph import ConceptualModel
from model.paths import Path
from model.schema import Level, Stage
from model.words import get_words, quote


def build_caption(
    model: ConceptualModel,
    language: str,
    chosen: Filter | None = None,
    emphasis: Emphasis | None = None,
    path: Sequence[str] = (),
    address: str = "",
    *,
    ends: tuple[str, str] | None = None,
    node: str | None = None,
) -> Caption:
    """The caption of a diagram, in a language, built out of the same values as the diagram.

    `ends` are the start and the end of the paths that stand out, as `find_ends` reads them; `node` is the
    one around which something stands out. Raises `UnknownIdError` for what the model does not have.

    >>> from model import load_model
    >>> build_caption(load_model(), "en", Filter(stages=frozenset({"effect"}))).words
    'Stages: Effects. 7 of 26 elements.'
    """
    source = model.file.model.source
    return Caption(
        title=model.title.text(language),
        words=" ".join(_list_words(model, language, chosen or Filter(), emphasis, path, ends, node)),
        citation=model.get_source(source).reference.text(language) if source else "",
        licence=_describe_licence(model, language),
        address=address,
    )


def _list_words(
    model: ConceptualModel,
    language: str,
    chosen: Filter,
    emphasis: Emphasis | None,
    path: Sequence[str],
    ends: tuple[str, str] | None,
    node: str | None,
) -> Iterable[str]:
    """What is shown, sentence by sentence; nothing where it is the whole model."""
    _ = get_words(language)
    kept = chosen.find_nodes(model)
    levels, stages = chosen.find_levels(model), chosen.find_stages(model)
    if len(levels) < len(model.levels):
        yield _("Levels: {names}.").format(names=_join(model.levels, levels, language))
    if len(stages) < len(model.stages):
        yield _("Stages: {names}.").format(names=_join(model.stages, stages, language))
    if len(kept) < len(model.nodes()):
        yield _count_nodes(_("{kept} of {all} elements"), len(kept), model)
    if path:
        yield _to_sentence(model, path, language)
        return
    if ends is not None:
        start, end = (_name_end(model, end_, language) for end_ in ends)
        yield _("The paths from {start} to {end}.").format(start=start, end=end)
    elif node is not None:
        name = model.get_node(node).name.text(language)
        yield _("What leads to “{name}” and what follows from it.").format(name=name)
    if emphasis is not None:
        yield _count_nodes(_("{kept} of {all} elements highlighted"), len(emphasis.nodes & kept), model)


def _count_nodes(words: str, kept: int, model: ConceptualModel) -> str:
    return f"{words.format(kept=kept, all=len(model.nodes()))}."


def _join(parts: Iterable[Level | Stage], kept: frozenset[str], language: str) -> str:
    return ", ".join(part.name.text(language) for part in parts if part.id in kept) or "–"


def _to_sentence(model: ConceptualModel, path: Sequence[str], language: str) -> str:
    """The path as a sentence; where a step of it is no edge of the model, its names in a row."""
    try:
        return model.to_sentence(Path(tuple(path)), language)
    except UnknownIdError:
        return " → ".join(model.get_node(node).name.text(language) for node in path) + "."


def _name_end(model: ConceptualModel, end: str, language: str) -> str:
    """The start or the end of paths in words: the name of a node, of a stage, of a level, or of both.

    >>> from model import load_model
    >>> _name_end(load_model(), "level:leadership+stage:precondition", "en")
    '“Leadership · Preconditions”'
    """
    model.find_ends(end)
    if ":" not in end:
        names = [model.get_node(end).name]
    else:
        parts = [part.split(":", 1) for part in end.replace("+", " ").split()]
        names = [
            (model.get_level(id_) if what == "level" else model.get_stage(id_)).name for what, id_ in parts
        ]
    return quote(get_words(language), " · ".join(name.text(language) for name in names))


def _describe_licence(model: ConceptualModel, language: str) -> str:
    """The licence of the model's main source, and its notice (such as a trademark)."""
    _ = get_words(language)
    about = model.file.model
    notice = about.notice.text(language) if about.notice else ""
    licence = model.get_source(about.source).licence if about.source else None
    if licence and licence not in notice:
        return f"{_('Licence: {licence}.').format(licence=licence)} {notice}".strip()
    return notice

"""What a diagram shows, in words: for those who hear a document instead of seeing it."""

from __future__ import annotations

from collections import defaultdict

from model.export.figure import Figure
from model.words import get_words

_MOST_NODES = 80
"""For how many nodes it is said what each leads to; more than that nobody listens to."""


def describe_figure(figure: Figure) -> str:
    """The figure in sentences: how large it is, its columns and rows, what stands out, what leads to what.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> describe_figure(Figure(model, build_diagram(model, "en"))).split(". ")[0]
    'The Mangomoment model: a map of 26 elements with 43 links'
    """
    diagram = figure.diagram
    _ = get_words(figure.language)
    sentences = [
        _("{title}: a map of {nodes} elements with {edges} links.").format(
            title=diagram.title, nodes=len(diagram.nodes), edges=len(diagram.edges)
        ),
        _("Columns, from left to right: {names}.").format(
            names=", ".join(column.name for column in diagram.columns)
        ),
        _("Rows, from top to bottom: {names}.").format(names=", ".join(row.name for row in diagram.rows)),
    ]
    if figure.caption.words:
        sentences.append(f"{figure.caption.words.rstrip('.')}.")
    lit = [node.name for node in diagram.nodes if node.is_lit]
    if lit and len(lit) <= _MOST_NODES:
        sentences.append(_("Standing out: {names}.").format(names=", ".join(lit)))
    if len(diagram.nodes) <= _MOST_NODES:
        names = {node.id: node.name for node in diagram.nodes}
        targets: dict[str, list[str]] = defaultdict(list)
        others: dict[str, list[str]] = defaultdict(list)
        for edge in diagram.edges:
            (targets if edge.is_directed else others)[edge.source].append(names[edge.target])
        for node, name in names.items():
            if node in targets:
                sentences.append(
                    _("{name} leads to: {names}.").format(name=name, names=", ".join(targets[node]))
                )
            if node in others:
                sentences.append(
                    _("{name} is linked with: {names}.").format(name=name, names=", ".join(others[node]))
                )
    return " ".join(sentences)

"""What the search finds, and what filter and search come to in words."""

from __future__ import annotations

from model import ConceptualModel
from model.diagram import Filter
from model.words import Translate
from pages.shared.resources import Content


def find_hits(content: Content, search: str) -> frozenset[str]:
    """The ids of the nodes whose name, description or stories hold every word of the search."""
    if not search.strip():
        return frozenset()
    found = {node.id for node in content.model.find_nodes(search)}
    told = {node for story in content.stories if story.has_words(search) for node in story.nodes}
    return frozenset(found | told)


def describe_result(
    model: ConceptualModel, chosen: Filter, search: str, hits: frozenset[str], _: Translate
) -> str:
    """How many nodes the filter keeps and how many the search finds, as a sentence."""
    kept = chosen.find_nodes(model)
    words = _("{kept} of {all} nodes").format(kept=len(kept), all=len(model.nodes()))
    if search.strip():
        words += ", " + _("{count} found").format(count=len(hits & kept))
    return words

"""What the search finds, and what filter and search come to in words."""

from __future__ import annotations

from model import ConceptualModel
from model.diagram import Filter
from model.stories import StoreError, StoryQuery
from model.words import Translate
from pages.shared import resources
from pages.shared.resources import Content

MOST_LEGIBLE = 300
"""Up to how many nodes the names can be read after zooming in, without losing the way."""


def find_hits(content: Content, search: str) -> frozenset[str]:
    """The ids of the nodes whose name, description or stories hold every word of the search."""
    if not search.strip():
        return frozenset()
    found = {node.id for node in content.model.find_nodes(search)}
    return frozenset(found | _find_told(content, search))


def _find_told(content: Content, search: str) -> set[str]:
    """The nodes of the public stories that hold the words; of those at hand where no others can be asked."""
    if content.is_opened:
        return set()
    public = StoryQuery(search, statuses=frozenset({"published"}), consents=frozenset({"room"}))
    try:
        told = resources.get_store().find_nodes(public)
    except StoreError:
        told = frozenset(node for story in content.stories if story.has_words(search) for node in story.nodes)
    return {node.id for node in content.model.nodes() if node.id in told}


def describe_size(chosen: Filter, model: ConceptualModel, view: str, is_hidden: bool, _: Translate) -> str:
    """What to do where a picture would show more nodes than can be read; "" where it would not."""
    shown = len(chosen.find_nodes(model) if is_hidden else model.nodes())
    if view == "outline" or shown <= MOST_LEGIBLE:
        return ""
    words = _(
        "{count} nodes are more than a picture can show legibly, and drawing them takes a while. "
        "The outline shows them at once; a filter that hides the rest makes the picture smaller."
    )
    return words.format(count=shown)


def describe_result(
    model: ConceptualModel, chosen: Filter, search: str, hits: frozenset[str], _: Translate
) -> str:
    """How many nodes the filter keeps and how many the search finds, as a sentence."""
    kept = chosen.find_nodes(model)
    words = _("{kept} of {all} nodes").format(kept=len(kept), all=len(model.nodes()))
    if search.strip():
        words += ", " + _("{count} found").format(count=len(hits & kept))
    return words

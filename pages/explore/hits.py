"""Which nodes a search finds."""

from __future__ import annotations

from model.stories import StoreError, StoryQuery
from pages.shared import resources
from pages.shared.resources import Content


def find_hits(content: Content, search: str) -> list[str]:
    """The ids of the nodes whose name, description or stories hold every word, in the order of the model."""
    if not search.strip():
        return []
    found = {node.id for node in content.model.find_nodes(search)} | _find_told(content, search)
    return [node.id for node in content.model.nodes() if node.id in found]


def _find_told(content: Content, search: str) -> set[str]:
    """The nodes of the public stories that hold the words; of those at hand where no others can be asked."""
    if content.is_opened:
        return set()
    public = StoryQuery(search, statuses=frozenset({"published"}), consents=frozenset({"room"}))
    try:
        return set(resources.get_store().find_nodes(public))
    except StoreError:
        return {node for story in content.stories if story.has_words(search) for node in story.nodes}

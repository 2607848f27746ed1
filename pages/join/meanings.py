"""What elements mean, for who is asked about them: descriptions, and stories as examples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from model import ConceptualModel
from model.schema import Node
from model.stories import Story
from model.workshop import Workshop
from pages.phones.layout import Visit
from pages.shared.story_words import list_told_by

LONGEST_DESCRIPTIONS = 2_000
"""How many characters of descriptions a page of questions has at most: it has to stay small."""


@dataclass(frozen=True)
class Meaning:
    """What is said of an element beside its question: the description, or "" where the page would grow too
    large, and the address of more, with an example where it has one."""

    description: str
    address: str
    has_example: bool


@dataclass(frozen=True)
class Example:
    """A story about an element: its text, in which language, and who told it."""

    text: str
    language: str
    told_by: str


@dataclass(frozen=True)
class Entry:
    """An element on the page of meanings."""

    id: str
    name: str
    description: str
    example: Example | None


def find_meanings(
    nodes: Sequence[Node], told_nodes: Collection[str], address: str, language: str
) -> dict[str, Meaning]:
    """What is said of each of these nodes; `told_nodes` are those with an example. Left out: what nothing is
    known of."""
    descriptions = {node.id: _describe(node, language) for node in nodes}
    fits = sum(map(len, descriptions.values())) <= LONGEST_DESCRIPTIONS
    return {
        node: Meaning(words if fits else "", f"{address}#{node}", node in told_nodes)
        for node, words in descriptions.items()
        if words or node in told_nodes
    }


def list_entries(
    model: ConceptualModel, stories: Iterable[Story], words: Mapping[str, Sequence[str]], visit: Visit
) -> list[tuple[str, list[Entry]]]:
    """All elements that have a meaning, by the name of their stage; `words` are the room's own on them."""
    all_stories = tuple(stories)
    stages = []
    for stage in model.stages:
        entries = [
            Entry(node.id, name_node(node, words, visit.language), description, example)
            for node in model.nodes(stage=stage.id)
            for description in [_describe(node, visit.language)]
            for example in [find_example(node.id, all_stories, visit)]
            if description or example
        ]
        if entries:
            stages.append((stage.name.text(visit.language), entries))
    return stages


def choose_stories(stories: Iterable[Story], workshop: Workshop) -> tuple[Story, ...]:
    """The stories that examples are taken from: all of these, or only those told in the workshop."""
    return tuple(
        story
        for story in stories
        if not workshop.is_own_only or (story.source and story.source.session == workshop.id)
    )


def find_example(node: str, stories: Iterable[Story], visit: Visit) -> Example | None:
    """A story about a node: the first that is there in the language of the visit, else the first."""
    found = [story for story in stories if node in story.nodes]
    if not found:
        return None
    story = min(found, key=lambda candidate: candidate.in_language(visit.language).language != visit.language)
    shown = story.in_language(visit.language)
    return Example(shown.text, shown.language, list_told_by(visit.translate)[story.teller])


def name_node(node: Node, words: Mapping[str, Sequence[str]], language: str) -> str:
    """What a node is called, with a room's own words on it where there are some."""
    return " ✎ ".join(filter(None, [node.name.text(language), "; ".join(words.get(node.id, ()))]))


def _describe(node: Node, language: str) -> str:
    return node.description.text(language) if node.description else ""

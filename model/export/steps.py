"""What each slide of a presentation shows and says: the whole diagram, stage by stage, or along a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from model.diagram import Diagram, focus_nodes
from model.evidence import Attachment, Telling
from model.export.figure import Figure, Options
from model.export.wording import describe_place, describe_provenance, describe_story
from model.graph import ConceptualModel
from model.paths import Path
from model.schema import Node, Stage
from model.stories import Story
from model.words import get_words, join_label


@dataclass(frozen=True)
class Aside:
    """What is told beside the diagram: a story, or the question or meaning of a node that has none."""

    title: str
    text: str
    source: str
    language: str


@dataclass(frozen=True)
class Step:
    """What one slide shows: a part of the diagram with the nodes that it is about, and its words."""

    diagram: Diagram
    title: str
    words: str = ""
    chosen: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    sentence: str = ""
    aside: Aside | None = None
    stage: str = ""
    """The id of the stage that it is about, if it is: then the whole diagram shows where that is."""


def build_steps(figure: Figure, options: Options) -> Iterator[Step]:
    """The slides: one, or one a stage or a node of the path; along a path only where there is one."""
    if options.steps == "stages":
        return _show_stages(figure)
    if options.steps == "path" and figure.path:
        return _show_path(figure)
    return _show_all(figure)


def _show_all(figure: Figure) -> Iterator[Step]:
    caption, diagram = figure.caption, figure.diagram
    described = _describe(figure, [node.id for node in diagram.nodes])
    notes = (caption.title or diagram.title, caption.words, *described)
    yield Step(diagram, caption.title, caption.words, notes=notes)


def _show_stages(figure: Figure) -> Iterator[Step]:
    """A stage with what leads to it and what follows from it, its own nodes chosen."""
    for column in figure.diagram.columns:
        own = [node.id for node in figure.diagram.nodes if node.stage == column.id]
        stage = figure.model.get_stage(column.id)
        words = stage.description.text(figure.language) if stage.description else ""
        yield Step(
            focus_stage(figure.diagram, column.id),
            column.name,
            words or figure.caption.words,
            frozenset(own),
            (
                column.name,
                words,
                *_say_known(figure, stage),
                stage.ask(figure.language),
                *_describe(figure, own),
            ),
            stage=column.id,
        )


def focus_stage(diagram: Diagram, stage: str) -> Diagram:
    """A stage with what leads to it and what follows from it; every node named, none of the others large.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> part = focus_stage(build_diagram(load_model(), "en"), "mangomoment")
    >>> [column.id for column in part.columns], len(part.nodes), len(part.edges)
    (['catalyst', 'mangomoment', 'effect'], 14, 13)
    """
    part = focus_nodes(diagram, frozenset(node.id for node in diagram.nodes if node.stage == stage))
    if part.nodes:
        return part
    columns = tuple(column for column in diagram.columns if column.id == stage)
    return replace(part, columns=columns, rows=diagram.rows)


def _show_path(figure: Figure) -> Iterator[Step]:
    """A node of the path, with the sentence so far and a story of the node."""
    path, language = figure.path, figure.language
    stories = choose_stories(figure.model, path, figure.stories)
    for count, node_id in enumerate(path, start=1):
        node = figure.model.get_node(node_id)
        sentence = figure.model.to_sentence(Path(path[:count]), language)
        story = stories[node_id]
        notes = [sentence, *_describe(figure, [node_id])]
        if story:
            wording = story.in_language(language)
            notes += ["", get_words(language)("Stories"), story.name(language), wording.text]
            notes.append(describe_story(story, language))
        yield Step(
            _emphasise(figure.diagram, path, count),
            node.name.text(language),
            chosen=frozenset([node_id]),
            notes=tuple(notes),
            sentence=sentence,
            aside=_tell(node, story, language),
        )


def choose_stories(
    model: ConceptualModel, path: Sequence[str], stories: Iterable[Story]
) -> dict[str, Story | None]:
    """For each node of a path a story of it: one not told before if there is one, and of these the one that
    tells most of the path."""
    known = {node.id for node in model.nodes()}
    by_id = {story.id: story for story in stories}
    telling = Telling(
        model,
        [
            Attachment(story.id, tuple(node for node in story.nodes if node in known))
            for story in by_id.values()
        ],
    )
    chosen: dict[str, Story | None] = {}
    for node in path:
        told_ids = {story.id for story in chosen.values() if story}
        own = [by_id[id_] for id_ in telling.find_stories(node)]
        own.sort(key=lambda story: (story.id in told_ids, -len(set(story.nodes) & set(path))))
        chosen[node] = own[0] if own else None
    return chosen


def _tell(node: Node, story: Story | None, language: str) -> Aside:
    if story:
        wording = story.in_language(language)
        return Aside(story.name(language), wording.text, describe_story(story, language), wording.language)
    _ = get_words(language)
    meaning = node.question or node.description
    missing = "" if node.question else _("Nobody has told a story about this yet.")
    return Aside("", meaning.text(language) if meaning else "", missing, language)


def _say_known(figure: Figure, stage: Stage) -> Iterator[str]:
    if stage.provenance:
        _ = get_words(figure.language)
        known = describe_provenance(figure.model, stage.provenance, figure.language)
        yield join_label(_, _("How it is known"), known)


def _describe(figure: Figure, nodes: Sequence[str]) -> Iterator[str]:
    """What is known of each node, and the full references."""
    model, language = figure.model, figure.language
    _ = get_words(language)
    sources: dict[str, str] = {}
    for node in map(model.get_node, nodes):
        yield ""
        yield f"{node.name.text(language)} ({describe_place(model, node, language)})"
        if node.description:
            yield node.description.text(language)
        if node.question:
            yield join_label(_, _("The question it invites"), node.question.text(language))
        if node.provenance:
            known = describe_provenance(model, node.provenance, language)
            yield join_label(_, _("How it is known"), known)
            for source in map(model.get_source, node.provenance.list_sources()):
                sources[source.id] = " ".join(filter(None, [source.reference.text(language), source.url]))
    if sources:
        yield ""
        yield _("Sources")
        yield from sources.values()


def _emphasise(diagram: Diagram, path: Sequence[str], count: int) -> Diagram:
    """The diagram with a path standing out, its first nodes more."""
    steps, past = set(pairwise(path)), set(pairwise(path[:count]))
    nodes = tuple(
        replace(node, is_lit=node.id in path[:count], is_faded=node.id not in path) for node in diagram.nodes
    )
    edges = tuple(
        replace(
            edge,
            is_lit=(edge.source, edge.target) in past,
            is_faded=(edge.source, edge.target) not in steps,
        )
        for edge in diagram.edges
    )
    return replace(diagram, nodes=nodes, edges=edges)

"""Does the model hold what people tell? How far stories cover the model, and the model the stories.

The word, and the *leftovers* to look at, are those of Causal Map's working paper "A simple measure of the
goodness of fit of a causal theory to a text corpus" (23 December 2025, read in the sources of their garden,
https://github.com/stevepowell99/causal-mapping-garden-content). Its unit is a coded causal link: "link
coverage (both ends)" is the share of coded links of which both ends can be named in the theory's words,
"source coverage" the share of sources with at least k such links. Here coders give whole stories the nodes
of the model, so that what is counted is: of the stories, those placed (source coverage, for k = 1 node), and
of the passages that coders marked, those that have a place. The other way round, which nodes and links of
the model have a story, is ours; a link has one as "both ends" would have it. As there, high coverage says
that the model can name what is told, not that it is true, and broader nodes cover more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from model.coding.agreement import Share, list_done
from model.coding.disagreements import find_disagreements
from model.coding.story_coding import Codings, Passage
from model.evidence import Attachment, Telling, Told
from model.graph import ConceptualModel
from model.paths import Path
from model.schema import Edge

Placement = Literal["fully", "partly", "nowhere", "waiting", "uncoded"]
"""How far a story has a place in the model: it has nodes and no leftovers; it has both; coders found no node;
it has no node yet, and coders differ about one; nobody coded it."""
PLACEMENTS: tuple[Placement, ...] = get_args(Placement)


@dataclass(frozen=True)
class Leftover:
    """A passage that a coder who is done marked as having no place in the model; both by their ids."""

    story: str
    coder: str
    passage: Passage


@dataclass(frozen=True)
class Coverage:
    """What of the model has a story, and what of the stories has a place in the model.

    Nodes by their ids and edges as they are in the model, both in its order: `told_` have a story, `untold_`
    need one and have none; those in neither need none. `placed` has the ids of the stories by placement, in
    their order. `unread` are those fully placed without a coder: attached by somebody who was not asked for
    leftovers. `passages` says how many of the passages that coders marked have a place.
    """

    told_nodes: tuple[str, ...]
    untold_nodes: tuple[str, ...]
    told_edges: tuple[Edge, ...]
    untold_edges: tuple[Edge, ...]
    placed: Mapping[Placement, tuple[str, ...]]
    unread: tuple[str, ...]
    leftovers: tuple[Leftover, ...]
    passages: Share

    @property
    def nodes(self) -> Share:
        """How many of the nodes that need a story have one."""
        return Share(len(self.told_nodes), len(self.told_nodes) + len(self.untold_nodes))

    @property
    def edges(self) -> Share:
        """How many of the edges that need a story have one."""
        return Share(len(self.told_edges), len(self.told_edges) + len(self.untold_edges))

    @property
    def stories(self) -> Share:
        """How many of the stories that are coded have a place, be it with leftovers."""
        coded = sum(
            len(self.placed[placement]) for placement in PLACEMENTS if placement not in ("waiting", "uncoded")
        )
        return Share(len(self.placed["fully"]) + len(self.placed["partly"]), coded)


def measure_coverage(
    model: ConceptualModel, stories: Collection[Told], codings: Codings | None = None
) -> Coverage:
    """How far model and stories cover each other.

    `stories` are all that count, each with the nodes that it is agreed to be attached to; an `Attachment`
    is enough. Codings of other stories are left out, and so are nodes that the model does not have.

    A node has a story when one is attached to it or to one of its forms; whether it needs one, `Telling`
    says. An edge has a story when one story has both its ends; an end in a stage that needs no story is in
    every story. It needs none where neither end does, or where one is open: what nobody has named cannot be
    told.

    >>> from model import load_model, load_stories
    >>> model = load_model()
    >>> coverage = measure_coverage(model, load_stories(model))
    >>> coverage.nodes, coverage.untold_nodes[-1]
    (Share(count=15, total=19), 'loyalty-professionals')
    """
    codings = codings or Codings()
    known = {node.id for node in model.nodes()}
    attached = [
        Attachment(story.id, tuple(node for node in story.nodes if node in known)) for story in stories
    ]
    telling = Telling(model, attached)
    nodes = [node.id for node in model.nodes() if telling.needs_story(node.id)]
    edges = [(edge, _is_told(telling, edge)) for edge in model.edges if _needs_story(model, telling, edge)]
    ids = {story.id for story in attached}
    done = {story: theirs for story, theirs in list_done(codings).items() if story in ids}
    leftovers = tuple(
        Leftover(coding.story, coding.coder, passage)
        for theirs in done.values()
        for coding in theirs
        for passage in coding.leftovers
    )
    without = {story.id for story in attached if not story.nodes and story.id in done}
    waiting = _find_waiting(codings, without, known)
    placed = _place(attached, set(done), {leftover.story for leftover in leftovers}, waiting)
    marked = sum(len(mark.passages) for theirs in done.values() for coding in theirs for mark in coding.marks)
    return Coverage(
        told_nodes=tuple(node for node in nodes if telling.find_stories(node)),
        untold_nodes=tuple(node for node in nodes if not telling.find_stories(node)),
        told_edges=tuple(edge for edge, is_told in edges if is_told),
        untold_edges=tuple(edge for edge, is_told in edges if not is_told),
        placed=placed,
        unread=tuple(story for story in placed["fully"] if story not in done),
        leftovers=leftovers,
        passages=Share(marked, marked + len(leftovers)),
    )


def _needs_story(model: ConceptualModel, telling: Telling, edge: Edge) -> bool:
    ends = [model.get_node(end) for end in (edge.source, edge.target)]
    if any(end.provenance and end.provenance.kind == "open" for end in ends):
        return False
    return any(telling.needs_story(end.id) for end in ends)


def _is_told(telling: Telling, edge: Edge) -> bool:
    return telling.judge(Path((edge.source, edge.target))).kind == "whole"


def _find_waiting(codings: Codings, stories: Collection[str], known: Collection[str]) -> set[str]:
    """Those of some stories of which coders still have to agree on a node."""
    theirs = tuple(coding for coding in codings.codings if coding.story in stories)
    return {
        disagreement.story
        for disagreement in find_disagreements(replace(codings, codings=theirs))
        if disagreement.code.kind == "node"
        and disagreement.code.id in known
        and disagreement.decision is None
    }


def _place(
    stories: Iterable[Attachment],
    done: Collection[str],
    with_leftovers: Collection[str],
    waiting: Collection[str],
) -> dict[Placement, tuple[str, ...]]:
    """The stories by their placement; a dimension is no place in the model."""
    placed: dict[Placement, list[str]] = {placement: [] for placement in PLACEMENTS}
    for story in stories:
        placement: Placement
        if story.nodes:
            placement = "partly" if story.id in with_leftovers else "fully"
        elif story.id not in done:
            placement = "uncoded"
        else:
            placement = "waiting" if story.id in waiting else "nowhere"
        placed[placement].append(story.id)
    return {placement: tuple(ids) for placement, ids in placed.items()}

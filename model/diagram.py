"""What is drawn, and what of it is emphasised: one frozen value for the screen and every export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from model.graph import ConceptualModel
from model.schema import Edge, ProvenanceKind


@dataclass(frozen=True)
class Filter:
    """Which nodes are looked at: those on any of the levels and at any of the stages (ids; empty: all).

    Shared levels stay whatever levels are chosen, unless they are switched off themselves (`without`).
    """

    levels: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether the filter keeps everything."""
        return not (self.levels or self.stages or self.without)

    def find_levels(self, model: ConceptualModel) -> frozenset[str]:
        """The levels that stay.

        >>> from model import load_model
        >>> sorted(Filter(levels=frozenset({"patient"})).find_levels(load_model()))
        ['patient', 'shared']
        """
        for level_id in self.without:
            model.get_level(level_id)
        chosen = self.levels or {level.id for level in model.levels}
        shared = {level.id for level in model.levels if level.shared}
        return frozenset((chosen | shared) - self.without)

    def find_stages(self, model: ConceptualModel) -> frozenset[str]:
        """The stages that stay."""
        return self.stages or frozenset(stage.id for stage in model.stages)

    def find_nodes(self, model: ConceptualModel) -> frozenset[str]:
        """The ids of the nodes that stay."""
        kept = model.nodes(level=self.find_levels(model), stage=self.find_stages(model))
        return frozenset(node.id for node in kept)


Way = Literal["", "before", "after"]
"""Whether an edge leads to what is selected or follows from it."""


@dataclass(frozen=True)
class Emphasis:
    """What stands out while the rest is faded: nodes by id, edges by the ids of their ends.

    Around a node, `before` are the edges of what leads to it, `after` those of what follows from it; on
    cycles an edge may be both.
    """

    nodes: frozenset[str]
    edges: frozenset[tuple[str, str]]
    before: frozenset[tuple[str, str]] = frozenset()
    after: frozenset[tuple[str, str]] = frozenset()

    def find_way(self, source: str, target: str) -> Way:
        """On which side of the node an edge is."""
        if (source, target) in self.before:
            return "before"
        return "after" if (source, target) in self.after else ""


def emphasise_path(path: Sequence[str]) -> Emphasis:
    """A path stands out.

    >>> sorted(emphasise_path(["a", "b", "c"]).edges)
    [('a', 'b'), ('b', 'c')]
    """
    return Emphasis(frozenset(path), frozenset(pairwise(path)))


def emphasise_node(model: ConceptualModel, node: str, steps: int | None = None) -> Emphasis:
    """A node stands out with what leads to it and what follows from it, some steps far or all the way."""
    before = frozenset(model.find_upstream(node, steps)) | {node}
    after = frozenset(model.find_downstream(node, steps)) | {node}
    leading, following = (
        frozenset((edge.source, edge.target) for edge in model.edges if {edge.source, edge.target} <= nodes)
        for nodes in (before, after)
    )
    return Emphasis(before | after, leading | following, leading, following)


def emphasise_paths(model: ConceptualModel, start: str, end: str, **restrictions: Any) -> Emphasis:
    """All paths from a start to an end stand out; both as `ConceptualModel.find_paths` takes them."""
    along = model.count_paths_along(start, end, **restrictions)
    edges = frozenset(pair for pair, count in along.items() if count)
    return Emphasis(frozenset(node for pair in edges for node in pair), edges)


@dataclass(frozen=True)
class Heading:
    """The title of a column (a stage) or of a row (a level), and its position in the model: a level's
    colour goes by it, so it stays the same when other levels are hidden."""

    id: str
    name: str
    position: int


@dataclass(frozen=True)
class DrawnNode:
    """A node as it is drawn; a faded one stays readable in the background, a lit one stands out.

    `label` is its name with soft hyphens, `count` its number of stories where these are shown. The middle of
    the model is drawn larger than the rest, a mark as a sign in the place of a box."""

    id: str
    name: str
    stage: str
    level: str
    provenance: ProvenanceKind | None
    is_faded: bool
    is_lit: bool = False
    count: int | None = None
    label: str = ""
    is_middle: bool = False
    is_mark: bool = False

    def rename(self, words: str) -> DrawnNode:
        """The node in other words: with words of its own an open one is a box again."""
        return replace(self, name=words, label=words, is_mark=False)

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.name)


@dataclass(frozen=True)
class DrawnEdge:
    """An edge as it is drawn: faded where one of its nodes is, without an arrowhead if not directed."""

    source: str
    target: str
    kind: str
    provenance: ProvenanceKind | None
    is_feedback: bool
    is_faded: bool
    is_lit: bool = False
    is_directed: bool = True
    way: Way = ""


@dataclass(frozen=True)
class Diagram:
    """A picture's content, in one language: columns, rows, nodes and edges in the order of the model file."""

    title: str
    language: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]

    @property
    def has_undirected(self) -> bool:
        """Whether an edge is drawn without an arrowhead."""
        return any(not edge.is_directed for edge in self.edges)


def build_diagram(
    model: ConceptualModel,
    language: str,
    chosen: Filter | None = None,
    *,
    hide: bool = False,
    counts: Mapping[str, int] | None = None,
    emphasis: Emphasis | None = None,
    marks: bool = True,
    picked: frozenset[str] = frozenset(),
) -> Diagram:
    """The diagram of a model; what the filter does not keep is faded, or left out with `hide`.

    `counts` is the number of stories by node, where these are to be shown; none is 0. With an `emphasis` what
    does not belong to it is faded, too; nodes that are `picked` never are. Without `marks` every open node is
    a box with its name.

    Raises `UnknownIdError` for levels and stages that the model does not have.

    >>> from model import load_model
    >>> diagram = build_diagram(load_model(), "en", Filter(stages=frozenset({"effect"})), hide=True)
    >>> len(diagram.nodes), [row.name for row in diagram.rows]
    (7, ['Patient and family', 'Professional'])
    """
    kept = (chosen or Filter()).find_nodes(model)
    lit = (emphasis.nodes & kept) | picked if emphasis else frozenset()
    bright = lit if emphasis else kept | picked
    middle = {stage.id for stage in model.stages if stage.middle}
    marked = {stage.id for stage in model.stages if stage.marks_open and marks}
    nodes = tuple(
        DrawnNode(
            id=node.id,
            name=node.name.text(language),
            stage=node.stage,
            level=node.level,
            provenance=node.provenance.kind if node.provenance else None,
            is_faded=node.id not in bright,
            is_lit=node.id in lit,
            count=None if counts is None else counts.get(node.id, 0),
            label=node.name.label(language),
            is_middle=node.stage in middle,
            is_mark=node.stage in marked and node.provenance is not None and node.provenance.kind == "open",
        )
        for node in model.nodes()
        if node.id in kept or not hide
    )
    drawn = {node.id for node in nodes}

    def stands_out(edge: Edge) -> bool:
        return {edge.source, edge.target} <= bright and (
            emphasis is None or (edge.source, edge.target) in emphasis.edges
        )

    edges = tuple(
        DrawnEdge(
            source=edge.source,
            target=edge.target,
            kind=edge.kind,
            provenance=edge.provenance.kind if edge.provenance else None,
            is_feedback=edge.feedback,
            is_faded=not stands_out(edge),
            is_lit=emphasis is not None and stands_out(edge),
            is_directed=edge.directed,
            way=emphasis.find_way(edge.source, edge.target) if emphasis and stands_out(edge) else "",
        )
        for edge in model.edges
        if {edge.source, edge.target} <= drawn
    )
    stages, levels = {node.stage for node in nodes}, {node.level for node in nodes}
    return Diagram(
        title=model.title.text(language),
        language=language,
        columns=tuple(
            Heading(stage.id, stage.name.text(language), position)
            for position, stage in enumerate(model.stages)
            if stage.id in stages or not hide
        ),
        rows=tuple(
            Heading(level.id, level.name.text(language), position)
            for position, level in enumerate(model.levels)
            if level.id in levels or not hide
        ),
        nodes=nodes,
        edges=edges,
    )


def focus_nodes(diagram: Diagram, own: frozenset[str]) -> Diagram:
    """Some nodes with what leads to them and what follows from them; every node named, none of the others
    large.

    >>> from model import load_model
    >>> part = focus_nodes(build_diagram(load_model(), "en"), frozenset({"resonance-trust"}))
    >>> [node.id for node in part.nodes]
    ['resonance', 'resonance-trust', 'loyalty-patients', 'loyalty-professionals']
    """
    edges = tuple(edge for edge in diagram.edges if own & {edge.source, edge.target})
    shown = own.union(*({edge.source, edge.target} for edge in edges))
    nodes = tuple(
        replace(node, is_mark=False, is_middle=node.is_middle and node.id in own)
        for node in diagram.nodes
        if node.id in shown
    )
    stages, levels = {node.stage for node in nodes}, {node.level for node in nodes}
    return replace(
        diagram,
        columns=tuple(column for column in diagram.columns if column.id in stages),
        rows=tuple(row for row in diagram.rows if row.id in levels),
        nodes=nodes,
        edges=edges,
    )

"""What is drawn, and what of it is emphasised: one frozen value for the screen and every export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.graph import ConceptualModel
from model.schema import ProvenanceKind


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


@dataclass(frozen=True)
class Heading:
    """The title of a column (a stage) or of a row (a level), and its position in the model: a level's
    colour goes by it, so it stays the same when other levels are hidden."""

    id: str
    name: str
    position: int


@dataclass(frozen=True)
class DrawnNode:
    """A node as it is drawn; a faded one stays readable in the background. `count` is its number of stories
    where these are shown."""

    id: str
    name: str
    stage: str
    level: str
    provenance: ProvenanceKind | None
    is_faded: bool
    count: int | None = None


@dataclass(frozen=True)
class DrawnEdge:
    """An edge as it is drawn: faded where one of its nodes is."""

    source: str
    target: str
    kind: str
    provenance: ProvenanceKind | None
    is_feedback: bool
    is_faded: bool


@dataclass(frozen=True)
class Diagram:
    """A picture's content, in one language: columns, rows, nodes and edges in the order of the model file."""

    title: str
    language: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]


def build_diagram(
    model: ConceptualModel,
    language: str,
    chosen: Filter | None = None,
    *,
    hide: bool = False,
    counts: Mapping[str, int] | None = None,
) -> Diagram:
    """The diagram of a model; what the filter does not keep is faded, or left out with `hide`.

    `counts` is the number of stories by node, where these are to be shown; none is 0.

    Raises `UnknownIdError` for levels and stages that the model does not have.

    >>> from model import load_model
    >>> diagram = build_diagram(load_model(), "en", Filter(stages=frozenset({"effect"})), hide=True)
    >>> len(diagram.nodes), [row.name for row in diagram.rows]
    (7, ['Patient and family', 'Professional'])
    """
    kept = (chosen or Filter()).find_nodes(model)
    nodes = tuple(
        DrawnNode(
            id=node.id,
            name=node.name.text(language),
            stage=node.stage,
            level=node.level,
            provenance=node.provenance.kind if node.provenance else None,
            is_faded=node.id not in kept,
            count=None if counts is None else counts.get(node.id, 0),
        )
        for node in model.nodes()
        if node.id in kept or not hide
    )
    drawn = {node.id for node in nodes}
    edges = tuple(
        DrawnEdge(
            source=edge.source,
            target=edge.target,
            kind=edge.kind,
            provenance=edge.provenance.kind if edge.provenance else None,
            is_feedback=edge.feedback,
            is_faded=not {edge.source, edge.target} <= kept,
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

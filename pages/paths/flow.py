"""The asked paths as a flow from stage to stage: how many run through each node, and along each link."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from model import ConceptualModel
from model.path_comparison import find_depths
from pages.workbench.path_question import Question

MOST_DRAWN = 400
"""How many links are drawn at most: with more nobody can tell the bands apart."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Column:
    """Nodes that stand below each other; a stage has several columns where its nodes lead to each other."""

    stage: str
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Flow:
    """How many of the asked paths run through each node and along each link that they use.

    Nodes and links are in the order of the columns. `back` are the links that lead back to an earlier column,
    or stay in theirs.
    """

    count: int
    is_exact: bool
    through: Mapping[str, int]
    along: Mapping[Pair, int]
    columns: tuple[Column, ...]
    back: tuple[Pair, ...]

    @cached_property
    def ahead(self) -> dict[Pair, int]:
        """The links that lead to a later column, with their paths."""
        back = frozenset(self.back)
        return {pair: count for pair, count in self.along.items() if pair not in back}


def build_flow(model: ConceptualModel, question: Question) -> Flow:
    """The flow of the paths that are asked for."""
    restrictions = question.restrictions
    count = model.count_paths(question.start, question.end, **restrictions)
    counted = model.count_paths_along(question.start, question.end, **restrictions)
    along = {pair: int(paths) for pair, paths in counted.items() if paths}
    columns = tuple(_list_columns(model, along))
    column_of = {node: index for index, column in enumerate(columns) for node in column.nodes}
    order = {node: index for index, node in enumerate(column_of)}
    ordered = {
        (source, target): along[source, target]
        for source, target in sorted(along, key=lambda pair: (order[pair[0]], order[pair[1]]))
    }
    return Flow(
        count=int(count),
        is_exact=count.is_exact and all(counted[pair].is_exact for pair in along),
        through={node: _count_through(model, question, along, node) for node in column_of},
        along=ordered,
        columns=columns,
        back=tuple(pair for pair in ordered if column_of[pair[0]] >= column_of[pair[1]]),
    )


def _count_through(model: ConceptualModel, question: Question, along: Mapping[Pair, int], node: str) -> int:
    """How many paths run through a node: those that come to it, and those that start there."""
    arriving = sum(count for (_source, target), count in along.items() if target == node)
    starting = 0
    if node in model.find_ends(question.start):
        starting = int(model.count_paths(node, question.end, **question.restrictions))
    return arriving + starting


def _list_columns(model: ConceptualModel, pairs: Collection[Pair]) -> Iterable[Column]:
    used = {node for pair in pairs for node in pair}
    level_of = {level.id: index for index, level in enumerate(model.levels)}
    for stage in model.stages:
        nodes = [node for node in model.nodes(stage=stage.id) if node.id in used]
        nodes.sort(key=lambda node: level_of[node.level])
        depths = find_depths([node.id for node in nodes], pairs)
        for depth in sorted(set(depths.values())):
            yield Column(stage.id, tuple(node.id for node in nodes if depths[node.id] == depth))

"""Models out of few words, so that a test shows just its fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from model import ConceptualModel
from model.file_faults import find_faults
from model.schema import ModelFile, ProvenanceKind

Ids = str | Iterable[str]
"""Ids in one text, "a b c", or one by one."""

Edges = str | Iterable[tuple[str, str]]
"""Edges in one text, "a>b b>c", or as pairs."""


def build_model(
    edges: Edges = (),
    *,
    feedback: Edges = (),
    undirected: Edges = (),
    nodes: Ids = (),
    stages: Mapping[str, Ids] | None = None,
    levels: Mapping[str, Ids] | None = None,
    shared: Ids = (),
    names: Mapping[str, str] | None = None,
    provenances: Mapping[str, ProvenanceKind] | None = None,
) -> ConceptualModel:
    """A model of these edges; a node is named by its id, at the first stage and level, unless said otherwise.

    Nodes come in the order of `nodes`, then of the edges, then of the stages and levels. `stages` and
    `levels` give the nodes of each; `shared` are levels; `names` is by the id of a node, stage or level.
    Raises `ValueError` for a model that a file could not hold, so that no test rests on one.

    >>> model = build_model("a>b", stages={"need": "a", "effect": "b"})
    >>> [(node.id, node.stage) for node in model.nodes()]
    [('a', 'need'), ('b', 'effect')]
    """
    stages = stages or {"stage": ()}
    levels = levels or {"level": ()}
    names = names or {}
    onward, backward, either_way = read_edges(edges), read_edges(feedback), read_edges(undirected)
    every_edge = [*onward, *backward, *either_way]
    mentioned = [
        *read_ids(nodes),
        *(node for edge in every_edge for node in edge),
        *(node for ids in [*stages.values(), *levels.values()] for node in read_ids(ids)),
    ]

    def build_node(node: str) -> dict[str, Any]:
        kind = (provenances or {}).get(node)
        return {
            "id": node,
            "name": names.get(node, node),
            "stage": _find_holder(stages, node),
            "level": _find_holder(levels, node),
            "question": "What would help here?" if kind == "open" else None,
            "provenance": {"kind": kind, "source": "paper"} if kind else None,
        }

    file = ModelFile.model_validate(
        {
            "model": {"id": "built", "title": "Built", "languages": ["en"]},
            "stages": [{"id": stage, "name": names.get(stage, stage)} for stage in stages],
            "levels": [
                {"id": level, "name": names.get(level, level), "shared": level in read_ids(shared)}
                for level in levels
            ],
            "kinds": [{"id": "leads-to", "name": "leads to", "verb": "leads to"}],
            "sources": [{"id": "paper", "short": "Paper", "reference": "A paper"}],
            "nodes": [build_node(node) for node in dict.fromkeys(mentioned)],
            "edges": [
                {"from": source, "to": target, "kind": "leads-to", **says}
                for pairs, says in (
                    (onward, {}),
                    (backward, {"feedback": True}),
                    (either_way, {"directed": False}),
                )
                for source, target in pairs
            ],
        }
    )
    faults = list(find_faults(file))
    if faults:
        raise ValueError(faults)
    return ConceptualModel(file)


def read_ids(ids: Ids) -> list[str]:
    """The ids one by one.

    >>> read_ids("a b")
    ['a', 'b']
    """
    return ids.split() if isinstance(ids, str) else list(ids)


def read_edges(edges: Edges) -> list[tuple[str, str]]:
    """The edges as pairs.

    >>> read_edges("a>b b>c")
    [('a', 'b'), ('b', 'c')]
    """
    if not isinstance(edges, str):
        return list(edges)
    pairs = (edge.split(">") for edge in edges.split())
    return [(source, target) for source, target in pairs]


def _find_holder(holders: Mapping[str, Ids], node: str) -> str:
    return next((holder for holder, ids in holders.items() if node in read_ids(ids)), next(iter(holders)))

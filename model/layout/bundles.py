"""Which edges share a line: those of one kind and one provenance into a node have one trunk with one head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from model.diagram import Diagram, DrawnEdge, DrawnNode

Side = Literal["left", "right"]
Pair = tuple[str, str]
Port = tuple[str, Side, int]
"""Where lines touch a box: the node, the side, and a number for the edges that touch it there."""


@dataclass
class Loop:
    """Edges within a column: one line beside it, which sources join and targets branch off.

    Sources share it where they lead to the same targets in the same way.
    """

    sources: list[str]
    edges: list[DrawnEdge]
    side: Side
    track: int = 0
    targets: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.targets = tuple(dict.fromkeys(edge.target for edge in self.edges))


def describe_alike(edge: DrawnEdge) -> Hashable:
    """What edges have in common that share a line."""
    return edge.kind, edge.provenance, edge.is_directed, edge.is_feedback


class Bundles:
    """How each edge of a diagram runs: straight down, beside its column, or across to another column."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        column_of = {heading.id: index for index, heading in enumerate(diagram.columns)}
        row_of = {heading.id: index for index, heading in enumerate(diagram.rows)}
        self.at = {node.id: column_of[node.stage] for node in diagram.nodes}
        self.stacks: dict[tuple[int, int], list[DrawnNode]] = defaultdict(list)
        for node in diagram.nodes:
            self.stacks[self.at[node.id], row_of[node.level]].append(node)
        self._ports = self._name_ports()
        self.straight = self._find_straight()
        self.loops = self._find_loops()
        self.loop_of = {id(edge): loop for loop in self.loops for edge in loop.edges}

    def is_across(self, edge: DrawnEdge) -> bool:
        """Whether an edge leads to another column."""
        return self.at[edge.source] != self.at[edge.target]

    def is_straight(self, edge: DrawnEdge) -> bool:
        """Whether an edge runs down to the box right below; of several between the two the first does."""
        return self.straight.get((edge.source, edge.target)) is edge

    def find_ports(self, edge: DrawnEdge) -> tuple[Port, Port]:
        """Where an edge to another column leaves and arrives."""
        return self._ports[id(edge)]

    def _name_ports(self) -> dict[int, tuple[Port, Port]]:
        """The ports of each edge to another column, found once: they are asked for again and again."""
        numbers: dict[Hashable, int] = {}
        ports: dict[int, tuple[Port, Port]] = {}
        for edge in self.diagram.edges:
            if self.is_across(edge):
                number = numbers.setdefault(describe_alike(edge), 2 * len(numbers))
                onward = self.at[edge.target] > self.at[edge.source]
                ports[id(edge)] = (
                    (edge.source, "right" if onward else "left", number),
                    (edge.target, "left" if onward else "right", number + 1),
                )
        return ports

    def count_ports(self) -> dict[tuple[str, Side], int]:
        """On how many heights lines touch each side of each box."""
        ports = {
            port for edge in self.diagram.edges if self.is_across(edge) for port in self.find_ports(edge)
        }
        ports |= {
            (node, loop.side, id(loop)) for loop in self.loops for node in (*loop.sources, *loop.targets)
        }
        counted: dict[tuple[str, Side], int] = defaultdict(int)
        for node, side, _ in ports:
            counted[node, side] += 1
        return counted

    def _find_straight(self) -> dict[Pair, DrawnEdge]:
        """The first edge to the box right below in the same cell, by the two boxes."""
        linked = {(edge.source, edge.target): edge for edge in reversed(self.diagram.edges)}
        below = ((upper.id, lower.id) for stack in self.stacks.values() for upper, lower in pairwise(stack))
        return {pair: linked[pair] for pair in below if pair in linked}

    def _find_loops(self) -> list[Loop]:
        """The other edges within a column, on the side where fewer lines to other columns touch its nodes."""
        touched: dict[tuple[str, Side], set[int]] = defaultdict(set)
        inside: dict[tuple[str, Hashable], list[DrawnEdge]] = defaultdict(list)
        for edge in self.diagram.edges:
            if self.is_across(edge):
                for node, side, number in self.find_ports(edge):
                    touched[node, side].add(number)
            elif not self.is_straight(edge):
                inside[edge.source, describe_alike(edge)].append(edge)
        shared: dict[Hashable, list[DrawnEdge]] = defaultdict(list)
        for (source, alike), edges in inside.items():
            targets = frozenset(edge.target for edge in edges)
            shared[self.at[source], alike, targets].extend(edges)
        loops = []
        for edges in shared.values():
            sources = list(dict.fromkeys(edge.source for edge in edges))
            ends = {*sources, *(edge.target for edge in edges)}
            left, right = (sum(len(touched[node, side]) for node in ends) for side in ("left", "right"))
            loops.append(Loop(sources, edges, "left" if left <= right else "right"))
        return loops

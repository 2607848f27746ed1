"""What a Mermaid flowchart says, before rows are made of it: elements, links, and the groups of elements."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class MermaidNode:
    """A node; `text` is what its label says, None where its id stands for it."""

    id: str
    line: int
    text: str | None = None
    is_markdown: bool = False
    classes: dict[str, None] = field(default_factory=dict)
    group: int | None = None


@dataclass(slots=True, eq=False)
class MermaidEdge:
    """A link: its arrow as it is written, its line, and what stands on it."""

    source: str
    target: str
    arrow: str
    style: str
    line: int
    text: str = ""
    is_markdown: bool = False


@dataclass(slots=True, eq=False)
class MermaidGroup:
    """A subgraph, the position of the one around it, and the nodes that are named in it."""

    id: str
    title: str
    line: int
    inside: int | None
    members: dict[str, None] = field(default_factory=dict)


@dataclass
class Flowchart:
    """All of a flowchart; `drawn` counts what says how it is drawn."""

    nodes: dict[str, MermaidNode] = field(default_factory=dict)
    edges: list[MermaidEdge] = field(default_factory=list)
    groups: list[MermaidGroup] = field(default_factory=list)
    regrouped: list[tuple[MermaidNode, int]] = field(default_factory=list)
    title: str = ""
    drawn: int = 0

"""Reading Mermaid flowcharts, alone or in Markdown."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import islice
from typing import Any

from model.errors import ModelFileError
from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.raw import (
    RawGraph,
    RawRow,
    list_columns,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_title,
)
from model.importing.readers.mermaid_chart import Flowchart, MermaidEdge, MermaidNode
from model.importing.readers.mermaid_parser import parse_flowchart
from model.importing.readers.mermaid_text import Diagram, list_diagrams, name_kind, to_plain

_MOST_DIAGRAMS = 1_000
_WAY_OUT = (
    "draw its elements and links as a flowchart (flowchart LR), or write the links as a table with the "
    "columns From and To"
)


def read_mermaid(file: GraphFile) -> RawGraph:
    """The graph in a Mermaid flowchart, or in the first one of a Markdown file.

    Nodes come in the order in which they are named first; the title of the innermost subgraph is their
    "group", the names of their classes are their "class". A subgraph that a link leads to or from is a node
    as well. Text on a link is its "label"; a dotted or thick one says so in "line", one that ends in a cross
    or a circle in "arrow". Raises `ModelFileError` for other diagrams than flowcharts, and for one that is
    cut off, too large, or nested too deeply.
    """
    diagrams = list(islice(list_diagrams(file.text), _MOST_DIAGRAMS + 1))
    if len(diagrams) > _MOST_DIAGRAMS:
        raise refuse_count(file.name, "diagrams", _MOST_DIAGRAMS)
    chosen = next((diagram for diagram in diagrams if diagram.kind == "flowchart"), None)
    if chosen is None:
        raise _refuse_others(file.name, diagrams)
    findings = Findings()
    for diagram in diagrams:
        if diagram is not chosen:
            place = name_kind(diagram.kind) or ("flowchart" if diagram.kind == "flowchart" else "diagram")
            findings.add("part", Item(place, "", diagram.first_line))
    chart = parse_flowchart(chosen, file.name, findings)
    return _Builder(file.name, chosen, chart, findings).build()


def _refuse_others(name: str, diagrams: list[Diagram]) -> ModelFileError:
    words = [diagram.kind for diagram in diagrams]
    kinds = [kind for word in words if (kind := name_kind(word)) is not None]
    if not kinds:
        message = (
            f"is no Mermaid flowchart: it begins with {to_quoted(words[0])}, not with flowchart or graph"
        )
        return refuse(name, message, diagrams[0].first_line)
    article = "an" if kinds[0].startswith("architecture") else "a"
    return refuse(
        name, f"is {article} {kinds[0]} of Mermaid, no flowchart; {_WAY_OUT}", diagrams[0].first_line
    )


class _Builder:
    def __init__(self, name: str, diagram: Diagram, chart: Flowchart, findings: Findings) -> None:
        self._name = name
        self._title = diagram.title
        self._chart = chart
        self._findings = findings
        self._own = _Own(diagram, findings)
        self._groups = {group.id: position for position, group in enumerate(chart.groups) if group.id}

    def build(self) -> RawGraph:
        """The rows of the flowchart."""
        self._join_groups()
        beside = self._find_beside()
        nodes = [self._build_node(node) for node in self._chart.nodes.values() if node.id not in beside]
        edges = [
            self._build_edge(edge)
            for edge in self._chart.edges
            if edge.source not in beside and edge.target not in beside and not self._is_hidden(edge)
        ]
        if not self._own.is_there:
            self._note_groups()
            self._findings.extend("drawing", (), self._chart.drawn)
        title = to_line(to_plain(self._title)[0]) or to_line(self._chart.title) or to_title(self._name)
        return RawGraph(
            self._name,
            "mermaid",
            title,
            list_columns(nodes, ("id",)),
            list_columns(edges, ("source", "target")),
            tuple(nodes),
            tuple(edges),
            label="Mermaid flowchart",
            findings=self._findings.to_tuple(),
        )

    def _join_groups(self) -> None:
        """Give the nodes that are groups, as links lead to them, the title and the place of these."""
        for node in self._chart.nodes.values():
            position = self._groups.get(node.id)
            if position is None:
                continue
            group = self._chart.groups[position]
            node.text = node.text if node.text is not None else group.title
            node.group = group.inside
            self._findings.add("linked-group", Item(f"group {to_quoted(group.title)}", "", node.line))

    def _find_beside(self) -> set[str]:
        """The nodes of our own files that are legend and notes."""
        inside = {
            position for position, group in enumerate(self._chart.groups) if group.id in self._own.beside
        }
        return {
            node.id
            for node in self._chart.nodes.values()
            if node.id in self._own.beside or node.group in inside
        }

    def _is_hidden(self, edge: MermaidEdge) -> bool:
        if edge.style != "hidden":
            return False
        item = Item(_name_edge(edge), f"{edge.source} → {edge.target}", edge.line)
        self._findings.add("invisible", item)
        return True

    def _build_node(self, node: MermaidNode) -> RawRow:
        place = f"node {to_quoted(node.id)}"
        cells = {"id": self._own.ids.get(node.id, node.id)}
        if node.text is not None:
            text, has_markup = to_plain(node.text, node.is_markdown)
            if has_markup:
                self._findings.add("markup", Item(place, to_line(text), node.line))
            cells["label"] = text.rpartition("\n")[0] if self._own.has_counts else text
        group = self._find_title(node.group)
        if self._own.is_there:
            cells |= self._own.levels.get(node.id, {})
            if group and node.group is not None:
                stage = self._own.stages.get(self._chart.groups[node.group].id)
                cells |= {"stage": group} | ({"stage_id": stage} if stage else {})
        else:
            if group:
                cells["group"] = group
            if node.classes:
                cells["class"] = ", ".join(node.classes)
        return RawRow(cells, place, node.line)

    def _find_title(self, position: int | None) -> str:
        """The title of the innermost group that has one."""
        while position is not None and not self._chart.groups[position].title:
            position = self._chart.groups[position].inside
        return to_line(self._chart.groups[position].title) if position is not None else ""

    def _build_edge(self, edge: MermaidEdge) -> RawRow:
        place = _name_edge(edge)
        source, target = edge.source, edge.target
        first, last = edge.arrow[:1], edge.arrow[-1:]
        begins, ends = first in ("<", "x", "o"), last in (">", "x", "o")
        cells: dict[str, str] = {}
        if begins and ends and (first == last or (first, last) == ("<", ">")):
            cells["direction"] = "mutual"
        elif begins and not ends:
            source, target = target, source
            self._findings.add("reversed", Item(place, f"{source} → {target}", edge.line))
        elif not ends:
            cells["direction"] = "undirected"
        if edge.text:
            text, has_markup = to_plain(edge.text, edge.is_markdown)
            if has_markup:
                self._findings.add("markup", Item(place, to_line(text), edge.line))
            cells["label"] = text
        mark = {"x": "cross", "o": "circle"}.get(last) or {"x": "cross", "o": "circle"}.get(first)
        if self._own.is_there:
            cells |= self._own.take_kind(edge.source, edge.target)
        else:
            cells |= {"line": edge.style} if edge.style != "normal" else {}
            cells |= {"arrow": mark} if mark is not None else {}
        ids = self._own.ids
        cells = {"source": ids.get(source, source), "target": ids.get(target, target), **cells}
        return RawRow(cells, place, edge.line)

    def _note_groups(self) -> None:
        groups = self._chart.groups
        taken = {node.group for node in self._chart.nodes.values()}
        outer = {group.inside for position, group in enumerate(groups) if position in taken}
        for position, group in enumerate(groups):
            place = f"group {to_quoted(group.title)}"
            around = self._find_title(group.inside)
            if position in taken and around and group.title:
                self._findings.add("nesting", Item(place, f"{around} › {group.title}", group.line))
            elif position not in taken and position not in outer and group.id not in self._chart.nodes:
                self._findings.add("group", Item(place, "", group.line))
        for node, position in self._chart.regrouped:
            text = f"{node.id}: {self._find_title(position)}"
            self._findings.add("regrouped", Item(f"node {to_quoted(node.id)}", text, groups[position].line))


def _name_edge(edge: MermaidEdge) -> str:
    return f"edge {to_quoted(edge.source)} → {to_quoted(edge.target)}"


class _Own:
    """What our own files say in comments, for which Mermaid has no place: ids, levels, kinds, feedback."""

    def __init__(self, diagram: Diagram, findings: Findings) -> None:
        self.is_there = bool(diagram.own)
        self.has_counts = False
        self.beside: set[str] = set()
        self.ids: dict[str, str] = {}
        self.stages: dict[str, str] = {}
        self.levels: dict[str, dict[str, str]] = {}
        self._kinds: dict[tuple[str, str], deque[dict[str, str]]] = defaultdict(deque)
        for text, line in diagram.faulty:
            findings.add("faulty-value", Item("comment", to_line(text)[:200], line))
        for what, value, line in diagram.own:
            try:
                self._read(what, value)
            except (KeyError, TypeError, ValueError, AttributeError):
                findings.add("faulty-value", Item("comment", f"explorer {what}", line))

    def _read(self, what: str, value: Any) -> None:
        match what:
            case "beside":
                self.beside |= {str(identity) for identity in value}
            case "counts":
                self.has_counts = bool(value)
            case "ids":
                self.ids |= {node: str(identity) for node, identity in value.items()}
            case "stages":
                self.stages |= {group: str(identity) for group, identity in value.items()}
            case "level":
                level = {"level": str(value["name"]), "level_id": str(value["id"])}
                self.levels |= {str(node): level for node in value["nodes"]}
            case "kind":
                for name, feedback in (("links", {}), ("feedback", {"feedback": "true"})):
                    for source, target in value.get(name, ()):
                        kind = {"kind": str(value["id"]), "verb": str(value["verb"]), **feedback}
                        self._kinds[str(source), str(target)].append(kind)

    def take_kind(self, source: str, target: str) -> dict[str, str]:
        """The kind of the next link between two nodes."""
        waiting = self._kinds.get((source, target))
        return waiting.popleft() if waiting else {}

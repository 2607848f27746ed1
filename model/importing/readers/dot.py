"""Reading DOT, the language of Graphviz, and the graphs of DAGitty, which are written almost alike."""

from __future__ import annotations

import re

from model.export.dot import GENERATOR
from model.importing.declared import read_declared
from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.raw import RawGraph, RawRow, list_columns, to_line, to_quoted, to_title
from model.importing.readers.dot_chart import Chart, DotEdge, DotNode, Markup
from model.importing.readers.dot_parser import parse_dot
from model.importing.readers.dot_text import decode_text, strip_markup, strip_record

_RESERVED = ("id", "source", "target", "direction", "group", "label")
_GENERIC = ("", "g", "graph", "digraph", "dag", "d", "my_graph", "mygraph", "graphname", "unnamed")
_COLOURS = ("fillcolor", "color")
_OF_OWN_DRAWING = ("display_name", "tooltip", "URL", "class", *_COLOURS, "shape")
_MARKS = ("->", "--", "<-")
_CLUSTER = re.compile(r"^cluster[ _-]?(?=[^\W\d])", re.IGNORECASE)


def read_dot(file: GraphFile) -> RawGraph:
    """The graph in a DOT or DAGitty file.

    Nodes come in the order in which they are named first, in an edge or alone; a cluster's label, or else
    its name, is the "group" of its nodes. What DAGitty knows of a variable (exposure, outcome, latent,
    adjusted, selected) is its "role", the marks at the ends of an edge other than `->` its "kind". Arrows
    are taken as they are drawn: an edge with `dir=back` leads to its first node. Of several graphs the first
    is read. Raises `ModelFileError` for what has no beginning or no end, is too large or too deep.
    """
    chart = parse_dot(file)
    return _Builder(file, chart).build()


class _Builder:
    def __init__(self, file: GraphFile, chart: Chart) -> None:
        self._name = file.name
        self._chart = chart
        self._findings: Findings = chart.findings
        self._names = {"G": chart.name}
        self._is_own = chart.attributes.get("generator") == GENERATOR

    def build(self) -> RawGraph:
        """The rows of the graph."""
        chart = self._chart
        edges = [edge for edge in chart.edges if not self._is_hidden(edge)]
        beside = self._find_beside(edges)
        nodes = [self._build_node(node) for node in chart.nodes.values() if node.id not in beside]
        rows = [
            self._build_edge(edge)
            for edge in edges
            if edge.source not in beside and edge.target not in beside
        ]
        if not self._is_own:
            self._note_groups()
        if chart.drawn and not self._is_own:
            self._findings.extend("drawing", (), chart.drawn)
        label = "DAGitty" if chart.kind in ("dag", "pdag", "mag", "pag") else "DOT"
        return RawGraph(
            self._name,
            "dot",
            self._find_title(),
            list_columns(nodes, ("id",)),
            list_columns(rows, ("source", "target")),
            tuple(nodes),
            tuple(rows),
            stages=read_declared(self._read_own("stage_order"), "stage"),
            levels=read_declared(self._read_own("level_order"), "level"),
            citation=to_line(self._read_own("citation")),
            label=f"{label} ({chart.kind})",
            findings=self._findings.to_tuple(),
        )

    def _find_title(self) -> str:
        """The label of the graph, its name, or that of the file."""
        name = to_line(self._chart.name)
        known = name if name.lower() not in _GENERIC else ""
        return to_line(self._read_own("label")) or known or to_title(self._name)

    def _read_own(self, attribute: str) -> str:
        """An attribute of the graph itself as plain text."""
        return self._to_plain(self._chart.attributes.get(attribute, ""), self._names)

    def _to_plain(self, text: str, names: dict[str, str]) -> str:
        return strip_markup(text) if isinstance(text, Markup) else decode_text(text, names)

    def _is_hidden(self, edge: DotEdge) -> bool:
        """Whether an edge is not drawn; that is noted."""
        if "invis" not in edge.attributes.get("style", ""):
            return False
        if not self._is_own:
            self._findings.add("invisible", Item(edge.place, f"{edge.source} → {edge.target}", edge.line))
        return True

    def _find_beside(self, edges: list[DotEdge]) -> set[str]:
        """The nodes that are no part of the graph: not drawn, or headings and legend of our own files."""
        touched = {edge.source for edge in edges} | {edge.target for edge in edges}
        beside = set()
        for node in self._chart.nodes.values():
            if self._is_own and "beside" in node.attributes:
                beside.add(node.id)
            elif "invis" in node.attributes.get("style", "") and node.id not in touched:
                beside.add(node.id)
                self._findings.add("invisible", Item(node.place, "", node.line))
        return beside

    def _build_node(self, node: DotNode) -> RawRow:
        attributes = node.attributes
        names = {**self._names, "N": node.id}
        cells = {"id": node.id}
        label = attributes.get("label", "")
        if isinstance(label, Markup):
            self._findings.add("markup", Item(node.place, to_line(strip_markup(label)), node.line))
        elif attributes.get("shape", "").lower() in ("record", "mrecord") and any(
            sign in label for sign in "|{<"
        ):
            label = strip_record(label)
            self._findings.add("markup", Item(node.place, to_line(decode_text(label, names)), node.line))
        text = self._to_plain(
            attributes["display_name"] if self._is_own and "display_name" in attributes else label, names
        )
        if text.strip():
            cells["label"] = text
        if node.group is not None and not self._is_own:
            cells["group"] = self._get_group_name(node.group)
        colour = next((attributes[name] for name in _COLOURS if attributes.get(name)), "")
        if colour and not self._is_own:
            cells["color"] = to_line(colour)
        self._add_values(cells, attributes, names, node)
        return RawRow(cells, node.place, node.line)

    def _build_edge(self, edge: DotEdge) -> RawRow:
        attributes = edge.attributes
        names = {**self._names, "T": edge.source, "H": edge.target, "E": f"{edge.source}->{edge.target}"}
        source, target = edge.source, edge.target
        leads_on, leads_back = _find_arrows(edge)
        direction = ""
        if leads_on and leads_back:
            direction = "mutual"
        elif leads_back:
            source, target = target, source
            self._findings.add("reversed", Item(edge.place, f"{source} → {target}", edge.line))
        elif not leads_on:
            direction = "undirected"
        cells = {"source": source, "target": target}
        label = attributes.get("label") or attributes.get("xlabel") or ""
        if isinstance(label, Markup):
            self._findings.add("markup", Item(edge.place, to_line(strip_markup(label)), edge.line))
        text = self._to_plain(label, names)
        if text.strip():
            cells["label"] = text
        if edge.mark not in _MARKS:
            cells["kind"] = edge.mark
        if direction:
            cells["direction"] = direction
        if attributes.get("color") and not self._is_own:
            cells["color"] = to_line(attributes["color"])
        self._add_values(cells, attributes, names, edge)
        return RawRow(cells, edge.place, edge.line)

    def _add_values(
        self,
        cells: dict[str, str],
        attributes: dict[str, str],
        names: dict[str, str],
        part: DotNode | DotEdge,
    ) -> None:
        """Add what else is said of a node or an edge, under its own name."""
        for name, value in attributes.items():
            if name in ("label", "style", "dir", "arrowhead", "arrowtail"):
                continue
            if name == "xlabel" and isinstance(part, DotEdge) and not attributes.get("label"):
                continue  # it is the label
            if name in _COLOURS or (self._is_own and name in _OF_OWN_DRAWING):
                continue
            text = self._to_plain(value, names)
            if not text.strip():
                continue
            column = to_line(decode_text(name)) or "(empty)"
            cells[f"{column} (data)" if column in _RESERVED else column] = text
        if isinstance(part, DotNode) and part.roles:
            cells["role"] = ", ".join(part.roles)

    def _get_group_name(self, position: int) -> str:
        group = self._chart.groups[position]
        label = to_line(self._to_plain(group.label, {"G": group.name}))
        return label or to_line(_CLUSTER.sub("", group.name))

    def _note_groups(self) -> None:
        """Note the groups around groups, the empty ones, and the nodes that are in several."""
        groups, taken = self._chart.groups, {node.group for node in self._chart.nodes.values()}
        outer = {group.inside for position, group in enumerate(groups) if position in taken}
        for position, group in enumerate(groups):
            name = self._get_group_name(position)
            item = Item(f"group {to_quoted(name)}", "", group.line)
            if position in taken and group.inside is not None:
                text = f"{self._get_group_name(group.inside)} › {name}"
                self._findings.add("nesting", Item(item.place, text, group.line))
            elif position not in taken and position not in outer:
                self._findings.add("group", item)
        for node, position in self._chart.regrouped:
            text = f"{node.id}: {self._get_group_name(position)}"
            self._findings.add("regrouped", Item(node.place, text, groups[position].line))


def _find_arrows(edge: DotEdge) -> tuple[bool, bool]:
    """Whether an edge leads on, and whether it leads back, as it is written and drawn."""
    attributes = edge.attributes
    if edge.mark not in _MARKS:
        return edge.mark == "@->", edge.mark == "<-@"
    usual = {"->": "forward", "--": "none", "<-": "back"}[edge.mark]
    drawn = attributes.get("dir", "").lower() or usual
    leads_on = drawn in ("forward", "both") and attributes.get("arrowhead", "") != "none"
    leads_back = drawn in ("back", "both") and attributes.get("arrowtail", "") != "none"
    return leads_on, leads_back

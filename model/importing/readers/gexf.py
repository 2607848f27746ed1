"""Reading GEXF 1.0 to 1.3, as Gephi, gephi-lite, sigma.js, networkx and rgexf write it.

Not by networkx, which refuses 21 of 46 public files (other name spaces, links of both sorts, lists), knows no
lines and no bounds, and drops groups and times without a word.
"""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass, field

from model.errors import ModelFileError
from model.importing.declared import read_declared
from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.groups import Element, take_nodes
from model.importing.raw import (
    MOST_COLUMNS,
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_title,
)
from model.xml_text import read_xml

_EXPORT = "export the graph as GEXF"
_TIMES = ("start", "end", "startopen", "endopen", "timestamp", "timestamps", "intervals")
_RESERVED = {
    "node": ("id", "label", "group"),
    "edge": ("source", "target", "direction", "label", "weight"),
}
_TYPES = {
    "directed": "directed",
    "dir": "directed",
    "undirected": "undirected",
    "undir": "undirected",
    "mutual": "mutual",
    "double": "mutual",
}
_VERSION = re.compile(r"1\.[0-9]")
_LONGEST_TEXT = 200
_LONGEST_TITLE = 120


def read_gexf(file: GraphFile) -> RawGraph:
    """The graph in a GEXF file.

    The attributes of nodes and edges are columns under their titles, a group is what a node is nested in or
    names as its `pid`. Links without a type have that of the graph, and where it says none they are
    undirected, as the format has it. Of a value that changes in time the last one is kept; other times, how
    things are drawn and what is said of the file besides title and description are listed as left out. Raises
    `ModelFileError` for what is no GEXF, is broken, too large, or declares a document type.
    """
    reader = _Reader(file.name)
    read_xml(file.content, file.name, reader, _EXPORT)
    return reader.build()


@dataclass
class _Part(Element):
    """A node or an edge. `parent` is the id of the group that it says to stand in."""

    what: str = "node"
    parent: str = ""
    kind: str = ""
    is_unsaid: bool = False

    @property
    def place(self) -> str:
        if self.what == "edge":
            return f"edge {to_quoted(self.cells['source'])} → {to_quoted(self.cells['target'])}"
        return f"node {to_quoted(self.id)}"


@dataclass
class _Attribute:
    """What an attribute is called as a column, with the value where nothing is said."""

    column: str
    is_dynamic: bool
    default: str = ""
    options: str = ""


@dataclass
class _Class:
    """The attributes of nodes or of edges by their ids."""

    attributes: dict[str, _Attribute] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._line = 0
        self._label = "GEXF"
        self._elements: list[str] = []
        self._classes = {"node": _Class(), "edge": _Class()}
        self._class = "node"
        self._is_dynamic = False
        self._attribute: _Attribute | None = None
        self._default = ""
        self._open: list[_Part] = []
        self._read: dict[str, list[_Part]] = {"node": [], "edge": []}
        self._meta: dict[str, str] = {}
        self._text: list[str] | None = None
        self._found = Findings()

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        self._line = line
        if not self._elements:
            if element != "gexf":
                raise self._refuse(f"is XML, but not GEXF: it begins with {to_quoted(element)}; {_EXPORT}")
            version = _VERSION.match(attributes.get("version", ""))
            self._label = f"GEXF {version[0]}" if version else "GEXF"
        self._elements.append(element)
        if "meta" in self._elements[:-1]:
            self._text = []
            return
        match element:
            case "graph":
                self._default = attributes.get("defaultedgetype", "").lower()
                self._note_times("graph", attributes)
            case "attributes":
                self._class = "edge" if attributes.get("class") == "edge" else "node"
                self._is_dynamic = "dynamic" in (attributes.get("mode"), attributes.get("type"))
            case "attribute":
                self._declare(attributes)
            case "default" | "options":
                self._text = []
            case "node":
                self._start_node(attributes)
            case "edge":
                self._start_edge(attributes)
            case "attvalue" if self._open:
                self._take_value(self._open[-1], attributes)
            case "spell" | "slice" if self._open:
                self._note_times(self._open[-1].place, attributes)
            case "parent" if self._open:
                # Descent, not a group: 1.1 and 1.2 have both.
                text = f"parent {attributes.get('for', '')}"
                self._found.add("column", Item(self._open[-1].place, text, line))
            case "color" if self._open:
                self._take_color(self._open[-1], attributes)
            case "position" | "size" | "shape" | "thickness" if self._open:
                self._open[-1].drawn["is drawn"] = "yes"

    def _declare(self, attributes: dict[str, str]) -> None:
        identity = attributes.get("id", "")
        column = to_line(attributes.get("title") or identity)
        known = self._classes[self._class]
        if column in _RESERVED[self._class]:
            column = f"{column} (data)"
        if column in known.columns:
            column = f"{column} ({identity})"
        if len(known.columns) >= MOST_COLUMNS:
            raise self._refuse(f"declares more than {MOST_COLUMNS} attributes; take some out")
        self._attribute = _Attribute(column, self._is_dynamic)
        known.attributes.setdefault(identity, self._attribute)
        known.columns.add(column)

    def _start_node(self, attributes: dict[str, str]) -> None:
        cells = {"id": attributes.get("id", ""), "label": attributes.get("label", "")}
        inside = next((part for part in reversed(self._open) if part.what == "node"), None)
        part = _Part(cells, self._line, inside, parent=attributes.get("pid", ""))
        self._begin(part, attributes)

    def _start_edge(self, attributes: dict[str, str]) -> None:
        cells = {name: attributes.get(name, "") for name in ("source", "target")}
        cells |= {name: attributes[name] for name in ("label", "weight") if attributes.get(name)}
        said = attributes.get("type", "").lower()
        direction = _TYPES.get(said) or _TYPES.get(self._default) or "undirected"
        if direction != "directed":
            cells["direction"] = direction
        part = _Part(cells, self._line, what="edge", kind=attributes.get("kind", ""))
        part.is_unsaid = said not in _TYPES and self._default not in _TYPES
        self._begin(part, attributes)

    def _begin(self, part: _Part, attributes: dict[str, str]) -> None:
        self._open.append(part)
        self._read[part.what].append(part)
        most = MOST_NODES if part.what == "node" else MOST_EDGES
        if len(self._read[part.what]) > most:
            raise refuse_count(self._name, f"{part.what}s", most)
        self._note_times(part.place, attributes)

    def _note_times(self, place: str, attributes: dict[str, str]) -> None:
        times = [f"{name} {attributes[name]}" for name in _TIMES if attributes.get(name)]
        if times:
            self._found.add("dynamics", Item(place, ", ".join(times)[:_LONGEST_TEXT], self._line))

    def _take_value(self, part: _Part, attributes: dict[str, str]) -> None:
        """A value of a node or an edge; of several of one attribute the last."""
        known = self._classes[part.what]
        identity = attributes.get("for") or attributes.get("id") or ""
        value = attributes.get("value", "")
        attribute = known.attributes.get(identity)
        if attribute is None:
            column = to_line(identity)
            if not column or len(known.columns) >= MOST_COLUMNS:
                place = f"{part.place}, {to_quoted(identity)}"
                self._found.add("column", Item(place, value[:_LONGEST_TEXT], self._line))
                return
            column = f"{column} (data)" if column in (*_RESERVED[part.what], *known.columns) else column
            attribute = known.attributes[identity] = _Attribute(column, is_dynamic=False)
            known.columns.add(column)
        place = f"{part.place}, {to_quoted(attribute.column)}"
        has_times = any(attributes.get(name) for name in _TIMES)
        if part.cells.get(attribute.column, value) != value:
            code = "dynamics" if has_times or attribute.is_dynamic else "column"
            before = part.cells[attribute.column][:_LONGEST_TEXT]
            self._found.add(code, Item(place, before, self._line))
        elif has_times:
            self._note_times(place, attributes)
        part.cells[attribute.column] = value

    def _take_color(self, part: _Part, attributes: dict[str, str]) -> None:
        part.drawn["is drawn"] = "yes"
        parts = [attributes.get(name, "") for name in ("r", "g", "b")]
        if all(re.fullmatch(r"[0-9]{1,3}", text) for text in parts):
            part.drawn["color"] = "#" + "".join(f"{min(int(text), 255):02x}" for text in parts)
        elif attributes.get("hex"):
            part.drawn["color"] = attributes["hex"][:9]

    def add(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, element: str) -> None:
        self._elements.pop()
        text = "".join(self._text or ()).strip()
        if "meta" in self._elements:
            if text:
                before = self._meta.get(element.lower())
                self._meta[element.lower()] = f"{before}\n{text}" if before else text
            self._text = None
        elif element in ("default", "options") and self._attribute is not None:
            setattr(self._attribute, element, text)
            self._text = None
        elif element == "attribute":
            self._attribute = None
        elif element in ("node", "edge"):
            self._open.pop()

    def build(self) -> RawGraph:
        """The graph that has been read."""
        nodes, edges = self._read["node"], self._read["edge"]
        by_id = {node.id: node for node in nodes if node.id}
        for node in nodes:
            if node.parent in by_id and node.inside is None:
                node.inside = by_id[node.parent]
            elif node.parent and node.inside is None:
                self._found.add("column", Item(node.place, f"pid {node.parent}"[:_LONGEST_TEXT], node.line))
        touched = {edge.cells[end] for edge in edges for end in ("source", "target")}
        kept = take_nodes(nodes, touched, self._found)
        for node in kept:
            if node.drawn.get("color"):
                node.cells.setdefault("color", node.drawn["color"])
        for edge in edges:
            if edge.kind and edge.cells.setdefault("kind", edge.kind) != edge.kind:
                edge.cells["kind (edge)"] = edge.kind
        self._found.extend("direction-unsaid", (), sum(edge.is_unsaid for edge in edges))
        self._found.extend("drawing", (), sum(bool(part.drawn) for part in [*nodes, *edges]))
        title, citation = self._take_meta()
        return RawGraph(
            self._name,
            "gexf",
            title or to_title(self._name),
            self._list_columns("node", kept, ("id",)),
            self._list_columns("edge", edges, ("source", "target")),
            tuple(self._build_row(node) for node in kept),
            tuple(self._build_row(edge) for edge in edges),
            citation=citation,
            label=self._label,
            findings=self._found.to_tuple(),
            stages=self._list_declared("stage"),
            levels=self._list_declared("level"),
        )

    def _take_meta(self) -> tuple[str, str]:
        """The title and the citation that the file says of itself; the rest is listed.

        Our own exports name both in the description, one a line, since the format has no place for them.
        """
        description = self._meta.pop("description", "")
        title, citation = self._meta.pop("title", ""), ""
        lines = description.split("\n")
        if not title and any(line.startswith("title: ") for line in lines):
            title, citation = (_take_line(lines, name) for name in ("title", "citation"))
            self._meta["description"] = " ".join(lines)
        elif description and not title and "\n" not in description and len(description) <= _LONGEST_TITLE:
            title = description
        elif description:
            self._meta["description"] = description
        for name, text in self._meta.items():
            if text:
                self._found.add("part", Item(name[:_LONGEST_TEXT], to_line(text)[:_LONGEST_TEXT]))
        return to_line(title), to_line(citation)

    def _list_declared(self, column: str) -> tuple[RawRow, ...]:
        attributes = self._classes["node"].attributes.values()
        options = next((entry.options for entry in attributes if entry.column == column), "")
        return read_declared(options, column)

    def _list_columns(self, what: str, parts: list[_Part], first: tuple[str, ...]) -> tuple[str, ...]:
        declared = self._classes[what].attributes.values()
        used = dict.fromkeys([*first, "label", *(attribute.column for attribute in declared)])
        for part in parts:
            used.update(dict.fromkeys(part.cells))
        filled = {column for part in parts for column, cell in part.cells.items() if cell}
        filled |= {attribute.column for attribute in declared if attribute.default}
        return tuple(column for column in used if column in first or column in filled)

    def _build_row(self, part: _Part) -> RawRow:
        declared = self._classes[part.what].attributes.values()
        defaults = {attribute.column: attribute.default for attribute in declared if attribute.default}
        # A chain, since a copy of the defaults for each of many rows could fill the memory.
        return RawRow(ChainMap(part.cells, defaults) if defaults else part.cells, part.place, part.line)

    def _refuse(self, message: str) -> ModelFileError:
        return refuse(self._name, message, self._line)


def _take_line(lines: list[str], name: str) -> str:
    """What the first line of a name says; it is taken out of the lines. "" where there is none."""
    start = f"{name}: "
    at = next((at for at, line in enumerate(lines) if line.startswith(start)), None)
    return "" if at is None else lines.pop(at).removeprefix(start)

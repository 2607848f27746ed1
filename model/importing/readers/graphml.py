"""Reading GraphML, as yEd, Gephi, Cytoscape, networkx and igraph write it.

Not by networkx, which knows no lines, no labels that yEd draws and no groups, refuses a file for one
hyperedge and takes links whose graph says nothing of directions as undirected.
"""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field

from model.errors import ModelFileError
from model.importing.arrows import find_direction
from model.importing.declared import read_declared
from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.groups import Element, take_nodes
from model.importing.html_text import read_html
from model.importing.parts import Part, choose_part
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
from model.importing.readers.graphml_labels import Labels
from model.search import fold
from model.tables import Setting
from model.xml_text import read_xml

_EXPORT = "export the graph as GraphML"
_FIXED = ("id", "source", "target", "direction")
_NAMES = ("label", "name", "title")
_YES, _NO = ("true", "1"), ("false", "0")
_LONGEST_TEXT = 200
_MOST_GRAPHS = 200


def read_graphml(file: GraphFile) -> RawGraph:
    """The graph in a GraphML file; of several graphs the one with most edges, or the one that is asked for.

    Labels that yEd draws become the column "label", further ones "more labels", the group that a node is in
    "group", and the colour and form of its box "color" and "shape"; a group is a node itself where an edge
    leads to it or from it. An edge that is drawn without arrows has the "direction" undirected, one with two
    mutual. Hyperedges, ports, other graphs, data about the whole graph and how things are drawn are listed as
    left out. Raises `ModelFileError` for what is no GraphML, is broken, too large, or declares a document
    type.
    """
    reader = _Reader(file.name, file.options.sheet)
    read_xml(file.content, file.name, reader, _EXPORT)
    return reader.build()


@dataclass
class _Part(Element):
    """A node, an edge, a hyperedge or a port of one of the graphs."""

    what: str = "node"
    graph: int = 0
    labels: Labels = field(default_factory=Labels)
    is_unsaid: bool = False
    """Whether nothing says if it has a direction."""

    @property
    def name(self) -> str:
        texts = (self.cells[column] for column in self.cells if fold(column) in _NAMES)
        return next(filter(None, map(to_line, texts)), "")

    @property
    def place(self) -> str:
        cells = self.cells
        is_edge = self.what == "edge"
        return f"{self.what} " + (
            f"{to_quoted(cells['source'])} → {to_quoted(cells['target'])}" if is_edge else to_quoted(self.id)
        )


@dataclass
class _Key:
    """What a kind of data is called; None for what says how things are drawn."""

    column: str | None


@dataclass
class _Graph:
    """One of the graphs of a file, and what is said of it as a whole."""

    name: str
    line: int
    values: dict[str, str] = field(default_factory=dict)


class _Reader:
    def __init__(self, name: str, sheet: str | None) -> None:
        self._name = name
        self._sheet = sheet
        self._line = 0
        self._elements: list[str] = []
        self._keys: dict[str, _Key] = {}
        self._key: _Key | None = None
        self._columns: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        """The columns that are declared, in their order, with what is in them where nothing is said."""
        self._graphs: list[_Graph] = []
        self._defaults: list[str | None] = []
        self._open: list[_Part] = []
        self._read: dict[str, list[_Part]] = {"node": [], "edge": []}
        self._text: list[str] | None = None
        self._data: str | None = None
        self._ports = 0
        self._found = Findings()

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        self._line = line
        if not self._elements and element != "graphml":
            raise self._refuse(f"is XML, but not GraphML: it begins with {to_quoted(element)}; {_EXPORT}")
        self._elements.append(element)
        if self._data is not None:
            if self._open:
                self._start_drawing(element, attributes)
        elif "key" not in self._elements[:-1]:
            self._start_part(element, attributes)
        elif element == "default":
            self._text = []

    def _start_part(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "key":
                self._start_key(attributes)
            case "graph":
                self._defaults.append(attributes.get("edgedefault"))
                if not self._open:
                    name = attributes.get("id") or f"graph {len(self._graphs) + 1}"
                    self._graphs.append(_Graph(name, self._line))
                    if len(self._graphs) > _MOST_GRAPHS:
                        raise refuse_count(self._name, "graphs", _MOST_GRAPHS)
            case "node":
                part = self._begin("node", {"id": attributes.get("id", "")})
                part.is_group = any(name.endswith("foldertype") for name in attributes)
            case "edge":
                self._start_edge(attributes)
            case "hyperedge":
                self._begin("hyperedge", {"id": attributes.get("id", "")})
            case "endpoint" if self._open and self._open[-1].what == "hyperedge":
                ends = self._open[-1].cells
                ends["ends"] = f"{ends.get('ends', '')}, {attributes.get('node', '')}".lstrip(", ")
            case "port":
                self._ports += 1
                self._begin("port", {"id": attributes.get("name", "")})
            case "locator":
                self._found.add("part", Item("locator", "", self._line))
            case "data":
                self._data, self._text = attributes.get("key", ""), []
            case "desc":
                self._text = []

    def _start_key(self, attributes: dict[str, str]) -> None:
        identity, kind = attributes.get("id", ""), attributes.get("for", "all")
        column: str | None = to_line(attributes.get("attr.name") or identity)
        is_of_yworks = any(
            name.startswith("yfiles") or (name.endswith("attr.uri") and "yworks" in value)
            for name, value in attributes.items()
        )
        domains = [what for what in ("node", "edge") if kind in (what, "all")]
        if is_of_yworks:
            column = None
        elif column in _FIXED:
            column = f"{column} (data)"
        elif column and any(column in self._columns[what] for what in domains):
            column = f"{column} ({identity})"
        self._key = _Key(column)
        if identity not in self._keys:
            self._keys[identity] = self._key
        for what in domains:
            if column:
                self._columns[what].setdefault(column, "")
                if len(self._columns[what]) > MOST_COLUMNS:
                    raise self._refuse(f"declares more than {MOST_COLUMNS} kinds of data; take some out")

    def _start_edge(self, attributes: dict[str, str]) -> None:
        said, default = attributes.get("directed", ""), self._defaults[-1] if self._defaults else None
        is_undirected = said in _NO or (said not in _YES and default == "undirected")
        ends = {"source": attributes.get("source", ""), "target": attributes.get("target", "")}
        part = self._begin("edge", ends | ({"direction": "undirected"} if is_undirected else {}))
        part.is_unsaid = said not in (*_YES, *_NO) and default not in ("directed", "undirected")

    def _begin(self, what: str, cells: dict[str, str]) -> _Part:
        inside = next((part for part in reversed(self._open) if part.what == "node"), None)
        part = _Part(cells, self._line, inside if what == "node" else None, what=what)
        part.graph = max(len(self._graphs) - 1, 0)
        self._open.append(part)
        if what in self._read:
            self._read[what].append(part)
            most = MOST_NODES if what == "node" else MOST_EDGES
            if len(self._read[what]) > most:
                raise refuse_count(self._name, f"{what}s", most)
        return part

    def _start_drawing(self, element: str, attributes: dict[str, str]) -> None:
        """Something in the data of a node or an edge: how yEd draws it, or what no column has a place for."""
        part, key = self._open[-1], self._keys.get(self._data or "")
        if key is not None and key.column is not None:
            if self._elements[-2] == "data":
                self._found.add("column", part.build_item(part.what, f"<{element}>"))
            return
        part.labels.start(element, attributes)
        part.drawn.setdefault("is drawn", "yes")
        if part.labels.is_open:
            self._text = []
        match element:
            case "Fill" if part.what == "node":
                part.drawn.setdefault("color", attributes.get("color", ""))
            case "Shape":
                part.drawn.setdefault("shape", attributes.get("type", ""))
            case "Arrows":
                for end in ("source", "target"):
                    part.drawn[f"{end} arrow"] = attributes.get(end, "none")

    def add(self, text: str) -> None:
        if self._text is None:
            return
        is_label = bool(self._open) and self._open[-1].labels.is_text(self._elements[-1])
        if is_label or self._elements[-1] in ("data", "default", "desc"):
            self._text.append(text)

    def end(self, element: str) -> None:
        self._elements.pop()
        text = "".join(self._text or ()).strip()
        if element == "data" and self._data is not None and "data" not in self._elements:
            self._end_data(text)
        elif self._data is not None:
            if self._open and self._open[-1].labels.end(element, text):
                self._text = []
        elif element == "default" and self._key is not None and self._key.column is not None:
            for columns in self._columns.values():
                if self._key.column in columns:
                    columns[self._key.column] = text
            self._text = None
        elif element == "key":
            self._key = None
        elif element == "desc" and "key" not in self._elements:
            self._end_description(text)
        elif element == "graph" and self._defaults:
            self._defaults.pop()
        elif element in ("node", "edge", "hyperedge", "port") and self._open:
            part = self._open.pop()
            if element == "hyperedge":
                self._found.add("hyperedge", Item(part.place, part.cells.get("ends", ""), part.line))

    def _end_description(self, text: str) -> None:
        self._text = None
        if self._open:
            column = "desc" if self._open[-1].cells.get("description") else "description"
            self._keep(self._open[-1], column, text)
        elif text:
            self._found.add("comment", Item("desc", to_line(text)[:_LONGEST_TEXT], self._line))

    def _end_data(self, text: str) -> None:
        key = self._keys.get(self._data or "")
        column = key.column if key is not None else to_line(self._data or "")
        self._data = self._text = None
        if not column or not text:
            return
        if self._open:
            self._keep(self._open[-1], f"{column} (data)" if column in _FIXED else column, text)
        elif self._elements[-1:] == ["graph"] and self._graphs:
            self._graphs[-1].values[column] = text
        else:
            self._found.add("part", Item(f"data {to_quoted(column)}", to_line(text)[:_LONGEST_TEXT]))

    def _keep(self, part: _Part, column: str, text: str) -> None:
        """Put a text into a column of a part, unless that is one column too many; it may stand there once."""
        if part.what not in self._columns or not text:
            return
        columns = self._columns[part.what]
        if column not in columns and len(columns) >= MOST_COLUMNS:
            self._found.add("column", Item(f"{part.place}, {to_quoted(column)}", "", self._line))
            return
        columns.setdefault(column, "")
        if part.cells.get(column, text) != text:
            before = to_line(part.cells[column])[:_LONGEST_TEXT]
            self._found.add("column", Item(f"{part.place}, {to_quoted(column)}", before, self._line))
        part.cells[column] = text

    def build(self) -> RawGraph:
        """The graph that has been read."""
        chosen, settings = self._choose()
        nodes = [part for part in self._read["node"] if part.graph == chosen]
        edges = [part for part in self._read["edge"] if part.graph == chosen]
        for part in [*nodes, *edges]:
            self._draw(part)
        for edge in edges:
            self._turn(edge)
        touched = {edge.cells[end] for edge in edges for end in ("source", "target")}
        kept = take_nodes(nodes, touched, self._found)
        self._found.extend("direction-unsaid", (), sum(edge.is_unsaid for edge in edges))
        self._found.extend("drawing", (), sum(bool(part.drawn) for part in [*nodes, *edges]))
        self._found.extend("port", (), self._ports)
        values = self._graphs[chosen].values if self._graphs else {}
        title, citation = self._take_values(values)
        return RawGraph(
            self._name,
            "graphml",
            title or to_title(self._name),
            self._list_columns("node", kept, ("id",)),
            self._list_columns("edge", edges, ("source", "target")),
            tuple(self._build_row(node) for node in kept),
            tuple(self._build_row(edge) for edge in edges),
            citation=citation,
            label="GraphML",
            findings=self._found.to_tuple(),
            settings=settings,
            stages=read_declared(values.get("stages", ""), "stage"),
            levels=read_declared(values.get("levels", ""), "level"),
        )

    def _choose(self) -> tuple[int, tuple[Setting, ...]]:
        """Which of the graphs is read, and how that may be said; the others are listed."""
        if len(self._graphs) < 2:
            return 0, ()
        parts = []
        for at, graph in enumerate(self._graphs):
            edges, nodes = (sum(part.graph == at for part in self._read[what]) for what in ("edge", "node"))
            parts.append(Part(graph.name, edges, nodes, f"{nodes} nodes, {edges} edges"))
        chosen, setting = choose_part(self._name, self._sheet, "graph", parts)
        for at, (part, graph) in enumerate(zip(parts, self._graphs, strict=True)):
            if at != chosen:
                self._found.add("sheet", Item(f"graph {to_quoted(part.name)}", part.text, graph.line))
        return chosen, (setting,)

    def _take_values(self, values: dict[str, str]) -> tuple[str, str]:
        """The title and the citation among what is said of the whole graph; the rest is listed."""
        title = next(
            (text for name, text in values.items() if name.lower() in ("name", "title", "label")), ""
        )
        citation = next((text for name, text in values.items() if name.lower() == "citation"), "")
        for name, text in values.items():
            if text not in (title, citation) and name not in ("stages", "levels"):
                self._found.add("part", Item(f"data {to_quoted(name)}", to_line(text)[:_LONGEST_TEXT]))
        return to_line(title), to_line(citation)

    def _draw(self, part: _Part) -> None:
        """Take what is drawn for what no data says."""
        label, *more = part.labels.texts or ("",)
        if label.startswith("<html"):
            label, is_formatted = read_html(label)
            if is_formatted:
                self._found.add("markup", Item(part.place, to_line(label)[:_LONGEST_TEXT], part.line))
        known = part.cells.setdefault("label", label) if label else ""
        if not to_line(label).startswith(to_line(known)):
            part.cells["drawn label"] = label
        if more:
            part.cells.setdefault("more labels", "; ".join(more))
        for column in ("color", "shape"):
            if part.drawn.get(column):
                part.cells.setdefault(column, part.drawn[column])

    def _turn(self, edge: _Part) -> None:
        """Take the direction of an edge from the arrows with which it is drawn."""
        if "target arrow" not in edge.drawn:
            return
        edge.is_unsaid = False
        direction = find_direction(edge.drawn["source arrow"], edge.drawn["target arrow"])
        edge.cells.pop("direction", None)
        if direction == "reversed":
            edge.cells["source"], edge.cells["target"] = edge.cells["target"], edge.cells["source"]
            self._found.add("reversed", Item(edge.place, "", edge.line))
        elif direction != "directed":
            edge.cells["direction"] = direction

    def _list_columns(self, what: str, parts: list[_Part], first: tuple[str, ...]) -> tuple[str, ...]:
        used = dict.fromkeys([*first, *self._columns[what]])
        for part in parts:
            used.update(dict.fromkeys(part.cells))
        filled = {column for part in parts for column, cell in part.cells.items() if cell}
        filled |= {column for column, default in self._columns[what].items() if default}
        return tuple(column for column in used if column in first or column in filled)

    def _build_row(self, part: _Part) -> RawRow:
        defaults = {column: text for column, text in self._columns[part.what].items() if text}
        # A chain, since a copy of the defaults for each of many rows could fill the memory.
        return RawRow(ChainMap(part.cells, defaults) if defaults else part.cells, part.place, part.line)

    def _refuse(self, message: str) -> ModelFileError:
        return refuse(self._name, message, self._line)

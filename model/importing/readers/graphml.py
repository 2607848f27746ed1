"""Reading GraphML, as yEd, Gephi and networkx write it.

Not by networkx, which knows no lines, no labels that yEd draws and no groups.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from model.errors import ModelFileError
from model.importing.graph_file import GraphFile
from model.importing.raw import (
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
from model.importing.xml_text import read_xml
from model.tables import MOST_COLUMNS

_EXPORT = "export the graph as GraphML"


def read_graphml(file: GraphFile) -> RawGraph:
    """The graph in a GraphML file.

    Labels that yEd draws become the column "label", the group that a node is in "group", and the colour and
    form of its box "color" and "shape"; a group is a node itself where an edge leads to it or from it. An
    edge that is drawn without arrows has the "direction" undirected, one with two mutual. Raises
    `ModelFileError` for what is no GraphML, is broken, too large, or declares a document type.
    """
    reader = _Reader(file.name)
    read_xml(file.content, file.name, reader, _EXPORT)
    return reader.build()


@dataclass
class _Key:
    """What a kind of data is called, and whom it is for."""

    column: str | None
    default: str = ""


@dataclass
class _Open:
    """A node or an edge that is being read."""

    what: str
    cells: dict[str, str]
    line: int
    inside: _Open | None = None
    is_group: bool = False
    drawn: dict[str, str] = field(default_factory=dict)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._line = 0
        self._elements: list[str] = []
        self._keys: dict[str, _Key] = {}
        self._key: _Key | None = None
        self._columns: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        """The columns that are declared, in their order, with what is in them where nothing is said."""
        self._open: list[_Open] = []
        self._read: dict[str, list[_Open]] = {"node": [], "edge": []}
        self._undirected: list[bool] = []
        self._text: list[str] | None = None
        self._data: str | None = None
        self._is_title = False
        self._title = ""
        self._citation = ""

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        self._line = line
        if not self._elements and element != "graphml":
            raise self._refuse(f"is XML, but not GraphML: it begins with {to_quoted(element)}; {_EXPORT}")
        parent = self._elements[-1] if self._elements else ""
        self._elements.append(element)
        if parent != "data" and self._data is None:
            self._start_part(element, attributes)
        elif self._open:
            self._start_drawing(element, attributes, self._open[-1])

    def _start_part(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "key":
                self._start_key(attributes)
            case "default":
                self._text = []
            case "graph":
                self._undirected.append(attributes.get("edgedefault") == "undirected")
                if self._open:
                    self._open[-1].is_group = True
            case "node":
                inside = self._open[-1] if self._open else None
                self._begin("node", {"id": attributes.get("id", "")}, inside)
            case "edge":
                said = attributes.get("directed", "")
                is_undirected = said == "false" or (said != "true" and self._undirected[-1:] == [True])
                ends = {"source": attributes.get("source", ""), "target": attributes.get("target", "")}
                self._begin("edge", ends | ({"direction": "undirected"} if is_undirected else {}), None)
            case "hyperedge":
                raise self._refuse("an edge between more than two nodes is not read; write one for each pair")
            case "data":
                self._data = attributes.get("key", "")
                self._text = []

    def _start_key(self, attributes: dict[str, str]) -> None:
        identity, kind = attributes.get("id", ""), attributes.get("for", "all")
        column: str | None = to_line(attributes.get("attr.name") or identity)
        if any(key.startswith("yfiles") for key in attributes):
            column = None
        elif column in ("id", "source", "target", "direction"):
            column = f"{column} (data)"
        self._key = self._keys[identity] = _Key(column)
        for what in ("node", "edge"):
            if column and kind in (what, "all"):
                self._columns[what].setdefault(column, "")
                if len(self._columns[what]) > MOST_COLUMNS:
                    raise self._refuse(f"declares more than {MOST_COLUMNS} kinds of data; take some out")

    def _begin(self, what: str, cells: dict[str, str], inside: _Open | None) -> None:
        part = _Open(what, cells, self._line, inside)
        self._open.append(part)
        self._read[what].append(part)
        if len(self._read[what]) > (MOST_NODES if what == "node" else MOST_EDGES):
            most = MOST_NODES if what == "node" else MOST_EDGES
            raise refuse_count(self._name, f"{what}s", most)

    def _start_drawing(self, element: str, attributes: dict[str, str], part: _Open) -> None:
        """Something in the data of a node or an edge that says how yEd draws it."""
        match element:
            case "NodeLabel" | "EdgeLabel":
                self._text = []
            case "Fill" if part.what == "node":
                part.drawn.setdefault("color", attributes.get("color", ""))
            case "Shape":
                part.drawn.setdefault("shape", attributes.get("type", ""))
            case "Arrows":
                for end in ("source", "target"):
                    part.drawn[f"{end} arrow"] = attributes.get(end, "none")

    def add(self, text: str) -> None:
        if self._text is not None and self._elements[-1] in ("data", "default", "NodeLabel", "EdgeLabel"):
            self._text.append(text)

    def end(self, element: str) -> None:
        self._elements.pop()
        text = "".join(self._text or ()).strip()
        if element == "data" and self._data is not None and "data" not in self._elements:
            self._end_data(text)
        elif self._data is not None:
            if element in ("NodeLabel", "EdgeLabel") and self._open:
                if text and not self._open[-1].drawn.get("label"):
                    self._open[-1].drawn["label"] = text
                self._text = []
        elif element == "default" and self._key is not None and self._key.column is not None:
            for columns in self._columns.values():
                if self._key.column in columns:
                    columns[self._key.column] = text
            self._text = None
        elif element == "key":
            self._key = None
        elif element == "graph":
            self._undirected.pop()
        elif element in ("node", "edge") and self._open:
            self._open.pop()

    def _end_data(self, text: str) -> None:
        key = self._keys.get(self._data or "")
        column = key.column if key is not None else to_line(self._data or "")
        self._data = self._text = None
        if not column or not text:
            return
        if self._open:
            self._open[-1].cells[column] = text
            self._columns[self._open[-1].what].setdefault(column, "")
        elif self._elements[-1:] == ["graph"] and column.lower() in ("name", "title", "label"):
            self._title = text
        elif self._elements[-1:] == ["graph"] and column.lower() == "citation":
            self._citation = text

    def build(self) -> RawGraph:
        """The graph that has been read."""
        for edge in self._read["edge"]:
            self._turn(edge)
        touched = {edge.cells[end] for edge in self._read["edge"] for end in ("source", "target")}
        nodes = [node for node in self._read["node"] if not node.is_group or node.cells["id"] in touched]
        for part in [*nodes, *self._read["edge"]]:
            for column in ("label", "color", "shape"):
                if part.drawn.get(column) and not part.cells.get(column):
                    part.cells[column] = part.drawn[column]
            if part.inside is not None:
                part.cells["group"] = self._get_label(part.inside)
        return RawGraph(
            self._name,
            "graphml",
            to_line(self._title) or to_title(self._name),
            self._list_columns("node", nodes, ("id",)),
            self._list_columns("edge", self._read["edge"], ("source", "target")),
            tuple(self._build_row(node, f"node {to_quoted(node.cells['id'])}") for node in nodes),
            tuple(
                self._build_row(
                    edge, f"edge {to_quoted(edge.cells['source'])} → {to_quoted(edge.cells['target'])}"
                )
                for edge in self._read["edge"]
            ),
            citation=to_line(self._citation),
        )

    def _turn(self, edge: _Open) -> None:
        """Take the direction of an edge from the arrows with which it is drawn."""
        match (
            edge.drawn.get("source arrow", "none") != "none",
            edge.drawn.get("target arrow", "none") != "none",
        ):
            case (True, True):
                edge.cells["direction"] = "mutual"
            case (True, False):
                cells = edge.cells
                cells["source"], cells["target"] = cells["target"], cells["source"]
                cells.pop("direction", None)
            case (False, True):
                edge.cells.pop("direction", None)
            case _ if "target arrow" in edge.drawn:
                edge.cells["direction"] = "undirected"

    def _get_label(self, node: _Open) -> str:
        return to_line(node.cells.get("label") or node.drawn.get("label") or node.cells["id"])

    def _list_columns(self, what: str, parts: list[_Open], first: tuple[str, ...]) -> tuple[str, ...]:
        used = dict.fromkeys([*first, *self._columns[what]])
        for part in parts:
            used.update(dict.fromkeys(part.cells))
        filled = {column for part in parts for column, cell in part.cells.items() if cell}
        filled |= {column for column, default in self._columns[what].items() if default}
        return tuple(column for column in used if column in first or column in filled)

    def _build_row(self, part: _Open, place: str) -> RawRow:
        defaults = {column: text for column, text in self._columns[part.what].items() if text}
        return RawRow(defaults | part.cells, place, part.line)

    def _refuse(self, message: str) -> ModelFileError:
        return refuse(self._name, message, self._line)

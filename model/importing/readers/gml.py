"""Reading GML, as igraph, networkx, yEd and Gephi write it.

Not by networkx, which refuses a whole file for one label that is missing or there twice, and knows no lines,
no groups and no arrows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5

from model.errors import ModelFileError
from model.importing.findings import CountedFindings, Item
from model.importing.graph_file import GraphFile
from model.importing.json_cells import find_columns
from model.importing.raw import (
    MOST_COLUMNS,
    MOST_EDGES,
    MOST_NESTING,
    MOST_NODES,
    RawGraph,
    RawRow,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_title,
)

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"(?:[^"\\]|\\(?!")|\\"(?!\s*(?:\n|\]|$)))*+\\?")
        |(?P<open>\[)|(?P<close>\])
        |(?P<comment>\#[^\n]*)
        |(?P<word>[^\s"\[\]]+)
        |(?P<broken>")
    )""",
    re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DRAWN = frozenset(
    ("graphics", "labelgraphics", "viz", "edgeanchor", "style", "x", "y", "z", "w", "h", "d", "fill")
)
_AGAIN = "export the graph again from the program that it comes from"
_PARTS = ("node", "edge")


def read_gml(file: GraphFile) -> RawGraph:
    """The graph in a GML file.

    Without `directed 1` its edges have the "direction" undirected, as GML says; arrows that yEd draws hold
    for their edge. A key that is there several times has its values joined with "; ". A node whose `gid` is
    the id of a group has the group's label as its "group"; a group is a node itself where an edge leads to
    it or from it. Lists inside nodes and edges are left out and listed. Raises `ModelFileError` for what is
    no GML, is broken in the middle, or too large.

    >>> content = b'graph [ directed 1 node [ id 1 label "Trust" ] node [ id 2 ] edge [ source 1 target 2 ] ]'
    >>> raw = read_gml(GraphFile(content, "map.gml"))
    >>> raw.nodes[0].cells, raw.edges[0].cells
    ({'id': '1', 'label': 'Trust'}, {'source': '1', 'target': '2'})
    """
    return _Reader(file.name, file.text).read()


@dataclass
class _List:
    """A list in brackets that is being read: `more` has the values of keys that are there several times."""

    key: str
    line: int
    cells: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    more: dict[str, list[str]] = field(default_factory=dict)


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._findings = CountedFindings()
        self._open: list[_List] = []
        self._graphs = 0
        self._graph: dict[str, str] = {}
        self._read: dict[str, list[_List]] = {"node": [], "edge": []}
        self._line = 1
        self._counted = 0

    def read(self) -> RawGraph:
        """The graph in the text."""
        key = ""
        for kind, token, at in self._tokenise():
            if kind == "open":
                self._start(key, at)
                key = ""
            elif kind == "close":
                if key:
                    raise self._refuse(f"has no value after {to_quoted(key)}", at)
                self._end(at)
            elif kind == "word" and (not key or not self._open):
                key = token
            elif not self._open:
                key = ""
            elif not key:
                raise self._refuse(f"has {to_quoted(token)} where the name of a value should be", at)
            else:
                self._add(key, token)
                key = ""
        return self._build(bool(key))

    def _tokenise(self) -> Iterator[tuple[str, str, int]]:
        at = 0
        while (found := _TOKEN.match(self._text, at)) is not None:
            at = found.end()
            kind = found.lastgroup or ""
            if kind == "broken":
                raise self._refuse("has a text without an end", found.start("broken"))
            if kind == "text":
                yield kind, _decode(found["text"]), found.start("text")
            elif kind != "comment":
                yield kind, found[kind], found.start(kind)
            elif found.start() and "\n" not in found[0][: found.start(kind) - found.start()]:
                # not at the beginning of a line: a colour without quotation marks
                colour = found[kind].split()[0]
                at = found.start(kind) + len(colour)
                yield "word", colour, found.start(kind)

    def _start(self, key: str, at: int) -> None:
        if not key:
            raise self._refuse("has a bracket without a name before it", at)
        if len(self._open) >= MOST_NESTING:
            raise self._refuse("is nested too deeply", at)
        part = _List(key.lower(), self._count_lines(at))
        if not self._open and part.key == "graph":
            self._graphs += 1
            self._graph = part.cells if self._graphs == 1 else self._graph
        self._open.append(part)
        if self._is_read(part.key):
            found = self._read[part.key]
            found.append(part)
            most = MOST_NODES if part.key == "node" else MOST_EDGES
            if len(found) > most:
                raise refuse_count(self._name, f"{part.key}s", most)

    def _is_read(self, key: str) -> bool:
        """Whether the innermost list is a node or an edge of the first graph."""
        return self._graphs == 1 and len(self._open) == 2 and self._open[0].key == "graph" and key in _PARTS

    def _end(self, at: int) -> None:
        if not self._open:
            raise self._refuse("has a bracket that closes nothing", at)
        part = self._open.pop()
        part.cells |= {key: "; ".join(values) for key, values in part.more.items()}
        if not self._open and part.key == "graph" and self._graphs > 1:
            self._findings.add("part", Item("graph", part.cells.get("label", ""), part.line))
        elif len(self._open) == 1 and self._open[0].key == "graph" and part.key not in (*_PARTS, *_DRAWN):
            self._findings.add("part", Item(part.key, "", part.line))
        elif len(self._open) == 2 and self._open[1].key in _PARTS and self._graphs == 1:
            self._end_inner(part, self._open[1])

    def _end_inner(self, part: _List, owner: _List) -> None:
        """A list inside a node or an edge has ended."""
        if part.key in _DRAWN:
            owner.drawn.update(part.cells)
        else:
            values = "; ".join(f"{key}: {value}" for key, value in list(part.cells.items())[:5])
            self._findings.add("column", Item(f"{owner.key}, {to_quoted(part.key)}", values, part.line))

    def _add(self, key: str, value: str) -> None:
        part = self._open[-1]
        if key not in part.cells:
            if len(part.cells) < MOST_COLUMNS:
                part.cells[key] = value
            elif part.key in _PARTS:
                message = f"has more than {MOST_COLUMNS} kinds of values; take some out"
                raise refuse(self._name, message, part.line)
        elif len(self._open) > 1:
            part.more.setdefault(key, [part.cells[key]]).append(value)

    def _build(self, is_cut: bool) -> RawGraph:
        if not self._graphs:
            raise refuse(self._name, f"holds no graph: GML begins with graph [; {_AGAIN}")
        if self._open or is_cut:
            self._find_cut()
        graph = self._graph
        is_directed = graph.get("directed", "0") not in ("0", "false", "False")
        edges = [
            edge for edge in self._read["edge"] if self._is_whole(edge, "faulty-edge", "source", "target")
        ]
        nodes = [node for node in self._read["node"] if self._is_whole(node, "faulty-node", "id")]
        self._findings.extend("drawing", (), sum(bool(part.drawn) for part in [*nodes, *edges]))
        edge_rows = [self._build_edge(edge, is_directed) for edge in edges]
        node_rows = self._build_nodes(nodes, edge_rows)
        title = next(
            (graph[key] for key in ("name", "label", "title", "Name", "Label") if graph.get(key)), ""
        )
        return RawGraph(
            self._name,
            "gml",
            to_line(title) or to_title(self._name),
            find_columns(node_rows, self._name, ("id",)),
            find_columns(edge_rows, self._name, ("source", "target")),
            tuple(node_rows),
            tuple(edge_rows),
            to_line(graph.get("citation", "")),
            label="GML",
            findings=self._findings.to_tuple(),
        )

    def _find_cut(self) -> None:
        """The file ends before its brackets are closed: a node or an edge that is not whole is left out."""
        part = self._open[1] if len(self._open) > 1 else None
        self._findings.add("cut", Item("graph", "", self._count_lines(len(self._text))))
        if part is not None and part.key in _PARTS and self._graphs == 1:
            self._read[part.key].remove(part)
            self._findings.add(f"faulty-{part.key}", Item(part.key, "", part.line))

    def _is_whole(self, part: _List, fault: str, *needed: str) -> bool:
        if all(to_line(part.cells.get(key, "")) for key in needed):
            return True
        self._findings.add(fault, Item(part.key, _get_label(part), part.line))
        return False

    def _build_nodes(self, nodes: list[_List], edges: list[RawRow]) -> list[RawRow]:
        by_id = {node.cells["id"]: node for node in nodes}
        linked = {row.cells[end] for row in edges for end in ("source", "target")}
        rows = []
        for node in nodes:
            cells = dict(node.cells)
            is_group = cells.pop("isGroup", "0") == "1"
            inside = cells.pop("gid", "")
            if not cells.get("label") and not cells.get("name") and node.drawn.get("text"):
                cells["label"] = node.drawn["text"]
            if inside:
                cells["group"] = _get_label(by_id[inside]) if inside in by_id else inside
            place = f"node {to_quoted(_get_label(node))}"
            if not is_group or cells["id"] in linked:
                rows.append(RawRow(cells, place, node.line))
            elif inside:
                self._findings.add("nesting", Item(place, cells["group"], node.line))
        return rows

    def _build_edge(self, edge: _List, is_directed: bool) -> RawRow:
        cells = dict(edge.cells)
        if not cells.get("label") and edge.drawn.get("text"):
            cells["label"] = edge.drawn["text"]
        at_source, at_target = _find_arrows(edge.drawn)
        place = f"edge {to_quoted(cells['source'])} → {to_quoted(cells['target'])}"
        if at_source and at_target:
            cells["direction"] = "mutual"
        elif at_source:
            cells["source"], cells["target"] = cells["target"], cells["source"]
            self._findings.add("reversed", Item(place, "", edge.line))
        elif not at_target and not is_directed:
            cells["direction"] = "undirected"
        return RawRow(cells, place, edge.line)

    def _count_lines(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def _refuse(self, message: str, at: int) -> ModelFileError:
        return refuse(self._name, f"is no whole GML: it {message}; {_AGAIN}", self._count_lines(at))


def _find_arrows(drawn: dict[str, str]) -> tuple[bool, bool]:
    """Whether an arrow is drawn at the beginning and at the end of an edge."""
    arrow = drawn.get("arrow", "")
    at_source = drawn.get("sourceArrow", "none") != "none" or arrow in ("first", "both")
    return at_source, drawn.get("targetArrow", "none") != "none" or arrow in ("last", "both")


def _get_label(part: _List) -> str:
    cells = part.cells
    shown = cells.get("label") or cells.get("name") or part.drawn.get("text") or cells.get("id", "")
    return to_line(shown)


def _decode(text: str) -> str:
    """A text without its quotation marks, with characters in the place of their names.

    >>> _decode('"Caf&#233; &amp; \\\\"tea\\\\""')
    'Café & "tea"'
    """
    inner = text[1:-1].replace('\\"', '"')
    return _ENTITY.sub(_decode_entity, inner) if "&" in inner else inner


def _decode_entity(entity: re.Match[str]) -> str:
    name = entity[0][1:]
    return html.unescape(entity[0]) if name.startswith("#") or name in html5 else entity[0]

"""Reading JSON graphs: node-link as D3, networkx and vis-network have it, Kumu's, Cytoscape's, or a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from model.errors import ModelFileError
from model.importing.findings import Item
from model.importing.graph_file import GraphFile
from model.importing.json_cells import Cells, Entry, find_columns, is_text
from model.importing.raw import (
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    refuse,
    refuse_count,
    to_line,
    to_title,
)
from model.importing.readers.json_dialects import Parts, find_parts
from model.importing.vis_arrows import find_arrows
from model.loading import parse_model

_ENDS = ("source", "target", "from", "to")
_OTHER_ENDS = {
    "source": (
        "fromid",
        "fromnode",
        "sourceid",
        "sourcenode",
        "startnodeid",
        "startnode",
        "_outv",
        "outv",
        "tail",
    ),
    "target": ("toid", "tonode", "targetid", "targetnode", "endnodeid", "endnode", "_inv", "inv", "head"),
}
"""What the ends of an edge are called by Neo4j, GraphSON and others, without signs and capitals."""


def read_node_link(file: GraphFile) -> RawGraph:
    """The graph in a JSON file: a list of nodes and one of edges, or a list of either alone.

    An edge may name its ends by id, by name or, as older D3 did, by their place in the list. Values that
    are lists are joined with "; ", values inside values left out and listed. What a node lies in is its
    group, and no node itself unless an edge leads to it or from it. A model of our own form is read as such.
    Raises `ModelFileError` for what is no JSON, holds no graph, or is too large.

    >>> raw = read_node_link(GraphFile(b'{"nodes": ["a", "b"], "links": [["a", "b"]]}', "x"))
    >>> raw.label, raw.edges[0].cells
    ('JSON (D3)', {'source': 'a', 'target': 'b'})
    """
    name, data = file.name, file.data
    if isinstance(data, Mapping) and "model" in data and "stages" in data:
        return RawGraph(name, "yaml", to_title(name), model=parse_model(file.content, name))
    parts = find_parts(data)
    if parts is None:
        raise refuse(name, _describe_no_graph(data))
    if len(parts.nodes) > MOST_NODES:
        raise refuse_count(name, "nodes", MOST_NODES)
    if len(parts.edges) > MOST_EDGES:
        raise refuse_count(name, "edges", MOST_EDGES)
    entries = [*parts.nodes, *parts.edges]
    faults = [entry.build_fault() for entry in entries if not isinstance(entry.value, dict | list | str)]
    if faults:
        raise ModelFileError(name, faults)
    return _Reader(name, parts).read(_find_citation(data))


def _describe_no_graph(data: Any) -> str:
    if isinstance(data, dict) and isinstance(data.get("children"), list):
        return (
            "is a tree of elements inside elements; write its links as a table with the columns From and To"
        )
    return 'holds no graph; it must have a list of "nodes" and one of "links" or "edges"'


def _find_citation(data: Any) -> str:
    """How the graph says that it is cited."""
    graph = data.get("graph") if isinstance(data, dict) else None
    return to_line(graph["citation"]) if isinstance(graph, dict) and is_text(graph.get("citation")) else ""


class _Reader:
    def __init__(self, name: str, parts: Parts) -> None:
        self._name = name
        self._parts = parts
        self._cells = Cells(parts.inner, (), _ENDS)

    def read(self, citation: str) -> RawGraph:
        """The graph in the parts of a file."""
        parts = self._parts
        nodes = [self._read_node(entry) for entry in parts.nodes]
        edges = [self._read_edge(entry) for entry in parts.edges]
        if _has_ends_by_number(nodes, edges):
            ids = [cells.get("id", "") for cells in nodes]
            if not all(ids) or len(set(ids)) < len(ids):
                ids = [f"#{at}" for at in range(len(nodes))]
                nodes = [
                    {**cells, "id": id_} | _keep_id(cells) for id_, cells in zip(ids, nodes, strict=True)
                ]
            edges = [
                {**cells, **{end: ids[int(cells[end])] for end in ("source", "target")}} for cells in edges
            ]
        node_rows = [self._cells.build_row(*row) for row in zip(parts.nodes, nodes, strict=True)]
        edge_rows = [self._cells.build_row(*row) for row in zip(parts.edges, edges, strict=True)]
        if parts.parent is not None:
            node_rows = self._put_in_groups(node_rows, edge_rows, parts.parent)
        for code, item in parts.left_out:
            self._cells.note(code, item)
        return RawGraph(
            self._name,
            "json",
            parts.title or to_title(self._name),
            find_columns(node_rows, self._name),
            find_columns(edge_rows, self._name),
            tuple(node_rows),
            tuple(edge_rows),
            citation,
            label=parts.label,
            findings=self._cells.to_findings(),
        )

    def _read_node(self, entry: Entry) -> dict[str, str]:
        if isinstance(entry.value, str):
            return {"id": str(entry.value)}
        if isinstance(entry.value, list):
            value = dict(zip(("id", "label"), _get_values(entry), strict=False))
            return self._cells.make(replace(entry, value=value))
        cells = self._cells.make(entry)
        category = cells.get("category", "")
        if (
            self._parts.categories
            and category.isdecimal()
            and int(category[:9]) < len(self._parts.categories)
        ):
            cells["category"] = self._parts.categories[int(category[:9])] or category
        if cells.get("caption") and not cells.get("label") and not cells.get("name"):
            cells["label"] = cells.pop("caption")
        return cells

    def _read_edge(self, entry: Entry) -> dict[str, str]:
        if isinstance(entry.value, str):
            return {"id": str(entry.value)}
        if isinstance(entry.value, list):
            value: dict[str, Any] = dict(zip(("source", "target", "label"), _get_values(entry), strict=False))
            cells = self._cells.make(replace(entry, value=value))
        else:
            value = entry.value
            arrows = find_arrows(value["arrows"]) if "arrows" in value else None
            if arrows is not None:
                value = {key: each for key, each in value.items() if key != "arrows"}
            cells = _name_ends(self._cells.make(replace(entry, value=value)))
            if arrows is not None:
                self._turn(entry, cells, *arrows)
        if isinstance(value.get("directed"), bool):
            cells["direction"] = "directed" if value["directed"] else "undirected"
            del cells["directed"]
        elif value.get("undirected") is True:
            cells["direction"] = "undirected"
            del cells["undirected"]
        elif not self._parts.is_directed and not cells.get("direction"):
            cells = {"direction": "undirected", **cells}
        return cells

    def _turn(self, entry: Entry, cells: dict[str, str], at_source: bool, at_target: bool) -> None:
        """Take the direction of an edge from the arrows with which it is drawn."""
        if at_source and at_target:
            cells["direction"] = "mutual"
        elif at_source:
            first, second = ("from", "to") if "from" in cells else ("source", "target")
            cells[first], cells[second] = cells.get(second, ""), cells.get(first, "")
            self._cells.note("reversed", Item(entry.place, f"{cells[first]} → {cells[second]}", entry.line))
        elif not at_target:
            cells["direction"] = "undirected"

    def _put_in_groups(self, nodes: list[RawRow], edges: list[RawRow], parent: str) -> list[RawRow]:
        """The nodes with the names of what they lie in as their groups; what others lie in is left out."""
        known = {row.get("id"): row for row in nodes}
        parents = {row.get(parent) for row in nodes} - {""}
        linked = {row.get(end) for row in edges for end in _ENDS}
        rows = []
        for row in nodes:
            inside = row.get(parent)
            cells = {column: cell for column, cell in row.cells.items() if column != parent}
            if inside:
                if "group" in cells:
                    cells["group (data)"] = cells["group"]
                cells["group"] = _get_label(known[inside]) if inside in known else inside
            if row.get("id") not in parents or row.get("id") in linked:
                rows.append(replace(row, cells=cells))
            elif inside:
                self._cells.note("nesting", row.build_item(_get_label(row)))
        return rows


def _get_values(entry: Entry) -> list[Any]:
    return list(entry.value) if entry.value else []


def _get_label(row: RawRow) -> str:
    return to_line(row.get("label") or row.get("name") or row.get("id"))


def _name_ends(cells: dict[str, str]) -> dict[str, str]:
    """The cells of an edge with its ends under names that are known."""
    if {"source", "target"} <= cells.keys() or {"from", "to"} <= cells.keys():
        return cells
    bare = {column.replace(" ", "").replace("-", "").lower(): column for column in reversed(cells)}
    found = {
        end: next((bare[name] for name in names if name in bare), None) for end, names in _OTHER_ENDS.items()
    }
    if None in found.values():
        return cells
    named = {column: end for end, column in found.items()}
    return {named.get(column, column): cell for column, cell in cells.items()}


def _keep_id(cells: Mapping[str, str]) -> dict[str, str]:
    return {"id (data)": cells["id"]} if cells.get("id") else {}


def _has_ends_by_number(nodes: list[dict[str, str]], edges: list[dict[str, str]]) -> bool:
    """Whether edges name their ends by their places in the list of nodes, and none by the id of a node."""
    ends = {cells.get(end, "") for cells in edges for end in ("source", "target")}
    if not ends or not all(end.isdecimal() and end.isascii() and int(end[:9]) < len(nodes) for end in ends):
        return False
    ids = {cells.get(column, "") for cells in nodes for column in ("id", "_id", "key", "label", "name")}
    return not ends & ids

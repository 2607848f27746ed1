"""Reading JSON graphs: node-link as D3, networkx and vis-network have it, Kumu's, Cytoscape's, or a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from model.errors import Fault, ModelFileError
from model.importing.graph_file import GraphFile
from model.importing.headings import find_ends
from model.importing.json_text import Lines, Number
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
from model.loading import parse_model
from model.tables import MOST_COLUMNS

_NODES = ("nodes", "elements", "vertices")
_EDGES = ("links", "edges", "connections", "relationships", "relations")
_TITLES = ("title", "name", "label")
_INNER = ("attributes", "data", "metadata", "properties")
"""What some tools put the values of an entry into."""


def read_node_link(file: GraphFile) -> RawGraph:
    """The graph in a JSON file: a list of nodes and one of edges, or a list of either alone.

    An edge may name its ends by id, by name or, as older D3 did, by their place in the list. Values that
    are lists are joined with "; ", values inside values left out. A model of our own form is read as such.
    Raises `ModelFileError` for what is no JSON, holds no graph, or is too large.
    """
    name, data = file.name, file.data
    if isinstance(data, Mapping) and "model" in data and "stages" in data:
        return RawGraph(name, "yaml", to_title(name), model=parse_model(file.content, name))
    title, nodes, edges = _find_lists(data, name)
    if len(nodes) > MOST_NODES:
        raise refuse_count(name, "nodes", MOST_NODES)
    if len(edges) > MOST_EDGES:
        raise refuse_count(name, "edges", MOST_EDGES)
    faults = [
        entry.build_fault() for entry in [*nodes, *edges] if not isinstance(entry.value, dict | list | str)
    ]
    if faults:
        raise ModelFileError(name, faults)
    node_rows = [RawRow(_to_cells(entry.value), entry.place, entry.line) for entry in nodes]
    edge_rows = [RawRow(_to_cells(entry.value), entry.place, entry.line) for entry in edges]
    if _has_ends_by_number(nodes, edges):
        node_rows = [
            RawRow({**row.cells, "id": f"#{at}"}, row.place, row.line) for at, row in enumerate(node_rows)
        ]
        edge_rows = [RawRow(_mark_ends(row.cells), row.place, row.line) for row in edge_rows]
    if isinstance(data, Mapping) and data.get("directed") is False:
        edge_rows = [
            RawRow({"direction": "undirected", **row.cells}, row.place, row.line) for row in edge_rows
        ]
    columns = _list_columns(node_rows, name), _list_columns(edge_rows, name)
    return RawGraph(
        name,
        "json",
        title or to_title(name),
        *columns,
        tuple(node_rows),
        tuple(edge_rows),
        citation=_find_citation(data),
    )


@dataclass(frozen=True)
class _Entry:
    """An entry of a list, and where it stands."""

    value: Any
    place: str
    line: int | None

    def build_fault(self) -> Fault:
        return Fault(self.line, self.place, "is no entry of a graph; write it as an object in braces")


def _find_lists(data: Any, name: str) -> tuple[str, list[_Entry], list[_Entry]]:
    """The title, the nodes and the edges."""
    if isinstance(data, Lines):
        entries = _list_entries(data, "entries")
        is_edge = [_is_edge(entry.value) for entry in entries]
        return (
            "",
            [entry for entry, is_one in zip(entries, is_edge, strict=True) if not is_one],
            [entry for entry, is_one in zip(entries, is_edge, strict=True) if is_one],
        )
    if isinstance(data, dict):
        inner = data.get("graph")
        graph = inner if isinstance(inner, dict) else {}
        title = next(
            (to_line(part[key]) for part in (data, graph) for key in _TITLES if _is_text(part, key)), ""
        )
        for part, where in ((data, ""), (graph, "graph."), (data.get("elements"), "elements.")):
            if isinstance(part, dict):
                nodes, edges = _find_list(part, _NODES, where), _find_list(part, _EDGES, where)
                if nodes is not None or edges is not None:
                    return title, nodes or [], edges or []
    raise refuse(name, 'holds no graph; it must have a list of "nodes" and one of "links" or "edges"')


def _find_citation(data: Any) -> str:
    """How the graph says that it is cited."""
    graph = data.get("graph") if isinstance(data, dict) else None
    is_said = isinstance(graph, dict) and _is_text(graph, "citation")
    return to_line(graph["citation"]) if is_said and graph is not None else ""


def _is_text(part: Any, key: str) -> bool:
    return isinstance(part.get(key), str) and not isinstance(part[key], Number)


def _find_list(part: dict[str, Any], keys: tuple[str, ...], where: str) -> list[_Entry] | None:
    for key in keys:
        found = part.get(key)
        if isinstance(found, Lines):
            return _list_entries(found, where + key)
        if isinstance(found, dict) and found and not any(inner in found for inner in (*_NODES, *_EDGES)):
            return [
                _Entry(
                    {"id": id_, **value} if isinstance(value, dict) else value, f"{where}{key}.{id_}", None
                )
                for id_, value in found.items()
            ]
    return None


def _list_entries(values: Lines, where: str) -> list[_Entry]:
    return [_Entry(value, f"{where}[{at}]", line) for at, (value, line) in enumerate(values)]


def _is_edge(value: Any) -> bool:
    return isinstance(value, list) or (
        isinstance(value, dict) and find_ends(list(_to_cells(value))) is not None
    )


def _to_cells(value: Any) -> dict[str, str]:
    """The values of an entry as texts, also those that it has inside `attributes` or the like."""
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, list):
        return {key: _to_cell(one) for key, one in zip(("source", "target", "label"), value, strict=False)}
    cells: dict[str, str] = {}
    for key, one in value.items():
        if key in _INNER and isinstance(one, dict):
            cells |= {to_line(inner): _to_cell(each) for inner, each in one.items()}
        else:
            cells[to_line(key)] = _to_cell(one)
    return cells


def _to_cell(value: Any) -> str:
    if isinstance(value, Lines):
        value = [one for one, _ in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_to_cell(one) for one in value if not isinstance(one, list | dict))
    if isinstance(value, dict):  # D3 puts the node itself where its id was
        return next((str(value[key]) for key in ("id", "_id", "name") if isinstance(value.get(key), str)), "")
    return "" if value is None else str(value)


def _has_ends_by_number(nodes: list[_Entry], edges: list[_Entry]) -> bool:
    """Whether edges name their ends by their places in the list of nodes, which have no ids."""
    values = [edge.value for edge in edges if isinstance(edge.value, dict)]
    return (
        bool(values)
        and not any(isinstance(node.value, str) or "id" in _to_cells(node.value) for node in nodes)
        and all(isinstance(value.get(end), Number) for value in values for end in ("source", "target"))
    )


def _mark_ends(cells: Mapping[str, str]) -> dict[str, str]:
    return {**cells, "source": f"#{cells['source']}", "target": f"#{cells['target']}"}


def _list_columns(rows: list[RawRow], name: str) -> tuple[str, ...]:
    columns: dict[str, None] = {}
    for row in rows:
        columns.update(dict.fromkeys(row.cells))
        if len(columns) > MOST_COLUMNS:
            raise refuse(
                name,
                f"has more than {MOST_COLUMNS} kinds of values; take some out",
                row.line,
                to_quoted(row.place),
            )
    return tuple(columns)

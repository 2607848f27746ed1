"""Where the nodes and edges stand in the JSON of each program that writes graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from model.importing.findings import Item
from model.importing.headings import find_column, find_ends
from model.importing.json_cells import Entry, is_names, is_text, list_entries, to_cell, without_lines
from model.importing.json_text import Lines
from model.importing.raw import MOST_COLUMNS, to_line

_NODES = ("nodes", "elements", "vertices")
_EDGES = ("links", "edges", "connections", "relationships", "relations")
_TITLES = ("title", "name", "label")
_INNER = ("attributes", "data", "metadata", "properties")
"""What some programs put the values of an entry into."""
_BESIDE = (
    "graph",
    "options",
    "style",
    "styles",
    "layout",
    "data",
    "attributes",
    "metadata",
    "type",
    "layouts",
)
"""What stands beside the lists of nodes and edges and says of the whole how it is called or drawn."""


@dataclass(frozen=True)
class Parts:
    """The nodes and edges of a file, and what the program that wrote it means by them.

    `parent` is the value that names the node that a node lies in, `categories` the names that numbers of a
    value `category` stand for.
    """

    label: str
    nodes: list[Entry]
    edges: list[Entry]
    title: str = ""
    is_directed: bool = True
    parent: str | None = None
    categories: tuple[str, ...] = ()
    inner: tuple[str, ...] = _INNER
    left_out: tuple[tuple[str, Item], ...] = ()


def find_parts(data: Any) -> Parts | None:
    """The nodes and edges in the data of a JSON file; None where there is no graph that is known."""
    for find in _DIALECTS:
        parts = find(data)
        if parts is not None:
            return parts
    return None


def _find_kumu(data: Any) -> Parts | None:
    if not (isinstance(data, dict) and isinstance(data.get("elements"), Lines) and "connections" in data):
        return None
    maps = [each for each in _get_list(data, "maps") if isinstance(each, dict)]
    names = [_get_name(each) or f"map {at + 1}" for at, each in enumerate(maps)]
    elements = list_entries(data["elements"], "elements")
    if len(maps) > 1:
        shown = [{_get_shown(each) for each in _get_list(map_, "elements")} for map_ in maps]
        elements = [_add_maps(element, names, shown) for element in elements]
    loops = [
        ("part", Item(f"loops[{at}]", _get_name(loop) or _get_name(loop.get("attributes")) or ""))
        for at, loop in enumerate(_get_list(data, "loops"))
        if isinstance(loop, dict)
    ]
    return Parts(
        "JSON (Kumu)",
        elements,
        _list_part(data, "connections"),
        _find_title(data) or (names[0] if names and len(names) == 1 else ""),
        left_out=(*loops, *_list_rest(data, "elements", "connections", "loops", "maps")),
    )


def _get_shown(element: Any) -> str:
    """The id of an element that a map of Kumu shows."""
    return (
        str(element.get("element") or element.get("_id") or "") if isinstance(element, dict) else str(element)
    )


def _add_maps(entry: Entry, names: list[str], shown: list[set[str]]) -> Entry:
    """An element of Kumu with the maps that it is in."""
    if not isinstance(entry.value, dict):
        return entry
    identity = entry.value.get("_id")
    found = [name for name, ids in zip(names, shown, strict=True) if identity in ids]
    return Entry({**entry.value, "maps": found}, entry.place, entry.line)


def _find_cytoscape(data: Any) -> Parts | None:
    found = data.get("elements") if isinstance(data, dict) else data
    if isinstance(found, dict):
        if not any(isinstance(found.get(part), list) for part in ("nodes", "edges")):
            return None
        nodes, edges = _list_part(found, "nodes", "elements."), _list_part(found, "edges", "elements.")
    elif isinstance(found, Lines):
        entries = list_entries(found, "elements" if isinstance(data, dict) else "entries")
        if not entries or not all(_is_element(entry.value) for entry in entries):
            return None
        edges = [entry for entry in entries if _is_cytoscape_edge(entry.value)]
        nodes = [entry for entry in entries if not _is_cytoscape_edge(entry.value)]
    else:
        return None
    left_out = tuple(_list_rest(data, "elements")) if isinstance(data, dict) else ()
    return Parts(
        "Cytoscape JSON",
        [_leave_group_out(node) for node in nodes],
        [_leave_group_out(edge) for edge in edges],
        _find_title(data),
        parent="parent",
        left_out=left_out,
    )


def _is_element(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("data"), dict)


def _is_cytoscape_edge(value: Any) -> bool:
    return value.get("group") == "edges" or ("source" in value["data"] and "target" in value["data"])


def _leave_group_out(entry: Entry) -> Entry:
    """An element without the word that says whether it is a node or an edge."""
    if not isinstance(entry.value, dict) or entry.value.get("group") not in ("nodes", "edges"):
        return entry
    return Entry({key: each for key, each in entry.value.items() if key != "group"}, entry.place, entry.line)


def _find_json_graph(data: Any) -> Parts | None:
    """JSON Graph Format: nodes in a list (1) or by their ids (2), in a graph or in the first of several."""
    if not isinstance(data, dict) or any(isinstance(data.get(key), list) for key in (*_NODES, *_EDGES)):
        return None
    graphs: list[tuple[dict[str, Any], str, int | None]] = []
    if isinstance(data.get("graph"), dict):
        graphs.append((data["graph"], "graph.", None))
    graphs += [
        (entry.value, f"{entry.place}.", entry.line)
        for entry in (list_entries(data["graphs"], "graphs") if isinstance(data.get("graphs"), list) else ())
        if isinstance(entry.value, dict)
    ]
    for at, (graph, where, line) in enumerate(graphs):
        nodes, edges = _find_list(graph, _NODES, where, line), _find_list(graph, _EDGES, where, line)
        if nodes is None and edges is None:
            continue
        hyperedges = _get_list(graph, "hyperedges")
        others = [
            ("part", Item(other_where.rstrip("."), _get_name(other) or "", other_line))
            for other_at, (other, other_where, other_line) in enumerate(graphs)
            if other_at != at
        ]
        return Parts(
            _name_json_graph(graph, nodes or [], edges or []),
            nodes or [],
            edges or [],
            _find_title(graph) or _find_title(data),
            _is_directed(graph),
            left_out=(
                *(
                    ("hyperedge", _describe_hyperedge(each, f"{where}hyperedges[{n}]"))
                    for n, each in enumerate(hyperedges)
                ),
                *others,
                *_list_rest(graph, *_NODES, *_EDGES, "hyperedges"),
            ),
        )
    return None


def _name_json_graph(graph: Mapping[str, Any], nodes: list[Entry], edges: list[Entry]) -> str:
    if "vertices" in graph:
        return "GraphSON 1"
    if any(isinstance(node.value, dict) and "key" in node.value for node in nodes[:1]):
        return _name_lists(graph, nodes, edges)
    return "JSON Graph Format 2" if isinstance(graph.get("nodes"), dict) else "JSON Graph Format 1"


def _describe_hyperedge(value: Any, place: str) -> Item:
    if not isinstance(value, dict):
        return Item(place)
    ends = [to_line(to_cell(value.get(key)) or "") for key in ("nodes", "source", "target") if key in value]
    return Item(place, " → ".join(ends))


def _find_adjacency(data: Any) -> Parts | None:
    """What networkx calls adjacency data: beside the list of nodes one of the neighbours of each."""
    if not isinstance(data, dict) or not (
        isinstance(data.get("nodes"), Lines) and isinstance(data.get("adjacency"), Lines)
    ):
        return None
    nodes = list_entries(data["nodes"], "nodes")
    is_directed = data.get("directed") is not False
    seen: set[tuple[str, str, str]] = set()
    edges = []
    for node, neighbours in zip(nodes, list_entries(data["adjacency"], "adjacency"), strict=False):
        source = node.value.get("id") if isinstance(node.value, dict) else node.value
        for at, neighbour in enumerate(neighbours.value if isinstance(neighbours.value, list) else ()):
            target = neighbour.get("id") if isinstance(neighbour, dict) else neighbour
            key = to_cell(neighbour.get("key")) if isinstance(neighbour, dict) else ""
            if not is_directed and (str(target), str(source), key or "") in seen:
                continue
            seen.add((str(source), str(target), key or ""))
            values = (
                {k: each for k, each in neighbour.items() if k != "id"} if isinstance(neighbour, dict) else {}
            )
            place = f"{neighbours.place}[{at}]"
            edges.append(Entry({"source": source, "target": target, **values}, place, neighbours.line))
    rest = tuple(_list_rest(data, "nodes", "adjacency"))
    return Parts("JSON (networkx)", nodes, edges, _find_title(data), is_directed, left_out=rest)


def _find_two_lists(data: Any) -> Parts | None:
    if not isinstance(data, dict):
        return None
    nodes, edges = _find_list(data, _NODES, ""), _find_list(data, _EDGES, "")
    if nodes is None and edges is None:
        return None
    nodes, edges = nodes or [], edges or []
    label = _name_lists(data, nodes, edges)
    categories = [
        _get_name(each) if isinstance(each, dict) else str(each) for each in _get_list(data, "categories")
    ]
    known = {*_NODES, *_EDGES} | ({"categories"} if categories else set())
    return Parts(
        label,
        nodes,
        edges,
        _find_title(data),
        _is_directed(data),
        _find_parent(nodes),
        tuple(name or "" for name in categories),
        left_out=tuple(_list_rest(data, *known)),
    )


def _is_directed(graph: Mapping[str, Any]) -> bool:
    """Whether a graph says nothing else of its edges."""
    options = graph.get("options")
    is_undirected = isinstance(options, dict) and options.get("type") == "undirected"
    return graph.get("directed") is not False and not is_undirected


def _find_parent(nodes: list[Entry]) -> str | None:
    """The value in which React Flow names the node that another one lies in."""
    keys = {key for node in nodes if isinstance(node.value, dict) for key in node.value}
    is_flow = {"position", "data"} <= keys
    return next((key for key in ("parentId", "parentNode") if is_flow and key in keys), None)


def _name_lists(data: Mapping[str, Any], nodes: list[Entry], edges: list[Entry]) -> str:
    """Which program most likely wrote lists of nodes and edges."""
    node = next((each.value for each in nodes if isinstance(each.value, dict)), {})
    edge = next((each.value for each in edges if isinstance(each.value, dict)), {})
    if "multigraph" in data:
        return "JSON (networkx)"
    if "key" in node and ("attributes" in node or "attributes" in data or "attributes" in edge):
        return "JSON (graphology)"
    if isinstance(node.get("attributes"), dict):
        return "JSON (sigma.js)"
    if {"position", "data"} <= node.keys():
        return "JSON (React Flow)"
    if "relationships" in data:
        return "JSON (Neo4j)"
    if {"from", "to"} <= edge.keys():
        return "JSON (vis-network)"
    return "JSON (D3)" if "links" in data else "JSON"


def _find_rows(data: Any) -> Parts | None:
    """A list of nodes, of edges or of both, or of pairs of names."""
    if not isinstance(data, Lines):
        return None
    entries = list_entries(data, "entries")
    if entries and all(is_names(entry.value) and len(entry.value) >= 2 for entry in entries):
        return Parts("JSON (pairs)", [], entries)
    if not all(isinstance(entry.value, dict) for entry in entries):
        return None
    keys = [_list_keys(entry.value) for entry in entries]
    known = list(dict.fromkeys(chain.from_iterable(keys)))
    if len(known) > MOST_COLUMNS:  # refused when they are read
        return Parts("JSON (rows)", entries, [])
    starts = {key for key in known if find_ends([key, "target"]) is not None} - {"target"}
    ends = {key for key in known if find_ends(["source", key]) is not None} - {"source"}
    edges = [
        entry for entry, has in zip(entries, keys, strict=True) if starts & has.keys() and ends & has.keys()
    ]
    if not edges and find_column("label", known) is None and find_column("id", known) is None:
        return None
    rows = {id(edge) for edge in edges}
    return Parts("JSON (rows)", [entry for entry in entries if id(entry) not in rows], edges)


def _list_keys(value: Mapping[str, Any]) -> dict[str, None]:
    """The names of the values of an entry, also of those that stand further inside."""
    inner = [key for part in _INNER if isinstance(value.get(part), dict) for key in value[part]]
    return dict.fromkeys(to_line(key) for key in (*value, *inner))


def _find_neighbours(data: Any) -> Parts | None:
    """An object with the list of neighbours of each node, at least one of which has a list itself."""
    if not isinstance(data, dict) or not all(is_names(values) for values in data.values()):
        return None
    if not any(str(name) in data for values in data.values() for name in without_lines(values)):
        return None
    nodes: dict[str, Entry] = {name: Entry(name, name) for name in data}
    edges = []
    for name, values in data.items():
        for at, entry in enumerate(list_entries(values, name)):
            nodes.setdefault(str(entry.value), Entry(entry.value, entry.place, entry.line))
            edges.append(Entry([name, entry.value], f"{to_line(name)}[{at}]", entry.line))
    return Parts("JSON (neighbours)", list(nodes.values()), edges)


_DIALECTS: tuple[Callable[[Any], Parts | None], ...] = (
    _find_kumu,
    _find_cytoscape,
    _find_json_graph,
    _find_adjacency,
    _find_two_lists,
    _find_rows,
    _find_neighbours,
)


def _get_list(data: Mapping[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    return without_lines(found) if isinstance(found, list) else []


def _list_part(data: Mapping[str, Any], key: str, where: str = "") -> list[Entry]:
    found = data.get(key)
    return list_entries(found, where + key) if isinstance(found, list) else []


def _find_list(
    data: Mapping[str, Any], keys: tuple[str, ...], where: str, line: int | None = None
) -> list[Entry] | None:
    """The entries under the first of these keys that has a list, or an object of objects."""
    for key in keys:
        found = data.get(key)
        if isinstance(found, list):
            return list_entries(found, where + key, line)
        is_keyed = isinstance(found, dict) and all(isinstance(each, dict | str) for each in found.values())
        if is_keyed and found and not any(inner in found for inner in (*_NODES, *_EDGES)):
            return list_entries(found, where + key, line)
    return None


def _get_name(data: Any) -> str | None:
    """What something is called by one of the usual names for that."""
    if not isinstance(data, dict):
        return None
    return next(
        (to_line(data[key]) for key in _TITLES if is_text(data.get(key)) and to_line(data[key])), None
    )


def _find_title(data: Any) -> str:
    """What a graph is called: beside its lists, or in what says something of the whole."""
    if not isinstance(data, dict):
        return ""
    beside = [data.get(key) for key in ("graph", "data", "attributes", "metadata")]
    return next(filter(None, map(_get_name, (data, *beside))), "")


def _list_rest(data: Mapping[str, Any], *known: str) -> Iterator[tuple[str, Item]]:
    """The other lists and objects that stand beside the nodes and edges."""
    for key, value in data.items():
        if key not in known and key not in _BESIDE and isinstance(value, list | dict) and value:
            yield "part", Item(to_line(key), f"{len(value)} entries")

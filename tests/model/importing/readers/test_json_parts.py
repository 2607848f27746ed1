"""Where the nodes and edges stand in JSON of many programs, and what is listed beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.node_link import read_node_link
from tests.model.importing.samples import Found, Row, list_findings, list_rows

AB = [{"id": "a"}, {"id": "b"}]
LINK = {"source": "a", "target": "b"}


def read(data: Any) -> RawGraph:
    return read_node_link(GraphFile(json.dumps(data).encode(), "our map.json"))


def show(raw: RawGraph) -> tuple[str, list[Row], list[Row], list[Found]]:
    """The title, the nodes and edges, and what was found."""
    return raw.title, list_rows(raw.nodes), list_rows(raw.edges), list_findings(raw)


def test_kumu_has_maps_loops_and_more() -> None:
    elements = [{"_id": "1", "attributes": {"label": "A"}}, {"_id": "2"}, "x"]
    maps = [{"elements": ["1", {"element": "2"}, {"_id": "1"}, 7]}, {"name": "M", "elements": []}, 7]
    loops = [{"attributes": {"label": "R"}}, 7, {}]
    data = {"elements": elements, "connections": [{"from": "1", "to": "2"}], "maps": maps, "loops": loops}
    raw = read(data | {"more": [1, 2], "none": []})
    assert show(raw) == (
        "our map",
        [
            ({"_id": "1", "label": "A", "maps": "map 1"}, "elements[0]", 1),
            ({"_id": "2", "maps": "map 1"}, "elements[1]", 1),
            ({"id": "x"}, "elements[2]", 1),
        ],
        [({"from": "1", "to": "2"}, "connections[0]", 1)],
        [("part", 3, [("loops[0]", "R", None), ("loops[2]", "", None), ("more", "2 entries", None)])],
    )
    assert read({"elements": elements, "connections": 7, "maps": maps[1:]}).title == "M"
    assert read({"elements": elements, "connections": 7, "maps": maps[1:], "name": "T"}).title == "T"


def test_cytoscape_has_two_lists_of_elements_or_one() -> None:
    nodes: list[Any] = [
        {"data": {"id": "a"}, "group": "nodes", "selected": True},
        {"data": {"id": "b"}, "group": "odd"},
    ]
    raw = read({"elements": {"nodes": [*nodes, 7.5]}, "data": {"title": "T"}, "style": [1], "more": {"a": 1}})
    assert show(raw) == (
        "T",
        [
            ({"id": "a"}, "elements.nodes[0]", 1),
            ({"id": "b", "group": "odd"}, "elements.nodes[1]", 1),
            ({"id": "7.5"}, "elements.nodes[2]", 1),
        ],
        [],
        [("drawing", 1, []), ("part", 1, [("more", "1 entries", None)])],
    )
    raw = read(
        {
            "elements": [
                {"data": {"id": "a"}},
                {"data": {"source": "a"}},
                {"group": "edges", "data": {"id": "e"}},
            ]
        }
    )
    assert show(raw) == (
        "our map",
        [({"id": "a"}, "elements[0]", 1), ({"source": "a"}, "elements[1]", 1)],
        [({"id": "e"}, "elements[2]", 1)],
        [],
    )
    raw = read([{"data": LINK, "group": "edges"}])
    assert (raw.label, show(raw)[2]) == ("Cytoscape JSON", [(LINK, "entries[0]", 1)])
    assert read([{"data": {"id": "a"}}, {"group": "nodes", "id": "b"}]).label == "JSON (rows)"


def test_what_lies_in_others_is_in_the_innermost_group() -> None:
    nodes = [
        {"data": {"id": "a", "parent": "p"}},
        {"data": {"id": "p", "label": "P\nQ", "parent": "q", "group": "x"}},
        {"data": {"id": "q", "name": "Q"}},
        {"data": {"id": "b", "parent": "", "group": "y"}},
    ]
    raw = read({"elements": {"nodes": nodes, "edges": [{"data": {"source": "a", "target": "q"}}]}})
    assert show(raw)[1:] == (
        [
            ({"id": "a", "group": "P Q"}, "elements.nodes[0]", 1),
            ({"id": "q", "name": "Q"}, "elements.nodes[2]", 1),
            ({"id": "b", "group": "y"}, "elements.nodes[3]", 1),
        ],
        [({"source": "a", "target": "q"}, "elements.edges[0]", 1)],
        [("nesting", 1, [("elements.nodes[1]", "P Q", 1)])],
    )


def test_a_json_graph_has_nodes_by_their_ids_hyperedges_and_others_beside_it() -> None:
    graph = {
        "label": "G",
        "nodes": {"a": {"label": "A", "id": "z"}, "b": {}},
        "edges": [{"source": "a", "target": "b", "relation": "r"}],
        "hyperedges": [{"nodes": ["a", "b"]}, {"source": ["a"], "target": ["b", "c"]}, 7, {"nodes": [["a"]]}],
        "more": [1],
    }
    raw = read({"graph": graph, "graphs": [{"label": "O", "nodes": []}, 7, {"x": 1}]})
    assert raw.label == "JSON Graph Format 2"
    assert show(raw) == (
        "G",
        [
            ({"id": "a", "label": "A", "id (data)": "z"}, "graph.nodes.a", None),
            ({"id": "b"}, "graph.nodes.b", None),
        ],
        [({"source": "a", "target": "b", "relation": "r"}, "graph.edges[0]", 1)],
        [
            (
                "hyperedge",
                4,
                [
                    ("graph.hyperedges[0]", "a; b", None),
                    ("graph.hyperedges[1]", "a → b; c", None),
                    ("graph.hyperedges[2]", "", None),
                    ("graph.hyperedges[3]", "", None),
                ],
            ),
            ("part", 3, [("graphs[0]", "O", 1), ("graphs[2]", "", 1), ("more", "1 entries", None)]),
        ],
    )


def test_the_first_of_several_json_graphs_with_nodes_or_edges_is_read() -> None:
    graphs = [{"label": "1"}, {"directed": False, "edges": [LINK]}, {"nodes": AB}]
    raw = read({"graphs": graphs, "label": "Top"})
    assert (raw.label, show(raw)) == (
        "JSON Graph Format 1",
        (
            "Top",
            [],
            [({"direction": "undirected", **LINK}, "graphs[1].edges[0]", 1)],
            [("part", 2, [("graphs[0]", "1", 1), ("graphs[2]", "", 1)])],
        ),
    )
    raw = read({"graph": {"vertices": [{"_id": "a"}], "edges": [{"_outV": "a", "_inV": "a", "_label": "x"}]}})
    assert (raw.label, show(raw)[1:3]) == (
        "GraphSON 1",
        (
            [({"_id": "a"}, "graph.vertices[0]", 1)],
            [({"source": "a", "target": "a", "_label": "x"}, "graph.edges[0]", 1)],
        ),
    )
    assert read({"graph": {"nodes": [{"key": "a", "attributes": {}}]}}).label == "JSON (graphology)"
    assert (
        read({"graph": {"nodes": [{"id": "a"}, {"key": "a", "attributes": {}}]}}).label
        == "JSON Graph Format 1"
    )


def test_lists_beside_a_graph_come_before_those_in_it() -> None:
    raw = read({"graph": {"nodes": [{"id": "x"}], "name": "G"}, "nodes": AB})
    assert show(raw) == ("G", [({"id": "a"}, "nodes[0]", 1), ({"id": "b"}, "nodes[1]", 1)], [], [])


def test_adjacency_has_each_undirected_edge_once_for_each_key() -> None:
    data: dict[str, Any] = {
        "nodes": [*AB, "c"],
        "adjacency": [
            [{"id": "b", "w": 1}, {"id": "b", "key": 1}],
            [{"id": "a"}, {"id": "a", "key": 1}, "c"],
            [{"id": "c"}],
            [1],
        ],
    }
    edges = [
        (LINK | {"w": "1"}, "adjacency[0][0]", 1),
        (LINK | {"key": "1"}, "adjacency[0][1]", 1),
        ({"source": "b", "target": "a"}, "adjacency[1][0]", 1),
        ({"source": "b", "target": "a", "key": "1"}, "adjacency[1][1]", 1),
        ({"source": "b", "target": "c"}, "adjacency[1][2]", 1),
        ({"source": "c", "target": "c"}, "adjacency[2][0]", 1),
    ]
    nodes = [({"id": identity}, f"nodes[{at}]", 1) for at, identity in enumerate("abc")]
    assert show(read(data)) == ("our map", nodes, edges, [])
    undirected = [({"direction": "undirected"} | cells, place, line) for cells, place, line in edges]
    raw = read(data | {"directed": False, "graph": {"name": "N"}, "more": [1]})
    assert show(raw) == (
        "N",
        nodes,
        [undirected[at] for at in (0, 1, 4, 5)],
        [("part", 1, [("more", "1 entries", None)])],
    )


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ({"nodes": [{"key": "a"}], "edges": []}, "JSON"),
        ({"nodes": [{"key": "a"}], "edges": [], "attributes": {}}, "JSON (graphology)"),
        (
            {"nodes": [{"key": "a"}], "edges": [{"source": "a", "target": "a", "attributes": {}}]},
            "JSON (graphology)",
        ),
        ({"nodes": [{"id": "a", "attributes": "x"}], "edges": []}, "JSON"),
        ({"nodes": ["x", {"id": "a", "attributes": {}}], "edges": []}, "JSON (sigma.js)"),
        ({"nodes": [{"id": "a", "position": {}}], "edges": []}, "JSON"),
        ({"nodes": [{"id": "a", "position": {}, "data": {}}], "links": []}, "JSON (React Flow)"),
        ({"nodes": [{"id": "a"}], "edges": [{"from": "a"}]}, "JSON"),
        ({"nodes": [{"id": "a"}], "links": [{"from": "a", "to": "a"}]}, "JSON (vis-network)"),
        ({"nodes": AB, "links": [], "multigraph": True}, "JSON (networkx)"),
        ({"vertices": AB, "links": []}, "JSON (D3)"),
        ({"vertices": AB, "connections": []}, "JSON"),
        ({"relations": [LINK]}, "JSON"),
        ({"elements": AB}, "JSON"),
    ],
)
def test_the_program_is_told_by_what_it_writes(data: Any, label: str) -> None:
    assert read(data).label == label


@pytest.mark.parametrize(
    ("parent", "group"),
    [
        ({"parentId": "b"}, "B"),
        ({"parentNode": "b"}, "B"),
        ({"parentId": "b", "parentNode": "x"}, "B"),
        ({"parent": "b"}, ""),
    ],
)
def test_react_flow_names_in_two_ways_what_a_node_lies_in(parent: dict[str, str], group: str) -> None:
    nodes = [{"id": "a", "position": {}, "data": {}} | parent, {"id": "b", "data": {"label": "B"}}]
    assert read({"nodes": nodes}).nodes[0].get("group") == group
    assert read({"nodes": [{"id": "a", "data": {}} | parent]}).nodes[0].get("group") == ""


def test_numbers_of_categories_are_names_only_where_there_is_one() -> None:
    nodes = [{"category": value} for value in (0, "1", "x", "2", "3", "-1", "1.0")]
    raw = read({"nodes": nodes, "categories": [{"name": "C"}, "D", {}]})
    assert [row.get("category") for row in raw.nodes] == ["C", "D", "x", "2", "3", "-1", "1.0"]
    assert raw.findings == ()
    raw = read({"nodes": nodes[:1], "categories": {"0": "C"}})
    assert (raw.nodes[0].get("category"), list_findings(raw)) == (
        "0",
        [("part", 1, [("categories", "1 entries", None)])],
    )


@pytest.mark.parametrize(
    ("data", "label", "nodes", "edges"),
    [
        (
            [["a", "b", "c"], ["d", 7]],
            "JSON (pairs)",
            [],
            [
                ({"source": "a", "target": "b", "label": "c"}, "entries[0]", 1),
                ({"source": "d", "target": "7"}, "entries[1]", 1),
            ],
        ),
        (
            [{"data": {"source": "a"}, "target": "b", "x": 1}, {"name": "c"}],
            "JSON (rows)",
            [({"name": "c"}, "entries[1]", 1)],
            [({"source": "a", "target": "b", "x": "1"}, "entries[0]", 1)],
        ),
        (
            [{"From": "a", "to": "b"}, {"From": "a"}, {"to": "b"}],
            "JSON (rows)",
            [({"From": "a"}, "entries[1]", 1), ({"to": "b"}, "entries[2]", 1)],
            [({"From": "a", "to": "b"}, "entries[0]", 1)],
        ),
        ([{"Name": "a"}, {}], "JSON (rows)", [({"Name": "a"}, "entries[0]", 1), ({}, "entries[1]", 1)], []),
        ([{"id": "a"}], "JSON (rows)", [({"id": "a"}, "entries[0]", 1)], []),
        (
            {"a": ["b", "c"], "b": ["a", "d"], "c": []},
            "JSON (neighbours)",
            [
                ({"id": "a"}, "a", None),
                ({"id": "b"}, "b", None),
                ({"id": "c"}, "c", None),
                ({"id": "d"}, "b[1]", 1),
            ],
            [
                ({"source": "a", "target": "b"}, "a[0]", 1),
                ({"source": "a", "target": "c"}, "a[1]", 1),
                ({"source": "b", "target": "a"}, "b[0]", 1),
                ({"source": "b", "target": "d"}, "b[1]", 1),
            ],
        ),
        (
            {"nodes": {"a": {"label": "A"}}, "edges": {"e": {"source": "a", "target": "b", "id": "i"}}},
            "JSON",
            [({"id": "a", "label": "A"}, "nodes.a", None)],
            [({"id": "e", "source": "a", "target": "b", "id (data)": "i"}, "edges.e", None)],
        ),
        (
            {"nodes": {"a": "Alice", "b": "Bob"}, "edges": [{"source": "a", "target": "b"}]},
            "JSON",
            [
                ({"id": "a", "label": "Alice"}, "nodes.a", None),
                ({"id": "b", "label": "Bob"}, "nodes.b", None),
            ],
            [({"source": "a", "target": "b"}, "edges[0]", 1)],
        ),
        (
            {"nodes": {}, "vertices": ["v"], "links": [["a", "b"]]},
            "JSON (D3)",
            [({"id": "v"}, "vertices[0]", 1)],
            [({"source": "a", "target": "b"}, "links[0]", 1)],
        ),
        ({"nodes": {"nodes": {"a": {}}}, "links": []}, "JSON (D3)", [], []),
    ],
)
def test_nodes_and_edges_stand_in_lists_objects_or_rows(
    data: Any, label: str, nodes: list[Row], edges: list[Row]
) -> None:
    raw = read(data)
    assert (raw.label, show(raw)[1:3]) == (label, (nodes, edges))


@pytest.mark.parametrize(
    "data",
    [
        [["a"], ["d", "e"]],
        [["a", "b"], {"source": "a", "target": "b"}],
        [],
        [{"x": 1}, {"y": 2}],
        {"elements": {"x": []}},
        {"graphs": [{"label": "x"}]},
        {"graph": []},
        {"a": []},
        {},
        7,
        None,
    ],
)
def test_what_holds_no_graph_is_refused(data: Any) -> None:
    message = 'holds no graph; it must have a list of "nodes" and one of "links" or "edges"'
    with pytest.raises(ModelFileError) as caught:
        read(data)
    assert str(caught.value) == f"our map.json: {message}"


def test_rows_with_too_many_columns_are_refused_as_such() -> None:
    rows = [{f"k{at}": 1 for at in range(200)}, {"more": 1}]
    with pytest.raises(ModelFileError, match="has more than 200 kinds of values; take some out"):
        read(rows)
    assert len(read([{f"k{at}": 1 for at in range(199)} | {"id": "a"}]).node_columns) == 200


@pytest.mark.parametrize(
    ("beside", "title"),
    [
        ({"title": "T", "name": "N", "label": "L"}, "T"),
        ({"label": "L", "name": "N"}, "N"),
        ({"label": "L"}, "L"),
        ({"title": " ", "label": "two\nlines"}, "two lines"),
        ({"title": 7, "graph": {"name": "G"}, "data": {"name": "D"}}, "G"),
        ({"metadata": {"name": "M"}, "attributes": {"name": "A"}}, "A"),
        ({"metadata": {"name": "M"}, "data": {"title": ["x"]}}, "M"),
        ({"options": {"name": "O"}}, "our map"),
    ],
)
def test_a_graph_is_called_as_is_said_beside_it_or_as_its_file(beside: dict[str, Any], title: str) -> None:
    raw = read({"nodes": AB, "links": [], **beside})
    assert (raw.title, raw.findings) == (title, ())

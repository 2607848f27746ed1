from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest

from model import ModelFileError
from model.importing import suggest_roles
from model.importing.graph_file import GraphFile
from model.importing.readers.node_link import read_node_link
from tests.model.importing.samples import (
    CYTOSCAPE,
    D3,
    KUMU_JSON,
    list_edges,
    list_findings,
    list_rows,
    list_stages,
    make_node_link,
    read,
    take_in,
)


def test_kumu_has_its_values_inside_attributes_and_its_own_ids() -> None:
    raw = read(KUMU_JSON, "kumu.json")
    assert raw.nodes[0].cells == {
        "_id": "elem-a1",
        "label": "Staffing",
        "element type": "Input",
        "tags": "a; b",
    }
    model = take_in(KUMU_JSON)
    assert [node.id for node in model.nodes()] == ["elem-a1", "elem-b2"]
    assert list_edges(model) == ["Staffing > Trust"]
    assert list_stages(model) == {"Input": ["Staffing"], "Outcome": ["Trust"]}


def test_a_blueprint_of_kumu_names_the_ends_of_an_edge_by_their_labels() -> None:
    content = json.dumps(
        {"elements": [{"label": "A b"}, {"label": "C"}], "connections": [{"from": "A b", "to": "C"}]}
    )
    assert list_edges(take_in(content.encode())) == ["A b > C"]


def test_older_d3_names_the_ends_of_an_edge_by_their_place() -> None:
    model = take_in(D3)
    assert list_edges(model) == ["Time > Rest", "Rest > Joy"]
    assert [node.id for node in model.nodes()] == ["time", "rest", "joy"]


def test_d3_may_put_the_node_itself_where_its_id_was() -> None:
    nodes = [{"id": "a"}, {"id": "b"}]
    assert list_edges(take_in(make_node_link(nodes, [{"source": nodes[0], "target": nodes[1]}]))) == ["a > b"]


@pytest.mark.parametrize("key", ["links", "edges"])
def test_networkx_writes_links_or_edges(key: str) -> None:
    graph: nx.DiGraph[str | int] = nx.DiGraph(name="Our map")
    graph.add_edge("a", 1)
    content = json.dumps(nx.node_link_data(graph, edges=key)).encode()
    assert list_edges(take_in(content)) == ["a > 1"]
    assert read(content).title == "Our map"


def test_a_graph_that_says_that_it_is_not_directed_has_no_directed_edges() -> None:
    raw = read(make_node_link([{"id": "a"}, {"id": "b"}], [{"source": "a", "target": "b"}], directed=False))
    assert raw.edges[0].get("direction") == "undirected"


def test_cytoscape_has_its_values_inside_data() -> None:
    model = take_in(CYTOSCAPE, "map.cyjs")
    assert list_edges(model) == ["Time > b"]
    assert [kind.verb.text("en") for kind in model.file.kinds] == ["gives"]


def test_nodes_may_be_named_by_the_keys_of_an_object() -> None:
    content = (
        b'{"graph": {"nodes": {"a": {"label": "Time"}, "b": {}}, "edges": [{"source": "a", "target": "b"}]}}'
    )
    assert list_edges(take_in(content)) == ["Time > b"]


def test_nodes_may_be_texts_and_edges_pairs() -> None:
    assert list_edges(take_in(b'{"nodes": ["a", "b"], "edges": [["a", "b"]]}')) == ["a > b"]


def test_a_list_of_edges_alone_is_a_graph() -> None:
    assert list_edges(take_in(b'[{"from": "Time", "to": "Joy"}]')) == ["Time > Joy"]
    assert list_edges(take_in(b'[["Time", "Joy"]]')) == ["Time > Joy"]


def test_entries_of_one_list_are_nodes_or_edges_as_they_have_ends_or_not() -> None:
    content = (
        b'[{"data": {"id": "a"}}, {"data": {"id": "b"}}, {"data": {"id": "e", "source": "a", "target": "b"}}]'
    )
    assert list_edges(take_in(content)) == ["a > b"]


def test_numbers_truth_values_and_nothing_are_texts() -> None:
    raw = read(b'{"nodes": [{"id": 1, "a": 1.50, "b": true, "c": null, "d": {"e": 1}, "f": ["x", 2, []]}]}')
    assert raw.nodes[0].cells == {"id": "1", "a": "1.50", "b": "true", "c": "", "f": "x; 2"}
    assert [(found.code, str(found.items[0].text)) for found in raw.findings] == [("column", "e: 1")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_read_in_its_encoding(encoding: str) -> None:
    content = '{"nodes": [{"id": "a", "label": "Geïnspireerd"}]}'.encode(encoding)
    assert [node.name.text("en") for node in take_in(content).nodes()] == ["Geïnspireerd"]


@pytest.mark.parametrize(
    ("content", "line", "place", "message"),
    [
        ('{"nodes": [\n{"id": "a"},\n7.5e]}', 3, "", "is not whole JSON here"),
        ('{"nodes": [\n{"id": "a"}', 2, "", "is not whole JSON here"),
        ('{"nodes": [{"id": "a"},]}', 1, "", "is not whole JSON here"),
        ('{"nodes": [{"id": "a"}],}', 1, "", "is not whole JSON here"),
        ('{"nodes": [{"id": "a"}]}\n7', 2, "", "holds something behind its end"),
        ('{"nodes": [{"id": "a"},\n null]}', 2, "nodes[1]", "is no entry of a graph"),
        ('{"people": []}', None, "", "holds no graph"),
        ("[]", None, "", "holds no graph"),
        ('{"nodes": [{"id": "a"},\n{"id": "a"}]}', 2, 'nodes[1], column "id"', "ids must differ"),
        (
            '{"nodes": [{"id": "a"}],\n"links": [\n{"source": "a", "target": "b"}]}',
            3,
            'links[0], column "target"',
            "b",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    content: str, line: int | None, place: str, message: str
) -> None:
    with pytest.raises(ModelFileError) as caught:
        take_in(content.encode(), "file.json", strict=True)
    (fault,) = caught.value.faults
    assert message in fault.message
    assert (fault.line, fault.place) == (line, place)


def test_letters_that_are_broken_are_refused_with_their_line() -> None:
    with pytest.raises(ModelFileError, match="line 2: is not UTF-8"):
        read(b'{"nodes":\n["\xff\xfa\xfb"]}')


def test_a_model_of_our_own_form_in_json_is_that_model() -> None:
    kind = {"id": "k", "name": "leads to", "verb": "leads to"}
    parts = {name: [{"id": name, "name": name}] for name in ("stages", "levels")}
    node = {"id": "a", "stage": "stages", "level": "levels", "name": "A"}
    content = json.dumps(
        {"model": {"id": "m", "title": "M", "languages": ["en"]}, **parts, "kinds": [kind], "nodes": [node]}
    ).encode()
    assert suggest_roles(read(content)) == type(suggest_roles(read(content)))()
    assert take_in(content).title.text("en") == "M"


def test_a_category_by_its_number_gets_the_name_at_that_place_if_there_is_one() -> None:
    nodes = [{"id": name, "category": number} for name, number in (("a", 0), ("b", 1), ("c", 2))]
    content = {"nodes": nodes, "links": [], "categories": [{"name": "Patient"}, {"name": "Team"}]}
    raw = read(json.dumps(content).encode())
    assert [node.cells["category"] for node in raw.nodes] == ["Patient", "Team", "2"]


AB = [{"id": "a"}, {"id": "b"}]
LINK = {"source": "a", "target": "b"}


def read_lists(nodes: list[Any], links: list[Any], **more: Any) -> Any:
    content = json.dumps({"nodes": nodes, "links": links, **more}).encode()
    return read_node_link(GraphFile(content, "our map.json"))


def test_nodes_and_edges_are_objects_lists_or_texts() -> None:
    raw = read_lists(
        [{"id": "a"}, ["b", "B", "x"], ["c"], [], "d", 7], [LINK, ["a", "b", "says", "x"], ["a"], [], "e"]
    )
    assert (raw.name, raw.form) == ("our map.json", "json")
    assert list_rows(raw.nodes) == [
        ({"id": "a"}, "nodes[0]", 1),
        ({"id": "b", "label": "B"}, "nodes[1]", 1),
        ({"id": "c"}, "nodes[2]", 1),
        ({}, "nodes[3]", 1),
        ({"id": "d"}, "nodes[4]", 1),
        ({"id": "7"}, "nodes[5]", 1),
    ]
    assert list_rows(raw.edges) == [
        (LINK, "links[0]", 1),
        (LINK | {"label": "says"}, "links[1]", 1),
        ({"source": "a"}, "links[2]", 1),
        ({}, "links[3]", 1),
        ({"id": "e"}, "links[4]", 1),
    ]
    assert raw.node_columns == ("id", "label")
    assert raw.edge_columns == ("source", "target", "label", "id")


@pytest.mark.parametrize(
    ("node", "cells"),
    [
        ({"id": "a", "caption": "C"}, {"id": "a", "label": "C"}),
        ({"id": "a", "caption": "C", "name": "N"}, {"id": "a", "caption": "C", "name": "N"}),
        ({"id": "a", "caption": "C", "label": "L"}, {"id": "a", "caption": "C", "label": "L"}),
        ({"id": "a", "caption": "C", "label": ""}, {"id": "a", "label": "C"}),
        ({"id": "a", "caption": ""}, {"id": "a", "caption": ""}),
    ],
)
def test_a_caption_is_a_label_where_there_is_no_other(node: Any, cells: dict[str, str]) -> None:
    assert read_lists([node], []).nodes[0].cells == cells


@pytest.mark.parametrize(
    ("link", "cells"),
    [
        ({"Source-ID": "a", "target id": "b"}, LINK),
        ({"startNode": "a", "endNode": "b", "x": "c"}, LINK | {"x": "c"}),
        ({"fromNode": "a", "toNode": "b"}, LINK),
        ({"startNodeId": "a", "endNodeId": "b"}, LINK),
        ({"tail": "a", "head": "b"}, LINK),
        ({"_outV": "a", "_inV": "b"}, LINK),
        ({"outV": "a", "inV": "b"}, LINK),
        (
            {"from": "a", "to": "b", "tail": "c", "head": "d"},
            {"from": "a", "to": "b", "tail": "c", "head": "d"},
        ),
        ({"source": "a", "target": "b", "tail": "c", "head": "d"}, LINK | {"tail": "c", "head": "d"}),
        ({"source": "a", "toId": "b"}, {"source": "a", "toId": "b"}),
        ({"tail": "a"}, {"tail": "a"}),
        ({"Tail": "a", "TAIL": "c", "head": "b"}, {"source": "a", "TAIL": "c", "target": "b"}),
        ({"from": {"id": "a"}, "to": {"name": "b"}}, {"from": "a", "to": "b"}),
    ],
)
def test_the_ends_of_an_edge_have_many_names(link: Any, cells: dict[str, str]) -> None:
    assert read_lists(AB, [link]).edges[0].cells == cells


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        ({"directed": True, "undirected": True}, {"undirected": "true", "direction": "directed"}),
        ({"directed": False}, {"direction": "undirected"}),
        ({"directed": "no"}, {"direction": "undirected", "directed": "no"}),
        ({"undirected": True}, {"direction": "undirected"}),
        ({"undirected": False}, {"direction": "undirected", "undirected": "false"}),
        ({"direction": "x"}, {"direction": "x"}),
        ({}, {"direction": "undirected"}),
        ({"arrows": "to"}, {"direction": "undirected"}),
    ],
)
def test_an_edge_says_its_direction_or_has_that_of_the_graph(said: Any, cells: dict[str, str]) -> None:
    raw = read_lists(AB, [LINK | said], directed=False)
    assert (raw.edges[0].cells, raw.findings) == (LINK | cells, ())


def test_arrows_turn_an_edge_round() -> None:
    raw = read_lists(
        AB,
        [
            {"from": "a", "to": "b", "arrows": "from"},
            LINK | {"arrows": {"from": True}},
            {"from": "a", "to": "b", "arrows": {}},
            LINK | {"arrows": "to, from"},
            LINK | {"arrows": ""},
            {"from": "a", "arrows": "from"},
        ],
    )
    assert [row.cells for row in raw.edges] == [
        {"from": "b", "to": "a"},
        {"source": "b", "target": "a"},
        {"from": "a", "to": "b", "arrows": ""},
        LINK | {"direction": "mutual"},
        LINK | {"direction": "undirected"},
        {"from": "", "to": "a"},
    ]
    items = [("links[0]", "b → a", 1), ("links[1]", "b → a", 1), ("links[5]", " → a", 1)]
    assert list_findings(raw) == [("reversed", 3, items)]


@pytest.mark.parametrize(
    ("nodes", "ends", "shown"),
    [
        (AB, (0, 1), ["a>b"]),
        (AB, (1, 0), ["b>a"]),
        (AB, (0, 2), ["0>2"]),
        (AB, (1, "b"), ["1>b"]),
        (AB, ("²", 1), ["²>1"]),
        ([{"name": "0"}, {"name": "c"}], (0, 1), ["0>1"]),
        ([{"key": "1"}, {"key": "c"}], (0, 1), ["0>1"]),
        ([{"_id": "1"}, {"_id": "c"}], (0, 1), ["0>1"]),
        ([{"label": "1"}, {"label": "c"}], (0, 1), ["0>1"]),
        ([{"x": "1"}, {"x": "c"}], (0, 1), ["#0>#1"]),
    ],
)
def test_numbers_are_places_in_the_list_where_no_node_is_called_so(
    nodes: list[Any], ends: tuple[Any, Any], shown: list[str]
) -> None:
    raw = read_lists(nodes, [{"source": ends[0], "target": ends[1], "x": 1}])
    assert [f"{row.get('source')}>{row.get('target')}" for row in raw.edges] == shown
    assert raw.edges[0].get("x") == "1"


def test_ids_that_are_no_ids_are_kept_beside_the_places() -> None:
    raw = read_lists([{"id": "a"}, {"id": "a"}, {"name": "c"}], [{"source": 0, "target": 2}])
    assert [row.cells for row in raw.nodes] == [
        {"id": "#0", "id (data)": "a"},
        {"id": "#1", "id (data)": "a"},
        {"id": "#2", "name": "c"},
    ]
    assert [row.cells for row in raw.edges] == [{"source": "#0", "target": "#2"}]


@pytest.mark.parametrize(
    ("graph", "citation"),
    [({"citation": "Ours\n2026"}, "Ours 2026"), ({"citation": 7}, ""), ({}, ""), ("x", "")],
)
def test_a_graph_may_say_how_it_is_cited(graph: Any, citation: str) -> None:
    assert read_lists(AB, [], graph=graph).citation == citation


def test_no_more_is_read_than_a_model_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.node_link.MOST_NODES", 2)
    monkeypatch.setattr("model.importing.readers.node_link.MOST_EDGES", 1)
    assert len(read_lists(AB, [LINK]).edges) == 1
    for nodes, links, message in (
        ([*AB, "c"], [LINK], "holds more than 2 nodes; leave some out or split it"),
        (AB, [LINK, LINK], "holds more than 1 edges; leave some out or split it"),
    ):
        with pytest.raises(ModelFileError) as caught:
            read_lists(nodes, links)
        assert str(caught.value) == f"our map.json: {message}"


def test_every_entry_that_is_none_is_named() -> None:
    with pytest.raises(ModelFileError) as caught:
        read_lists([None, 7, True, [1], "x", {}], [False])
    message = "is no entry of a graph; write it as an object in braces"
    assert str(caught.value).split("\n") == [
        f"our map.json: line 1: {place}: {message}" for place in ("links[0]", "nodes[0]", "nodes[2]")
    ]


def test_a_tree_is_refused_with_the_way_out() -> None:
    with pytest.raises(ModelFileError) as caught:
        read_node_link(GraphFile(b'{"children": []}', "x"))
    assert str(caught.value) == (
        "x: is a tree of elements inside elements; write its links as a table with the columns From and To"
    )

"""JSON of many programs: each is named, and read as that program means it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from tests.model.importing.samples import list_edges, make_node_link, read, read_or_refuse, take_in

AB = [{"id": "a"}, {"id": "b"}]
LINK = {"source": "a", "target": "b"}


def read_json(data: Any, name: str = "map.json") -> RawGraph:
    return read(json.dumps(data, indent=1).encode(), name)


def test_a_list_has_as_many_entries_as_a_model_may_have_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.json_text.MOST_EDGES", 3)
    nodes = [{"id": node} for node in "abc"]
    assert len(read_json({"nodes": nodes, "links": [LINK] * 3}).edges) == 3
    with pytest.raises(ModelFileError, match="entries in one list"):
        read_json({"nodes": nodes, "links": [LINK] * 4})


def count_findings(raw: RawGraph) -> dict[str, int]:
    return {found.code: found.count for found in raw.findings}


def list_ends(raw: RawGraph) -> list[tuple[str, str, str]]:
    return [(row.get("source"), row.get("target"), row.get("direction")) for row in raw.edges]


@pytest.mark.parametrize(
    ("label", "data"),
    [
        ("JSON (D3)", {"nodes": AB, "links": [LINK]}),
        ("JSON", {"nodes": AB, "edges": [LINK]}),
        ("JSON (networkx)", {"directed": True, "multigraph": False, "nodes": AB, "links": [LINK]}),
        ("JSON (networkx)", {"nodes": AB, "adjacency": [[{"id": "b"}], []]}),
        ("JSON (vis-network)", {"nodes": AB, "edges": [{"from": "a", "to": "b"}]}),
        ("JSON (graphology)", {"nodes": [{"key": "a", "attributes": {}}, {"key": "b"}], "edges": [LINK]}),
        ("JSON (sigma.js)", {"nodes": [{"id": "a", "attributes": {}}, {"id": "b"}], "edges": [LINK]}),
        (
            "JSON (React Flow)",
            {"nodes": [{"id": n, "position": {}, "data": {}} for n in "ab"], "edges": [LINK]},
        ),
        ("JSON (Neo4j)", {"nodes": AB, "relationships": [{"fromId": "a", "toId": "b", "type": "T"}]}),
        (
            "Cytoscape JSON",
            {"elements": {"nodes": [{"data": each} for each in AB], "edges": [{"data": LINK}]}},
        ),
        ("Cytoscape JSON", {"elements": [{"data": each} for each in [*AB, LINK]]}),
        ("Cytoscape JSON", [{"group": "nodes", "data": each} for each in AB] + [{"data": LINK}]),
        ("JSON Graph Format 1", {"graph": {"nodes": AB, "edges": [LINK]}}),
        ("JSON Graph Format 2", {"graph": {"nodes": {"a": {}, "b": {}}, "edges": [LINK]}}),
        (
            "GraphSON 1",
            {"graph": {"vertices": [{"_id": n} for n in "ab"], "edges": [{"_outV": "a", "_inV": "b"}]}},
        ),
        (
            "JSON (Kumu)",
            {"elements": [{"label": n} for n in "ab"], "connections": [{"from": "a", "to": "b"}]},
        ),
        ("JSON (pairs)", [["a", "b"]]),
        ("JSON (rows)", [{"From": "a", "To": "b"}]),
        ("JSON (rows)", [*AB, LINK]),
        ("JSON (neighbours)", {"a": ["b"], "b": []}),
    ],
)
def test_the_program_that_wrote_a_file_is_named_and_its_edge_read(label: str, data: Any) -> None:
    raw = read_json(data)
    assert (raw.form, raw.label) == ("json", label)
    assert list_edges(take_in(json.dumps(data).encode())) == ["a > b"]


def test_what_a_node_of_cytoscape_lies_in_is_its_group() -> None:
    nodes = [
        {"data": {"id": "p", "label": "Ward"}},
        {"data": {"id": "q", "label": "Team", "parent": "p"}},
        {"data": {"id": "linked", "label": "Hospital"}},
        {"data": {"id": "a", "parent": "q"}, "position": {"x": 1}, "selected": False},
        {"data": {"id": "b", "parent": "linked"}},
        {"data": {"id": "c", "parent": "gone", "group": "own"}, "group": "nodes"},
    ]
    edges = [{"data": {"source": "a", "target": "linked"}}]
    raw = read_json({"elements": {"nodes": nodes, "edges": edges}, "data": {"name": "Our map"}, "style": [1]})
    groups = {row.get("id"): row.get("group") for row in raw.nodes}
    assert groups == {"linked": "", "a": "Team", "b": "Hospital", "c": "gone"}
    assert raw.nodes[-1].get("group (data)") == "own"
    assert (raw.title, count_findings(raw)) == ("Our map", {"drawing": 1, "nesting": 1})


def test_what_a_node_of_react_flow_lies_in_is_its_group() -> None:
    nodes = [
        {"id": "g", "type": "group", "position": {"x": 0}, "data": {"label": "Ward"}},
        {"id": "a", "position": {"x": 0}, "data": {"label": "Trust"}, "parentId": "g"},
    ]
    assert [row.get("group") for row in read_json({"nodes": nodes, "edges": []}).nodes] == ["Ward"]


@pytest.mark.parametrize(
    ("arrows", "ends"),
    [
        ("to", ("a", "b", "")),
        ("from", ("b", "a", "")),
        ("to;from", ("a", "b", "mutual")),
        ("", ("a", "b", "undirected")),
        ({"to": {"enabled": False}}, ("a", "b", "undirected")),
        ({"from": {"type": "bar"}}, ("b", "a", "")),
        ({"middle": True}, ("a", "b", "")),
    ],
)
def test_arrows_of_vis_network_say_the_direction(arrows: Any, ends: tuple[str, str, str]) -> None:
    raw = read_json({"nodes": AB, "edges": [{"from": "a", "to": "b", "arrows": arrows}]})
    row = raw.edges[0]
    assert (row.get("from"), row.get("to"), row.get("direction")) == ends
    assert ("reversed" in count_findings(raw)) == (ends[0] == "b")
    assert "arrows" not in row.cells


def test_a_graph_or_an_edge_may_say_that_it_has_no_direction() -> None:
    edges = [LINK, LINK | {"directed": True}, LINK | {"directed": False}, LINK | {"undirected": True}]
    found = [direction for _, _, direction in list_ends(read_json({"nodes": AB, "edges": edges}))]
    assert found == ["", "directed", "undirected", "undirected"]
    undirected = {"nodes": AB, "edges": edges[:2], "options": {"type": "undirected"}}
    assert [direction for *_, direction in list_ends(read_json(undirected))] == ["undirected", "directed"]
    graph = read_json({"graph": {"directed": False, "nodes": AB, "edges": [LINK]}})
    assert list_ends(graph) == [("a", "b", "undirected")]


def test_an_undirected_edge_of_adjacency_data_is_there_once() -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c"), ("c", "c")])
    raw = read_json(nx.adjacency_data(graph))
    assert len(raw.edges) == 4
    assert list_ends(raw)[0] == ("a", "b", "undirected")


def test_older_networkx_names_ends_by_their_places_though_nodes_have_ids() -> None:
    assert list_ends(read_json({"nodes": AB, "links": [{"source": 1, "target": 0}]})) == [("b", "a", "")]
    by_id = {"nodes": [{"id": 1}, {"id": 0}], "links": [{"source": 0, "target": 1}]}
    assert list_ends(read_json(by_id)) == [("0", "1", "")]


def test_of_several_graphs_the_first_is_read() -> None:
    graphs = [{"label": "none"}, {"label": "A", "nodes": {"a": {}}}, {"label": "B", "nodes": {"b": {}}}]
    raw = read_json({"graphs": graphs})
    assert (raw.title, len(raw.nodes)) == ("A", 1)
    parts = next(found for found in raw.findings if found.code == "part")
    assert [(item.text, item.line) for item in parts.items] == [("none", 3), ("B", 12)]


def test_hyperedges_are_left_out_and_listed() -> None:
    graph = {
        "nodes": {"a": {}, "b": {}},
        "hyperedges": [{"nodes": ["a", "b"]}, {"source": ["a"], "target": ["b"]}],
    }
    (found,) = read_json({"graph": graph}).findings
    assert (found.code, [item.text for item in found.items]) == ("hyperedge", ["a; b", "a → b"])


def test_loops_of_kumu_are_listed_and_maps_become_a_column() -> None:
    elements = [{"_id": "1", "attributes": {"label": "A"}}, {"_id": "2", "attributes": {"label": "B"}}]
    maps = [
        {"name": "First", "elements": [{"_id": "x", "element": "1"}, {"_id": "y", "element": "2"}]},
        {"name": "Second", "elements": [{"_id": "z", "element": "2"}]},
    ]
    connections = [{"from": "1", "to": "2", "direction": "mutual", "attributes": {"connection type": "+"}}]
    loops = [{"attributes": {"label": "R1"}}, {"name": "B2"}]
    raw = read_json({"elements": elements, "connections": connections, "loops": loops, "maps": maps})
    assert [row.get("maps") for row in raw.nodes] == ["First", "First; Second"]
    assert raw.edges[0].get("direction") == "mutual"
    assert [item.text for item in raw.findings[0].items] == ["R1", "B2"]
    alone = read_json({"elements": elements, "connections": connections, "maps": maps[:1]})
    assert (alone.title, "maps" in alone.node_columns) == ("First", False)


def test_numbers_of_categories_are_their_names() -> None:
    data = {
        "nodes": [{"name": "A", "category": 1}, {"name": "B", "category": 7}],
        "links": [],
        "categories": [{"name": "Ward"}, {"name": "Team"}],
    }
    assert [row.get("category") for row in read_json(data).nodes] == ["Team", "7"]


def test_what_stands_beside_the_lists_is_listed() -> None:
    raw = read_json(
        {"nodes": AB, "links": [], "groups": [1, 2], "metadata": {"name": "Our map"}, "empty": []}
    )
    assert (raw.title, [item.place for item in raw.findings[0].items]) == ("Our map", ["groups"])


def test_values_inside_values_are_left_out_and_listed() -> None:
    nodes = [
        {"id": "a", "meta": {"x": 1, "y": [1]}, "list": [{"b": 1}], "style": {"c": 1}, "tags": ["x", None, 2]}
    ]
    raw = read_json({"nodes": nodes, "links": []})
    assert raw.nodes[0].cells == {"id": "a", "tags": "x; 2"}
    assert [(found.code, [item.text for item in found.items]) for found in raw.findings] == [
        ("column", ["x: 1; y: 1", "…"]),
        ("drawing", []),
    ]


def test_a_value_inside_attributes_never_takes_the_place_of_one_of_the_entry() -> None:
    raw = read_json({"nodes": [{"id": "a", "metadata": {"id": "x", "label": "A"}}], "links": []})
    assert raw.nodes[0].cells == {"id": "a", "id (metadata)": "x", "label": "A"}


def test_a_key_that_is_there_twice_is_listed_with_its_line() -> None:
    raw = read(b'{"nodes": [{"id": "a"},\n{"id": "b", "x": 1, "x": 2}], "links": []}')
    assert raw.nodes[1].get("x") == "2"
    assert [(found.code, found.items[0].line, found.items[0].text) for found in raw.findings] == [
        ("twice", 2, "2")
    ]


def test_halves_of_characters_are_replaced_and_listed() -> None:
    raw = read(b'{"nodes": [{"id": "\\ud83d", "b": "\\\\ud83d", "c": "\\ud83d\\ude00"}], "links": []}')
    assert raw.nodes[0].cells == {"id": "\ufffd", "b": "\\ud83d", "c": "\U0001f600"}
    assert [(found.code, found.count) for found in raw.findings] == [("letters", 1)]


def test_numbers_stay_as_they_are_written() -> None:
    digits = "9" * 5_000
    raw = read(f'{{"nodes": [{{"id": 1, "a": {digits}, "b": NaN, "c": -Infinity, "d": 1e999}}]}}'.encode())
    assert raw.nodes[0].cells == {"id": "1", "a": digits, "b": "NaN", "c": "-Infinity", "d": "1e999"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": "a", "children": [{"name": "b"}]}, "is a tree of elements inside elements"),
        (["a", "b"], "holds no graph"),
        ([{"lat": 1, "lon": 2}], "holds no graph"),
        ({"a": ["b"], "c": ["d"]}, "holds no graph"),
        ({"a": 1}, "holds no graph"),
        ([1], "holds no graph"),
    ],
)
def test_what_is_no_graph_is_refused(data: Any, message: str) -> None:
    with pytest.raises(ModelFileError, match=message):
        read_json(data)


def test_objects_on_lines_of_their_own_are_no_json() -> None:
    assert read_or_refuse(b'{"from": "a", "to": "b"}\n{"from": "b", "to": "c"}\n', "x.json") is None or (
        read(b'{"from": "a", "to": "b"}\n{"from": "b", "to": "c"}\n', "x.json").form == "table"
    )


@pytest.mark.parametrize(
    "write",
    [
        lambda: b'{"nodes":[[' + b"1," * 2_400_000 + b"1]]}",
        lambda: b'{"nodes":[[' + b"{}," * 1_490_000 + b"1]]}",
        lambda: b'{"nodes":[{' + b",".join(b'"%d":1' % n for n in range(400_000)) + b"}]}",
        lambda: b'{"nodes":[{' + b",".join(b'"%d":1' % (n // 2) for n in range(400_000)) + b"}]}",
        lambda: b"{" + b",".join(b'"%d":[]' % n for n in range(400_000)) + b"}",
        lambda: b"[" + b",".join(b'{"k%d":1}' % n for n in range(20_000)) + b"]",
        lambda: b'{"nodes":[],"edges":[' + b",".join(b'{"k%d":1}' % n for n in range(20_000)) + b"]}",
        lambda: b'{"nodes":[{"id":"' + b"\\ud800" * 800_000 + b'"}]}',
        lambda: b'[["' + b"a" * 5_000_000 + b'","b"]]',
    ],
    ids=["numbers", "objects", "keys", "twice", "lists", "rows", "edges", "halves", "long"],
)
def test_a_file_that_is_made_to_hurt_takes_no_time(write: Callable[[], bytes]) -> None:
    content = write()
    started = time.process_time()
    read_or_refuse(content, "x.json")
    assert time.process_time() - started < 40


NAMES = st.text(min_size=1, max_size=6)
KEYS = st.sampled_from(
    [
        "id",
        "label",
        "source",
        "target",
        "from",
        "data",
        "attributes",
        "parent",
        "group",
        "key",
        "position",
        "arrows",
        "directed",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | NAMES, inner, max_size=3),
    max_leaves=8,
)
PARTS = st.sampled_from(
    [
        "nodes",
        "links",
        "edges",
        "elements",
        "connections",
        "maps",
        "loops",
        "graph",
        "graphs",
        "adjacency",
        "options",
        "categories",
        "title",
    ]
)
LISTS = st.lists(st.dictionaries(KEYS, VALUES, max_size=4) | VALUES, max_size=4)


@given(
    st.dictionaries(
        PARTS, LISTS | st.dictionaries(PARTS | NAMES, LISTS | VALUES, max_size=3) | VALUES, max_size=4
    )
    | LISTS
)
def test_any_json_is_a_graph_or_a_refusal(data: Any) -> None:
    read_or_refuse(json.dumps(data).encode(), "x.json")


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.data())
def test_a_graph_comes_back_from_each_program(names: list[str], data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=5))
    nodes = [{"id": name, "note": name} for name in names]
    edges = [{"source": source, "target": target} for source, target in ends]
    written = {
        "d3": {"nodes": nodes, "links": edges},
        "cytoscape": {
            "elements": {"nodes": [{"data": n} for n in nodes], "edges": [{"data": e} for e in edges]}
        },
        "elements": [{"data": each} for each in [*nodes, *edges]],
        "graphology": {"nodes": [{"key": n, "attributes": {"note": n}} for n in names], "edges": edges},
        "json graph": {"graph": {"nodes": {n: {"metadata": {"note": n}} for n in names}, "edges": edges}},
        "vis": {"nodes": nodes, "edges": [{"from": source, "to": target} for source, target in ends]},
        "kumu": {
            "elements": [{"_id": n, "attributes": {"note": n}} for n in names],
            "connections": [{"from": source, "to": target} for source, target in ends],
        },
    }
    raw = read_json(written[data.draw(st.sampled_from(sorted(written)))])
    assert [row.cells["note"] for row in raw.nodes] == names
    found = [
        tuple(
            row.cells.get(first) or row.cells.get(second)
            for first, second in (("source", "from"), ("target", "to"))
        )
        for row in raw.edges
    ]
    assert found == ends


def test_five_thousand_nodes_and_twenty_thousand_edges_take_no_time() -> None:
    nodes = [{"id": at, "label": f"Node {at}", "ward": at % 5} for at in range(5_000)]
    links = [{"source": at % 5_000, "target": at * 7 % 5_000, "kind": "gives"} for at in range(20_000)]
    content = make_node_link(nodes, links)
    started = time.process_time()
    raw = read(content)
    assert (len(raw.nodes), len(raw.edges)) == (5_000, 20_000)
    assert time.process_time() - started < 10

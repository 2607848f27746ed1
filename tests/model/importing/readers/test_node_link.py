from __future__ import annotations

import json

import networkx as nx
import pytest

from model import ModelFileError
from model.importing import suggest_roles
from tests.model.importing.samples import (
    CYTOSCAPE,
    D3,
    KUMU_JSON,
    list_edges,
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

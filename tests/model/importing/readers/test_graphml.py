from __future__ import annotations

from io import BytesIO

import networkx as nx
import pytest

from model import ModelFileError
from model.importing import suggest_roles
from tests.model.importing.samples import GEPHI, YED, list_edges, list_stages, read, take_in, wrap_graphml


def test_labels_that_yed_draws_are_names_in_one_line() -> None:
    names = [node.name.text("en") for node in take_in(YED, "care.graphml").nodes()]
    assert names == ["Being seen", "Trust", "Time & rest"]


def test_a_description_from_yed_keeps_its_lines_and_signs() -> None:
    (described, *_) = take_in(YED).nodes()
    assert described.description is not None
    assert described.description.text("en") == "What the patient\nlives through & <feels>"


def test_a_group_of_yed_says_where_its_nodes_belong_and_is_none_itself() -> None:
    raw = read(YED)
    assert [row.get("group") for row in raw.nodes] == ["Patient", "Patient", ""]
    assert suggest_roles(raw).level is None  # one group sorts nothing


def test_two_groups_of_yed_are_levels() -> None:
    def write_group(name: str) -> str:
        inside = f'<graph edgedefault="directed"><node id="{name}1"/><node id="{name}2"/></graph>'
        return f'<node id="{name}">{inside}</node>'

    edges = '<edge source="a1" target="b1"/><edge source="b2" target="a2"/>'
    graph = f'<graph edgedefault="directed">{write_group("a")}{write_group("b")}{edges}</graph>'
    model = take_in(wrap_graphml(graph))
    assert [(node.id, node.level) for node in model.nodes()] == [
        ("a1", "a"),
        ("a2", "a"),
        ("b1", "b"),
        ("b2", "b"),
    ]


def test_a_group_that_an_edge_leads_to_is_a_node() -> None:
    graph = '<graph edgedefault="directed"><node id="a"><graph><node id="b"/></graph></node><node id="c"/>'
    model = take_in(wrap_graphml(f'{graph}<edge source="c" target="a"/></graph>'))
    assert {node.id for node in model.nodes()} == {"a", "b", "c"}


def test_labels_of_yeds_edges_are_kinds_and_an_edge_runs_to_its_arrow() -> None:
    model = take_in(YED)
    assert list_edges(model) == ["Time & rest > Being seen", "Being seen > Trust"]
    assert [model.get_kind(edge.kind).verb.text("en") for edge in model.edges] == [
        "makes room for",
        "leads to",
    ]


def test_ids_of_yed_that_cannot_be_ids_are_made_of_the_names() -> None:
    assert [node.id for node in take_in(YED).nodes()] == ["being-seen", "trust", "n1"]


def test_columns_of_gephi_are_found_and_where_it_draws_left_out() -> None:
    raw = read(GEPHI, "gephi.graphml")
    roles = suggest_roles(raw)
    assert (roles.id, roles.label, roles.stage, roles.level, roles.kind) == (
        "id",
        "label",
        "Fase",
        None,
        "Edge Label",
    )
    model = take_in(GEPHI)
    assert list_stages(model) == {"Eerst": ["Tijd"], "Later": ["Rust"]}
    assert [node.id for node in model.nodes()] == ["0", "1"]


def test_a_default_of_a_kind_of_data_holds_where_nothing_is_said() -> None:
    assert [row.get("Fase") for row in read(GEPHI).nodes] == ["Eerst", "Later"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_file_of_networkx_is_read_in_its_encoding(encoding: str) -> None:
    graph = nx.DiGraph()
    graph.add_node("a", label="Geïnspireerd", stage="één")
    graph.add_node("b", label="Blij", stage="twee")
    graph.add_edge("a", "b", weight=1.5)
    file = BytesIO()
    nx.write_graphml(graph, file, encoding=encoding)
    assert list_stages(take_in(file.getvalue())) == {"één": ["Geïnspireerd"], "twee": ["Blij"]}


def test_edges_of_different_kinds_between_the_same_nodes_stay() -> None:
    graph = nx.MultiDiGraph()
    for kind in ("helps", "hinders", "helps"):
        graph.add_edge("a", "b", kind=kind)
    file = BytesIO()
    nx.write_graphml(graph, file)
    assert [edge.kind for edge in take_in(file.getvalue()).edges] == ["helps", "hinders"]


def test_an_undirected_edge_leads_from_the_first_node_to_the_second() -> None:
    graph = (
        '<graph edgedefault="undirected"><node id="a"/><node id="b"/><edge source="b" target="a"/></graph>'
    )
    raw = read(wrap_graphml(graph))
    assert [row.get("direction") for row in raw.edges] == ["undirected"]
    assert list_edges(take_in(wrap_graphml(graph))) == ["b > a"]


def test_data_named_like_what_every_node_has_does_not_take_its_place() -> None:
    key = '<key id="k" for="all" attr.name="id" attr.type="string"/>'
    node = '<graph edgedefault="directed"><node id="a"><data key="k">other</data></node></graph>'
    assert read(wrap_graphml(key + node)).nodes[0].cells == {"id": "a", "id (data)": "other"}


def test_the_title_is_that_of_the_graph_or_else_of_the_file() -> None:
    key = '<key id="k" for="graph" attr.name="name" attr.type="string"/>'
    graph = '<graph edgedefault="directed"><data key="k">Our map</data><node id="a"/></graph>'
    assert read(wrap_graphml(key + graph), "x.graphml").title == "Our map"
    assert read(YED, "folder/care.graphml").title == "care"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"<svg/>", None, "is a picture (SVG)"),
        (b"<!DOCTYPE html><html></html>", None, "is a web page"),
        (b"<html><p></html>", None, "is a web page"),
        (b"<graphml>\n<graph>\n</graphml>", 3, "is not whole XML here: mismatched tag"),
        (b"<graphml>\n<graph>", 2, "is not whole XML here: no element found"),
        (b'<?xml version="1.0" encoding="utf-7"?>\n<graphml/>', 1, 'the encoding "utf-7" is not read'),
        (wrap_graphml("<graph>\n<hyperedge/></graph>"), 4, "an edge between more than two nodes is not read"),
        (b"<graphml/>", None, "holds no node"),
        (wrap_graphml('<graph><node id="a"/>\n<node id="a"/></graph>'), 4, 'the id "a" is taken by node "a"'),
        (wrap_graphml("<graph>\n<node/></graph>"), 4, "is empty; write the name of this node"),
        (
            wrap_graphml('<graph><node id="a"/>\n<edge source="a"/></graph>'),
            4,
            "is empty; write the name of a node",
        ),
        (b"<graphml>" * 200, 1, "is nested deeper than 100 levels"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content: bytes, line: int | None, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        take_in(content, "file.graphml", strict=True)
    (fault,) = caught.value.faults
    assert message in fault.message
    assert fault.line == line

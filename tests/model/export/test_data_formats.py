"""GraphML, GEXF, JSON and CSV, each read by a program that is not ours."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from model.diagram import Filter, build_diagram
from model.export.csv_pair import to_csv_pair
from model.export.figure import Caption, Figure
from model.export.gexf import to_gexf
from model.export.graphml import to_graphml
from model.export.markup import clean_text, to_line
from model.export.node_link import to_json
from model.graph import ConceptualModel
from model.schema import Edge, Kind, Words
from model.tables import restore
from tests.figures import ADDRESS, SMALL, build_figure, build_figure_of, build_shipped_figure
from tests.nasty import NASTY

Y = "{http://www.yworks.com/xml/graphml}"
any_text = st.text(st.characters(exclude_categories=()), max_size=100)
graphs = pytest.mark.parametrize("form", ["graphml", "gexf", "json"])


def read(form: str, figure: Figure) -> Any:
    """The graph, as networkx reads it."""
    if form == "graphml":
        return nx.read_graphml(io.BytesIO(to_graphml(figure)))
    if form == "gexf":
        return nx.read_gexf(io.BytesIO(to_gexf(figure)), version="1.3")
    return nx.node_link_graph(json.loads(to_json(figure)), edges="edges")


def read_tables(figure: Figure) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(to_csv_pair(figure))) as pack:
        texts = {
            name: pack.read(name).decode("utf-8-sig") for name in pack.namelist() if name.endswith("csv")
        }
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def build_double() -> Figure:
    """Two edges of different kinds from one node to the same other one."""
    file = SMALL.file
    kind = Kind(id="helps", name=(helps := Words.model_validate("helps")), verb=helps)
    edge = Edge.model_validate({"from": "a", "to": "b", "kind": "helps"})
    changed = file.model_copy(update={"kinds": (*file.kinds, kind), "edges": (*file.edges, edge)})
    return build_figure(ConceptualModel(changed))


@graphs
def test_every_node_and_edge_is_read_by_networkx(form: str) -> None:
    graph = read(form, build_figure())
    assert graph.is_directed()
    assert set(graph.nodes) == {"a", "b", "c"}
    assert set(graph.edges) == {("a", "b"), ("b", "c"), ("c", "a")}


@graphs
def test_the_shipped_model_is_read_whole(form: str) -> None:
    graph = read(form, build_shipped_figure("nl"))
    assert (len(graph.nodes), len(graph.edges)) == (26, 43)
    assert graph.nodes["effect-joy-in-work"]["label"] == "Vreugde in het werk"
    assert graph.nodes["effect-joy-in-work"]["level"] == "Zorgverlener"
    assert graph.nodes["effect-joy-in-work"]["stage"] == "Effecten"


@graphs
def test_a_node_says_what_is_known_of_it_and_how(form: str) -> None:
    node = read(form, build_figure()).nodes["a"]
    assert node["label"] == "Time"
    assert (node["stage_id"], node["level_id"]) == ("need", "patient")
    assert (node["provenance"], node["provenance_source"]) == ("open", "Paper")
    assert node["question"] == "What would help here?"


@graphs
def test_an_edge_says_its_verb_and_whether_it_leads_back(form: str) -> None:
    graph = read(form, build_figure())
    assert graph.edges["c", "a"]["feedback"] is True
    assert graph.edges["a", "b"]["feedback"] is False
    assert graph.edges["a", "b"]["label"] == "leads to"


@graphs
def test_what_is_faded_and_what_stands_out_is_said(form: str) -> None:
    nodes = read(form, build_shipped_figure()).nodes
    assert (nodes["loyalty-professionals"]["faded"], nodes["loyalty-professionals"]["lit"]) == (True, False)
    assert (nodes["mangomoment"]["faded"], nodes["mangomoment"]["lit"]) == (False, True)


@graphs
def test_story_counts_are_there_where_the_screen_shows_them(form: str) -> None:
    assert read(form, build_shipped_figure()).nodes["mangomoment"]["stories"] == 15
    assert "stories" not in read(form, build_figure()).nodes["a"]


@graphs
def test_what_is_hidden_is_left_out(form: str) -> None:
    diagram = build_diagram(SMALL, "en", Filter(stages=frozenset({"need", "moment"})), hide=True)
    assert set(read(form, build_figure(diagram=diagram)).edges) == {("a", "b")}


@graphs
def test_two_edges_between_the_same_nodes_stay_two(form: str) -> None:
    graph = read(form, build_double())
    assert graph.is_multigraph()
    assert sorted(data["kind"] for data in graph.get_edge_data("a", "b").values()) == ["helps", "leads-to"]


@graphs
def test_with_an_address_each_node_has_its_link(form: str) -> None:
    nodes = read(form, build_figure(address=ADDRESS)).nodes
    assert nodes["a"]["url"] == f"{ADDRESS}explore?node=a&lang=en"


@graphs
def test_places_run_from_left_to_right_as_on_the_screen(form: str) -> None:
    nodes = read(form, build_figure()).nodes

    def find_place(node: str) -> tuple[float, float]:
        data = nodes[node]
        if form == "gexf":
            return data["viz"]["position"]["x"], -data["viz"]["position"]["y"]
        return data["x"], data["y"]

    places = [find_place(node) for node in "abc"]
    assert places == sorted(places)
    assert [y for _, y in places] == sorted(y for _, y in places)


def test_the_words_around_it_go_along_in_json_and_graphml() -> None:
    figure = build_figure(caption=Caption("A title", "Words", "A citation", "A licence", ADDRESS))
    for form in ("json", "graphml"):
        graph = read(form, figure).graph
        assert [graph[name] for name in ("title", "words", "citation", "licence", "address")] == [
            *("A title", "Words", "A citation", "A licence"),
            ADDRESS,
        ]
        assert "patient: #0067a5" in graph["legend"]


def test_what_is_left_out_of_the_caption_is_in_no_file() -> None:
    figure = build_figure(caption=Caption(has_legend=False))
    assert set(json.loads(to_json(figure))["graph"]) == {"id", "language"}
    assert etree.fromstring(to_gexf(figure)).find(".//{*}description") is None


def test_gexf_holds_colours_and_sizes_as_gephi_draws_them() -> None:
    viz = read("gexf", build_shipped_figure()).nodes["mangomoment"]["viz"]
    assert viz["color"] == {"r": 178, "g": 80, "b": 0, "a": 1.0}
    assert viz["size"] == 30.0


def test_gexf_declares_its_version_and_no_time() -> None:
    root = etree.fromstring(to_gexf(build_figure()))
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    assert root.find("{*}meta").get("lastmodifieddate") is None


def test_graphml_tells_yed_label_colour_and_place() -> None:
    root = etree.fromstring(to_graphml(build_figure()))
    shape = root.find(f".//{{*}}node[@id='b']//{Y}ShapeNode")
    assert shape.find(f"{Y}NodeLabel").text == "A gesture"
    assert shape.find(f"{Y}Fill").get("color") == "#f5e8de"
    assert shape.find(f"{Y}BorderStyle").get("type") == "dashed"
    place = shape.find(f"{Y}Geometry")
    node = read("graphml", build_figure()).nodes["b"]
    assert float(place.get("x")) + float(place.get("width")) / 2 == pytest.approx(node["x"], abs=0.1)
    assert root.find(f".//{{*}}edge//{Y}Arrows").get("target") == "standard"


def test_graphml_shows_in_yed_what_is_faded() -> None:
    root = etree.fromstring(to_graphml(build_shipped_figure()))

    def get_fill(node: str) -> str:
        return str(root.find(f".//{{*}}node[@id='{node}']//{Y}Fill").get("color"))

    assert get_fill("resonance") != get_fill("mangomoment")


def test_every_value_in_graphml_has_a_key_of_its_type() -> None:
    root = etree.fromstring(to_graphml(build_shipped_figure()))
    keys = {key.get("id") for key in root.iter("{*}key")}
    assert {data.get("key") for data in root.iter("{*}data")} <= keys
    assert len(keys) == len(list(root.iter("{*}key")))


def test_the_tables_hold_each_node_and_each_edge_once() -> None:
    tables = read_tables(build_figure())
    assert [row["id"] for row in tables["nodes.csv"]] == ["a", "b", "c"]
    assert [(row["source"], row["target"]) for row in tables["edges.csv"]] == [
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
    ]
    assert tables["edges.csv"][2]["feedback"] == "true"


def test_columns_that_would_be_empty_are_left_out_of_the_tables() -> None:
    (row, *_) = read_tables(build_figure())["nodes.csv"]
    assert "question" in row
    assert "stories" not in row
    assert "description" not in row


def test_the_words_around_the_tables_stand_in_a_file_of_their_own() -> None:
    def list_names(caption: Caption) -> list[str]:
        return zipfile.ZipFile(io.BytesIO(to_csv_pair(build_figure(caption=caption)))).namelist()

    assert list_names(Caption(title="A title")) == ["nodes.csv", "edges.csv", "about.txt"]
    assert list_names(Caption(has_legend=False)) == ["nodes.csv", "edges.csv"]


@pytest.mark.parametrize("build", [to_graphml, to_gexf, to_json, to_csv_pair])
def test_the_same_figure_gives_the_same_bytes(build: Any) -> None:
    assert build(build_shipped_figure("nl")) == build(build_shipped_figure("nl"))


def read_plainly(text: str) -> str:
    """As a text of the model is read: a soft hyphen in a word is no sign of it."""
    return Words.model_construct(root={Words.EVERY: text}).text("en")


def check_graph(form: str, text: str) -> None:
    graph = read(form, build_figure_of(text))
    text = read_plainly(text)
    assert set(graph.edges) == {("a", "b"), ("b", "c"), ("c", "a")}
    for data in graph.nodes.values():
        assert data.get("label", "") == to_line(text)
        assert data.get("description", "") == clean_text(text)
    for data in graph.edges.values():
        assert data.get("label", "") == to_line(text)


@graphs
def test_places_to_break_a_word_are_no_part_of_its_name(form: str) -> None:
    names = {data["label"] for data in read(form, build_figure_of("Mango\u00admoment")).nodes.values()}
    assert names == {"Mangomoment"}


@graphs
@pytest.mark.parametrize("text", NASTY)
def test_every_text_is_read_as_it_was_written(form: str, text: str) -> None:
    check_graph(form, text)


@graphs
@given(text=any_text)
def test_any_text_is_read_as_it_was_written(form: str, text: str) -> None:
    check_graph(form, text)


def check_tables(text: str) -> None:
    tables = read_tables(build_figure_of(text))
    text = read_plainly(text)
    assert [row["id"] for row in tables["nodes.csv"]] == ["a", "b", "c"]
    for row in tables["nodes.csv"]:
        assert restore(row["label"]) == to_line(text)
        assert restore(row.get("description", "")) == clean_text(text)
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert len(tables["edges.csv"]) == 3


@pytest.mark.parametrize("text", NASTY)
def test_every_text_in_a_table_is_a_text(text: str) -> None:
    check_tables(text)


@given(any_text)
def test_any_text_in_a_table_is_a_text(text: str) -> None:
    check_tables(text)


def test_a_json_file_can_be_read_by_people() -> None:
    content = to_json(build_figure(caption=replace(Caption(), title="Zoë 🥭"))).decode()
    assert "Zoë 🥭" in content
    assert content.count("\n") > 50

"""An edge without a direction, in every format: no file draws or says one."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pydot
import pytest
from lxml import etree
from openpyxl import load_workbook

from model import ConceptualModel, parse_model
from model.diagram import build_diagram, emphasise_path
from model.export import EXPORTERS, Figure, Options
from model.export.description import describe_figure
from model.export.figure import Caption
from model.export.previews import draw_pages
from model.export.svg import to_svg
from tests.building import build_model
from tests.figures import build_figure
from tests.model.importing.samples import take_in
from tests.package import find_package_faults
from tests.slides import find_connectors, list_shapes, read_slide

SVG = "{http://www.w3.org/2000/svg}"
Y = "{http://www.yworks.com/xml/graphml}"
STAGES = {"need": "a", "moment": "b", "effect": "c"}
NAMES = {"a": "Time", "b": "A gesture", "c": "Joy"}
SIGN = "without arrow: no direction given"
ONE = build_model("a>b", undirected="b>c", stages=STAGES, names=NAMES)
NONE = build_model("a>b b>c", stages=STAGES, names=NAMES)
ALL = build_model(undirected="a>b b>c", stages=STAGES, names=NAMES)
DIRECTED, UNDIRECTED = ("a", "b"), ("b", "c")


def make(form: str, model: ConceptualModel = ONE, **options: Any) -> bytes:
    return EXPORTERS[form].build(build_figure(model), Options(**options))


def find_paths(svg: str | bytes) -> dict[tuple[str | None, str | None], ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    paths = [path for path in root.iter(f"{SVG}path") if path.get("data-source")]
    return {(path.get("data-source"), path.get("data-target")): path for path in paths}


def read_pixels(form: str, model: ConceptualModel) -> list[bytes]:
    figure = build_figure(model, caption=Caption(has_legend=False))
    return [page.picture for page in draw_pages(figure, form, Options())]


def test_the_map_draws_an_arrowhead_on_edges_with_a_direction_only() -> None:
    svg = to_svg(build_diagram(ONE, "en"))
    paths = find_paths(svg)
    assert paths[DIRECTED].get("class") == "edge"
    assert paths[UNDIRECTED].get("class") == "edge undirected"
    assert ".diagram .edge.undirected{marker-end:none}" in svg
    assert "undirected" not in to_svg(build_diagram(NONE, "en"))


def test_an_edge_that_stands_out_gets_no_arrowhead_either() -> None:
    """Of two rules that weigh the same the later one counts."""
    svg = to_svg(build_diagram(ONE, "en", emphasis=emphasise_path(["b", "c"])))
    assert find_paths(svg)[UNDIRECTED].get("class") == "edge undirected lit"
    assert svg.index(".edge.undirected{") > svg.index(".edge.lit{") > svg.index(".edge{")


def test_svg_says_at_the_line_itself_that_it_has_no_arrowhead() -> None:
    paths = find_paths(make("svg"))
    assert paths[DIRECTED].get("marker-end") == "url(#arrow)"
    assert paths[UNDIRECTED].get("marker-end") == "none"


@pytest.mark.parametrize("form", ["pdf", "handout"])
def test_pages_differ_by_the_arrowhead(form: str) -> None:
    """The same model without any arrowhead, with one and with two gives three pictures."""
    first = [read_pixels(form, model)[0] for model in (ALL, ONE, NONE)]
    assert len(set(first)) == 3


def test_png_differs_by_the_arrowhead() -> None:
    bare = Caption(has_legend=False)
    drawn = [
        EXPORTERS["png"].build(build_figure(model, caption=bare), Options()) for model in (ALL, ONE, NONE)
    ]
    assert len(set(drawn)) == 3


@pytest.mark.parametrize(("steps", "number"), [("", 0), ("stages", 1)])
def test_slides_have_a_connector_without_ends_and_a_sign_for_it(steps: Any, number: int) -> None:
    made = make("pptx", steps=steps)
    slide = read_slide(made, number)
    ends = {
        line._element.nvCxnSpPr.cNvPr.get("descr"): line._element.xpath("string(.//a:tailEnd/@type)")
        for line in find_connectors(slide)
    }
    assert ends == {"Time → A gesture": "triangle", "A gesture – Joy": ""}
    assert SIGN in [shape.text_frame.text for shape in list_shapes(slide.shapes) if shape.has_text_frame]
    assert find_package_faults(made) == []


def test_the_page_draws_no_arrowhead_and_says_so_at_its_kind() -> None:
    page = make("html").decode()
    assert ".diagram .edge.undirected{marker-end:none}" in page
    assert f"</svg>{SIGN}</li>" in page
    (data,) = re.findall(r'<script type="application/json" id="texts">(.*?)</script>', page)
    texts = json.loads(data)
    kinds = {(edge["from"], edge["to"]): texts["kinds"][edge["kind"]]["inverse"] for edge in texts["edges"]}
    assert kinds == {DIRECTED: "← leads to", UNDIRECTED: "no direction given"}
    assert "no direction" not in make("html", NONE).decode()


@pytest.mark.parametrize("form", ["svg", "html", "dot", "mermaid", "json", "graphml", "gexf"])
def test_the_legend_has_the_sign_only_where_such_an_edge_is_shown(form: str) -> None:
    assert "without arrow" in re.sub("#[0-9]+;", "", make(form).decode())
    assert "without arrow" not in make(form, NONE).decode()


def test_a_hidden_edge_needs_no_sign() -> None:
    diagram = build_diagram(ONE, "en")
    shown = replace(diagram, edges=tuple(edge for edge in diagram.edges if edge.is_directed))
    assert SIGN not in EXPORTERS["svg"].build(build_figure(ONE, diagram=shown), Options()).decode()


def test_dot_gives_it_no_direction() -> None:
    (graph,) = pydot.graph_from_dot_data(make("dot").decode()) or []
    assert graph is not None
    directions = {str(edge.get_source()).strip('"'): edge.get("dir") for edge in graph.get_edges()}
    assert (directions["a"], directions["b"]) == (None, '"none"')


def test_mermaid_draws_a_line_and_a_dashed_one_where_it_is_inferred() -> None:
    assert "  n_a --> n_b\n  n_b --- n_c\n" in make("mermaid").decode()
    diagram = build_diagram(ONE, "en")
    edges = tuple(replace(edge, provenance="inferred") for edge in diagram.edges)
    figure = build_figure(ONE, diagram=replace(diagram, edges=edges))
    text = EXPORTERS["mermaid"].build(figure, Options()).decode()
    assert "  n_a -.-> n_b\n  n_b -.- n_c\n" in text


def test_graphml_says_it_at_the_edge_and_yed_draws_no_arrow() -> None:
    root = etree.fromstring(make("graphml"))
    edges = root.findall(".//{*}edge")
    assert [edge.get("directed") for edge in edges] == [None, "false"]
    assert [edge.find(f".//{Y}Arrows").get("target") for edge in edges] == ["standard", "none"]
    assert root.find("{*}graph").get("edgedefault") == "directed"


def test_gexf_says_it_at_the_edge() -> None:
    root = etree.fromstring(make("gexf"))
    assert [edge.get("type") for edge in root.findall(".//{*}edge")] == [None, "undirected"]
    assert root.find("{*}graph").get("defaultedgetype") == "directed"


def test_networkx_reads_a_graph_in_which_nothing_has_a_direction_as_an_undirected_one() -> None:
    for graph in (
        nx.read_graphml(BytesIO(make("graphml", ALL))),
        nx.read_gexf(BytesIO(make("gexf", ALL)), version="1.3"),
    ):
        assert not graph.is_directed()
        assert {frozenset(edge) for edge in graph.edges} == {frozenset("ab"), frozenset("bc")}


def test_json_says_it_at_the_link() -> None:
    edges = json.loads(make("json"))["edges"]
    assert [edge.get("directed") for edge in edges] == [None, False]


def test_csv_has_a_column_for_it_only_where_it_is_needed() -> None:
    def read(model: ConceptualModel) -> list[dict[str, str]]:
        with zipfile.ZipFile(BytesIO(make("csv", model))) as pack:
            text = pack.read("edges.csv").decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text, newline="")))

    assert [row["direction"] for row in read(ONE)] == ["directed", "undirected"]
    assert "direction" not in read(NONE)[0]


def test_kumu_has_it_in_its_column() -> None:
    sheet = load_workbook(BytesIO(make("kumu")))["Connections"]
    heading, *rows = sheet.iter_rows(values_only=True)
    assert [row[heading.index("Direction")] for row in rows] == ["directed", "undirected"]


def test_a_model_file_says_it_only_where_it_is_so_and_comes_back() -> None:
    content = make("yaml")
    assert content.count(b"directed: false") == 1
    assert parse_model(content, "again.yaml").file == ONE.file
    assert b"directed" not in make("yaml", NONE)


@pytest.mark.parametrize("form", ["graphml", "json", "csv", "kumu"])
@pytest.mark.parametrize("model", [ONE, ALL, NONE], ids=["one", "all", "none"])
def test_what_was_exported_comes_back_with_the_directions_it_had(form: str, model: ConceptualModel) -> None:
    again = take_in(make(form, model), f"model.{EXPORTERS[form].ending}")
    names = {node.id: node.name.text("en") for node in again.nodes()}
    directions = {(names[edge.source], names[edge.target]): edge.directed for edge in again.edges}
    assert directions == {(NAMES[edge.source], NAMES[edge.target]): edge.directed for edge in model.edges}


def test_words_for_those_who_hear_the_picture_claim_no_direction() -> None:
    words = describe_figure(Figure(ONE, build_diagram(ONE, "en")))
    assert words.endswith("Time leads to: A gesture. A gesture is linked with: Joy.")

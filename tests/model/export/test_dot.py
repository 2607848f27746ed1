from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from model.diagram import DrawnNode, Filter, build_diagram
from model.export import dot
from model.export.dot import quote, to_dot
from model.export.figure import Caption, Figure
from model.export.markup import to_line
from tests.building import build_model
from tests.figures import ADDRESS, SMALL, build_figure, build_figure_of, build_shipped_figure
from tests.nasty import NASTY
from tests.properties import examples

HYPHENS = f"{ADDRESS}explore?path={'patient-openness,' * 12}mangomoment"
FULL = Caption("A title", "Some words", "A citation", "A licence", f"{ADDRESS}explore?node=a")


def read(figure: Figure) -> pydot.Dot:
    """The graph, as pydot reads it."""
    (graph,) = pydot.graph_from_dot_data(to_dot(figure).decode()) or []
    assert graph is not None
    return graph


def find_graph(graph: pydot.Dot, name: str) -> pydot.Subgraph:
    (found,) = [subgraph for subgraph in walk(graph) if str(subgraph.get_name()).strip('"') == name]
    return found


def walk(graph: pydot.Graph) -> list[pydot.Subgraph]:
    inner = graph.get_subgraphs()
    return [*inner, *(subgraph for sub in inner for subgraph in walk(sub))]


def list_nodes(graph: pydot.Dot) -> dict[str, dict[str, str]]:
    """The attributes of each node of the model, by its id."""
    nodes = [node for part in (graph, *walk(graph)) for node in part.get_nodes()]
    named = {node.get_name().strip('"'): node.get_attributes() for node in nodes}
    return {
        name: attributes
        for name, attributes in named.items()
        if not name.startswith("_") and name not in ("graph", "node", "edge")
    }


def list_edges(graph: pydot.Dot) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (str(edge.get_source()).strip('"'), str(edge.get_destination()).strip('"')): edge.get_attributes()
        for edge in graph.get_edges()
    }


def unquote(text: str) -> str:
    """What Graphviz shows of a quoted label of one line."""
    assert (text[0], text[-1]) == ('"', '"')
    return re.sub(r"\\(.)", r"\1", text[1:-1]).replace("&amp;", "&")


def get_label(attributes: dict[str, str]) -> str:
    """The lines of a label in a row."""
    return " ".join(unquote(f'"{line}"') for line in attributes["label"][1:-1].split("\\n")).strip()


def test_every_node_and_edge_is_read_by_pydot() -> None:
    graph = read(build_shipped_figure())
    assert len(list_nodes(graph)) == 26
    assert len(list_edges(graph)) == 43


def test_nodes_of_a_stage_stand_in_one_rank_below_its_name() -> None:
    stage = find_graph(read(build_figure()), "stage_1")
    assert stage.get_attributes()["rank"] == "same"
    assert [node.get_name() for node in stage.get_nodes()] == ['"_stage_1"', '"b"']


def test_a_level_has_its_colour_and_is_named_in_the_legend() -> None:
    graph = read(build_figure())
    nodes = list_nodes(graph)
    assert nodes["b"]["color"] == '"#b25000"'
    cells = {cell.text: cell for cell in list_cells(build_figure())}
    assert {"Colour: level", "nurse"} <= set(cells)
    assert cells["nurse"].get("COLOR") == "#b25000"


def list_cells(figure: Figure) -> list[Cell]:
    """The texts of the table below the diagram, each with the attributes of its cell."""
    label = find_graph(read(figure), "cluster_map").get_nodes()
    attributes = next(node for node in label if node.get_name() == "graph").get_attributes()
    table = etree.fromstring(attributes["label"][1:-1])
    innermost = [cell for cell in table.iter("TD") if cell.find(".//TD") is None]
    return [Cell(" ".join("".join(cell.itertext()).split()), dict(cell.attrib)) for cell in innermost]


@dataclass(frozen=True)
class Cell:
    """A text of the table, and how its cell looks."""

    text: str
    look: Mapping[str, str]

    def get(self, name: str) -> str | None:
        return self.look.get(name)


def test_the_legend_has_no_part_in_how_nodes_are_placed() -> None:
    graph = read(build_shipped_figure())
    assert [subgraph.get_name() for subgraph in walk(graph) if "legend" in str(subgraph.get_name())] == []
    assert {edge.get_source() for edge in graph.get_edges()} <= {f'"{node}"' for node in list_nodes(graph)}


def test_the_legend_draws_lines_as_lines() -> None:
    texts = [cell.text for cell in list_cells(build_shipped_figure())]
    assert texts[texts.index("Line: how a link is known") :][1:3] == ["——▶ stated", "- - -▶ inferred"]


def test_reported_and_inferred_elements_are_told_apart_in_the_diagram_and_in_the_legend() -> None:
    model = build_model(
        "a>b b>c c>d", provenances={"a": "stated", "b": "reported", "c": "inferred", "d": "open"}
    )
    figure = build_figure(model)
    nodes = list_nodes(read(figure))
    looks = [(nodes[node]["style"], nodes[node].get("peripheries")) for node in "abcd"]
    assert len(set(looks)) == 4
    legend = draw(figure).xpath("//*[local-name()='text'][.='inferred']")
    assert len(legend) == 1
    content = to_dot(figure).decode()
    assert content.count("<TABLE BORDER=") == 3  # all, the legend, and the second border of "inferred"


def test_what_is_inferred_is_dashed_and_what_leads_back_pulls_nothing() -> None:
    graph = read(build_figure())
    assert "dashed" in list_nodes(graph)["b"]["style"]
    assert list_edges(graph)["c", "a"]["constraint"] == '"false"'
    assert "constraint" not in list_edges(graph)["a", "b"]
    assert list_edges(graph)["c", "a"]["feedback"] == '"true"'
    assert "feedback" not in list_edges(graph)["a", "b"]


def test_the_name_of_an_only_stage_is_seen() -> None:
    for model, count in ((build_model("a>b"), 0), (SMALL, 1)):
        assert to_dot(build_figure(model)).decode().count("style=invis") == count


def test_without_a_legend_only_the_words_stand_below() -> None:
    figure = build_figure(build_model("a>b"), caption=Caption(words="Some words"))
    assert [cell.text for cell in list_cells(figure)] == ["Some words"]


def test_what_the_filter_does_not_keep_is_paler() -> None:
    diagram = build_diagram(SMALL, "en", Filter(stages=frozenset({"need", "moment"})))
    nodes = list_nodes(read(build_figure(diagram=diagram)))
    assert "fontcolor" in nodes["c"]
    assert "fontcolor" not in nodes["b"]


def test_the_title_stands_above_and_the_rest_below() -> None:
    content = to_dot(build_figure(caption=FULL)).decode()
    assert 'label="A title"' in content
    texts = [cell.text for cell in list_cells(build_figure(caption=FULL))]
    assert texts[-4:] == ["Some words", "A citation", "A licence", f"{ADDRESS}explore?node=a"]
    plain = to_dot(build_figure(caption=replace(FULL, has_legend=False))).decode()
    assert f'label="Some words\\lA citation\\lA licence\\l{ADDRESS}explore?node=a\\l"' in plain


def test_nothing_stands_beside_it_where_all_is_left_out() -> None:
    graph = read(build_figure(caption=Caption(has_legend=False)))
    assert [subgraph.get_name() for subgraph in walk(graph)] == [
        '"cluster_map"',
        *(f'"stage_{number}"' for number in range(3)),
    ]


def test_counts_and_links_go_along() -> None:
    diagram = build_diagram(SMALL, "en", counts={"a": 1})
    nodes = list_nodes(read(build_figure(diagram=diagram, address=ADDRESS)))
    assert get_label(nodes["a"]) == "Time 1 story"
    assert get_label(nodes["b"]) == "A gesture 0 stories"
    assert nodes["a"]["URL"] == f'"{ADDRESS}explore?node=a&amp;lang=en"'


def test_no_text_becomes_anything_but_text() -> None:
    texts = {f"n{number}": text for number, text in enumerate(NASTY) if to_line(text)}
    nodes = tuple(
        DrawnNode(node, text, "need", "patient", None, is_faded=False) for node, text in texts.items()
    )
    diagram = replace(build_diagram(SMALL, "en"), nodes=nodes, edges=())
    read_back = list_nodes(read(build_figure(diagram=diagram, caption=Caption(has_legend=False))))
    assert {node: unquote(attributes["tooltip"]) for node, attributes in read_back.items()} == {
        node: to_line(text) for node, text in texts.items()
    }


@examples(25)
@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_a_graph_of_any_text_can_be_read_again(text: str) -> None:
    graph = read(build_figure_of(text))
    assert set(list_nodes(graph)) == {"a", "b", "c"}
    assert set(list_edges(graph)) == {("a", "b"), ("b", "c"), ("c", "a")}


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_a_quoted_text_ends_at_its_last_sign(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\])*"', quote(text))


def draw(figure: Figure) -> etree._Element:
    """The picture that Graphviz itself makes of it; a fault or a warning fails."""
    done = subprocess.run(
        ["dot", "-Tsvg"], input=to_dot(figure), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return etree.fromstring(done.stdout)


def list_drawn(picture: etree._Element, kind: str) -> set[str]:
    """The titles of what Graphviz drew of a kind (node, edge), without those of legend and headings."""
    titles = picture.xpath(f"//*[starts-with(@class, '{kind}')]/*[local-name()='title']/text()")
    return {str(title) for title in titles if not str(title).startswith("_")}


def test_graphviz_draws_every_node_and_edge() -> None:
    picture = draw(build_shipped_figure("nl"))
    assert len(list_drawn(picture, "node")) == 26
    assert len(list_drawn(picture, "edge")) == 43


@pytest.mark.parametrize("text", NASTY)
def test_graphviz_draws_a_graph_of_any_text(text: str) -> None:
    picture = draw(build_figure_of(text))
    assert list_drawn(picture, "node") == {"a", "b", "c"}
    assert list_drawn(picture, "edge") == {"a->b", "b->c", "c->a"}


def test_a_long_address_is_broken_where_a_line_is_full_and_not_at_its_hyphens() -> None:
    texts = [cell.text for cell in list_cells(build_figure(caption=replace(FULL, address=HYPHENS)))]
    full = HYPHENS[: dot._LINE]
    assert not full.endswith("-")
    assert full in texts

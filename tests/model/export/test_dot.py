from __future__ import annotations

import re
import subprocess
from dataclasses import replace

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
    (found,) = [one for one in walk(graph) if str(one.get_name()).strip('"') == name]
    return found


def walk(graph: pydot.Graph) -> list[pydot.Subgraph]:
    inner = graph.get_subgraphs()
    return [*inner, *(one for sub in inner for one in walk(sub))]


def list_nodes(graph: pydot.Dot) -> dict[str, dict[str, str]]:
    """The attributes of each node of the model, by its id."""
    nodes = [node for one in (graph, *walk(graph)) for node in one.get_nodes()]
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
    legend = find_graph(graph, "cluster_legend").get_nodes()
    shown = [(get_label(node.get_attributes()), node.get_attributes().get("color")) for node in legend]
    assert ("Colour: whose it is", None) in shown
    assert ("nurse", '"#b25000"') in shown


def test_the_legend_draws_lines_as_lines() -> None:
    legend = find_graph(read(build_shipped_figure()), "cluster_legend")
    names = {node.get_name(): get_label(node.get_attributes()) for node in legend.get_nodes()}
    lines = [edge for edge in legend.get_edges() if edge.get("style") != "invis"]
    assert [(names[str(line.get_destination())], line.get("style")) for line in lines] == [
        ("stated", '"solid"'),
        ("inferred", '"dashed"'),
    ]


def test_what_is_inferred_is_dashed_and_what_leads_back_pulls_nothing() -> None:
    graph = read(build_figure())
    assert "dashed" in list_nodes(graph)["b"]["style"]
    assert list_edges(graph)["c", "a"]["constraint"] == '"false"'
    assert "constraint" not in list_edges(graph)["a", "b"]


def test_what_the_filter_does_not_keep_is_paler() -> None:
    diagram = build_diagram(SMALL, "en", Filter(stages=frozenset({"need", "moment"})))
    nodes = list_nodes(read(build_figure(diagram=diagram)))
    assert "fontcolor" in nodes["c"]
    assert "fontcolor" not in nodes["b"]


def test_the_title_stands_above_and_the_rest_below() -> None:
    content = to_dot(build_figure(caption=FULL)).decode()
    assert 'label="A title"' in content
    assert f'label="Some words\\lA citation\\lA licence\\l{ADDRESS}explore?node=a\\l"' in content


def test_nothing_stands_beside_it_where_all_is_left_out() -> None:
    graph = read(build_figure(caption=Caption(has_legend=False)))
    assert [one.get_name() for one in walk(graph)] == [
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
    content = to_dot(build_figure(caption=replace(FULL, address=HYPHENS))).decode()
    full = HYPHENS[: dot._LINE]
    assert not full.endswith("-")
    assert f"\\l{full}\\l" in content
